import type { QwenBatchPartStatus } from '../../ai7.js';

/** The state of a file of a job without the time that it stood still, of which a new process knows nothing. */
export function withoutTimes(part: QwenBatchPartStatus): Omit<QwenBatchPartStatus, 'unchangedFor'> {
  const { unchangedFor: _unchangedFor, ...state } = part;
  return state;
}
