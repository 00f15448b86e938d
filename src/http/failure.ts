import type { Conceal } from './redact.js';
import { finiteNumber, isObject, nonEmptyString } from '../util/json.js';

/** What the service says of a call that failed, whichever of its error shapes it came in. */
export interface Failure {
  /** True HTTP status, which may differ from the response's: errors also come in streams opened with 200. */
  status?: number;
  /** The service's error code, such as `invalid_api_key` or `Throttling.RateQuota`. */
  code?: string;
  message: string;
  type?: string;
  /** The request parameter at fault. */
  parameter?: string;
  requestId?: string;
  /** Set where it is known that trying again may help, such as for a broken connection. */
  transient?: boolean;
  /** The time limit that ended the call, if one did. */
  timeout?: 'headers' | 'idle';
}

/** The `data` of an `APICallError` of this package. */
export type FailureData = Pick<Failure, 'code' | 'message' | 'type' | 'requestId' | 'timeout'>;

/**
 * Reads an error object in either protocol's shape, flat (`{code, message, request_id}`) or nested
 * (`{error: {message, type, code}}`). Undefined if the value is no error at all.
 */
export function readFailure(value: unknown, status?: number): Failure | undefined {
  if (!isObject(value)) return undefined;
  const nested = value.error;
  if (typeof nested === 'string' && nested !== '') {
    const code = nonEmptyString(value.code);
    return withTrueStatus({ status, message: nested, code, requestId: requestIdOf(value) });
  }
  const body = isObject(nested) ? nested : value;
  const code = nonEmptyString(body.code) ?? (finiteNumber(body.code) === undefined ? undefined : String(body.code));
  // Older list services write `msg`.
  const message = nonEmptyString(body.message) ?? nonEmptyString(body.msg);
  if (message === undefined && code === undefined)
    return isObject(nested) ? fallback(status, requestIdOf(value)) : undefined;
  // Without an `error` key only a code tells an error from an answer that happens to have a message.
  const success = code === undefined || successCodes.test(code);
  if (!isObject(nested) && success && status === undefined) return undefined;
  return withTrueStatus({
    status,
    code,
    message: message ?? `The service answered with the error code ${code} and no message.`,
    type: nonEmptyString(body.type),
    parameter: nonEmptyString(body.param),
    requestId: requestIdOf(value),
  });
}

function requestIdOf(value: Record<string, unknown>): string | undefined {
  return (
    nonEmptyString(value.request_id) ??
    nonEmptyString(value.requestId) ??
    // The id of a chat answer is its request id behind a prefix.
    nonEmptyString(value.id)?.replace(/^(chat)?cmpl-/, '')
  );
}

// Gateways put them beside the answer itself.
const successCodes = /^(0|200|ok|success)$/i;

function fallback(status: number | undefined, requestId: string | undefined): Failure {
  return { status, requestId, message: 'The service answered with an error and no message.' };
}

/** Many messages begin with `<400> InternalError.Algo…: `; the number is the true status (error pages of the docs). */
function withTrueStatus(failure: Failure): Failure {
  const prefix = /^<(\d{3})> /.exec(failure.message);
  return prefix ? { ...failure, status: Number(prefix[1]) } : failure;
}

/**
 * Reads the body of a response that is no answer: JSON in either shape, an SSE-framed error (also behind a 4xx
 * status), plain text, HTML or nothing.
 */
export function readFailureBody(body: string, status: number, statusText: string): Failure {
  const text = body.trim();
  const whole = readFailure(parseObject(text), status);
  if (whole) return whole;
  const comment = /^:\s*HTTP_STATUS\/(\d{3})/m.exec(text);
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.startsWith('data:')) continue;
    const framed = readFailure(parseObject(line.slice(5)), comment ? Number(comment[1]) : status);
    if (framed) return framed;
  }
  const label = `HTTP ${status}${statusText ? ` ${statusText}` : ''}`;
  if (text === '') return { status, message: `The server answered ${label} with an empty body.` };
  if (/^<(!doctype|html)/i.test(text)) {
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
    return {
      status,
      message: `The server answered ${label} with an HTML page${title ? ` ("${title}")` : ''}.`,
    };
  }
  return { status, message: `The server answered ${label}: ${text.slice(0, 500)}` };
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Codes under a status that is otherwise retried, and texts of InternalError.Algo that are faults of the input.
const finalCodes =
  /^(CommodityNotPurchased|PrepaidBillOverdue|PostpaidBillOverdue|Arrearage|AllocationQuota\.FreeTierOnly|DataInspectionFailed|data_inspection_failed)$/;
const finalMessages =
  /free allocated quota exceeded|role must be in \[|list index out of range|missing content-length of multimodal url|expecting ',' delimiter|inappropriate content/i;
const transientCodes =
  /^(Throttling|limit_|insufficient_quota$|LimitRequests$|InternalError|internal_error$|SystemError$|ModelServiceFailed$|ModelServingError$|ModelUnavailable$|RequestTimeOut$|ResponseTimeout$)/;

/** Whether trying again may help, by the error table of the documentation. */
export function isRetryable({ status, code, message, transient }: Failure): boolean {
  if (transient === true) return true;
  if (finalCodes.test(code ?? '') || finalMessages.test(message)) return false;
  if (status !== undefined && status !== 200) {
    return status === 408 || status === 409 ? code !== 'Conflict' : status === 429 || status >= 500;
  }
  return transientCodes.test(code ?? '') || /^throttling|too many requests|timed out/i.test(message);
}

/** Where a failure happened, for its error. */
export interface FailureContext {
  url: string;
  requestBody: unknown;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
  cause?: unknown;
  /** One sentence that says what to do, if there is one for the failure. */
  hint?: (failure: Failure) => string | undefined;
  /** Takes out what must appear nowhere in the error, such as the API key, which a gateway may echo. */
  conceal: Conceal;
}
