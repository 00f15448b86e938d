import type { Failure, FailureForm } from '../rules/failure.js';
import type { RequestContext } from '../server/context.js';
import type { ApiError } from '../rules/api-error.js';
import type { Endings } from '../server/breakage.js';
import { eventStreamType, jsonType, respondText } from '../server/response.js';
import { mannerOf } from './host.js';

type Shown = Failure & { algorithm?: true };

function codeOf(failure: Shown): string {
  return String(failure.nativeCode ?? failure.code);
}

function messageOf(failure: Shown): string {
  const message = failure.nativeMessage ?? failure.message;
  return failure.algorithm ? `<${failure.status}> InternalError.Algo.InvalidParameter: ${message}` : message;
}

/** The body of a refusal: flat on the shared host, nested on the host of a workspace. */
function errorBody({ url, id }: RequestContext, failure: Shown): object {
  const code = codeOf(failure);
  const message = messageOf(failure);
  if (code === 'Not Found') return { code, message };
  // The gateway refuses keys and methods before the workspace's own service is asked.
  const nested = mannerOf(url.hostname) === 'workspace' && failure.status !== 401 && failure.status !== 405;
  if (!nested) return { code, message, request_id: id };
  return { request_id: id, error: { code, type: 'invalid_request_error', message } };
}

/** An answer that failed: the status is in the body, and HTTP says 200. */
function failedBody(context: RequestContext, error: { code: string; message: string }): object {
  const created = Math.floor(context.now / 1000);
  const head = { id: `resp_${context.id}`, object: 'response', created_at: created, model: '', output: [] };
  return { ...head, status: 'failed', error };
}

/** An event in the framing of the service: numbered from 1, without spaces after the colons. */
export function frame(number: number, type: string, fields: object): string {
  const data = JSON.stringify({ ...fields, sequence_number: number - 1, type });
  return `id:${number}\nevent:${type}\n:HTTP_STATUS/200\ndata:${data}\n\n`;
}

function failedEvent(context: RequestContext, failure: Shown, number: number): string {
  const error = { code: codeOf(failure), message: messageOf(failure) };
  return frame(number, 'response.failed', { response: failedBody(context, error) });
}

/** `event: error`, with the status inside the message (body quoted in a public issue). */
function errorEvent(failure: Shown): string {
  const message = `<${failure.status}> InternalError.Algo: ${failure.nativeMessage ?? failure.message}`;
  return `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'server_error', message } })}\n\n`;
}

/** A refused stream is HTTP 200 with a failed answer; keys and methods are refused before there is a stream. */
function defaultForm(failure: Shown, streams: boolean): FailureForm {
  if (codeOf(failure) === 'server_error') return 'line';
  return streams && (failure.status === 400 || failure.status === 500) ? 'line' : 'json';
}

/** Renders an error of the Responses API. `line`: a failed answer under HTTP 200. `frame`: an `event: error`. */
export function respondError(context: RequestContext, { failure, form }: ApiError): Response {
  const streams = context.body.stream === true;
  const framed = form ?? defaultForm(failure, streams);
  if (framed === 'frame') return respondText(context, 200, eventStreamType, errorEvent(failure));
  if (framed === 'json') {
    // An answer that is not found has an error without an id; its items have the usual one.
    const bare = /^\/[^/]+$/.test(context.path) && failure.status === 400;
    const told = bare ? { error: { message: failure.message, type: codeOf(failure) } } : errorBody(context, failure);
    return respondText(context, failure.status, jsonType, JSON.stringify(told));
  }
  if (streams) return respondText(context, 200, eventStreamType, failedEvent(context, failure, 1));
  const failed = failedBody(context, { code: 'server_error', message: messageOf(failure) });
  return respondText(context, 200, jsonType, JSON.stringify(failed));
}

/** The ways in which an answer ends early. `data`: an event without a type. */
export function endingsOf(context: RequestContext): Endings {
  const flat = (failure: Shown) => ({ code: codeOf(failure), message: messageOf(failure), request_id: context.id });
  const asFailure = (message: string): Failure => ({ status: 500, code: 'server_error', message });
  return {
    frame: (cause) => errorEvent(cause),
    data: (cause, number) => `id:${number}\n:HTTP_STATUS/${cause.status}\ndata:${JSON.stringify(flat(cause))}\n\n`,
    finish: (message, number) => [failedEvent(context, asFailure(message), number)],
    malformed: (number) => `id:${number}\nevent:response.output_text.delta\ndata:{"delta":"\n\n`,
    error: (cause) => errorBody(context, cause),
    finished: (message) => failedBody(context, { code: 'server_error', message }),
  };
}
