import type { Failure } from '../rules/failure.js';

interface NativeError {
  code: string | null;
  message: string;
  request_id: string;
}

/** What the native protocol says of a failure: code, message and the id of the request. */
export function nativeError(failure: Failure, id: string): NativeError {
  return {
    code: failure.nativeCode ?? failure.code,
    message: failure.nativeMessage ?? failure.message,
    request_id: id,
  };
}

/**
 * A native error frame, with the true status in a comment; seen in the middle of compatible streams too.
 * `number`: which event of the stream it is.
 */
export function renderFrame(failure: Failure, id: string, number = 1): string {
  const data = JSON.stringify(nativeError(failure, id));
  return `id:${number}\nevent:error\n:HTTP_STATUS/${failure.status}\ndata:${data}\n\n`;
}
