import { checkKey } from '../checks/key.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { ConnectionReset, meetFault } from '../server/faults.js';
import { jsonType, respondText } from '../server/response.js';
import type { TaskStep } from '../stores/faults.js';
import type { TaskState } from '../stores/tasks.js';
import { momentOf, timeOf } from '../util/beijing-time.js';

/** The endpoints of tasks. */
export const taskEndpoints = ['GET /tasks/{task_id}', 'GET /tasks/', 'POST /tasks/{task_id}/cancel'];

/** Answers a path below `/tasks`; undefined for any other path. */
export async function answerTasks(context: RequestContext): Promise<Response | undefined> {
  const { method, path, headers, region } = context;
  const match = /^\/tasks(?:\/([^/]*)(\/cancel)?)?$/.exec(path);
  if (match === null) return undefined;
  const [, id = '', cancels] = match;
  const wanted = cancels === undefined ? 'GET' : 'POST';
  if (method !== wanted) refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  const step: TaskStep = cancels !== undefined ? 'cancel' : id === '' ? 'list' : 'poll';
  const lost = await meetFault(context, step);
  const taskId = decode(id);
  const answer = step === 'cancel' ? cancel(context, taskId) : step === 'list' ? list(context) : poll(context, taskId);
  if (lost) throw new ConnectionReset();
  return respondText(context, 200, jsonType, JSON.stringify(answer));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** One look at a task. A task of another region, an old one and one that never was are all UNKNOWN. */
function poll({ media, id, now, region }: RequestContext, taskId: string): object {
  const state = media.tasks.poll(taskId, now);
  const elsewhere = state?.task.region !== undefined && region !== undefined && state.task.region !== region;
  if (state === undefined || elsewhere || state.status === 'UNKNOWN') {
    return { request_id: id, output: { task_id: taskId, task_status: 'UNKNOWN' } };
  }
  const { task, status, scheduled, ended } = state;
  const isOver = status === task.end.status;
  const output = {
    task_id: taskId,
    task_status: status,
    submit_time: timeOf(task.created),
    ...(scheduled !== undefined && { scheduled_time: timeOf(scheduled) }),
    ...(ended !== undefined && { end_time: timeOf(ended) }),
    ...(status === 'RUNNING' && task.runningOutput),
    ...(isOver && task.end.output),
  };
  return { request_id: id, output, ...(isOver && task.end.usage && { usage: task.end.usage }) };
}

function cancel({ media, id, now }: RequestContext, taskId: string): object {
  if (!media.tasks.cancel(taskId, now)) refuse('task-cancel');
  return { request_id: id };
}

const filters = ['task_id', 'start_time', 'end_time', 'model_name', 'api_key_id', 'region', 'status'];

/** The tasks that fit the filters, a page of them. */
function list({ media, url, id, now, policy }: RequestContext): object {
  const { searchParams } = url;
  for (const name of searchParams.keys()) {
    if (!filters.includes(name) && name !== 'page_no' && name !== 'page_size') policy.unknown(name);
  }
  const [from, to] = readSpan(searchParams, now);
  const pageNo = readNumber(searchParams, 'page_no', 1, Number.MAX_SAFE_INTEGER);
  const pageSize = readNumber(searchParams, 'page_size', 10, 100);
  const fits = (name: string, value: string) => [null, '', value].includes(searchParams.get(name));
  const found = media.tasks
    .list(now)
    .filter(({ task, status }) => task.created >= from && task.created <= to && fits('status', status))
    .filter(({ task }) => fits('task_id', task.id) && fits('model_name', task.model));
  return {
    total: found.length,
    data: found.slice((pageNo - 1) * pageSize, pageNo * pageSize).map(listed),
    total_page: Math.ceil(found.length / pageSize),
    page_no: pageNo,
    request_id: id,
    page_size: pageSize,
  };
}

/** A row of the list: times are milliseconds since 1970 here. */
function listed({ task, status, scheduled, ended }: TaskState): object {
  return {
    api_key_id: '1',
    caller_parent_id: '1000000000000001',
    caller_uid: '1000000000000001',
    ...(ended !== undefined && { end_time: ended }),
    gmt_create: task.created,
    model_name: task.model,
    region: 'cn-beijing',
    request_id: task.requestId,
    ...(scheduled !== undefined && { start_time: scheduled }),
    status,
    task_id: task.id,
    user_api_unique_key: `apikey:v1:${task.service}:${task.model}`,
  };
}

const day = 24 * 3_600_000;

function readSpan(given: URLSearchParams, now: number): [from: number, to: number] {
  const read = (field: string) => {
    const text = given.get(field);
    if (text === null || text === '') return undefined;
    const moment = momentOf(text);
    if (Number.isNaN(moment)) refuse('task-filter', { field, accepted: 'YYYYMMDDhhmmss' });
    return moment;
  };
  const start = read('start_time');
  const end = read('end_time');
  if (start !== undefined && end !== undefined && (end < start || end - start > day)) {
    refuse('task-filter', { field: 'end_time', accepted: 'at most 24 hours after start_time' });
  }
  // Filters have whole seconds: the last one counts to its end.
  const to = end === undefined ? (start === undefined ? now : start + day) : end + 999;
  return [start ?? to - day, to];
}

function readNumber(given: URLSearchParams, field: string, standard: number, max: number): number {
  const text = given.get(field);
  if (text === null || text === '') return standard;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > max) {
    refuse('task-filter', { field, accepted: `a whole number from 1 to ${max}` });
  }
  return number;
}
