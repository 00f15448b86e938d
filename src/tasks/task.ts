import { finiteNumber, isObject, nonEmptyString, type JSONObject } from '../util/json.js';

/** State of a task. `UNKNOWN`: the service has no such task (another account or region, or over 24 hours old). */
export type QwenTaskStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELED'
  | 'UNKNOWN'
  // Oxlint takes this for the whole of string.
  | (string & {});

/** A task of the service: work that goes on after the call that created it, such as making a video. */
export interface QwenTask {
  id: string;
  status: QwenTaskStatus;
  /** The model that works on it. Only lists tell it. */
  model?: string;
  /** Moment at which the service took the task. */
  submittedAt?: Date;
  /** Moment at which the work began. */
  startedAt?: Date;
  /** Moment at which the work ended. */
  endedAt?: Date;
  /** The service's error code, if the task failed and the service says why. */
  code?: string;
  /** The service's words about the failure. */
  message?: string;
  /** Numbers of results, where a task has several. */
  counts?: { total?: number; succeeded?: number; failed?: number };
  /** The service's own account of the task, with the results of one that succeeded. */
  output: JSONObject;
  /** What the service counts for the bill. */
  usage?: JSONObject;
  /** Id of the request that told this. */
  requestId?: string;
}

const finalStatuses = new Set(['SUCCEEDED', 'FAILED', 'CANCELED', 'UNKNOWN']);

/** True for a status that never changes. One that is not known may still change. */
export function isFinal(status: string): boolean {
  return finalStatuses.has(status);
}

/** Reads the answer about one task; undefined if it tells of none. */
export function decodeTask(body: unknown): QwenTask | undefined {
  const output = isObject(body) && isObject(body.output) ? body.output : {};
  const id = nonEmptyString(output.task_id);
  const status = nonEmptyString(output.task_status);
  if (!isObject(body) || id === undefined || status === undefined) return undefined;
  const metrics = isObject(output.task_metrics) ? output.task_metrics : undefined;
  return compact<QwenTask>({
    id,
    status,
    submittedAt: readTime(output.submit_time),
    startedAt: readTime(output.scheduled_time),
    endedAt: readTime(output.end_time),
    code: nonEmptyString(output.code),
    message: nonEmptyString(output.message),
    counts: metrics && {
      total: finiteNumber(metrics.TOTAL),
      succeeded: finiteNumber(metrics.SUCCEEDED),
      failed: finiteNumber(metrics.FAILED),
    },
    output: output as JSONObject,
    usage: isObject(body.usage) ? (body.usage as JSONObject) : undefined,
    requestId: nonEmptyString(body.request_id),
  });
}

/** Reads a row of a list of tasks, whose times are milliseconds. */
export function decodeListedTask(row: unknown): QwenTask | undefined {
  if (!isObject(row)) return undefined;
  const id = nonEmptyString(row.task_id);
  if (id === undefined) return undefined;
  return compact<QwenTask>({
    id,
    status: nonEmptyString(row.status) ?? 'UNKNOWN',
    model: nonEmptyString(row.model_name),
    submittedAt: readMilliseconds(row.gmt_create),
    startedAt: readMilliseconds(row.start_time),
    endedAt: readMilliseconds(row.end_time),
    code: nonEmptyString(row.code),
    message: nonEmptyString(row.message),
    output: row as JSONObject,
    requestId: nonEmptyString(row.request_id),
  });
}

/** The service writes times of Beijing without an offset, some without milliseconds. */
function readTime(value: unknown): Date | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)$/.exec(nonEmptyString(value) ?? '') ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T${time}+08:00`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readMilliseconds(value: unknown): Date | undefined {
  const milliseconds = finiteNumber(value);
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

function compact<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}
