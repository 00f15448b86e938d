import type { FailureRow } from './failure.js';
import { assumed, documented, errorCodes, invalid, publicIssue, refusedByModel } from './rows.js';

const storePage = 'Model Studio docs, temporary file URL page (May 2026)';
const filesPage = 'Model Studio docs, OpenAI-compatible files page (May 2026)';

/** Rules of the native protocol, the files API and the temporary store. */
export const nativeRules = {
  // The request as a whole
  'url-mismatch': invalid(
    'url error, please check url！ For details, see: https://help.aliyun.com/zh/model-studio/error-code#error-url',
    'recorded',
    publicIssue,
  ),
  'empty-model': {
    ...documented('Required parameter "model" missing from request.'),
    code: 'invalid_request_error',
    nativeCode: 'BadRequest.EmptyModel',
  },
  'empty-input': {
    ...documented('Required input parameter missing from request.'),
    code: 'invalid_request_error',
    nativeCode: 'BadRequest.EmptyInput',
  },
  'asynchronous-call': {
    ...documented('current user api does not support asynchronous calls.'),
    status: 403,
    code: 'access_denied',
    nativeCode: 'AccessDenied',
  },
  'model-not-emulated': {
    ...assumed('The emulator does not serve the model {model} on this path.', 'the emulator only'),
    status: 404,
    code: 'model_not_found',
    nativeCode: 'ModelNotFound',
  },

  // Input
  'input-none': documented('Either "prompt" or "messages" must exist and cannot both be none'),
  // Recorded Feb 2024 with a prompt beside an empty list of messages.
  'input-both': invalid(
    'Role must be user or assistant and Content length must be greater than 0',
    'recorded',
    'recorded Feb 2024, body quoted in public tests',
  ),
  'history-malformed': assumed("Each item of 'history' must be {'user': str, 'bot': str}"),
  'content-string': documented('input content must be a string.'),
  'content-array': assumed('Preprocessor error', 'body quoted in a public issue, its cause not named'),
  'content-modal': documented('The item of content should be a message of a certain modal.'),

  // Parameters
  'incremental-false': refusedByModel(
    'The incremental_output parameter of this model cannot be set to False.',
    'documented',
    errorCodes,
  ),
  'incremental-thinking': refusedByModel(
    'The incremental_output parameter must be "true" when enable_thinking is true',
    'recorded',
    publicIssue,
  ),
  'format-thinking': refusedByModel(
    'The result_format parameter must be "message" when enable_thinking is true',
    'documented',
    errorCodes,
  ),
  'format-tools': assumed('The result_format parameter must be "message" when tools are given'),
  'native-seed': documented('Range of seed should be [0, 9223372036854775807]'),
  'search-agent': assumed(
    'search_options.{field} cannot be combined with search_strategy {given}, only enable_source can.',
    'Model Studio docs, web search page (autumn 2026)',
  ),
  'ocr-schema': assumed('ocr_options.task_config.result_schema is required by the task key_information_extraction.'),

  // Documents
  'file-invalid': documented('Invalid file [id:{id}].'),
  'file-parsing': documented('File parsing in progress, please try again later.'),
  'file-blank': documented('File [id:{id}] content blank.'),
  'file-count': documented('Too many files provided.'),

  // Files
  'file-purpose': {
    ...invalid("'purpose' must be 'file-extract'", 'recorded', 'recorded Jul 2024, body quoted in public tests'),
    code: null,
    param: 'purpose',
  },
  'file-missing': { ...assumed("'file' is required", filesPage), code: null, param: 'file' },
  'file-form': {
    ...assumed('Content-Type must be multipart/form-data with a file, a purpose and at most 100 fields.', filesPage),
    code: null,
  },
  'file-size': {
    ...assumed('File size exceeds the limit of {limit} MB for the purpose {purpose}.', filesPage),
    code: null,
    param: 'file',
  },
  'file-unknown': {
    ...assumed('No such File object: {id}', filesPage),
    status: 404,
    code: null,
    nativeCode: 'NotFound',
    param: 'id',
  },
  'file-query': { ...assumed("'{field}' must be {accepted}", filesPage), code: null },

  // The temporary store
  'policy-action': assumed("'action' must be 'getPolicy'", storePage),
  'policy-model': assumed("'model' is required: the file can be used by that model only", storePage),
  'stored-file-unknown': {
    ...documented('Unable to download the media resource during the data inspection process.'),
    code: 'InvalidParameter.DataInspection',
    nativeCode: 'InvalidParameter.DataInspection',
  },

  // Embeddings
  'embedding-batch-old': documented(
    'batch size is invalid, it should not be larger than {limit}.: payload.input.contents',
  ),
} satisfies Record<string, FailureRow>;
