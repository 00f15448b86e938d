import { addReasoning, addSource, addSpeech, addText, type AnswerState } from '../core/answer.js';
import type { AnswerEvent } from '../core/event.js';
import type { Failure } from '../core/failure.js';
import { finiteNumber, isObject, nonEmptyString, type JSONValue } from '../core/json.js';
import { decodeLogprobs, decodeToolCalls } from '../wire/calls.js';
import { decodeUsage } from './usage.js';

/**
 * Reads one packet of a stream, or a whole answer: both have the same shape. Whatever is missing, null, empty or of a
 * wrong type is passed over. Returns a failure if the packet says that the answer broke off.
 */
export function decodeChunk(state: AnswerState, chunk: unknown): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return [];
  const events: AnswerEvent[] = [];
  decodeHead(state, chunk, events);
  const usage = decodeUsage(chunk.usage);
  // Without a count of tokens every packet may be news.
  const grew = usage?.outputTokens === undefined || usage.outputTokens > (state.usage.outputTokens ?? 0);
  if (usage) {
    state.usage = usage;
    if (isObject(usage.raw?.plugins)) state.metadata.plugins = usage.raw.plugins as JSONValue;
  }
  const { output } = chunk;
  if (!isObject(output)) return events;
  decodeSearch(state, output.search_info, events);
  keep(state, 'toolInfo', output.tool_info);
  if (isObject(output.audio)) addSpeech(state, output.audio, events);
  // The text format has one answer and no list of choices; qwen-mt says its finish reason in both places.
  const choices = Array.isArray(output.choices) ? output.choices : [{ ...output, message: { content: output.text } }];
  for (const choice of choices) {
    if (!isObject(choice)) continue;
    const failure = decodeChoice(state, choice, grew, events);
    if (failure) return failure;
  }
  return events;
}

function decodeHead(state: AnswerState, chunk: Record<string, unknown>, events: AnswerEvent[]): void {
  if (state.id !== undefined) return;
  const id = nonEmptyString(chunk.request_id);
  if (id === undefined) return;
  state.id = id;
  state.requestId = id;
  state.model = isObject(chunk.output) ? nonEmptyString(chunk.output.model_name) : undefined;
  events.push({ type: 'metadata', id, requestId: id, ...(state.model !== undefined && { model: state.model }) });
}

function decodeChoice(
  state: AnswerState,
  choice: Record<string, unknown>,
  grew: boolean,
  events: AnswerEvent[],
): Failure | undefined {
  const message = isObject(choice.message) ? choice.message : {};
  const text = contentText(message.content);
  const index = finiteNumber(choice.index) ?? state.choice ?? 0;
  // While it runs, the reason is the word "null".
  const spoken = nonEmptyString(choice.finish_reason);
  const rawReason = spoken === 'null' ? undefined : spoken;
  if (rawReason === 'error_finish') {
    return { message: text || 'The service broke the answer off without saying why.', requestId: state.requestId };
  }
  state.choice ??= index;
  if (index !== state.choice) {
    state.alternatives.set(index, (state.alternatives.get(index) ?? '') + text);
    return undefined;
  }
  const reasoning = nonEmptyString(message.reasoning_content);
  if (reasoning !== undefined) addReasoning(state, reasoning, events, grew);
  if (text !== '') addText(state, text, events, grew);
  decodeToolCalls(state, message.tool_calls, events);
  decodeParts(state, message.content, events);
  decodeLogprobs(state, choice.logprobs);
  if (rawReason !== undefined) state.rawReason = rawReason;
  return undefined;
}

/** Content is a string on the text service and a list of parts on the multimodal one. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

/** What vision models say beside the text: what was read, and how large the pictures were for them. */
function decodeParts(state: AnswerState, content: unknown, events: AnswerEvent[]): void {
  if (!Array.isArray(content)) return;
  for (const part of content) {
    if (!isObject(part)) continue;
    keep(state, 'ocrResult', part.ocr_result);
    keep(state, 'imageHw', part.image_hw);
    if (isObject(part.audio)) addSpeech(state, part.audio, events);
  }
}

/** Keeps what the service says under a name of ours; later packets repeat it empty, which erases nothing. */
function keep(state: AnswerState, name: string, value: unknown): void {
  const empty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (!empty) state.metadata[name] = value as JSONValue;
}

/** Pages that a web search found; each becomes a source once, though packets repeat them. */
function decodeSearch(state: AnswerState, info: unknown, events: AnswerEvent[]): void {
  if (!isObject(info)) return;
  keep(state, 'extraToolInfo', info.extra_tool_info);
  if (!Array.isArray(info.search_results)) return;
  keep(state, 'searchResults', info.search_results);
  for (const result of info.search_results) {
    if (!isObject(result)) continue;
    const url = nonEmptyString(result.url);
    if (url === undefined) continue;
    const index = finiteNumber(result.index);
    addSource(
      state,
      {
        type: 'source',
        // The number that citation marks in the text name.
        id: index === undefined ? url : String(index),
        url,
        title: nonEmptyString(result.title),
        metadata: {
          ...(index !== undefined && { index }),
          ...named('siteName', result.site_name),
          ...named('icon', result.icon),
        },
      },
      events,
    );
  }
}

function named(name: string, value: unknown): Record<string, string> {
  const given = nonEmptyString(value);
  return given === undefined ? {} : { [name]: given };
}
