import type { Failure, FailureForm } from '../rules/failure.js';
import { renderFrame } from '../server/native-errors.js';

type Shown = Failure & { algorithm?: true };

/** Codes whose `type` is not a copy of them (recorded bodies; the rest is in the error codes page). */
const plainCodes = new Set([
  null,
  'invalid_parameter_error',
  'invalid_api_key',
  'invalid_request_error',
  'invalid_value',
  'model_not_found',
  'model_not_supported',
]);

/** The default frame of a failure: a refused stream is a single line of a stream. */
export function defaultForm(failure: Failure, stream: boolean): FailureForm {
  // The gateway answers for keys, quotas and outages before there is a stream.
  return stream && failure.status === 400 ? 'line' : 'json';
}

/** The body and content type of a refused request. */
export function renderFailure(failure: Shown, form: FailureForm, id: string): { body: string; type: string } {
  if (form === 'frame') return { body: renderFrame(failure, id), type: 'text/event-stream;charset=UTF-8' };
  if (form === 'line') return { body: renderLine(failure, id), type: 'text/event-stream;charset=UTF-8' };
  return { body: JSON.stringify(errorBody(failure, id)), type: 'application/json' };
}

/** The body of an error outside a stream. */
export function errorBody(failure: Shown, id: string): { error: object; id: string; request_id: string } {
  return { error: errorOf(failure, true), id: `chatcmpl-${id}`, request_id: id };
}

/** `data: {"error":…}`: a refused stream, and one of the ways in which a stream breaks off. */
export function renderLine(failure: Shown, id: string): string {
  return `data: ${JSON.stringify({ error: errorOf(failure, false), id: `chatcmpl-${id}` })}\n\n`;
}

/** Recorded: errors outside streams name the inner error of the model server before the message. */
function errorOf(failure: Shown, whole: boolean) {
  const { code, message, algorithm } = failure;
  return {
    message: whole && algorithm ? `<${failure.status}> InternalError.Algo.InvalidParameter: ${message}` : message,
    type: failure.type ?? (plainCodes.has(code) ? 'invalid_request_error' : code),
    param: failure.param ?? null,
    code,
  };
}
