import { APICallError } from '@ai-sdk/provider';
import type { FailureData } from '../http/failure.js';
import { isObject } from '../util/json.js';

/** How to look for a task whose id is not known. */
const howToLook =
  'It may exist and be billed. Look before you try again: qwen.tasks.list({ model, startTime }) shows the tasks of the ' +
  'last 24 hours, and a task goes on with providerOptions.qwen.resume: { taskId }.';

const howToKnow =
  'The service may have done the work and bill it, and cannot be asked about it: async: true makes a task.';

/** The thing that a call which costs money creates: a task, or the answer itself. */
export type Creation = 'task' | 'answer';

/**
 * The error of a creation that failed. Only what surely was not accepted stays retryable: each of the others may have
 * been accepted, and a second try would be paid for again.
 */
export function creationError(error: unknown, creation: Creation): unknown {
  if (!APICallError.isInstance(error) || isSurelyRefused(error)) return error;
  const lost = creation === 'task' ? `The task's id is not known. ${howToLook}` : howToKnow;
  return rewritten(error, `${error.message} ${lost}`, {});
}

/** The error of anything that fails after the creation: it has the task's id, and is not retried by a new creation. */
export function errorWithTask(error: unknown, taskId: string): unknown {
  if (!APICallError.isInstance(error)) return error;
  const message = `${error.message} (task ${taskId}; it goes on at the service: ${resumeWith(taskId)})`;
  return rewritten(error, message, { taskId });
}

/** The way to go on with a task, in words. */
export function resumeWith(taskId: string): string {
  return `providerOptions.qwen.resume: { taskId: '${taskId}' } waits for its result without a new task`;
}

/** An error of the AI SDK that is not retried, with another message and more data. */
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

/** A status of 4xx is a refusal; 408 and 409 are said by gateways about requests that went through. */
function isSurelyRefused({ statusCode, cause }: APICallError): boolean {
  if (statusCode === undefined) return neverConnected(cause);
  return statusCode >= 300 && statusCode < 500 && statusCode !== 408 && statusCode !== 409;
}

// The connection was not made, so nothing was sent. Bun writes the first one in its own way.
const unconnected = new Set(['ECONNREFUSED', 'ConnectionRefused', 'ENOTFOUND', 'EAI_AGAIN']);

// Libraries put errors around errors, but not that many.
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
 * A call that was aborted where work may go on at the service. Its name is that of the abort, which nobody retries; the
 * reason that was given is its cause.
 */
export class TaskAbortedError extends Error {
  override readonly name: string;

  constructor(
    message: string,
    reason: unknown,
    /** The task, if its id is known. */
    readonly taskId: string | undefined,
  ) {
    super(message, { cause: reason });
    this.name = reason instanceof Error && reason.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';
  }
}

/** The error of a creation that was aborted before its answer came. */
export function abortedCreation(reason: unknown, creation: Creation): TaskAbortedError {
  const lost = creation === 'task' ? `a task. ${howToLook}` : `the work. ${howToKnow}`;
  return new TaskAbortedError(`The call was aborted while the service was asked for ${lost}`, reason, undefined);
}
