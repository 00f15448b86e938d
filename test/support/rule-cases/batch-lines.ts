import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import type { batchRules } from '../../../src/emulator/rules/batch.js';
import { CHAT, chatLine, EMBEDDINGS, embeddingLine } from '../batch-requests.js';
import type { Json } from '../emulator-requests.js';

export const testUrl = '/v1/chat/ds-test';
/** A line that rehearses. */
export const testLine = (custom_id: string) => ({
  custom_id,
  method: 'POST',
  url: testUrl,
  body: { model: 'batch-test-model', messages: [] },
});

/** A file that is refused, and the only error that its batch has. */
export interface LineCase {
  rule: keyof typeof batchRules;
  lines: readonly Json[] | string;
  endpoint?: string;
  options?: EmulatorOptions;
  error: { code: string; message: string; param: string; line: number | null };
}

// The first five are recorded or documented word for word; of the others, only the fact is known.
export const lineCases: LineCase[] = [
  {
    rule: 'batch-line-model',
    lines: [chatLine('a'), chatLine('b', 'Hi', { model: 'qwen-flash' })],
    error: {
      code: 'mismatched_model',
      message:
        "The model 'qwen-flash' for this request does not match the rest of the batch. Each batch must contain " +
        'requests for a single model.',
      param: 'model',
      line: 2,
    },
  },
  {
    rule: 'batch-line-duplicate',
    lines: [chatLine('a'), chatLine('b'), chatLine('a')],
    error: {
      code: 'duplicate_custom_id',
      message:
        "The custom_id 'a' for this request is a duplicate of another request. The custom_id parameter must be " +
        'unique for each request in a batch.',
      param: 'custom_id',
      line: 3,
    },
  },
  {
    rule: 'batch-line-model-unknown',
    lines: [chatLine('a', 'Hi', { model: 'qwen-coder-plus' })],
    error: {
      code: 'model_not_found',
      message: 'The provided model qwen-coder-plus is not supported by the Batch API.',
      param: 'model',
      line: 1,
    },
  },
  {
    rule: 'batch-line-url',
    lines: [{ ...chatLine('a'), url: '/v1/responses' }],
    error: {
      code: 'url_not_found',
      message: "The provided url '/v1/responses' is not supported by the Batch API.",
      param: 'url',
      line: 1,
    },
  },
  {
    rule: 'batch-line-test-url',
    lines: [chatLine('a', 'Hi', { model: 'batch-test-model' })],
    error: {
      code: 'mismatched_test_url',
      message: "The provided URL '/v1/chat/completions' does not match the test model 'batch-test-model'.",
      param: 'url',
      line: 1,
    },
  },
  {
    rule: 'batch-line-model-unknown',
    lines: [{ ...chatLine('a'), url: testUrl }],
    endpoint: testUrl,
    error: {
      code: 'model_not_found',
      message: 'The provided model qwen-plus is not supported by the Batch API.',
      param: 'model',
      line: 1,
    },
  },
  {
    rule: 'batch-line-model-unknown',
    lines: [{ ...chatLine('a'), url: EMBEDDINGS }],
    endpoint: EMBEDDINGS,
    error: {
      code: 'model_not_found',
      message: 'The provided model qwen-plus is not supported by the Batch API.',
      param: 'model',
      line: 1,
    },
  },
  {
    rule: 'batch-line-endpoint',
    lines: [embeddingLine('a')],
    endpoint: CHAT,
    error: {
      code: 'mismatched_url',
      message: "The provided url '/v1/embeddings' does not match the endpoint '/v1/chat/completions' of the batch.",
      param: 'url',
      line: 1,
    },
  },
  {
    rule: 'batch-line-json',
    lines: `${JSON.stringify(chatLine('a'))}\n\n{"custom_id": \n`,
    error: {
      code: 'invalid_json_line',
      message: 'This line is not parseable as valid JSON.',
      param: 'line',
      line: 3,
    },
  },
  ...(
    [
      ['custom_id', { custom_id: 'x'.repeat(257) }, 'a text of 1 to 256 characters'],
      ['custom_id', { custom_id: 7 }, 'a text of 1 to 256 characters'],
      ['method', { method: 'GET' }, "'POST'"],
      ['body', { body: [] }, 'an object'],
      ['body.model', { body: { messages: [] } }, 'the id of a model'],
    ] as const
  ).map(([field, change, accepted]) => ({
    rule: 'batch-line-field' as const,
    lines: [{ ...chatLine('a'), ...change }],
    error: { code: 'invalid_request', message: `'${field}' must be ${accepted}.`, param: field, line: 1 },
  })),
  {
    rule: 'batch-line-thinking',
    lines: [chatLine('a', 'Hi'), chatLine('b', 'Hi', { enable_thinking: true })],
    error: {
      code: 'mismatched_thinking',
      message:
        'The thinking mode of this request does not match the rest of the batch. Each batch must contain requests of ' +
        'a single thinking mode.',
      param: 'enable_thinking',
      line: 2,
    },
  },
  {
    rule: 'batch-line-size',
    lines: [chatLine('a'), chatLine('b', 'x'.repeat(1024 * 1024))],
    error: { code: 'line_too_large', message: 'This line has more than 1048576 bytes.', param: 'line', line: 2 },
  },
  {
    rule: 'batch-lines',
    lines: [chatLine('a'), chatLine('b'), chatLine('c')],
    options: { batch: { limits: { lines: 2 } } },
    error: {
      code: 'too_many_lines',
      message: 'The file has more than 2 lines.',
      param: 'input_file_id',
      line: null,
    },
  },
  {
    rule: 'batch-file-empty',
    lines: '\n \n',
    error: { code: 'empty_file', message: 'The file has no lines.', param: 'input_file_id', line: null },
  },
  {
    rule: 'batch-test-size',
    lines: Array.from({ length: 101 }, (_, place) => testLine(`${place}`)),
    endpoint: testUrl,
    error: {
      code: 'test_file_too_large',
      message: 'A file for batch-test-model may have at most 1 MB and 100 lines.',
      param: 'input_file_id',
      line: null,
    },
  },
];
