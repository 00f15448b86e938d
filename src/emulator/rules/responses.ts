import type { FailureRow } from './failure.js';
import { assumed, invalid, refusedByModel } from './rows.js';

const responsesPage = 'Model Studio docs, OpenAI-compatible Responses API page (September 2026)';
const conversationsPage = 'Model Studio docs, OpenAI-compatible Conversations page (September 2026)';
const publicNote = 'error texts quoted in public notes (September 2026)';

const recorded = (message: string) => invalid(message, 'recorded', publicNote);
const byModel = (message: string) => refusedByModel(message, 'recorded', publicNote);

/** Rules of the Responses API. */
export const responsesRules = {
  // Paths and models
  'responses-method': {
    ...recorded("Method '{method}' is not allowed for '{path}'."),
    status: 405,
    code: 'Method Not Allowed',
    nativeCode: 'Method Not Allowed',
  },
  'responses-path': { ...recorded('Not support'), status: 404, code: 'Not Found', nativeCode: 'Not Found' },
  'responses-model': recorded("Unsupported model: '{model}'"),
  'responses-agent': byModel('Agent capabilities are not enabled for the current model.'),
  'responses-event': {
    ...recorded('1 validation error for Event object Field required'),
    status: 500,
    code: 'InternalError',
    nativeCode: 'InternalError',
  },
  'responses-metadata': recorded("<500> InternalError.Algo: 'agent_api_metadata'"),
  /** A failure that comes under HTTP 200, in the body of the answer. */
  'responses-failed': {
    ...invalid('Operation model request rate limit exceeded, please try again later.', 'documented', responsesPage),
    status: 429,
    code: 'server_error',
    nativeCode: 'server_error',
  },

  // Input
  'responses-input': assumed("Invalid 'input': {given}. Expected a string or a list of items.", responsesPage),
  'responses-item': assumed("Invalid '{field}': {given}. Expected {accepted}.", responsesPage),

  // Tools
  'responses-extractor-search': byModel('The web_extractor tool must be executed with web_search tool.'),
  'responses-extractor-thinking': byModel(
    'Normal mode does not support web_extractor. Please set enable_thinking to true.',
  ),
  'responses-interpreter-thinking': byModel(
    'Normal mode does not support Code interpreter. Please set enable_thinking to true.',
  ),
  'responses-nested-function': byModel(
    'The parameters, when provided as a dict, must confirm to a valid openai-compatible JSON schema.',
  ),
  'responses-function-name': assumed(
    "Invalid 'tools[{index}].name': '{given}'. Only letters, numbers, underscores and hyphens are allowed, " +
      'at most 64 of them.',
    responsesPage,
  ),
  'responses-required': assumed("tool_choice 'required' is only supported with exactly one tool.", responsesPage),
  'responses-mcp-count': assumed('At most 10 tools of type mcp are allowed, got {given}.', responsesPage),

  // Types and ranges
  'responses-temperature': recorded(
    "Invalid 'temperature': {given}. Expected a value between [0,2), but got {given} instead.",
  ),
  'responses-top_p': recorded("Invalid 'top_p': {given}. Expected a value between (0,1], but got {given} instead."),
  'responses-max': recorded("Invalid 'max_output_tokens': must be greater than or equal to 16, got {given}."),
  'responses-effort': recorded(
    "Invalid 'reasoning.effort': {given}. Supported values are: " +
      "('none','minimal','low','medium','high','xhigh','max').",
  ),
  // Recorded for `store`; other switches are assumed to be refused in the same words.
  'responses-boolean': recorded("Invalid '{field}': {given}. Must be a boolean."),

  // State. The words are documented, the status is assumed.
  'responses-lost': invalid("Response with id '{id}' not found.", 'documented', responsesPage),
  'responses-items-lost': invalid("Response with id '{id}' not found.", 'documented', responsesPage),
  'conversation-lost': assumed("Conversation with id '{id}' not found.", conversationsPage),
  'conversation-item-lost': assumed("Item with id '{id}' not found.", conversationsPage),
  'responses-previous': recorded('Not found previous_response_id: {given}'),
  'responses-exclusive': recorded(
    'Mutually exclusive parameters: Ensure you are only providing one of: previous_response_id or conversation.',
  ),
} satisfies Record<string, FailureRow>;
