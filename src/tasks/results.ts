import { APICallError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { download, type Download } from '../http/download.js';
import { mergeTimeouts } from '../http/timeout.js';
import { pause } from '../util/abort.js';
import { createLimit } from '../util/limit.js';
import { sentence } from '../util/text.js';
import { resumeWith, rewritten, TaskAbortedError } from './errors.js';

/** A downloaded result, or the error of its download. */
export type Loaded = { file: Download } | { error: Error };

// Each result has some megabytes.
const atOnce = 3;
const maxTries = 4;
const firstPause = 500;

/**
 * Downloads results that have been paid for, each with several tries. Rejects only for an abort: an error of one result
 * must not lose the others.
 */
export async function loadResults(
  connection: Connection,
  urls: readonly string[],
  { maxBytes, taskId, ...context }: CallContext & { maxBytes: number; taskId: string | undefined },
): Promise<Loaded[]> {
  const { abortSignal, headers } = context;
  const limit = createLimit(atOnce);
  const timeout = mergeTimeouts(mergeTimeouts(context.timeout, connection.timeout?.()), {
    headers: 60_000,
    idle: 60_000,
  });
  const base = connection.dashscopeURL('');
  try {
    return await Promise.all(
      urls.map((url) => limit(() => load(connection, url, { abortSignal, headers, timeout, base, maxBytes }))),
    );
  } catch (error) {
    if (abortSignal?.aborted !== true) throw error;
    const how = taskId === undefined ? '' : ` ${resumeWith(taskId)} (task ${taskId}).`;
    const message = `The call was aborted while it downloaded its results. They exist and are billed.${how}`;
    throw new TaskAbortedError(message, abortSignal.reason, taskId);
  }
}

async function load(connection: Connection, url: string, details: Parameters<typeof download>[2]): Promise<Loaded> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { file: await download(connection, url, details) };
    } catch (error) {
      if (details.abortSignal?.aborted === true || !(error instanceof Error)) throw error;
      if (!APICallError.isInstance(error) || !error.isRetryable || attempt === maxTries) return { error };
      await pause(firstPause * 2 ** (attempt - 1), details.abortSignal);
    }
  }
}

/** The error of a call whose results could not be downloaded. It is not retryable: a retry would be paid for again. */
export function notLoaded(error: Error, url: string, taskId: string | undefined): Error {
  const how =
    taskId === undefined ? `The service keeps it for 24 hours at ${url}` : `${resumeWith(taskId)} (task ${taskId})`;
  const message = `The result exists and is billed, but could not be downloaded: ${sentence(error.message)} ${how}`;
  const base = APICallError.isInstance(error)
    ? error
    : new APICallError({ message, url, requestBodyValues: undefined, isRetryable: false, cause: error });
  return rewritten(base, message, { ...(taskId !== undefined && { taskId }) });
}
