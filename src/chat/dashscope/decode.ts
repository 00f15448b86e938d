import {
  addHead,
  addReasoning,
  addSource,
  addSpeech,
  addText,
  isAlternative,
  type AnswerState,
} from '../answer/answer.js';
import type { AnswerEvent } from '../answer/event.js';
import type { Failure } from '../../http/failure.js';
import { readErrorText } from '../../http/read-failure.js';
import { finiteNumber, isObject, nonEmptyString, type JSONValue } from '../../util/json.js';
import { decodeLogprobs, decodeToolCalls } from '../wire/calls.js';
import { contentText } from '../wire/content.js';
import { setFinishReason } from '../wire/finish-reason.js';
import { decodeUsage } from './usage.js';

/**
 * Reads one chunk of a stream, or a whole answer: both have the same shape. Ignores fields that are missing, null,
 * empty or of a wrong type. Returns a failure if the chunk says that the answer broke off; `events` then has the events
 * before it.
 */
export function decodeChunk(state: AnswerState, chunk: unknown, events: AnswerEvent[] = []): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return events;
  decodeHead(state, chunk, events);
  const { output } = chunk;
  const choices = choicesOf(output);
  const grew = addUsage(state, chunk.usage, choices);
  if (!isObject(output)) return events;
  decodeSearch(state, output.search_info, events);
  keep(state, 'toolInfo', output.tool_info);
  if (isObject(output.audio)) addSpeech(state, output.audio, events);
  for (const [place, choice] of choices.entries()) {
    const index = finiteNumber(choice.index) ?? (choices.length > 1 ? place : (state.choice ?? 0));
    const failure = decodeChoice(state, choice, { index, grew, outerReason: output.finish_reason }, events);
    if (failure) return failure;
  }
  return events;
}

type Choice = Record<string, unknown>;

/** The choices of an output. The text format has one answer and no list. */
function choicesOf(output: unknown): Choice[] {
  if (!isObject(output)) return [];
  const choices = Array.isArray(output.choices) ? output.choices.filter(isObject) : [];
  if (choices.length > 0) return choices;
  if (isObject(output.message)) return [researchChoice(output.message)];
  return [{ ...output, message: { content: output.text } }];
}

/** qwen-deep-research works in phases: its text before the answer is thinking (recorded 2025). */
function researchChoice({ phase, status, content, extra }: Record<string, unknown>): Choice {
  const answers = phase === undefined || phase === 'answer';
  const text = contentText(content);
  return {
    message: answers ? { content: text } : { reasoning_content: text },
    research: isObject(extra) ? extra.deep_research : undefined,
    ...(answers && status === 'finished' && { finish_reason: 'stop' }),
  };
}

/**
 * Updates the usage; true if tokens have been counted since the last chunk. With several choices, each chunk counts the
 * tokens of its choice (official Python SDK, 2026).
 */
function addUsage(state: AnswerState, value: unknown, choices: Choice[]): boolean {
  const usage = decodeUsage(value);
  if (usage === undefined) return true;
  if (isObject(usage.raw?.plugins)) state.metadata.plugins = usage.raw.plugins as JSONValue;
  state.usage = usage;
  const { inputTokens, outputTokens } = usage;
  // Without a token count every chunk may bring something new.
  if (outputTokens === undefined || outputTokens === 0) return true;
  const choice = (state.severalAnswers && choices.length === 1 && finiteNumber(choices[0]?.index)) || 0;
  state.outputTokens ??= new Map();
  const before = state.outputTokens.get(choice) ?? 0;
  state.outputTokens.set(choice, outputTokens);
  if (state.outputTokens.size > 1) {
    usage.outputTokens = [...state.outputTokens.values()].reduce((sum, tokens) => sum + tokens);
    if (inputTokens !== undefined) usage.totalTokens = inputTokens + usage.outputTokens;
  }
  return outputTokens > before;
}

function decodeHead(state: AnswerState, chunk: Record<string, unknown>, events: AnswerEvent[]): void {
  const id = nonEmptyString(chunk.request_id);
  if (id === undefined || state.id !== undefined) return;
  const model = isObject(chunk.output) ? nonEmptyString(chunk.output.model_name) : undefined;
  addHead(state, { id, requestId: id, ...(model !== undefined && { model }) }, false, events);
}

function decodeChoice(
  state: AnswerState,
  choice: Choice,
  { index, grew, outerReason }: { index: number; grew: boolean; outerReason: unknown },
  events: AnswerEvent[],
): Failure | undefined {
  const message = isObject(choice.message) ? choice.message : {};
  const text = contentText(message.content);
  const rawReason = reasonOf(choice.finish_reason) ?? reasonOf(outerReason);
  if (rawReason === 'error_finish') {
    return readErrorText(text || contentText(message.reasoning_content), state.requestId);
  }
  if (isAlternative(state, index, text, grew)) return undefined;
  const reasoning = contentText(message.reasoning_content);
  // New tokens belong to the last thing in the chunk: the model thinks, writes, then calls.
  const calls = isObject(message.tool_calls) || (Array.isArray(message.tool_calls) && message.tool_calls.length > 0);
  if (reasoning !== '') addReasoning(state, reasoning, events, grew && text === '' && !calls);
  if (text !== '') addText(state, text, events, grew && !calls);
  decodeToolCalls(state, message.tool_calls, events, { grew });
  decodeParts(state, message.content, events);
  keep(state, 'imageHw', message.image_hw);
  keep(state, 'annotations', message.annotations);
  keep(state, 'deepResearch', choice.research);
  decodeLogprobs(state, choice.logprobs);
  if (rawReason !== undefined) setFinishReason(state, rawReason);
  return undefined;
}

/** While an answer arrives, the reason is the word "null". */
function reasonOf(value: unknown): string | undefined {
  return value === 'null' ? undefined : nonEmptyString(value);
}

/** Keeps the details that vision models add to the text: recognised text, and the sizes of the images. */
function decodeParts(state: AnswerState, content: unknown, events: AnswerEvent[]): void {
  if (!Array.isArray(content)) return;
  for (const part of content) {
    if (!isObject(part)) continue;
    keep(state, 'ocrResult', part.ocr_result);
    keep(state, 'imageHw', part.image_hw);
    if (isObject(part.audio)) addSpeech(state, part.audio, events);
  }
}

/** Keeps a field under a name of this package. Later chunks repeat it empty, which must not erase it. */
function keep(state: AnswerState, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  const empty = typeof value === 'object' && Object.keys(value).length === 0;
  if (!empty) state.metadata[name] = value as JSONValue;
}

/** Pages that a web search found. Each becomes a source once, though chunks repeat them. */
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
        // The number in the text's citation marks.
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
