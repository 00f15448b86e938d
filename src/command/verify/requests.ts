import type { ProbeRequest, Step } from './probe.js';

/** A GET of the OpenAI-compatible protocol. */
export function get(path: string): ProbeRequest {
  return { protocol: 'compatible', path, method: 'GET' };
}

/** A POST of the OpenAI-compatible protocol. */
export function post(path: string, body: unknown): ProbeRequest {
  return { protocol: 'compatible', path, body };
}

/** A POST of the DashScope protocol. */
export function native(path: string, body: unknown, headers: ProbeRequest['headers'] = {}): ProbeRequest {
  return { protocol: 'dashscope', path, body, headers };
}

/** The step that creates the task of a story, whose id is `{task}` from then on. */
export function createTask(path: string, body: unknown): Step {
  return {
    name: 'create',
    request: native(path, body, { 'X-DashScope-Async': 'enable' }),
    makes: { name: 'task', path: 'output.task_id' },
    shape: { 'output.task_status': 'text', request_id: 'text' },
  };
}

/** A look at the task of a story, and the statuses with which the task has ended. */
export const lookAtTask: ProbeRequest = { protocol: 'dashscope', path: '/tasks/{task}', method: 'GET' };
export const taskEnded: Step['until'] = {
  path: 'output.task_status',
  values: ['SUCCEEDED', 'FAILED', 'CANCELED', 'UNKNOWN'],
};
