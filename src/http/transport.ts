import { InvalidArgumentError } from '@ai-sdk/provider';
import { extractResponseHeaders, isAbortError } from '@ai-sdk/provider-utils';
import { throwIfAborted, untilAborted } from '../util/abort.js';
import { valueOfJSON } from '../util/json.js';
import { toAPICallError } from './api-call-error.js';
import {
  dropBody,
  maxAnswerBytes,
  maxErrorBytes,
  openBody,
  readBody,
  withoutLastWord,
  type BodyReader,
} from './body.js';
import type { Failure, FailureContext } from './failure.js';
import { mergeHeaders } from './headers.js';
import type { Multipart } from './multipart.js';
import { brokenOff, unreachable } from './network-error.js';
import { faultOfJSON, parseJSON } from './parse-json.js';
import { readBodyFailure, readFailureBody } from './read-failure.js';
import { maxRedirects, readRefusal, redirectWithin } from './redirects.js';
import type { CallContext } from './call-context.js';
import { createRedactor, redactHeaders, redactValue, type Redact, type Redactor } from './redact.js';
import { redactError } from './redact-error.js';
import { secretsOf } from './secrets.js';
import { mergeTimeouts, type QwenTimeout } from './timeout.js';
import { createTimeLimits, type TimeLimits } from './time-limit.js';

/** The signature of `fetch`, without what some runtimes add, such as Bun's `preconnect`. */
export type FetchFunction = (...args: Parameters<typeof globalThis.fetch>) => ReturnType<typeof globalThis.fetch>;

/** The server to call, and what each call needs. Asked at every call, so that a missing key fails there. */
export interface HttpClient {
  /** Undefined: the global `fetch` at the time of the call. */
  fetch: FetchFunction | undefined;
  /**
   * Headers of every call, the key's among them. `call` has the call's own headers, in lower case. Throws
   * `LoadAPIKeyError`.
   */
  headers(call: Record<string, string>): Record<string, string>;
  /** Time limits of calls that set none. Throws `InvalidArgumentError`. */
  timeout?(): QwenTimeout | undefined;
  /** One sentence of advice about a failure, if there is one. */
  hint(failure: Failure): string | undefined;
  /** Makes the redactor of a call's secrets. Default: a new one for each call. */
  redactor?(secrets: readonly string[]): Redactor;
}

/** A response with a good status, its body unread. */
export interface HttpResponse {
  response: Response;
  headers: Record<string, string>;
  /** The redacted request body; empty if it was not text. */
  requestBody: string;
  abortSignal?: AbortSignal;
  /** Set if there are time limits. It must hear of every read of the body, and of its end. */
  timeLimits?: TimeLimits;
  /** Removes the call's secrets from a text. */
  redact: Redact;
  /** Makes the error for a failure while the body is read. */
  toError(failure: Failure, details?: Pick<FailureContext, 'responseBody' | 'cause'>): Error;
}

/** A response, and its request. */
export interface HttpReply extends HttpResponse {
  /** The value that `requestBody` is the JSON of. A stream does not keep it: a conversation may have many messages. */
  requestValues: unknown;
}

/** One HTTP call. */
export interface Call extends CallContext {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  /** JSON text, or a form. */
  body?: string | Multipart;
  /** The request as errors show it. */
  values?: unknown;
  /** The body as it may be shown, if it holds more secrets than the headers do. */
  shown?: unknown;
  /** Headers that the request needs; those of provider and call win. */
  serviceHeaders?: Record<string, string>;
  /** Further texts that no error may contain, besides the headers' secrets. */
  secrets?: readonly string[];
  /** Removes secrets that the answer itself contains. */
  redact?: Redact;
  /** Reads the body of a response with a bad status. Default: in the service's shapes. */
  readFailure?(text: string, response: Response, url: string): Failure;
}

/** A JSON request and its URL. */
export interface Post extends CallContext, Pick<Call, 'serviceHeaders' | 'secrets' | 'shown'> {
  url: string;
  body: unknown;
}

