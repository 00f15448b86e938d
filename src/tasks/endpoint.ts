import { APICallError } from '@ai-sdk/provider';
import { isAbortError } from '@ai-sdk/provider-utils';
import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { redactValue } from '../http/redact.js';
import { mergeTimeouts, type QwenTimeout } from '../http/timeout.js';
import { post, readAnswer, request, type Post, type HttpResponse } from '../http/transport.js';
import { throwIfAborted } from '../util/abort.js';
import { isObject, toText } from '../util/json.js';
import { encodeText } from '../util/text.js';
import { abortedCreation, creationError, type Creation } from './errors.js';
import { decodeListedTask, decodeTask } from './decode.js';
import type { QwenTask } from './task.js';

/** A task as an answer described it, and a function to make an error about that answer. */
export interface TaskAnswer {
  task: QwenTask;
  reply: HttpResponse;
}

export interface ReadAnswer {
  reply: HttpResponse;
  body: unknown;
}

/** Reads an answer without the secrets of its call: applications get most of it as metadata. */
async function readShown(reply: HttpResponse): Promise<unknown> {
  return redactValue(await readAnswer(reply), reply.redact);
}

/**
 * Sends a request that costs money, once. The error is retryable only if the service certainly has not accepted the
 * request. Every other error, an abort included, says that it may have.
 */
export async function sendOnce(connection: Connection, call: Post, creation: Creation): Promise<ReadAnswer> {
  throwIfAborted(call.abortSignal);
  try {
    const reply = await post(connection, call);
    return { reply, body: await readShown(reply) };
  } catch (error) {
    if (call.abortSignal?.aborted === true) throw abortedCreation(call.abortSignal.reason, creation);
    throw isAbortError(error) ? abortedCreation(error, creation) : creationError(error, creation);
  }
}

/** Creates a task once; never retried. */
export async function createTask(connection: Connection, call: Post): Promise<TaskAnswer> {
  const serviceHeaders = { ...call.serviceHeaders, 'x-dashscope-async': 'enable' };
  const { reply, body } = await sendOnce(connection, { ...call, serviceHeaders }, 'task');
  const task = decodeTask(body);
  if (task !== undefined) return { task, reply };
  const message = 'The service answered without the id of a task.';
  throw creationError(reply.toError({ message }, { responseBody: toText(body) }), 'task');
}

// The service answers these at once. One that is silent must not hold up the wait for a task.
const limits: QwenTimeout = { headers: 30_000, idle: 30_000 };

function withLimits(connection: Connection, context: CallContext): CallContext {
  return { ...context, timeout: mergeTimeouts(mergeTimeouts(context.timeout, connection.timeout?.()), limits) };
}

export async function getTask(connection: Connection, id: string, context: CallContext): Promise<TaskAnswer> {
  const url = connection.dashscopeURL(`/tasks/${encodeText(id)}`, 'tasks');
  const reply = await request(connection, { ...withLimits(connection, context), method: 'GET', url });
  const body = await readShown(reply);
  const task = decodeTask(body);
  if (task !== undefined) return { task, reply };
  // A gateway in trouble sends something else for a while.
  const message = `The service said nothing of the task ${id}.`;
  throw reply.toError({ message, transient: true }, { responseBody: toText(body) });
}

/** Cancels a task. False if the task is no longer pending and so cannot be stopped. */
export async function cancelTask(connection: Connection, id: string, context: CallContext): Promise<boolean> {
  const url = connection.dashscopeURL(`/tasks/${encodeText(id)}/cancel`, 'tasks');
  try {
    await readAnswer(await request(connection, { ...withLimits(connection, context), method: 'POST', url }));
    return true;
  } catch (error) {
    if (APICallError.isInstance(error) && (error.data as { code?: string })?.code === 'UnsupportedOperation') {
      return false;
    }
    throw error;
  }
}

/** Gets one page of the list of tasks. `query` has the service's parameter names. */
export async function listTasks(
  connection: Connection,
  query: Record<string, string>,
  context: CallContext,
): Promise<{ tasks: QwenTask[]; page: number; pages: number; total: number }> {
  const pairs = new URLSearchParams(query).toString();
  const url = connection.dashscopeURL(`/tasks/${pairs === '' ? '' : `?${pairs}`}`, 'tasks');
  const reply = await request(connection, { ...withLimits(connection, context), method: 'GET', url });
  const body = await readShown(reply);
  if (!isObject(body) || !Array.isArray(body.data)) {
    throw reply.toError({ message: 'The service listed no tasks.' }, { responseBody: toText(body) });
  }
  const tasks = body.data.map(decodeListedTask).filter((task) => task !== undefined);
  const count = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  return {
    tasks,
    page: count(body.page_no, 1),
    pages: count(body.total_page, 1),
    total: count(body.total, tasks.length),
  };
}
