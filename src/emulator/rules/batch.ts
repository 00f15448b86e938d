import type { FailureRow } from './failure.js';
import { assumed, documented, invalid } from './rows.js';

const batchPage = 'Model Studio docs, OpenAI-compatible batch page (September 2026)';
const batchGuide = 'Model Studio docs, batch inference guide (September 2026)';
const chatPage = 'Model Studio docs, batch chat page (September 2026)';
const tests = 'body quoted in public tests (Apr 2026)';

/** A reason why a line of a file is refused. It is in the `errors` of the batch. */
function line(code: string, param: string, message: string): FailureRow {
  return { ...documented(message), code, nativeCode: code, param };
}

function seenLine(code: string, param: string, message: string): FailureRow {
  return { ...invalid(message, 'recorded', tests), code, nativeCode: code, param };
}

function assumedLine(code: string, param: string, message: string, source = batchPage): FailureRow {
  return { ...assumed(message, source), code, nativeCode: code, param };
}

/** Refusals of a line, or of a whole file, when it is validated. */
const lineRules = {
  'batch-line-model': line(
    'mismatched_model',
    'model',
    "The model '{model}' for this request does not match the rest of the batch. Each batch must contain requests for " +
      'a single model.',
  ),
  'batch-line-duplicate': line(
    'duplicate_custom_id',
    'custom_id',
    "The custom_id '{id}' for this request is a duplicate of another request. The custom_id parameter must be unique " +
      'for each request in a batch.',
  ),
  'batch-line-model-unknown': line(
    'model_not_found',
    'model',
    'The provided model {model} is not supported by the Batch API.',
  ),
  'batch-line-url': seenLine('url_not_found', 'url', "The provided url '{url}' is not supported by the Batch API."),
  'batch-line-test-url': seenLine(
    'mismatched_test_url',
    'url',
    "The provided URL '{url}' does not match the test model 'batch-test-model'.",
  ),
  'batch-line-endpoint': assumedLine(
    'mismatched_url',
    'url',
    "The provided url '{url}' does not match the endpoint '{endpoint}' of the batch.",
  ),
  'batch-line-json': assumedLine('invalid_json_line', 'line', 'This line is not parseable as valid JSON.'),
  'batch-line-field': assumedLine('invalid_request', '{field}', "'{field}' must be {accepted}."),
  'batch-line-thinking': assumedLine(
    'mismatched_thinking',
    'enable_thinking',
    'The thinking mode of this request does not match the rest of the batch. Each batch must contain requests of a ' +
      'single thinking mode.',
    batchGuide,
  ),
  'batch-line-size': assumedLine('line_too_large', 'line', 'This line has more than {limit} bytes.', batchGuide),
  'batch-lines': assumedLine('too_many_lines', 'input_file_id', 'The file has more than {limit} lines.', batchGuide),
  'batch-file-empty': assumedLine('empty_file', 'input_file_id', 'The file has no lines.'),
  'batch-test-size': assumedLine(
    'test_file_too_large',
    'input_file_id',
    'A file for batch-test-model may have at most 1 MB and 100 lines.',
    batchGuide,
  ),
} satisfies Record<string, FailureRow>;

/** A request that is refused at once. */
function atOnce(message: string, param?: string, source = batchPage): FailureRow {
  return { ...assumed(message, source), code: 'invalid_request_error', ...(param && { param }) };
}

/** Refusals of the files API and of `/batches`. */
const requestRules = {
  'batch-capacity': {
    ...documented(
      'Too many requests. Batch requests are being throttled due to system capacity limits. Please try again later.',
    ),
    status: 429,
    code: 'insufficient_quota',
    nativeCode: 'insufficient_quota',
  },
  'batch-file-size': { ...documented('purpose batch file cannot exceed 500MB'), code: null, param: 'file' },
  'batch-account-bytes': { ...documented('Upload file capacity exceed limit.'), code: null },
  'batch-account-files': { ...documented('Upload file number exceed limit.'), code: null },
  'batch-region': atOnce('The Batch API is not available in this region.'),
  'batch-missing': atOnce("Missing required parameter: '{field}'.", '{field}'),
  'batch-field': atOnce("'{field}' must be {accepted}.", '{field}'),
  'batch-file-unknown': atOnce('No such File object: {id}', 'input_file_id'),
  'batch-file-url': atOnce(
    'The emulator does not load input_file_id {id}: upload the file with the purpose batch.',
    'input_file_id',
    'the emulator; the service loads public and signed URLs',
  ),
  'batch-file-purpose': atOnce("The file {id} has the purpose {purpose}, not 'batch'.", 'input_file_id'),
  'batch-endpoint': atOnce("The provided endpoint '{given}' is not supported by the Batch API.", 'endpoint'),
  'batch-unknown': { ...atOnce("No batch found with id '{id}'.", 'batch_id'), status: 404 },
  'batch-cancel': atOnce("Cannot cancel a batch with status '{status}'."),
  'batch-query': atOnce("'{field}' must be {accepted}.", '{field}'),
  'batch-chat-model': {
    ...atOnce('The model {model} is not supported by batch chat.', undefined, chatPage),
    status: 404,
    code: 'model_not_found',
  },
  'batch-chat-stream': atOnce('Batch chat does not support stream=true.', undefined, chatPage),
} satisfies Record<string, FailureRow>;

/** Refusals of batches, of their files, and of the batch chat host. */
export const batchRules = { ...lineRules, ...requestRules };

/** The name of a refusal of a line or a file. */
export type LineRule = keyof typeof lineRules;
