import { APICallError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { pause } from '../util/abort.js';
import { tell } from '../util/tell.js';
import { encodeText } from '../util/text.js';
import { cancelTask, getTask, type TaskAnswer } from './endpoint.js';
import { errorWithTask, resumeWith, rewritten, TaskAbortedError } from './errors.js';
import { isFinal, type QwenTask } from './task.js';

/** The length of a wait for a task, and the intervals of its polls. */
export interface Waiting extends CallContext {
  /** Milliseconds between two polls. Default: 1 second, doubled after every third poll. */
  pollInterval?: number;
  /** Longest default interval in milliseconds. */
  maxInterval?: number;
  /** Milliseconds after which the wait ends with an error; the task continues. */
  deadline: number;
  /** Called with every answer about the task. */
  onProgress?: (task: QwenTask) => void;
  /** True if an abort also cancels the task. */
  cancels?: boolean;
}

// A paid task is worth many failed polls; at the longest interval these take a minute.
const maxFailures = 12;

// A new task may not be known everywhere at once.
const maxUnknown = 3;

/** Milliseconds until the next poll. Default, as in the official SDKs: 1 second, doubled after every third poll. */
function intervalAt(poll: number, { pollInterval, maxInterval = 5000 }: Waiting): number {
  return pollInterval ?? Math.min(1000 * 2 ** Math.floor(poll / 3), maxInterval);
}

/**
 * Polls a task to its end and repeats failed polls. Every error has the task's id and is not retryable, because a retry
 * by the AI SDK would create another task.
 */
export async function waitForTask(
  connection: Connection,
  id: string,
  waiting: Waiting,
  created?: TaskAnswer,
): Promise<TaskAnswer> {
  const { abortSignal, deadline } = waiting;
  const began = Date.now();
  let last = created;
  let failures = 0;
  let unknown = 0;
  try {
    for (let poll = 0; ; poll += 1) {
      const left = began + deadline - Date.now();
      if (poll > 0 && left <= 0) throw overdue(connection, id, last, deadline);
      // A new task is not done yet; an older one may be.
      if (created !== undefined || poll > 0)
        await pause(Math.min(intervalAt(poll, waiting), Math.max(left, 0)), abortSignal);
      const answer = await askFor(connection, id, waiting, () => (failures += 1) < maxFailures);
      if (answer === undefined) continue;
      failures = 0;
      last = answer;
      await tell(waiting.onProgress, answer.task, abortSignal);
      if (answer.task.status === 'UNKNOWN' && created !== undefined && (unknown += 1) < maxUnknown) continue;
      if (isFinal(answer.task.status)) return answer;
    }
  } catch (error) {
    if (abortSignal?.aborted === true) throw await aborted(connection, id, waiting);
    throw error;
  }
}

/** Polls once; undefined if the poll failed and may be repeated. */
async function askFor(
  connection: Connection,
  id: string,
  { abortSignal, headers, timeout }: Waiting,
  mayFail: () => boolean,
): Promise<TaskAnswer | undefined> {
  try {
    return await getTask(connection, id, { abortSignal, headers, timeout });
  } catch (error) {
    if (abortSignal?.aborted !== true && mayPass(error) && mayFail()) return undefined;
    throw errorWithTask(error, id);
  }
}

/** True for an error that a later poll may not have. A status of success was no answer of the service: a proxy's page. */
function mayPass(error: unknown): boolean {
  if (!APICallError.isInstance(error)) return false;
  const { statusCode = 0, isRetryable, data } = error;
  const isUnreadable =
    statusCode >= 200 && statusCode < 300 && (data as { code?: unknown } | undefined)?.code === undefined;
  return isRetryable || isUnreadable;
}

function overdue(connection: Connection, id: string, last: TaskAnswer | undefined, deadline: number): Error {
  const error = new APICallError({
    message: `The task ${id} was not done after ${deadline} ms (deadline). It continues and is billed: ${resumeWith(id)}.`,
    url: connection.dashscopeURL(`/tasks/${encodeText(id)}`, 'tasks'),
    requestBodyValues: undefined,
    isRetryable: false,
  });
  const status = last === undefined ? '' : ` Its status was ${last.task.status}.`;
  return rewritten(error, `${error.message}${status}`, { message: error.message, taskId: id });
}

// The caller has aborted and waits only for the error.
const cancelLimit = 2000;

/** Cancels the task of an aborted call, if the caller wants that, and reports the outcome. */
async function aborted(connection: Connection, id: string, waiting: Waiting): Promise<TaskAbortedError> {
  const say = (what: string) => new TaskAbortedError(`The call was aborted. ${what}`, waiting.abortSignal?.reason, id);
  if (waiting.cancels !== true) return say(`The task ${id} continues and is billed: ${resumeWith(id)}.`);
  try {
    const timeout = { headers: cancelLimit, idle: cancelLimit };
    const canceled = await cancelTask(connection, id, { headers: waiting.headers, timeout });
    if (canceled) return say(`The task ${id} was still pending and has been canceled: it is not billed.`);
    return say(`The task ${id} is running and cannot be stopped. It is billed if it succeeds: ${resumeWith(id)}.`);
  } catch {
    return say(`The task ${id} may or may not be canceled. If it continues, it is billed: ${resumeWith(id)}.`);
  }
}

/** Returns a task that succeeded; otherwise throws the service's reason with the task's id. Never retryable. */
export function succeeded({ task, reply }: TaskAnswer): QwenTask {
  const { id, status, code, message, requestId } = task;
  if (status === 'SUCCEEDED') return task;
  const failure = { code, message: describe(task, message ?? code), transient: false, requestId };
  const error = reply.toError(failure, { responseBody: JSON.stringify({ output: task.output }) });
  throw rewritten(error as APICallError, `${error.message} (task ${id})`, { taskId: id });
}

function describe({ id, status }: QwenTask, reason: string | undefined): string {
  if (status === 'FAILED') return reason ?? `The task ${id} failed, and the service gave no reason. It is not billed.`;
  if (status === 'CANCELED') return `The task ${id} was canceled.`;
  return (
    `The service does not know the task ${id}: it keeps tasks for 24 hours, for keys of the account that made them, in ` +
    'their region.'
  );
}
