import type { Verdict } from './judge.js';
import { showPrice } from './price.js';
import type { Probe } from './probe.js';
import { unaskedRules } from './refusals/unasked.js';

/** A probe and its verdict, of this run or of an earlier one. */
export interface Finding extends Verdict {
  probe: Probe;
  spent: number;
}

/** Everything that a run found out. */
export interface Report {
  /** The date of the run, such as `2026-11-29`. */
  date: string;
  baseURL: string;
  version: string;
  findings: Finding[];
}

/** Counts of the outcomes, for the last line of the command. */
export function summaryOf(findings: readonly Finding[]): string {
  const count = (outcome: Verdict['outcome']) => findings.filter((finding) => finding.outcome === outcome).length;
  const spent = findings.reduce((sum, finding) => sum + finding.spent, 0);
  return (
    `${count('agrees')} agree, ${count('differs')} differ, ${count('open')} open questions answered, ` +
    `${count('not-asked')} not asked. Spent at most ${showPrice(spent)}.`
  );
}

/** The report for people, in Markdown. It can be attached to an issue. */
export function renderReport({ date, baseURL, version, findings }: Report): string {
  const sections = [
    section('What differs', findings, 'differs'),
    section('Open questions', findings, 'open'),
    section('What could not be asked', findings, 'not-asked'),
    unasked,
  ];
  return `# The contract with Model Studio

${date}, ${baseURL}, ai-sdk-qwen ${version}.

${summaryOf(findings)}

${sections.filter((text) => text !== '').join('\n\n')}
`;
}

/** Rules that have no probe in any run. */
const unasked = `## Rules without a probe\n\n${unaskedRules
  .map(({ reason, rules }) => `- ${reason} \`${rules.join('`, `')}\``)
  .join('\n')}`;

function section(title: string, findings: readonly Finding[], outcome: Verdict['outcome']): string {
  const rows = findings.filter((finding) => finding.outcome === outcome);
  if (rows.length === 0) return '';
  const lines = rows.map(({ probe, reason = '' }) => `| ${probe.id} | ${probe.certainty} | ${cell(reason)} |`);
  return `## ${title}\n\n| Probe | Certainty | Found |\n| --- | --- | --- |\n${lines.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 500);
}

/** The report for programs. */
export function reportAsJSON({ date, baseURL, version, findings }: Report): string {
  const rows = findings.map(({ probe, outcome, reason }) => {
    return { id: probe.id, outcome, reason, certainty: probe.certainty, source: probe.source };
  });
  return `${JSON.stringify({ date, baseURL, version, findings: rows }, null, 2)}\n`;
}
