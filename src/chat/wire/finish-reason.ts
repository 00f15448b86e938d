import type { AnswerState } from '../answer/answer.js';
import type { FinishReason } from '../answer/event.js';

// A map, since any word may come: an object would know `constructor`.
const reasons = new Map<string, FinishReason>([
  ['stop', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['content_filter', 'content-filter'],
  ['error', 'error'],
  // Words of DeepSeek's and of Z.ai's own services.
  ['insufficient_system_resource', 'error'],
  ['network_error', 'error'],
  ['sensitive', 'content-filter'],
]);

/** Notes why the service stopped, in its own word and in the AI SDK's; both protocols use the same words. */
export function setFinishReason(state: AnswerState, rawReason: string): void {
  state.rawReason = rawReason;
  state.reason = reasons.get(rawReason) ?? 'other';
}
