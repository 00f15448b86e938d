import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { checkTimeout, type QwenTimeout } from '../http/timeout.js';
import { refuseUnknown } from '../options/call-options.js';
import { inWords } from '../util/json.js';
import { cancelTask, getTask, listTasks } from './endpoint.js';
import { succeeded, waitForTask } from './wait.js';
import type { QwenTask, QwenTaskStatus } from './task.js';

/** Options of every call about tasks. */
export interface QwenTaskCallOptions {
  /** Ends the call at once. The task continues: `cancel` ends it. */
  abortSignal?: AbortSignal | undefined;
  /** Headers of this call, which win over the provider's. */
  headers?: Record<string, string | undefined> | undefined;
  /** Time limits of each request in milliseconds. Default: the provider's, or else 30 seconds. */
  timeout?: QwenTimeout | undefined;
}

/** Options of a wait for a task. */
export interface QwenTaskWaitOptions extends QwenTaskCallOptions {
  /** Called with the task after each poll. A promise is waited for; an error ends the wait. */
  onProgress?: ((task: QwenTask) => void) | undefined;
  /** Milliseconds between two polls, from 1. Default: 1 second, doubled after every third poll, up to 15 seconds. */
  pollInterval?: number | undefined;
  /** Maximum wait in milliseconds. Default 3600000, an hour. */
  deadline?: number | undefined;
}

/** The tasks to list. */
export interface QwenTaskListOptions extends QwenTaskCallOptions {
  /** Only tasks of this model. */
  model?: string | undefined;
  status?: QwenTaskStatus | undefined;
  /** Only tasks made at or after this moment. Default: 24 hours ago. */
  startTime?: Date | undefined;
  /** Only tasks made before this moment, at most 24 hours after `startTime`. */
  endTime?: Date | undefined;
  /** Number of the page, from 1. Default 1. */
  page?: number | undefined;
  /** Number of tasks in a page. Default 10. */
  pageSize?: number | undefined;
}

/**
 * The tasks of the account: images, videos and other work that continues at the service. For 24 hours every key of the
 * account can ask for them, in their region and from any process. Every method rejects with an `APICallError` when the
 * call fails.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/manage-asynchronous-tasks
 */
export interface QwenTasks {
  /** Gets a task, with one request. */
  get(id: string, options?: QwenTaskCallOptions): Promise<QwenTask>;
  /** Waits until a task has succeeded. Rejects if it fails, is canceled or is unknown, with its id in `data.taskId`. */
  wait(id: string, options?: QwenTaskWaitOptions): Promise<QwenTask>;
  /** Cancels a task. False if it is no longer pending: then it cannot be stopped and is billed. */
  cancel(id: string, options?: QwenTaskCallOptions): Promise<boolean>;
  /** Lists tasks of the last 24 hours, one page at a time. */
  list(options?: QwenTaskListOptions): Promise<{ tasks: QwenTask[]; page: number; pages: number; total: number }>;
}

const hour = 3_600_000;

const callOptions = { abortSignal: true, headers: true, timeout: true } as const;
const waitOptions = { ...callOptions, onProgress: true, pollInterval: true, deadline: true } as const;
const listOptions = {
  ...callOptions,
  model: true,
  status: true,
  startTime: true,
  endTime: true,
  page: true,
  pageSize: true,
} as const;

/** Makes the tasks of a provider. */
export function createTasks(connection: Connection): QwenTasks {
  return {
    async get(id, options) {
      checkTaskId(id);
      refuseUnknown(options, callOptions);
      return (await getTask(connection, id, contextOf(options))).task;
    },
    async wait(id, options) {
      checkTaskId(id);
      refuseUnknown(options, waitOptions);
      const { onProgress, pollInterval, deadline = hour } = options ?? {};
      check('onProgress', onProgress, (value) => typeof value === 'function', 'a function');
      check('pollInterval', pollInterval, isPositive, 'milliseconds, from 1');
      check('deadline', deadline, isPositive, 'milliseconds, from 1');
      const waiting = { ...contextOf(options), onProgress, pollInterval, deadline, maxInterval: 15_000 };
      return succeeded(await waitForTask(connection, id, waiting));
    },
    async cancel(id, options) {
      checkTaskId(id);
      refuseUnknown(options, callOptions);
      return cancelTask(connection, id, contextOf(options));
    },
    async list(options) {
      refuseUnknown(options, listOptions);
      return listTasks(connection, encodeQuery(options ?? {}), contextOf(options));
    },
  };
}

// JavaScript passes null as well.
function contextOf(options: QwenTaskCallOptions | undefined | null): CallContext {
  const { abortSignal, headers, timeout } = options ?? {};
  checkTimeout(timeout);
  return { abortSignal, headers, timeout };
}

/** Ids become part of a path. An empty id or dots would address something else. */
export function checkTaskId(id: unknown, argument = 'id'): asserts id is string {
  const isId = typeof id === 'string' && /^[\w-][\w.-]*$/.test(id);
  if (!isId) check(argument, id ?? null, () => false, 'the id of a task');
}

function encodeQuery({
  model,
  status,
  startTime,
  endTime,
  page,
  pageSize,
}: QwenTaskListOptions): Record<string, string> {
  const isDate = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime());
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  check('model', model, isText, 'the id of a model');
  check('status', status, isText, 'a status, such as SUCCEEDED');
  check('startTime', startTime, isDate, 'a valid Date');
  check('endTime', endTime, isDate, 'a valid Date');
  check('page', page, isPositive, 'an integer from 1');
  check('pageSize', pageSize, isPositive, 'an integer from 1');
  const fields = {
    model_name: model,
    status,
    start_time: startTime && timeOf(startTime),
    end_time: endTime && timeOf(endTime),
    page_no: page?.toString(),
    page_size: pageSize?.toString(),
  };
  return Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** Beijing time as YYYYMMDDhhmmss. */
function timeOf(date: Date): string {
  return new Date(date.getTime() + 8 * hour).toISOString().replace(/\D/g, '').slice(0, 14);
}

function isPositive(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}

function check(argument: string, value: unknown, accepts: (value: unknown) => boolean, accepted: string): void {
  if (value === undefined || accepts(value)) return;
  throw new InvalidArgumentError({ argument, message: `${argument} is ${inWords(value)}; expected ${accepted}.` });
}
