import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { expect } from 'vitest';
import type { batchRules } from '../../../src/emulator/rules/batch.js';
import { type Answer, type batchCaller, CHAT, chatLine } from '../batch-requests.js';
import type { Json } from '../emulator-requests.js';
import { testLine, testUrl } from './batch-lines.js';

type Caller = ReturnType<typeof batchCaller>;

/** A call that is refused at once. */
export interface RequestCase {
  rule: keyof typeof batchRules;
  options?: EmulatorOptions;
  origin?: string;
  send: (caller: Caller) => Promise<Answer>;
  status?: number;
  error: { message: string; code?: string | null; param?: string | null };
}

const field = (name: string, accepted: string, more: Json): RequestCase => ({
  rule: 'batch-field',
  send: async (caller) => caller.create((await caller.upload([chatLine('a')])).json.id, CHAT, more),
  error: { message: `'${name}' must be ${accepted}.`, param: name },
});

const windows = 'from 24h to 336h, or from 1d to 14d';
const query = (name: string, accepted: string, text: string): RequestCase => ({
  rule: 'batch-query',
  send: (caller) => caller.request('GET', `/batches?${text}`),
  error: { message: `'${name}' must be ${accepted}.`, param: name },
});

export const requestCases: RequestCase[] = [
  ...['input_file_id', 'endpoint', 'completion_window'].map((name): RequestCase => ({
    rule: 'batch-missing',
    send: (caller) => caller.create('file-batch-1', CHAT, { [name]: undefined }),
    error: { message: `Missing required parameter: '${name}'.`, param: name },
  })),
  field('completion_window', windows, { completion_window: '23h' }),
  field('completion_window', windows, { completion_window: '15d' }),
  field('completion_window', windows, { completion_window: '1.5d' }),
  field('completion_window', 'a string', { completion_window: 24 }),
  field('metadata', 'an object', { metadata: 'job' }),
  field('metadata.ds_name', 'a text of at most 100 characters', { metadata: { ds_name: 'x'.repeat(101) } }),
  field('metadata.ds_description', 'a text of at most 200 characters', {
    metadata: { ds_description: 'x'.repeat(201) },
  }),
  field('metadata.ds_batch_finish_callback', 'a URL', { metadata: { ds_batch_finish_callback: 'me' } }),
  {
    rule: 'batch-endpoint',
    send: (caller) => caller.create('file-batch-1', '/v1/responses'),
    error: {
      message: "The provided endpoint '/v1/responses' is not supported by the Batch API.",
      param: 'endpoint',
    },
  },
  {
    rule: 'batch-file-unknown',
    send: (caller) => caller.create('file-batch-1'),
    error: { message: 'No such File object: file-batch-1', param: 'input_file_id' },
  },
  {
    rule: 'batch-file-url',
    send: (caller) => caller.create('https://example.com/lines.jsonl'),
    error: {
      message:
        'The emulator does not load input_file_id https://example.com/lines.jsonl: upload the file with the purpose ' +
        'batch.',
      param: 'input_file_id',
    },
  },
  {
    rule: 'batch-file-purpose',
    send: async (caller) => caller.create((await caller.upload('text', 'file-extract')).json.id),
    error: {
      message: expect.stringMatching(/^The file file-fe-\w+ has the purpose file-extract, not 'batch'\.$/),
      param: 'input_file_id',
    },
  },
  {
    rule: 'batch-region',
    origin: 'https://dashscope-us.aliyuncs.com',
    send: (caller) => caller.create('file-batch-1'),
    error: { message: 'The Batch API is not available in this region.' },
  },
  {
    rule: 'batch-capacity',
    options: { batch: { limits: { running: 1 } } },
    send: async (caller) => {
      await caller.start([chatLine('a')]);
      return caller.create((await caller.upload([chatLine('b')])).json.id);
    },
    status: 429,
    error: {
      message:
        'Too many requests. Batch requests are being throttled due to system capacity limits. Please try again later.',
      code: 'insufficient_quota',
    },
  },
  {
    // Two batches of batch-test-model run at the same time.
    rule: 'batch-capacity',
    send: async (caller) => {
      for (const name of ['a', 'b']) await caller.start([testLine(name)], testUrl);
      return caller.create((await caller.upload([testLine('c')])).json.id, testUrl);
    },
    status: 429,
    error: { message: expect.stringContaining('throttled'), code: 'insufficient_quota' },
  },
  {
    rule: 'batch-file-size',
    options: { batch: { limits: { fileBytes: 10 } } },
    send: (caller) => caller.upload('more than ten'),
    error: { message: 'purpose batch file cannot exceed 500MB', code: null, param: 'file' },
  },
  {
    rule: 'batch-account-bytes',
    options: { batch: { limits: { accountBytes: 10 } } },
    send: async (caller) => {
      await caller.upload('seven b');
      return caller.upload('four');
    },
    error: { message: 'Upload file capacity exceed limit.', code: null },
  },
  {
    rule: 'batch-account-files',
    options: { batch: { limits: { files: 1 } } },
    send: async (caller) => {
      await caller.upload('a');
      return caller.upload('b');
    },
    error: { message: 'Upload file number exceed limit.', code: null },
  },
  {
    rule: 'batch-unknown',
    send: (caller) => caller.request('GET', '/batches/batch_1'),
    status: 404,
    error: { message: "No batch found with id 'batch_1'.", param: 'batch_id' },
  },
  {
    rule: 'batch-unknown',
    send: (caller) => caller.request('GET', '/batches?after=batch_1'),
    status: 404,
    error: { message: "No batch found with id 'batch_1'.", param: 'batch_id' },
  },
  {
    rule: 'batch-unknown',
    send: (caller) => caller.request('POST', '/batches/batch_1/pause'),
    status: 404,
    error: { message: "No batch found with id 'batch_1/pause'.", param: 'batch_id' },
  },
  {
    rule: 'batch-cancel',
    send: async (caller) => {
      const { id } = await caller.start([chatLine('a')]);
      await caller.finish(id);
      return caller.cancel(id);
    },
    error: { message: "Cannot cancel a batch with status 'completed'." },
  },
  query('limit', 'in [1, 100]', 'limit=101'),
  query('limit', 'in [1, 100]', 'limit=all'),
  query('input_file_ids', 'at most 20 ids', `input_file_ids=${'x,'.repeat(20)}x`),
  query('create_after', 'a time such as 20250101123000', 'create_after=20250101'),
  ...(['batch-chat-model', 'batch-chat-stream'] as const).map((rule): RequestCase => ({
    rule,
    origin: 'https://batch.dashscope.aliyuncs.com',
    send: (caller) =>
      caller.post('/chat/completions', {
        model: rule === 'batch-chat-model' ? 'qwen-turbo' : 'qwen-plus',
        messages: [{ role: 'user', content: 'Hi' }],
        ...(rule === 'batch-chat-stream' && { stream: true }),
      }),
    ...(rule === 'batch-chat-model'
      ? {
          status: 404,
          error: { message: 'The model qwen-turbo is not supported by batch chat.', code: 'model_not_found' },
        }
      : { error: { message: 'Batch chat does not support stream=true.' } }),
  })),
];
