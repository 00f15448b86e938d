import type { FailureName } from '../../../emulator/index.js';
import type { Probe } from '../probe.js';
import { batchEnded, createBatch, deletes, get, post, regionsOfBatches, rehearsal, upload } from '../requests.js';

/** A file whose lines a rule refuses. The batch of it fails before a line has run, which costs nothing. */
interface LineCase {
  rule: FailureName;
  /** The text of the file. */
  text: string;
  endpoint: string;
  code: string;
  message: string;
  /** Number of the line; undefined where the whole file is refused. */
  line?: number;
  /** The price of the lines, should the service run them. Default: nothing, for the free model. */
  paid?: Probe['paid'];
}

const chatPath = '/v1/chat/completions';
const { model, endpoint } = rehearsal;

/** A line for the free model, which `more` changes. */
function line(id: string, more: object = {}): object {
  const messages = [{ role: 'user', content: 'Hello there' }];
  return { custom_id: id, method: 'POST', url: endpoint, body: { model, messages }, ...more };
}

/** A line for a model that costs, with an answer of one token. */
function chatLine(id: string, body: object): object {
  const messages = [{ role: 'user', content: 'Hi' }];
  return line(id, { url: chatPath, body: { messages, max_tokens: 1, enable_thinking: false, ...body } });
}

const textOf = (lines: readonly object[]) => lines.map((one) => `${JSON.stringify(one)}\n`).join('');
const paid = { model: 'qwen-plus', usage: { inputTokens: 100, outputTokens: 20 } };

const field = (name: string, accepted: string, more: object): LineCase => ({
  rule: 'batch-line-field',
  text: textOf([line('a', more)]),
  endpoint,
  code: 'invalid_request',
  message: `'${name}' must be ${accepted}.`,
  line: 1,
});

const ofText = 'a text of 1 to 256 characters';

const lineCases: LineCase[] = [
  {
    rule: 'batch-line-duplicate',
    text: textOf([line('a'), line('b'), line('a')]),
    endpoint,
    code: 'duplicate_custom_id',
    message:
      "The custom_id 'a' for this request is a duplicate of another request. The custom_id parameter must be unique " +
      'for each request in a batch.',
    line: 3,
  },
  {
    rule: 'batch-line-model',
    text: textOf([chatLine('a', { model: 'qwen-plus' }), chatLine('b', { model: 'qwen3.7-plus' })]),
    endpoint: chatPath,
    code: 'mismatched_model',
    message:
      "The model 'qwen3.7-plus' for this request does not match the rest of the batch. Each batch must contain " +
      'requests for a single model.',
    line: 2,
    paid: { ...paid, model: 'qwen3.7-plus' },
  },
  {
    rule: 'batch-line-model-unknown',
    text: textOf([chatLine('a', { model: 'qwen-no-such-model' })]),
    endpoint: chatPath,
    code: 'model_not_found',
    message: 'The provided model qwen-no-such-model is not supported by the Batch API.',
    line: 1,
  },
  {
    rule: 'batch-line-url',
    text: textOf([line('a', { url: '/v1/responses' })]),
    endpoint,
    code: 'url_not_found',
    message: "The provided url '/v1/responses' is not supported by the Batch API.",
    line: 1,
  },
  {
    rule: 'batch-line-test-url',
    text: textOf([line('a', { url: chatPath })]),
    endpoint: chatPath,
    code: 'mismatched_test_url',
    message: `The provided URL '${chatPath}' does not match the test model 'batch-test-model'.`,
    line: 1,
  },
  {
    rule: 'batch-line-endpoint',
    text: textOf([line('a')]),
    endpoint: chatPath,
    code: 'mismatched_url',
    message: `The provided url '${endpoint}' does not match the endpoint '${chatPath}' of the batch.`,
    line: 1,
  },
  {
    rule: 'batch-line-json',
    text: `${textOf([line('a')])}{"custom_id": \n`,
    endpoint,
    code: 'invalid_json_line',
    message: 'This line is not parseable as valid JSON.',
    line: 2,
  },
  field('custom_id', ofText, { custom_id: 'x'.repeat(257) }),
  field('custom_id', ofText, { custom_id: 7 }),
  field('method', "'POST'", { method: 'GET' }),
  field('body', 'an object', { body: [] }),
  field('body.model', 'the id of a model', { body: { messages: [] } }),
  {
    rule: 'batch-line-thinking',
    text: textOf([
      chatLine('a', { model: 'qwen-plus' }),
      chatLine('b', { model: 'qwen-plus', enable_thinking: true, thinking_budget: 1 }),
    ]),
    endpoint: chatPath,
    code: 'mismatched_thinking',
    message:
      'The thinking mode of this request does not match the rest of the batch. Each batch must contain requests of a ' +
      'single thinking mode.',
    line: 2,
    paid,
  },
  {
    rule: 'batch-file-empty',
    text: '\n \n',
    endpoint,
    code: 'empty_file',
    message: 'The file has no lines.',
  },
  {
    rule: 'batch-test-size',
    text: textOf(Array.from({ length: 101 }, (_, place) => line(`${place}`))),
    endpoint,
    code: 'test_file_too_large',
    message: 'A file for batch-test-model may have at most 1 MB and 100 lines.',
  },
];

/** A probe without the facts that its rule has. */
export type FileProbe = Pick<Probe, 'request' | 'expected' | 'before' | 'until' | 'after' | 'paid'> & {
  rule: FailureName;
};

function lineProbe({ rule, text, endpoint: of, code, message, line: number, paid: price }: LineCase): FileProbe {
  return {
    rule,
    before: [upload('batch', 'verify.jsonl', text), createBatch(of)],
    request: { ...get('/batches/{batch}'), region: regionsOfBatches },
    until: batchEnded,
    expected: {
      kind: 'answer',
      isFree: true,
      shape: {
        status: { is: 'failed' },
        'errors.data.0.code': { is: code },
        'errors.data.0.message': { is: message },
        ...(number !== undefined && { 'errors.data.0.line': { is: number } }),
      },
    },
    after: [deletes('file')],
    paid: price,
  };
}

const ofJob = { kind: 'refusal', status: 400, code: 'invalid_request_error' } as const;

/** A probe for each rule of batches that needs a file, or a job. */
export const fileProbes: FileProbe[] = [
  ...lineCases.map(lineProbe),
  {
    rule: 'batch-file-purpose',
    before: [upload('file-extract', 'verify.txt', 'The ferry leaves at nine.')],
    request: { ...createBatch(endpoint).request, region: regionsOfBatches },
    expected: { ...ofJob, message: /^The file \S+ has the purpose file-extract, not 'batch'\.$/ },
    after: [deletes('file')],
  },
  {
    rule: 'batch-cancel',
    before: [
      upload('batch', 'verify.jsonl', textOf([line('a'), line('a')])),
      createBatch(endpoint),
      { name: 'end', request: get('/batches/{batch}'), until: batchEnded },
    ],
    request: { ...post('/batches/{batch}/cancel', {}), region: regionsOfBatches },
    expected: { ...ofJob, message: "Cannot cancel a batch with status 'failed'." },
    after: [deletes('file')],
  },
];
