import type { FailureRow } from './failure.js';
import { applicationRules } from './applications.js';
import { batchRules } from './batch.js';
import { nativeRules } from './native.js';
import { mediaRules } from './media.js';
import { multimodalRules } from './multimodal.js';
import { videoRules } from './video.js';
import { rerankRules } from './reranking.js';
import { responsesRules } from './responses.js';
import { speechRules } from './speech.js';
import {
  assumed,
  consoleCatalogue,
  documented,
  emulatorOnly,
  errorCodes,
  invalid,
  publicIssue,
  refusedByModel,
} from './rows.js';

/**
 * Rules of both protocols, by name. Each row has the status, code and message of the error, its source and its
 * certainty. `{word}` is filled in from the request.
 */
export const rules = {
  // The request as a whole
  'key-missing': {
    status: 401,
    code: 'invalid_api_key',
    nativeCode: 'InvalidApiKey',
    nativeMessage: 'No API-key provided.',
    certainty: 'assumed',
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using " +
      'Bearer auth (i.e. Authorization: Bearer YOUR_KEY). ',
    source: errorCodes,
  },
  'key-wrong': {
    status: 401,
    code: 'invalid_api_key',
    nativeCode: 'InvalidApiKey',
    nativeMessage: 'Invalid API-key provided.',
    certainty: 'documented',
    message: 'Incorrect API key provided. ',
    source: 'Model Studio docs, OpenAI compatibility page',
  },
  'method-wrong': documented("Request method '{method}' is not supported."),
  'body-not-json': documented('Required body invalid, please check the request body format.'),
  'content-type': assumed("Content-Type '{given}' is not supported, it must be application/json."),
  'model-missing': {
    status: 400,
    code: 'invalid_request_error',
    nativeCode: 'BadRequest.EmptyModel',
    nativeMessage: 'Required parameter "model" missing from request.',
    message: 'you must provide a model parameter.',
    certainty: 'documented',
    source: errorCodes,
  },
  'model-unknown': {
    status: 404,
    code: 'model_not_found',
    nativeCode: 'ModelNotFound',
    certainty: 'documented',
    message: 'The model {model} does not exist or you do not have access to it.',
    source: errorCodes,
  },
  'model-native-only': {
    status: 404,
    code: 'model_not_supported',
    nativeCode: 'model_not_supported',
    message: 'Unsupported model {model} for OpenAI compatibility mode.',
    certainty: 'documented',
    source: errorCodes,
  },
  'unknown-field': assumed(
    "Unknown parameter: '{field}'. (The emulator refuses it so that a typing mistake shows; " +
      'the service may ignore it.)',
    emulatorOnly,
  ),

  // Types and ranges of parameters
  'parameter-type': documented("'{field}' must be {type}"),
  // Worded like the error for an unknown role, which is recorded.
  'parameter-value': assumed("{given} is not one of {accepted} - '{field}'"),
  'parameter-range': assumed('Range of {field} should be {range}'),
  'list-empty': documented("[] is too short - '{field}'"),
  temperature: documented('Temperature should be in [0.0, 2.0)'),
  top_p: documented('Range of top_p should be (0.0, 1.0]'),
  top_k: documented('Parameter top_k be greater than or equal to 0'),
  repetition_penalty: documented('Repetition_penalty should be greater than 0.0'),
  presence_penalty: documented('Presence_penalty should be in [-2.0, 2.0]'),
  max_tokens: refusedByModel('Range of max_tokens should be [1, {limit}]', 'recorded', publicIssue),
  n: documented('Range of n should be [1, 4]'),
  'seed-range': { ...documented("{given} is {side} - 'seed'"), code: 'invalid_value' },
  'seed-type': { ...documented("'seed' must be Integer"), code: 'invalid_value' },
  stop: documented(
    'The "stop" parameter must be of type "str", "list[str]", "list[int]", or "list[list[int]]", and all elements within the list must be of the same type.',
  ),
  thinking_budget: documented('The thinking_budget parameter must be a positive integer and not greater than {limit}'),
  'effort-and-budget': invalid(
    "'reasoning_effort' and 'thinking_budget' cannot be set simultaneously",
    'recorded',
    publicIssue,
  ),
  response_format: documented(
    'Unknown format of response_format, response_format should be a dict, includes ' +
      "'type' and an optional key 'json_schema'. The response_format type from user is {given}.",
  ),
  'schema-name': assumed(
    "Invalid 'response_format.json_schema.name': '{given}'. Only letters, numbers, underscores " +
      'and hyphens are allowed, at most 64 of them.',
  ),
  tool_choice: documented('tool_choice is one of the strings that should be ["none", "auto"]'),
  'tool_choice-unknown': assumed("tool_choice names the tool '{given}', which is not among the tools."),

  // What the model does not take
  'parameter-unsupported': assumed('The model {model} does not support {field}.', consoleCatalogue),
  enable_thinking: {
    ...documented('The model {model} does not support enable_thinking.'),
    code: 'InvalidParameter.NotSupportEnableThinking',
    nativeCode: 'InvalidParameter.NotSupportEnableThinking',
  },
  'thinking-only': documented('The value of the enable_thinking parameter is restricted to True.'),
  'thinking-not-streamed': invalid(
    'parameter.enable_thinking must be set to false for non-streaming calls',
    'recorded',
    publicIssue,
  ),
  'stream-only': invalid(
    'This model only support stream mode, please enable the stream parameter to access the model. ',
    'recorded',
    publicIssue,
  ),
  'audio-not-streamed': documented("'audio' output only support with stream=true"),
  enable_search: documented('This model does not support enable_search.'),
  'tools-unsupported': documented('The tool call is not supported.'),
  'format-unsupported': assumed(
    'The model {model} does not support response_format of type {given}.',
    'Model Studio docs, structured output page (2026)',
  ),
  'thinking-and-format': documented('Json mode response is not supported when enable_thinking is true'),
  'thinking-and-tool_choice': refusedByModel(
    'The tool_choice parameter does not support being set to required or object in thinking mode',
    'recorded',
    publicIssue,
  ),
  'json-word': refusedByModel(
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    'recorded',
    publicIssue,
  ),

  // Tools
  'tool-name': assumed(
    "Invalid 'tools[{index}].function.name': '{given}'. Only letters, numbers, underscores and " +
      'hyphens are allowed, at most 64 of them.',
  ),
  'tool-name-search': refusedByModel('Tool names are not allowed to be [search]', 'recorded', publicIssue),

  // The conversation
  'messages-missing': documented(
    'Required parameter(messages) missing or invalid, please check the request parameters.',
  ),
  'message-malformed': documented('Input should be a valid dictionary or instance of GPT3Message'),
  'role-unknown': invalid(
    "{given} is not one of ['system', 'assistant', 'user', 'tool', 'function'] - 'messages.[{index}].role'",
    'recorded',
    publicIssue,
  ),
  'content-missing': documented('The content field is a required field.'),
  'content-empty': {
    ...documented('Role must be user or assistant and Content length must be greater than 0.'),
    nativeMessage: 'Role must be user or assistant and Content length must be greater than 0',
  },
  'content-item': refusedByModel(
    'The provided messages input is invalid. The error info is [Unexpected item type in content.]',
    'recorded',
    publicIssue,
  ),
  'user-missing': documented('The input messages do not contain elements with the role of user.'),
  'last-message': {
    ...documented('list index out of range'),
    status: 500,
    code: 'internal_error',
    nativeCode: 'InternalError.Algo',
  },
  'tool-orphan': refusedByModel(
    'messages with role "tool" must be a response to a preceeding message with "tool_calls".',
    'recorded',
    publicIssue,
  ),
  'tool-unanswered': refusedByModel(
    'An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id".',
    'recorded',
    publicIssue,
  ),
  'arguments-not-json': refusedByModel(
    'The "function.arguments" parameter of the code model must be in JSON format.',
    'recorded',
    publicIssue,
  ),
  'partial-position': assumed("'partial' is only allowed on the last message, with the role of assistant."),
  'thinking-and-partial': assumed('Partial mode is not supported when enable_thinking is true'),
  'input-length': refusedByModel('Range of input length should be [1, {limit}]', 'recorded', publicIssue),
  'translation-role': {
    ...documented('Role must be in [user, assistant]'),
    status: 500,
    code: 'internal_error',
    nativeCode: 'InternalError.Algo',
  },
  'translation-single': assumed('messages length only support 1', errorCodes),
  'translation-language': documented('暂时不支持当前设置的语种！'),
  'translation-options': assumed(
    'Required parameter(translation_options.{field}) missing or invalid, please check the request parameters.',
    errorCodes,
  ),

  // Media
  'omni-voice': refusedByModel('Input should be {accepted}: parameters.audio.voice', 'documented', errorCodes),
  'media-url': documented('The provided URL does not appear to be valid. Ensure it is correctly formatted.'),
  'media-too-large': documented('Exceeded limit on max bytes per data-uri item : 10485760'),
  'image-undecodable': documented('Failed to decode the image during the data inspection.'),
  'image-dimensions': documented('The image length and width do not meet the model restrictions.'),
  'frame-count': documented(
    'The video modality input does not meet the requirements because: the range of sequence images shoule be ({min}, {max}).',
  ),

  // Embeddings and completions
  'embedding-input': {
    ...refusedByModel(
      'Value error, contents is neither str nor list of str.: input.contents',
      'documented',
      errorCodes,
    ),
    code: 'InvalidParameter',
  },
  'embedding-batch': {
    ...refusedByModel(
      'Value error, batch size is invalid, it should not be larger than {limit}.: input.contents',
      'recorded',
      publicIssue,
    ),
    code: 'InvalidParameter',
  },
  'embedding-dimension': {
    ...refusedByModel(
      'Value error, dimension is invalid, it should be in {accepted}: parameters.dimension',
      'assumed',
      'Model Studio docs, text embedding page',
    ),
    code: 'InvalidParameter',
  },
  'embedding-encoding': assumed(
    "{given} is not one of ['float', 'base64'] - 'encoding_format'",
    'Model Studio docs, OpenAI-compatible embeddings page',
  ),
} satisfies Record<string, FailureRow>;

/** The name of a rule. */
export type RuleName =
  | keyof typeof rules
  | keyof typeof nativeRules
  | keyof typeof mediaRules
  | keyof typeof videoRules
  | keyof typeof multimodalRules
  | keyof typeof rerankRules
  | keyof typeof responsesRules
  | keyof typeof speechRules
  | keyof typeof applicationRules
  | keyof typeof batchRules;

/** Every rule. */
export const allRules: Record<RuleName, FailureRow> = {
  ...rules,
  ...nativeRules,
  ...mediaRules,
  ...videoRules,
  ...multimodalRules,
  ...rerankRules,
  ...responsesRules,
  ...speechRules,
  ...applicationRules,
  ...batchRules,
};
