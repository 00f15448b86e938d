import { APICallError } from '@ai-sdk/provider';
import { isRetryable, type Failure, type FailureContext, type FailureData } from './failure.js';

/** The AI SDK's error for a failure: the service's own words, a sentence of help, the request id; never the key. */
export function toAPICallError(failure: Failure, context: FailureContext): APICallError {
  const clean = (text: string) =>
    context.secrets.reduce((result, secret) => result.replaceAll(secret, '[API key]'), text);
  const message = clean(failure.message);
  const hint = context.hint?.(failure);
  const data: FailureData = {
    message,
    ...(failure.code !== undefined && { code: clean(failure.code) }),
    ...(failure.type !== undefined && { type: clean(failure.type) }),
    ...(failure.requestId !== undefined && { requestId: clean(failure.requestId) }),
    ...(failure.timeout !== undefined && { timeout: failure.timeout }),
  };
  const requestId = data.requestId === undefined ? undefined : `(request id ${data.requestId})`;
  return new APICallError({
    message: [message.trimEnd(), hint && clean(hint), requestId].filter(Boolean).join(' '),
    url: context.url,
    requestBodyValues: context.requestBody,
    statusCode: failure.status,
    responseHeaders: context.responseHeaders && mapValues(context.responseHeaders, clean),
    responseBody: context.responseBody === undefined ? undefined : clean(context.responseBody),
    isRetryable: isRetryable(failure),
    data,
    cause: mentions(context.cause, context.secrets) ? copyOf(context.cause, clean) : context.cause,
  });
}

function mapValues(
  headers: Record<string, string>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));
}

/** Whether a cause quotes one of the texts: a JSON parser quotes what it was given, a `fetch` its headers. */
function mentions(cause: unknown, secrets: readonly string[], depth = 0): boolean {
  if (typeof cause === 'string') return secrets.some((secret) => cause.includes(secret));
  if (typeof cause !== 'object' || cause === null || ArrayBuffer.isView(cause) || depth > 3) return false;
  try {
    return Reflect.ownKeys(cause).some((key) => mentions(Reflect.get(cause, key), secrets, depth + 1));
  } catch {
    // A getter that throws keeps its value to itself; what it would show is not known.
    return true;
  }
}

function copyOf(cause: unknown, clean: (text: string) => string): Error {
  const copy = new Error(
    clean(cause instanceof Error ? cause.message : 'The cause is left out: it shows the API key.'),
  );
  if (cause instanceof Error) copy.name = cause.name;
  return copy;
}
