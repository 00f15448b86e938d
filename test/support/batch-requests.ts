import type { Emulator } from 'ai-sdk-qwen/emulator';
import type { Json } from './emulator-requests.js';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}

export const CHAT = '/v1/chat/completions';
export const EMBEDDINGS = '/v1/embeddings';

/** A line that asks qwen-plus. */
export function chatLine(custom_id: string, content: unknown = `Question ${custom_id}`, more: Json = {}): Json {
  const body = { model: 'qwen-plus', messages: [{ role: 'user', content }], ...more };
  return { custom_id, method: 'POST', url: CHAT, body };
}

/** A line that embeds a text. */
export function embeddingLine(custom_id: string, input: unknown = `Text ${custom_id}`, more: Json = {}): Json {
  const body = { model: 'text-embedding-v4', input, encoding_format: 'float', dimensions: 64, ...more };
  return { custom_id, method: 'POST', url: EMBEDDINGS, body };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls files and batches of an emulator with plain fetch. */
export function batchCaller(emulator: Emulator, origin = 'https://dashscope.aliyuncs.com', key = 'sk-test') {
  const authorization = `Bearer ${key}`;
  const request = async (method: Method, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization, ...(init.headers as Record<string, string>) };
    const response = await emulator.fetch(`${origin}/compatible-mode/v1${path}`, { ...init, method, headers });
    const text = await response.text();
    const json: Json = text.startsWith('{') && !text.includes('\n') ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, text, json };
  };
  const post = (path: string, body: Json) =>
    request('POST', path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const upload = (content: readonly Json[] | string, purpose = 'batch') => {
    const form = new FormData();
    form.append('purpose', purpose);
    const text = typeof content === 'string' ? content : content.map((line) => JSON.stringify(line)).join('\n');
    form.append('file', new Blob([text]), 'lines.jsonl');
    return request('POST', '/files', { body: form });
  };
  const create = (input_file_id: string, endpoint = CHAT, more: Json = {}) =>
    post('/batches', { input_file_id, endpoint, completion_window: '24h', ...more });
  const look = async (id: string) => (await request('GET', `/batches/${id}`)).json;
  /** The lines of a file of results, by custom_id. */
  const results = async (id: string): Promise<Json> => {
    const { text } = await request('GET', `/files/${id}/content`);
    const lines: Json[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    return Object.fromEntries(lines.map((line) => [line.custom_id, line]));
  };
  return {
    request,
    post,
    upload,
    create,
    look,
    results,
    /** Uploads lines and creates a batch of them; returns the batch. */
    async start(content: readonly Json[] | string, endpoint = CHAT, more: Json = {}): Promise<Json> {
      return (await create((await upload(content)).json.id, endpoint, more)).json;
    },
    /** Looks until a batch has ended. */
    async finish(id: string): Promise<Json> {
      for (let time = 0; time < 20; time += 1) {
        const batch = await look(id);
        if (['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) return batch;
      }
      throw new Error(`The batch ${id} does not end.`);
    },
    list: async (query = '') => (await request('GET', `/batches${query}`)).json,
    cancel: (id: string) => request('POST', `/batches/${id}/cancel`),
  };
}

export const chatLines = (count: number) => Array.from({ length: count }, (_, place) => chatLine(`${place}`));

/** The status, the counts and the ids of the lines in both files of a batch. */
export async function summaryOf(emulator: Emulator, batch: Json) {
  const caller = batchCaller(emulator);
  const idsIn = async (file: string | null) => (file === null ? null : Object.keys(await caller.results(file)).sort());
  const { status, request_counts: counts, output_file_id: output, error_file_id: errors } = batch;
  return [status, counts.completed, counts.failed, await idsIn(output), await idsIn(errors)];
}
