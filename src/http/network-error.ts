import { asText, isObject, nonEmptyString } from '../util/json.js';
import type { Failure } from './failure.js';

/** The failure for an error that was thrown before the headers came. */
export function unreachable(error: unknown, url: string): Failure {
  const { host } = new URL(url);
  const limit = ownLimitOf(error);
  if (limit === undefined) return { message: `Cannot reach ${host}: ${describe(error)}`, transient: true };
  return { ...limit, message: `${host} did not answer in time: ${limit.message}` };
}

/** The failure for an error that was thrown while a body was read. */
export function brokenOff(error: unknown): Failure {
  const limit = ownLimitOf(error);
  if (limit !== undefined) return { ...limit, message: `The answer stopped: ${limit.message}` };
  return {
    message: `The connection broke off while the answer was being read (${describe(error)}).`,
    transient: true,
  };
}

/**
 * Time limits of Node's `fetch`. No signal and no setting of this package changes them. A whole answer sends no byte
 * until the model has finished, so a long one meets the first limit.
 *
 * @see https://github.com/nodejs/undici/blob/main/docs/docs/api/Client.md#parameter-clientoptions
 */
const ownLimits: Readonly<Record<string, { timeout: 'headers' | 'idle'; option: string; what: string }>> = {
  UND_ERR_HEADERS_TIMEOUT: { timeout: 'headers', option: 'headersTimeout', what: "the response's headers" },
  UND_ERR_BODY_TIMEOUT: { timeout: 'idle', option: 'bodyTimeout', what: "more of the response's body" },
};

/** The limit of `fetch` that an error reports. It is not retried: each try takes as long and costs as much. */
function ownLimitOf(error: unknown): Failure | undefined {
  const code = causesOf(error)
    .map((cause) => (cause as { code?: unknown }).code)
    .find((found) => typeof found === 'string' && Object.hasOwn(ownLimits, found)) as string | undefined;
  if (code === undefined) return undefined;
  const { timeout, option, what } = ownLimits[code]!;
  return {
    message:
      `\`fetch\` stopped waiting for ${what}: its own limit has passed (${option}, 300 seconds in Node; ${code}). ` +
      'The call is not retried, because each try costs as much. Stream the answer (streamText), which does not wait ' +
      `for all of it, or pass createQwen a \`fetch\` that uses an undici dispatcher with a higher ${option}.`,
    timeout,
    transient: false,
  };
}

/** Describes an error. undici hides the reason in `cause`. */
function describe(error: unknown): string {
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (reason instanceof Error) return reason.message || reason.name;
  return (isObject(reason) && nonEmptyString(reason.message)) || asText(reason);
}

// Libraries wrap errors in errors, but not more often than this.
const maxCauses = 5;

function causesOf(error: unknown): object[] {
  const causes: object[] = [];
  for (let cause = error; typeof cause === 'object' && cause !== null && causes.length < maxCauses;) {
    causes.push(cause);
    ({ cause } = cause as { cause?: unknown });
  }
  return causes;
}
