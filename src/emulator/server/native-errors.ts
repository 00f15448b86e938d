import type { ApiError } from '../rules/api-error.js';
import type { Failure } from '../rules/failure.js';
import type { Endings } from './breakage.js';
import type { RequestContext } from './context.js';
import { eventStreamType, jsonType, respondText } from './response.js';

interface NativeError {
  code: string | null;
  message: string;
  request_id: string;
}

/** A failure as the native protocol writes it. */
export function nativeError(failure: Failure, id: string): NativeError {
  return {
    code: failure.nativeCode ?? failure.code,
    message: failure.nativeMessage ?? failure.message,
    request_id: id,
  };
}

/**
 * A native error frame, with the real status in a comment. It also occurs in compatible streams. `number`: the
 * event's place in the stream.
 */
export function renderFrame(failure: Failure, id: string, number = 1): string {
  const data = JSON.stringify(nativeError(failure, id));
  return `id:${number}\nevent:error\n:HTTP_STATUS/${failure.status}\ndata:${data}\n\n`;
}

/** An event of a native stream: numbered from 1, with the status in a comment and no space after the colons. */
export function renderChunk(number: number, body: object): string {
  return `id:${number}\nevent:result\n:HTTP_STATUS/200\ndata:${JSON.stringify(body)}\n\n`;
}

type Shown = Failure & { algorithm?: true };

/** The body of an error. Outside streams it names the inner error of the model server. */
export function errorBody(failure: Shown, id: string): object {
  const { code, message, request_id } = nativeError(failure, id);
  const prefix = `<${failure.status}> InternalError.Algo.InvalidParameter: `;
  return { code, message: failure.algorithm ? prefix + message : message, request_id };
}

/**
 * Renders an error. A refused stream is a frame under HTTP 200, even for a used-up quota (recorded Feb 2024); a
 * wrong key is refused by the gateway before there is a stream.
 */
export function respondError(context: RequestContext, { failure, form }: ApiError, streams: boolean): Response {
  const framed = form ?? (streams && failure.status !== 401 ? 'line' : 'json');
  if (framed === 'json') {
    return respondText(context, failure.status, jsonType, JSON.stringify(errorBody(failure, context.id)));
  }
  const status = framed === 'line' ? 200 : failure.status;
  return respondText(context, status, eventStreamType, renderFrame(failure, context.id));
}

/** The ways in which an answer of the native protocol ends early. */
export function endingsOf({ id }: RequestContext): Endings {
  const finished = (message: string) => ({
    output: {
      choices: [{ finish_reason: 'error_finish', message: { role: 'assistant', content: message } }],
    },
    usage: {},
    request_id: id,
  });
  return {
    frame: (cause, number) => renderFrame(cause, id, number),
    data: (cause, number) => renderChunk(number, nativeError(cause, id)),
    finish: (message, number) => [renderChunk(number, finished(message))],
    malformed: (number) =>
      `id:${number}\nevent:result\n:HTTP_STATUS/200\ndata:{"output":{"choices":[{"message":{"content":"\n\n`,
    error: (cause) => errorBody(cause, id),
    finished,
  };
}