/**
 * Posts a JSON body. Rejects with an `APICallError` for every failure of network and service. An abort rejects with the
 * signal's reason.
 */
export function post(connection: HttpClient, call: Post): Promise<HttpReply> {
  return request(connection, { method: 'POST', values: call.body, ...call, body: JSON.stringify(call.body) });
}

/** Makes a call; rejects as `post` does. */
export async function request(connection: HttpClient, call: Call): Promise<HttpReply> {
  const { method, url, body, abortSignal } = call;
  throwIfAborted(abortSignal);
  const requestHeaders = callHeaders(connection, call);
  const secrets = [...secretsOf(requestHeaders), ...(call.secrets ?? [])];
  const redactor = (connection.redactor ?? createRedactor)(secrets);
  const { requestBody, requestValues } = showRequest(call, redactor);
  const context = contextOf(connection, call, redactor);
  const { redact } = context;
  const timeLimits = createTimeLimits(mergeTimeouts(call.timeout, connection.timeout?.()), abortSignal);
  const signal = timeLimits?.signal ?? abortSignal ?? null;
  const init: RequestInit = { method, headers: requestHeaders, redirect: 'manual', signal };
  if (body !== undefined) init.body = typeof body === 'string' ? body : body.bytes;
  const sending = { requestBody: requestValues, ...context };
  const response = await send(connection.fetch ?? globalThis.fetch, sending, init, { abortSignal, timeLimits });
  const responseHeaders = redactHeaders(extractResponseHeaders(response), redact);
  // A stream lasts long and fails rarely, so its error reads the text again, which may have lost its form where a
  // secret was cut out.
  const isText = requestBody !== '';
  const kept = isText ? undefined : requestValues;
  const toError: HttpResponse['toError'] = (failure, details) =>
    toAPICallError(
      { ...failure, requestId: failure.requestId ?? responseHeaders['x-request-id'] },
      {
        ...context,
        requestBody: isText ? (valueOfJSON(requestBody) ?? requestBody) : kept,
        responseHeaders,
        ...details,
      },
    );
  const reply: HttpReply = {
    response,
    headers: responseHeaders,
    requestBody,
    requestValues,
    abortSignal,
    timeLimits,
    redact,
    toError,
  };
  if (response.ok) return reply;
  // Redact before cutting a message out of the text: half a secret would not be found.
  const text = redact(await readText(reply));
  const { readFailure: read = readRefusal } = call;
  throw toError(read(text, response, url), { responseBody: text });
}

/** The part of a call that all its errors need. */
function contextOf(connection: HttpClient, { url, redact: redactOwn }: Call, { redact }: Redactor) {
  return {
    url,
    hint: (failure: Failure) => connection.hint(failure),
    redact: (text: string) => redact(redactOwn?.(text) ?? text),
  };
}

/** A request as it may be shown. The caller's text is searched only for unencoded secrets, because it may be large. */
function showRequest({ body: sent, values: sentValues, shown }: Call, { redact, isQuotedIn }: Redactor) {
  const values = shown ?? sentValues;
  if (typeof sent !== 'string') return { requestBody: '', requestValues: values };
  const body = shown === undefined ? sent : JSON.stringify(shown);
  if (!isQuotedIn(body)) return { requestBody: body, requestValues: values };
  return { requestBody: redact(body), requestValues: redactValue(values, redact) };
}

function callHeaders(connection: HttpClient, { body, serviceHeaders, headers }: Call): Record<string, string> {
  const own = mergeHeaders(headers);
  const merged = mergeHeaders({ 'content-type': 'application/json' }, serviceHeaders, connection.headers(own), own);
  if (body === undefined) delete merged['content-type'];
  // Only the form knows its boundary.
  else if (typeof body !== 'string') merged['content-type'] = body.contentType;
  return merged;
}

