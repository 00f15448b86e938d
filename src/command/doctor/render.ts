import type { CheckStatus } from './check.js';
import type { Diagnosis } from './diagnose.js';

const marks: Record<CheckStatus, string> = { ok: '✓', note: '·', warning: '!', problem: '✗' };

/** The result as lines for people. */
export function renderDiagnosis({ checks }: Diagnosis): string {
  const lines = checks.flatMap(({ status, text, advice }) => {
    const line = `${marks[status]} ${text}`;
    return advice === undefined ? [line] : [line, `    ${advice}`];
  });
  return [...lines, '', summaryOf(checks)].join('\n');
}

function summaryOf(checks: Diagnosis['checks']): string {
  const count = (wanted: CheckStatus) => checks.filter(({ status }) => status === wanted).length;
  const found = [...inWords(count('problem'), 'problem'), ...inWords(count('warning'), 'warning')];
  return found.length === 0 ? 'No problem found.' : `${found.join(' and ')} found.`;
}

function inWords(count: number, noun: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 ${noun}` : `${count} ${noun}s`];
}
