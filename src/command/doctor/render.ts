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
  const problems = checks.filter(({ status }) => status === 'problem').length;
  if (problems === 0) return 'No problem found.';
  return problems === 1 ? '1 problem found.' : `${problems} problems found.`;
}
