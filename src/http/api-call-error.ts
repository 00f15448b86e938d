import { APICallError } from '@ai-sdk/provider';
import { isRetryable } from './error-codes.js';
import type { Failure, FailureContext, FailureData } from './failure.js';
import { redactError } from './redact-error.js';
import { sentence } from '../util/text.js';

/** The AI SDK's error for a failure: the service's message, a hint, and the request id; never the key. */
export function toAPICallError(failure: Failure, context: FailureContext): APICallError {
  const clean = context.redact;
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
    message: [hint ? sentence(message) : message.trimEnd(), hint && clean(hint), requestId].filter(Boolean).join(' '),
    url: clean(context.url),
    requestBodyValues: context.requestBody,
    statusCode: failure.status,
    responseHeaders: context.responseHeaders && mapValues(context.responseHeaders, clean),
    responseBody: context.responseBody === undefined ? undefined : clean(context.responseBody),
    isRetryable: isRetryable(failure),
    data,
    cause: redactError(context.cause, clean),
  });
}

function mapValues(headers: Record<string, string>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));
}
