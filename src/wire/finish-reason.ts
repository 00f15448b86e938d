import type { AnswerState } from '../core/answer.js';
import type { FinishReason } from '../core/event.js';

const reasons: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** Notes why the service stopped, in its own word and in the AI SDK's; both protocols use the same words. */
export function setFinishReason(state: AnswerState, rawReason: string): void {
  state.rawReason = rawReason;
  state.reason = reasons[rawReason] ?? 'other';
}
