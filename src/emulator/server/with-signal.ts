/**
 * Makes a signal the request's own. The copy that Node makes of it no longer fires once the request is
 * garbage-collected, even in the middle of its answer: https://github.com/nodejs/node/issues/55428.
 */
export function withSignal(request: Request, signal: AbortSignal): Request {
  return Object.defineProperty(request, 'signal', { value: signal });
}
