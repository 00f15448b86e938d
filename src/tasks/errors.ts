import { APICallError } from '@ai-sdk/provider';
import type { FailureData } from '../http/failure.js';
import { isObject } from '../util/json.js';
import { sentence } from '../util/text.js';

/** The way to find a task whose id is not known. */
const howToLook =
  'It may exist and be billed. Before you try again, look for it: qwen.tasks.list({ model, startTime }) shows the tasks of the ' +
  'last 24 hours, and providerOptions.qwen.resume: { taskId } waits for one of them.';

const howToKnow =
  'The service may have done the work and may bill it. Pass async: true to make a task that can be found again.';

/** The product of a call that costs money: a task, or the answer itself. */
export type Creation = 'task' | 'answer';

/**
 * The error of a failed creation. It stays retryable only if the service certainly did not accept the request: a retry
 * of any other might be paid for twice.
 */
export function creationError(error: unknown, creation: Creation): unknown {
  if (!APICallError.isInstance(error) || isSurelyRefused(error)) return error;
  const lost = creation === 'task' ? `The task's id is not known. ${howToLook}` : howToKnow;
  return rewritten(error, `${sentence(error.message)} ${lost}`, {});
}

/**
 * The error of a failure after the creation. It has the task's id and is not retryable, because a retry would create a
 * new task.
 */
export function errorWithTask(error: unknown, taskId: string): unknown {
  if (!APICallError.isInstance(error)) return error;
  const message = `${error.message} (task ${taskId} continues at the service: ${resumeWith(taskId)})`;
  return rewritten(error, message, { taskId });
}

/** The way to continue with a task, for messages. */
export function resumeWith(taskId: string): string {
  return `providerOptions.qwen.resume: { taskId: '${taskId}' } waits for its result without a new task`;
}

/** A copy of an AI SDK error that is not retryable, with another message and more data. */
export function rewritten(error: APICallError, message: string, data: Partial<FailureData>): APICallError {
  const { url, requestBodyValues, statusCode, responseHeaders, responseBody, cause } = error;
  return new APICallError({
    message,
    url,
    requestBodyValues,
    statusCode,
    responseHeaders,
    responseBody,
    cause,
    isRetryable: false,
    data: { ...(isObject(error.data) && error.data), ...data },
  });
}

/** A 4xx status is a refusal, except 408 and 409: gateways send these about requests that went through. */
export function isSurelyRefused({ statusCode, cause }: APICallError): boolean {
  if (statusCode === undefined) return neverConnected(cause);
  return statusCode >= 300 && statusCode < 500 && statusCode !== 408 && statusCode !== 409;
}

// The connection was not made, so nothing was sent. Bun spells the first one in its own way.
const unconnected = new Set(['ECONNREFUSED', 'ConnectionRefused', 'ENOTFOUND', 'EAI_AGAIN']);

// Libraries wrap errors in errors, but not more often than this.
const maxCauses = 5;

function neverConnected(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < maxCauses && typeof cause === 'object' && cause !== null; depth += 1) {
    if (unconnected.has((cause as { code?: string }).code ?? '')) return true;
    ({ cause } = cause as { cause?: unknown });
  }
  return false;
}

/**
 * A call that was aborted while work may continue at the service. Its name is that of an abort, which nothing retries;
 * its cause is the abort's reason.
 */
export class TaskAbortedError extends Error {
  override readonly name: string;

  constructor(
    message: string,
    reason: unknown,
    /** The id of the task, if it is known. */
    readonly taskId: string | undefined,
  ) {
    super(message, { cause: reason });
    this.name = reason instanceof Error && reason.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';
  }
}

/** The error of a creation that was aborted before its answer came. */
export function abortedCreation(reason: unknown, creation: Creation): TaskAbortedError {
  const lost = creation === 'task' ? `a task. ${howToLook}` : `the result. ${howToKnow}`;
  return new TaskAbortedError(`The call was aborted while it asked the service for ${lost}`, reason, undefined);
}
