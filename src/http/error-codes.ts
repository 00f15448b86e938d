import type { Failure } from './failure.js';

/**
 * The codes of Model Studio's error page, and the equivalents of other servers: the HTTP status that each stands for,
 * and which of them are worth a retry.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/error-code
 */

/** Statuses of codes and types. The first row that fits counts, so the most specific ones come first. */
const statusOfWord: readonly [status: number, words: RegExp][] = [
  // Means a request without content or with a wrong role, despite its name.
  [400, /^ServiceUnavailableError$/],
  [500, /^(RequestTimeOut|ResponseTimeout)$/],
  [403, /AccessDenied|access_denied|FreeTierOnly$|Unpurchased$|^permission|^forbidden/i],
  [401, /^(Invalid_?Api_?Key|NOT AUTHORIZED|authentication|unauthori[sz]ed|unauthenticated|invalid_authentication)/i],
  [404, /^(Model_?Not_?(Found|Supported)|WorkSpaceNotFound|not_?found)/i],
  [429, /^(throttl|LimitRequests$|limit_|rate_?limit|too_?many_?requests|resource_?exhausted)/i],
  [429, /^(insufficient_quota|(token_)?quota_?exceeded|exceeded_current_quota|(request_?|queue_)(limit_?)?exceeded)/i],
  [429, /^(CommodityNotPurchased|PrepaidBillOverdue|PostpaidBillOverdue)$/],
  [402, /^(insufficient_(balance|credits|funds)|payment_required)/i],
  [409, /^conflict$/i],
  [413, /^(request|payload)_too_large/i],
  [502, /^(bad_?gateway|upstream)/i],
  [503, /^(model_?unavailable|service_?unavailable|unavailable|(engine_?|server_?)?overloaded)/i],
  [504, /^(gateway_?|request_?)?time_?out(_?error)?$|^deadline_?exceeded/i],
  [500, /^(internal|server_?error|api_error|SystemError$|ModelServ)/i],
  [400, /^(Invalid|bad_?request|Arrearage$|DataInspection|data_inspection|IPInfringement|FaqRule|CustomRole)/i],
  [400, /^(context_length|content_filter|failed_precondition|validation|value_error|unsupported)/i],
];

/** Statuses of messages, for errors whose code and type say nothing. */
const statusOfMessage: readonly [status: number, words: RegExp][] = [
  [429, /\bthrottl|\btoo many (concurrent )?requests|\brate[ -]?limit|\brequest limit\b|\bconcurrent request slot/i],
  [502, /\bbad gateway/i],
  [504, /\bgateway time-?out/i],
  [503, /\boverloaded\b|\bservice (is )?(temporarily )?unavailable|\b(server|service|system) (is )?(too )?busy/i],
  [503, /^upstream connect error|^no healthy upstream/],
  [500, /\binternal (server )?error/i],
  [401, /^(unauthori[sz]ed|invalid (api|authentication) (key|token))\b/i],
  [403, /^(access )?(forbidden|denied)\b/i],
];

// The beginning of a message says what happened; the rest may quote a prompt.
const maxWords = 2_000;

/** The HTTP status that the code, type or message of an error stands for; undefined if none does. */
export function statusOfWords({ code, type, message }: Pick<Failure, 'code' | 'type' | 'message'>): number | undefined {
  return (
    firstStatus(statusOfWord, code) ??
    firstStatus(statusOfWord, type) ??
    namedStatus(message) ??
    firstStatus(statusOfMessage, message)
  );
}

/** The status in "Error code: 502": the openai clients' sentence, which gateways pass on, and Cloudflare's whole page. */
function namedStatus(message: string): number | undefined {
  const status = /^error code: ([45]\d\d)\b/i.exec(message)?.[1];
  return status === undefined ? undefined : Number(status);
}

function firstStatus(rows: typeof statusOfWord, words: string | undefined): number | undefined {
  if (words === undefined) return undefined;
  const beginning = words.slice(0, maxWords);
  return rows.find(([, pattern]) => pattern.test(beginning))?.[0];
}

// Codes under a status that is otherwise retried, and texts of InternalError.Algo that report faulty input.
const finalCodes =
  /^(CommodityNotPurchased|PrepaidBillOverdue|PostpaidBillOverdue|Arrearage|AllocationQuota\.FreeTierOnly|DataInspectionFailed|data_inspection_failed)$/;
const finalMessages =
  /free allocated quota exceeded|role must be in \[|list index out of range|missing content-length of multimodal url|expecting ',' delimiter|inappropriate content/i;
const transientCodes =
  /^(Throttling|limit_|insufficient_quota$|LimitRequests$|InternalError|internal_error$|SystemError$|ModelServiceFailed$|ModelServingError$|ModelUnavailable$|RequestTimeOut$|ResponseTimeout$)/;

/** True if a retry may help, by the error table of the documentation. */
export function isRetryable({ status, code, message, transient }: Failure): boolean {
  if (transient !== undefined) return transient;
  const words = message.slice(0, maxWords);
  if (finalCodes.test(code ?? '') || finalMessages.test(words)) return false;
  if (status !== undefined && status !== 200) {
    return status === 408 || status === 409 ? code !== 'Conflict' : status === 429 || status >= 500;
  }
  return transientCodes.test(code ?? '') || /^throttling|too many requests|timed out/i.test(words);
}
