import { APICallError, InvalidArgumentError } from '@ai-sdk/provider';
import { toAPICallError } from '../http/api-call-error.js';
import type { Failure } from '../http/failure.js';
import type { Redact } from '../http/redact.js';
import { asText, isObject } from '../util/json.js';
import { rewritten } from '../tasks/errors.js';
import { sentence } from '../util/text.js';
import type { Part } from './ledger.js';
import type { QwenBatchFailure } from './options.js';

/** Where a line failed, for its error. */
export interface LinePlace {
  part: Part;
  index: number;
  id: string;
  url: string;
  redact: Redact;
}

/** The error of a line that the service refused. */
export function lineError(failure: Failure, { part, index, id, url, redact }: LinePlace): APICallError {
  const message = `The line of the prompt ${named(index, id)} failed: ${failure.message}`;
  const error = toAPICallError({ ...failure, message }, { url, requestBody: undefined, redact });
  return withPart(error, part) as APICallError;
}

/** The words for a prompt: its index, and its id if it has another. */
export function named(index: number, id: string): string {
  return id === String(index) ? `at index ${index}` : `"${id}" at index ${index}`;
}

/** An error with the ids of the batch and its file, by which they are found in the console. */
export function withPart(error: unknown, { batchId, fileId }: Part): unknown {
  if (!APICallError.isInstance(error)) return error;
  if (isObject(error.data) && ('batchId' in error.data || 'fileId' in error.data)) return error;
  const ids = [batchId && `batch ${batchId}`, fileId && `input file ${fileId}`].filter(Boolean);
  if (ids.length === 0) return error;
  const message = `${error.message} (${ids.join(', ')})`;
  return rewritten(error, message, { ...(batchId && { batchId }), ...(fileId && { fileId }) });
}

/** True if the service does not know a part's batch or file any more: it was deleted, or ended more than 30 days ago. */
export function isGone(error: unknown, { batchId }: Part): error is APICallError {
  return batchId !== undefined && APICallError.isInstance(error) && error.statusCode === 404;
}

/** The error of a part whose results cannot be read any more. The run ends with it after it has yielded all others. */
export function lostError(error: APICallError, { lines }: Part): APICallError {
  const which = `The results of the prompts at index ${lines.first} to ${lines.last}`;
  const advice = `${which} are lost with it, and the others have been delivered. Run these prompts in another job.`;
  return rewritten(error, `${sentence(error.message)} ${advice}`, {});
}

/** Thrown when a job is left by an abort while its batches go on. Its name is that of an abort. */
export class BatchAbortedError extends Error {
  override readonly name: string;

  constructor(
    reason: unknown,
    /** The batches that go on at the service. */
    readonly batchIds: readonly string[],
  ) {
    const open = batchIds.length === 0 ? 'No batch is open' : `These batches go on at the service: ${list(batchIds)}`;
    super(`The job was left. ${open}. Run it again with the same journal to have the results, or call job.cancel().`, {
      cause: reason,
    });
    this.name = reason instanceof Error && reason.name === 'TimeoutError' ? 'TimeoutError' : 'AbortError';
  }
}

const maxListed = 5;

function list(ids: readonly string[]): string {
  const shown = ids.slice(0, maxListed).join(', ');
  return ids.length <= maxListed ? shown : `${shown} and ${ids.length - maxListed} more`;
}

/** The result of a prompt that was not sent. */
export function refusal(cause: unknown, id: unknown, index: number): QwenBatchFailure {
  const name = typeof id === 'string' ? id : String(index);
  const error =
    cause instanceof Error ? cause : new InvalidArgumentError({ argument: 'prompts', message: asText(cause) });
  return { status: 'refused', id: name, index, attempt: 0, warnings: [], error };
}
