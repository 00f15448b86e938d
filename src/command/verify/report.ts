import type { Verdict } from './judge.js';
import type { MadeThing } from './ledger.js';
import { showPrice } from './price.js';
import type { Probe } from './probe.js';
import { unaskedRules } from './refusals/unasked.js';

/** A probe and its verdict, of this run or of an earlier one. */
export interface Finding extends Verdict {
  probe: Probe;
  spent: number;
  /** The things that the probe has made at the service. */
  made?: readonly MadeThing[];
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
    `${count('not-asked')} not asked. Spent at most ${showPrice(Math.ceil(spent * 100) / 100)}.`
  );
}

/** The report for people, in Markdown. It can be attached to an issue. */
export function renderReport({ date, baseURL, version, findings }: Report): string {
  const sections = [
    section('What differs', findings, 'differs'),
    section('Open questions', findings, 'open'),
    section('What could not be asked', findings, 'not-asked'),
    created(findings),
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

const fates: Record<MadeThing['state'], string | undefined> = {
  begun: 'asked for, and no answer came',
  made: 'left to expire',
  gone: 'removed',
  refused: undefined,
};

/** Everything that was made at the service, so that its owner can find it. */
function created(findings: readonly Finding[]): string {
  const rows = findings.flatMap(({ made = [] }) => made).filter(({ state }) => fates[state] !== undefined);
  if (rows.length === 0) return '';
  const lines = rows.map(({ probe, name, id = '', state }) => `| ${probe} | ${name} | ${id} | ${fates[state]} |`);
  return `## What was created\n\n| Probe | Thing | Id | Now |\n| --- | --- | --- | --- |\n${lines.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 500);
}

/** The report for programs. */
export function reportAsJSON({ date, baseURL, version, findings }: Report): string {
  const rows = findings.map(({ probe, outcome, reason, made = [] }) => {
    const things = made.map(({ name, id, state }) => ({ name, id, state }));
    const { id, certainty, source } = probe;
    return { id, outcome, reason, certainty, source, ...(things.length > 0 && { created: things }) };
  });
  return `${JSON.stringify({ date, baseURL, version, findings: rows }, null, 2)}\n`;
}