async function send(
  fetch: FetchFunction,
  context: FailureContext,
  init: RequestInit,
  { abortSignal, timeLimits }: Pick<HttpResponse, 'abortSignal' | 'timeLimits'>,
): Promise<Response> {
  let url = context.url;
  let answer: Promise<Response> | undefined;
  try {
    for (let redirects = 0; ; redirects += 1) {
      answer = Promise.resolve(fetch(url, init));
      const response = await untilAborted(timeLimits?.awaitHeaders(answer) ?? answer, abortSignal);
      checkResponse(response);
      const next = redirects < maxRedirects ? redirectWithin(url, response, init.method) : undefined;
      if (next === undefined) return response;
      dropBody(response);
      url = next;
    }
  } catch (error) {
    timeLimits?.end();
    // A `fetch` that ignores the signal answers late, and nobody reads that answer.
    answer?.then(dropBody).catch(() => {});
    if (abortSignal?.aborted === true) throw abortSignal.reason;
    if (timeLimits?.expired !== undefined) throw toAPICallError(timeLimits.expired, context);
    if (InvalidArgumentError.isInstance(error)) throw redactError(error, context.redact);
    if (isAbortError(error)) throw redactError(error, context.redact);
    throw toAPICallError(unreachable(error, context.url), { ...context, cause: error });
  }
}

/** A mock or a wrapper may return something else, and the error that follows would not say why. */
function checkResponse(value: unknown): void {
  const { status, headers, text } = Object(value) as Partial<Response>;
  if (typeof status === 'number' && typeof headers?.get === 'function' && typeof text === 'function') return;
  throw new InvalidArgumentError({
    argument: 'fetch',
    message:
      `\`fetch\` returned ${value === null ? 'null' : typeof value === 'object' ? 'another object' : typeof value}. ` +
      'It must return a Response, as globalThis.fetch does.',
  });
}

async function readText(reply: HttpResponse): Promise<string> {
  const { response, abortSignal, timeLimits, toError } = reply;
  let reader: BodyReader | undefined;
  let body: Awaited<ReturnType<typeof readBody>>;
  try {
    reader = openBody(response);
    const limit = response.ok ? maxAnswerBytes : maxErrorBytes;
    body = await untilAborted(readBody(reader, limit, timeLimits), abortSignal);
  } catch (error) {
    // A `fetch` that ignores the signal has not closed the connection.
    reader?.cancel();
    throw readingError(reply, error);
  } finally {
    timeLimits?.end();
  }
  if (body.whole) return body.text;
  if (!response.ok) return withoutLastWord(body.text);
  throw toError(tooLong);
}

/** The failure for an answer that is longer than any can be. */
export const tooLong: Failure = { message: `The answer is longer than ${maxAnswerBytes} bytes.` };

/** Releases a body that nobody wants to read. */
export function discard({ response, timeLimits }: HttpResponse): void {
  timeLimits?.end();
  dropBody(response);
}

/**
 * The error to throw when reading a body has failed: the caller's reason after an abort, even if a pipeline within
 * `fetch` throws another error; otherwise an error with a readable message.
 */
export function readingError(
  { response, abortSignal, timeLimits, redact, toError }: HttpResponse,
  error: unknown,
): unknown {
  if (abortSignal?.aborted === true) return abortSignal.reason;
  const status = response.ok ? {} : { status: response.status };
  if (timeLimits?.expired !== undefined) return toError({ ...timeLimits.expired, ...status });
  if (isAbortError(error)) return redactError(error, redact);
  return toError({ ...brokenOff(error), ...status }, { cause: error });
}

/** Reads a whole answer. Rejects with an `APICallError` if it is not a JSON object or reports a failure. */
export async function readAnswer(reply: HttpResponse): Promise<unknown> {
  const text = await readText(reply);
  const { status, statusText } = reply.response;
  let body: unknown;
  try {
    body = parseJSON(text);
  } catch {
    const responseBody = reply.redact(text);
    const cause = faultOfJSON(responseBody);
    throw reply.toError(readFailureBody(responseBody, status, statusText), { responseBody, cause });
  }
  const failure = readBodyFailure(body);
  if (failure) throw reply.toError(failure, { responseBody: text });
  return body;
}
