import { addText, type AnswerState } from '../core/answer.js';
import type { AnswerEvent, TokenLogprob } from '../core/event.js';
import type { Failure } from '../core/failure.js';
import { finiteNumber, isObject, nonEmptyString, type JSONValue } from '../core/json.js';
import { addFragment } from '../core/tool-calls.js';
import { decodeUsage } from './usage.js';

/**
 * Reads one chunk of a stream, or a whole answer, whose `message` is one large delta. Whatever is missing, null, empty
 * or of a wrong type is passed over. Returns a failure if the chunk says that the answer broke off.
 */
export function decodeChunk(state: AnswerState, chunk: unknown): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return [];
  const events: AnswerEvent[] = [];
  decodeHead(state, chunk, events);
  const usage = decodeUsage(chunk.usage);
  if (usage) state.usage = usage;
  if (!Array.isArray(chunk.choices)) return events;
  for (const choice of chunk.choices) {
    if (!isObject(choice)) continue;
    const failure = decodeChoice(state, choice, events);
    if (failure) return failure;
  }
  return events;
}

/** Id, model and time stand in every chunk; only the first ones are news. */
function decodeHead(state: AnswerState, chunk: Record<string, unknown>, events: AnswerEvent[]): void {
  if (state.id !== undefined) return;
  const id = nonEmptyString(chunk.id);
  const model = nonEmptyString(chunk.model);
  if (id === undefined && (model === undefined || model === state.model)) return;
  state.id = id;
  state.model = model ?? state.model;
  // The uuid of an answer's id is the request id (recordings of 2026).
  state.requestId = nonEmptyString(chunk.request_id) ?? id?.replace(/^chatcmpl-/, '');
  const created = finiteNumber(chunk.created);
  const timestamp = created === undefined ? undefined : new Date(created * 1000);
  events.push({
    type: 'metadata',
    ...(id !== undefined && { id }),
    ...(model !== undefined && { model }),
    ...(timestamp !== undefined && !Number.isNaN(timestamp.getTime()) && { timestamp }),
    ...(state.requestId !== undefined && { requestId: state.requestId }),
  });
}

function decodeChoice(
  state: AnswerState,
  choice: Record<string, unknown>,
  events: AnswerEvent[],
): Failure | undefined {
  const delta = isObject(choice.delta) ? choice.delta : isObject(choice.message) ? choice.message : {};
  const text = contentText(delta.content ?? choice.text);
  const index = finiteNumber(choice.index) ?? 0;
  const rawReason = nonEmptyString(choice.finish_reason);
  if (rawReason === 'error_finish') return errorFinish(text);
  state.choice ??= index;
  if (index !== state.choice) {
    state.alternatives.set(index, (state.alternatives.get(index) ?? '') + text);
    return undefined;
  }
  const reasoning = nonEmptyString(delta.reasoning_content) ?? nonEmptyString(delta.reasoning);
  if (reasoning !== undefined) events.push({ type: 'reasoning', delta: reasoning });
  if (text !== '') addText(state, text, events);
  if (Array.isArray(delta.tool_calls)) decodeToolCalls(state, delta.tool_calls, events);
  if (isObject(delta.audio)) decodeSpeech(state, delta.audio, events);
  if (Array.isArray(delta.annotations)) state.metadata.annotations = delta.annotations as JSONValue;
  decodeLogprobs(state, choice.logprobs);
  // "null" is a word of the native protocol, which some gateways pass on.
  if (rawReason !== undefined && rawReason !== 'null') state.rawReason = rawReason;
  return undefined;
}

/** The error of a chunk whose text is an error text, such as "Throttling: TPM(1/1)". */
function errorFinish(text: string): Failure {
  const code = /^([A-Z]\w*(?:\.\w+)*):/.exec(text)?.[1];
  return { message: text === '' ? 'The service broke the answer off without saying why.' : text, code };
}

/** Content is a string; servers beside DashScope also send a list of text parts. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

function decodeToolCalls(state: AnswerState, fragments: unknown[], events: AnswerEvent[]): void {
  for (const fragment of fragments) {
    if (!isObject(fragment)) continue;
    const body = isObject(fragment.function) ? fragment.function : {};
    const event = addFragment(state.tools, {
      index: finiteNumber(fragment.index),
      id: nonEmptyString(typeof fragment.id === 'number' ? String(fragment.id) : fragment.id),
      name: nonEmptyString(body.name),
      arguments: body.arguments,
    });
    if (event) events.push(event);
  }
}

/** Speech comes in pieces of base64: PCM of 16 bits without a header (Qwen-Omni page, 2026). */
function decodeSpeech(state: AnswerState, audio: Record<string, unknown>, events: AnswerEvent[]): void {
  const transcript = nonEmptyString(audio.transcript);
  if (transcript !== undefined) addText(state, transcript, events);
  const data = nonEmptyString(audio.data);
  if (data === undefined) return;
  state.speech ??= { mediaType: 'audio/pcm', pieces: [] };
  state.speech.pieces.push(data);
}

function decodeLogprobs(state: AnswerState, logprobs: unknown): void {
  if (!isObject(logprobs) || !Array.isArray(logprobs.content)) return;
  for (const entry of logprobs.content) {
    const token = decodeToken(entry);
    if (token === undefined || !isObject(entry)) continue;
    const top = Array.isArray(entry.top_logprobs) ? entry.top_logprobs : [];
    const topLogprobs = top.map(decodeToken).filter((item) => item !== undefined);
    state.logprobs.push({ ...token, topLogprobs });
  }
}

function decodeToken(entry: unknown): Pick<TokenLogprob, 'token' | 'logprob'> | undefined {
  if (!isObject(entry) || typeof entry.token !== 'string') return undefined;
  const logprob = finiteNumber(entry.logprob);
  return logprob === undefined ? undefined : { token: entry.token, logprob };
}

/** The service has ended its answer. An answer without a finish reason was cut off. */
export function checkEnd(state: AnswerState): Failure | undefined {
  if (state.rawReason !== undefined) return undefined;
  return {
    message: 'The answer ended without a finish reason: the connection or the service cut it off.',
    requestId: state.requestId,
    transient: true,
  };
}
