import { type FailureName, failures } from '../../../emulator/index.js';

/** The message of a rule that has nothing to fill in. */
export function wordsOf(rule: FailureName): string {
  return failures.find(({ name }) => name === rule)?.message ?? '';
}
