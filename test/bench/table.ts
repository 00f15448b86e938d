import { table } from '../support/markdown-table.js';
import { us } from './contestants.js';
import { floor, type Finding, type Unit } from './findings.js';

/** The findings of a run of the bench, and its machine. */
export interface Report {
  /** Day of the run. */
  date: string;
  node: string;
  cores: number;
  /** Names of the peers with their versions, by the specification that they are written for. */
  peers: Record<'V1' | 'V4', string[]>;
  findings: Finding[];
}

/** True if both measured entries of this package have reached the goal. */
export function isMet({ values, goal }: Finding): boolean {
  const own = [us, `${us}/ai7`].flatMap((name) => values[name] ?? []);
  return own.length > 0 && own.every((value) => value <= goal);
}

/** A table in Markdown, a line for each measurement. */
export function findingsTable({ findings, peers }: Report): string {
  const rows = findings.map((finding) => {
    const { work, unit, values, goal } = finding;
    const at = (name: string) => (values[name] === undefined ? '–' : format(values[name], unit));
    const entry = values[`${us}/ai7`] === undefined ? '' : ` (/ai7: ${at(`${us}/ai7`)})`;
    const all = values[`${us}, all of it`] === undefined ? '' : ` (all of it: ${at(`${us}, all of it`)})`;
    const range = (names: string[]) =>
      formatRange(
        names.flatMap((name) => values[name] ?? []),
        unit,
      );
    return [
      work,
      `${at(us)}${entry}${all}`,
      at(floor),
      range(peers.V1),
      range(peers.V4),
      `≤ ${format(goal, unit)}${isMet(finding) ? '' : ', not met'}`,
    ];
  });
  return table(['Work', us, 'Floor', 'V1 peers', 'V4 peers', 'Goal'], rows);
}

/** The generated part of docs/performance.md. */
export function speedSection(report: Report): string {
  const { date, node, cores, peers, findings } = report;
  const missed = findings.filter((finding) => !isMet(finding)).length;
  const score =
    missed === 0 ? 'All goals are met.' : `${findings.length - missed} of ${findings.length} goals are met.`;
  const [old, later] = [peers.V1, peers.V4].map((names) => names.map((name) => `\`${name}\``).join(', '));
  return [
    `Measured on ${date} with Node ${node.replace('v', '')} on a shared machine of ${cores} cores. ${score}`,
    `V1 peers are ${old}; V4 peers are ${later}.`,
    `\n${findingsTable(report)}`,
  ].join('\n');
}

function formatRange(values: number[], unit: Unit): string {
  if (values.length === 0) return '–';
  const [least, most] = [format(Math.min(...values), unit), format(Math.max(...values), unit)];
  return least === most ? least : `${least} to ${most}`;
}

export function format(value: number, unit: Unit): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const text = Number(value.toFixed(digits)).toLocaleString('en');
  if (unit === 'exponent' || unit === 'passes') return text;
  return `${text} ${unit}`;
}
