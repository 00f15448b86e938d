import type { AnswerState } from '../answer/answer.js';
import type { FinishReason } from '../answer/event.js';

// A map, because any word may come, also `constructor`.
const reasons = new Map<string, FinishReason>([
  ['stop', 'stop'],
  ['length', 'length'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['content_filter', 'content-filter'],
  ['error', 'error'],
  // Reasons of DeepSeek's and Z.ai's own services.
  ['insufficient_system_resource', 'error'],
  ['network_error', 'error'],
  // Of gateways, and of vLLM for a request that it gave up (vllm-project/vllm#57082).
  ['failed', 'error'],
  ['internal_error', 'error'],
  ['server_error', 'error'],
  ['timeout', 'error'],
  ['abort', 'error'],
  ['aborted', 'error'],
  ['cancelled', 'error'],
  ['malformed_function_call', 'error'],
  ['sensitive', 'content-filter'],
  // Of TGI, Together and other gateways (spring-ai#4900, openai-dotnet#267, earendil-works/pi#2107).
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['stop_sequence', 'stop'],
  ['end', 'stop'],
  // Of gateways that pass on the words of Anthropic, Gemini, Mistral and Cohere.
  ['end_turn', 'stop'],
  ['complete', 'stop'],
  ['max_tokens', 'length'],
  ['model_length', 'length'],
  // Of Z.ai and Anthropic, when prompt and answer together fill the context (anomalyco/opencode#18813).
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool-calls'],
  ['tool_call', 'tool-calls'],
  ['refusal', 'content-filter'],
  ['safety', 'content-filter'],
  ['recitation', 'content-filter'],
  ['prohibited_content', 'content-filter'],
]);

// The DashScope protocol writes null as text, and some gateways pass that on; Python writes None.
const absent = new Set(['', 'null', 'none']);

/**
 * Stores the finish reason, as the service and as the AI SDK write it; both protocols use the same words. Ignores a
 * word for null.
 */
export function setFinishReason(state: AnswerState, rawReason: string): void {
  const word = reasons.has(rawReason) ? rawReason : rawReason.trim().toLowerCase().replaceAll('-', '_');
  if (absent.has(word)) return;
  state.rawReason = rawReason;
  state.reason = reasons.get(word) ?? 'other';
}
