import type { Probe, ProbeRegion, ProbeRequest, Step } from './probe.js';

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

/** The step that uploads a text as a file, whose id is `{file}` from then on. */
export function upload(purpose: string, name: string, text: string): Step {
  return {
    name: 'upload',
    request: { protocol: 'compatible', path: '/files', form: { purpose, file: { name, text } } },
    makes: { name: 'file', path: 'id' },
    shape: {
      object: { is: 'file' },
      bytes: 'number',
      filename: { is: name },
      purpose: { is: purpose },
      status: 'text',
    },
  };
}

/** Deletes a file that a story has made. */
export function deletes(name: string): NonNullable<Probe['after']>[number] {
  return { removes: name, request: { protocol: 'compatible', path: `/files/{${name}}`, method: 'DELETE' } };
}

/** The free model for rehearsals of batches, and the only endpoint that it has. */
export const rehearsal = { model: 'batch-test-model', endpoint: '/v1/chat/ds-test' };

/** The step that creates the batch of the file of a story, whose id is `{batch}` from then on. */
export function createBatch(endpoint: string): Step {
  return {
    name: 'create',
    request: post('/batches', { input_file_id: '{file}', endpoint, completion_window: '24h' }),
    makes: { name: 'batch', path: 'id' },
    shape: { object: { is: 'batch' }, status: 'text' },
  };
}

/** The statuses with which a batch has ended. */
export const batchEnded: Step['until'] = { path: 'status', values: ['completed', 'failed', 'expired', 'cancelled'] };

/** The regions that have batches. */
export const regionsOfBatches: readonly ProbeRegion[] = ['beijing', 'singapore'];
