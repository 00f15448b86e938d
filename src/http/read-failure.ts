import { asText, isObject, toText } from '../util/json.js';
import { statusOfWords } from './error-codes.js';
import { errorStatus, isSuccess, wordsOf, wordsOfText, type ErrorWords } from './error-words.js';
import type { Failure } from './failure.js';

/**
 * Reads an error from a chunk or a body with a good status. Undefined if it is not clearly an error; `readComplaint`
 * reads those.
 */
export function readFailure(value: unknown): Failure | undefined {
  if (Array.isArray(value)) return value.length === 1 ? readFailure(value[0]) : undefined;
  if (!isObject(value) || !saysError(value)) return undefined;
  const { error } = value;
  const bare = isObject(error) && Object.keys(error).length > 0 ? { message: wordless(toText(error)) } : {};
  return toFailure(wordsOf(value) ?? bare);
}

/**
 * Reads the message of an object that came instead of an answer, such as `{"message": …}` or `{"detail": …}`. It is an
 * error only if no answer comes.
 */
export function readComplaint(value: unknown): Failure | undefined {
  const words = wordsOf(value);
  return words?.message === undefined ? undefined : toFailure(words);
}

/** True if a body is an answer of any kind of model, or an object that the service stores. */
export function holdsAnswer({
  choices,
  output,
  data,
  results,
  embeddings,
  id,
  object,
}: Record<string, unknown>): boolean {
  if (Array.isArray(choices) ? choices.length > 0 : isObject(output)) return true;
  if ([data, results, embeddings].some((value) => typeof value === 'object' && value !== null)) return true;
  return typeof id === 'string' && id !== '' && typeof object === 'string' && object !== 'error';
}

/** Reads an error from a whole body with a good status that may be an answer. */
export function readBodyFailure(body: unknown): Failure | undefined {
  if (typeof body === 'string') return readComplaint(body);
  return readFailure(body) ?? (isObject(body) && !holdsAnswer(body) ? readComplaint(body) : undefined);
}

/** True if an object calls itself an error. */
function saysError(value: Record<string, unknown>): boolean {
  const { error, code, object, type } = value;
  // The fast path for chunks of answers, of which there are thousands.
  if (error === undefined && code === undefined && type === undefined && object !== 'error') return false;
  if (object === 'error' || type === 'error') return true;
  if (typeof error === 'string') return !isSuccess(error);
  if (errorStatus(error) !== undefined) return true;
  if (typeof error === 'object' && error !== null) {
    const words = wordsOf(error);
    const success = isObject(error) && /^\S/.test(asText(error.code ?? '')) && isSuccess(error.code);
    if (words !== undefined && !success) return true;
    if (words === undefined && isObject(error) && !holdsAnswer(value)) return true;
  }
  if (isSuccess(code) || (typeof code !== 'string' && typeof code !== 'number')) return false;
  // Gateways add their codes to answers, so beside an answer only a known code counts.
  const known = errorStatus(code) ?? statusOfWords({ code: String(code), message: '' });
  return known !== undefined || !holdsAnswer(value);
}

/** Reads the data of a frame that is marked as an error. `status` is the true one, if the frame has it. */
export function readErrorFrame(data: string, status: number | undefined): Failure {
  const words = wordsOfText(data) ?? {};
  const bare = words.message === data.trim() && data.trimStart().startsWith('{');
  const message = bare ? wordless(data) : words.message;
  // The official SDKs treat a frame without a status as 400.
  return { status: 400, ...toFailure({ ...words, message }, status) };
}

function wordless(error = ''): string {
  return `The service sent an error without a message: ${error.slice(0, 500)}`;
}

/** Reads the data of a frame that is neither JSON nor marked as an error: broken JSON, or a gateway's message. */
export function readNoise(data: string): Failure {
  const words = wordsOfText(data);
  if (words !== undefined && words.message !== data.trim()) return toFailure(words);
  const message = `The stream sent something that is not JSON: ${data.slice(0, 200)}`;
  return toFailure({ message, status: statusOfWords({ message: data }) });
}

/** Reads the text of an answer that broke off, such as "Throttling: TPM(1/1)" or an error frame. */
export function readErrorText(text: string, requestId: string | undefined): Failure {
  const words = wordsOfText(text) ?? { message: 'The service broke off the answer without a reason.' };
  const code = words.code ?? /^([A-Z]\w{0,60}(?:\.\w{1,60}){0,4}):/.exec(words.message ?? '')?.[1];
  return toFailure({ ...words, code, requestId: words.requestId ?? requestId });
}

/**
 * Reads the body of a response that is not an answer: JSON in any shape, frames of an event stream (also with a 4xx
 * status), plain text, HTML, or nothing.
 */
export function readFailureBody(body: string, status: number, statusText: string): Failure {
  const text = body.trim();
  const label = `HTTP ${status}${statusText ? ` ${statusText}` : ''}`;
  if (text === '') return { status, message: `The server answered ${label} with an empty body.` };
  if (/^<(!doctype|html)/i.test(text)) {
    const title = titleOf(text);
    const message = `The server answered ${label} with an HTML page${title ? ` ("${title}")` : ''}.`;
    return { status: trueStatus(status, title), message };
  }
  const words = wordsOfText(text);
  if (words === undefined || words.message === text) {
    return { status: trueStatus(status, text), message: `The server answered ${label}: ${text.slice(0, 500)}` };
  }
  return toFailure(words, status);
}

/** A page or a text with a good status may name a bad one. */
function trueStatus(status: number, text: string | undefined): number {
  return status >= 400 || text === undefined ? status : (statusOfWords({ message: text }) ?? status);
}

// A title is never further down, and a regular expression must not run through a page of any length.
function titleOf(page: string): string | undefined {
  const head = page.slice(0, 10_000);
  const start = head.search(/<title\b/i);
  const open = start === -1 ? -1 : head.indexOf('>', start);
  const end = open === -1 ? -1 : head.indexOf('<', open);
  return end === -1 ? undefined : head.slice(open + 1, end).trim() || undefined;
}

/** Settles the status: the error's own status wins over the response's, which may be a gateway's. */
function toFailure(words: ErrorWords, status?: number): Failure {
  const { code, type } = words;
  const message =
    words.message ??
    `The service answered with ${code === undefined ? 'an error' : `the error code ${code}`} and no message.`;
  // Many messages begin with `<400> InternalError.Algo…: `; the number is the true status (error pages of the docs).
  const prefix = /^<([45]\d\d)> /.exec(message)?.[1];
  const settled =
    errorStatus(prefix) ??
    words.status ??
    (status === 200 ? undefined : status) ??
    statusOfWords({ code, type, message });
  const { requestId, parameter } = words;
  return {
    ...(settled !== undefined && { status: settled }),
    ...(code !== undefined && { code }),
    message,
    ...(type !== undefined && { type }),
    ...(parameter !== undefined && { parameter }),
    ...(requestId !== undefined && { requestId }),
  };
}
