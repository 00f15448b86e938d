import { count } from '../count.js';
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
  const found = (['problem', 'warning'] as const).flatMap((wanted) => {
    const number = checks.filter(({ status }) => status === wanted).length;
    return number === 0 ? [] : [count(number, wanted)];
  });
  return found.length === 0 ? 'No problem found.' : `${found.join(' and ')} found.`;
}
