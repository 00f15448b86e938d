import { finiteNumber, isObject, nonEmptyString, type JSONObject } from '../util/json.js';
import { dateOf } from '../util/time.js';
import type { QwenTask } from './task.js';

/** Reads the answer about one task; undefined if it describes none. */
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

/** Reads a row of a list of tasks, whose times are in milliseconds. */
export function decodeListedTask(row: unknown): QwenTask | undefined {
  if (!isObject(row)) return undefined;
  const id = nonEmptyString(row.task_id);
  if (id === undefined) return undefined;
  return compact<QwenTask>({
    id,
    status: nonEmptyString(row.status) ?? 'UNKNOWN',
    model: nonEmptyString(row.model_name),
    submittedAt: dateOf(row.gmt_create),
    startedAt: dateOf(row.start_time),
    endedAt: dateOf(row.end_time),
    code: nonEmptyString(row.code),
    message: nonEmptyString(row.message),
    output: row as JSONObject,
    requestId: nonEmptyString(row.request_id),
  });
}

/** The service writes Beijing time without an offset, sometimes without milliseconds. */
function readTime(value: unknown): Date | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)$/.exec(nonEmptyString(value) ?? '') ?? [];
  if (day === undefined) return undefined;
  return dateOf(Date.parse(`${day}T${time}+08:00`));
}

function compact<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}
