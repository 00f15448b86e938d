import { modelServer, type RefusalCase } from './case.js';

const tools = (...types: string[]) => ({ tools: types.map((type) => ({ type })) });
const model = (id: string) => ({ model: id, enable_thinking: undefined });
const role = (input: unknown) => ({ input: [input] });

/** A request to /responses; `more` is laid over it. */
export function responsesBody(more: unknown = {}): Record<string, unknown> {
  return { model: 'qwen3.7-plus', input: 'Hello there', enable_thinking: false, ...(more as object) };
}

/** A function tool, as the Responses API has it. */
export const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'Weather of a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** A request for each rule of the Responses API. A body is laid over one that is accepted. */
export const responsesCases: RefusalCase[] = [
  {
    rule: 'responses-method',
    method: 'GET',
    status: 405,
    code: 'Method Not Allowed',
    message: "Method 'GET' is not allowed for '/compatible-mode/v1/responses'.",
  },
  {
    rule: 'responses-path',
    path: '/responses/resp_1/cancel',
    status: 404,
    code: 'Not Found',
    message: 'Not support',
  },
  { rule: 'responses-model', body: model('qwen3.6-27b'), message: "Unsupported model: 'qwen3.6-27b'" },
  { rule: 'responses-model', body: model('text-embedding-v4'), message: "Unsupported model: 'text-embedding-v4'" },
  {
    rule: 'responses-agent',
    body: model('qwen3-235b-a22b-instruct-2507'),
    message: `${modelServer}Agent capabilities are not enabled for the current model.`,
  },
  {
    rule: 'responses-event',
    body: model('qwen-max'),
    status: 500,
    code: 'InternalError',
    message: '1 validation error for Event object Field required',
  },
  {
    rule: 'responses-metadata',
    body: model('MiniMax-M2.5'),
    message: "<500> InternalError.Algo: 'agent_api_metadata'",
  },
  { rule: 'responses-input', body: { input: 3 }, message: "Invalid 'input': 3. Expected a string or a list of items." },
  {
    rule: 'responses-input',
    body: { input: [] },
    message: "Invalid 'input': []. Expected a string or a list of items.",
  },
  { rule: 'responses-item', body: role('Hi'), message: "Invalid 'input[0]': Hi. Expected an object." },
  {
    rule: 'responses-item',
    body: role({ role: 'tool', content: 'Hi' }),
    message: "Invalid 'input[0].role': tool. Expected user, assistant, system or developer.",
  },
  {
    rule: 'responses-item',
    body: role({ role: 'user', content: [{ type: 'input_image' }] }),
    message: `Invalid 'input[0].content[0]': {"type":"input_image"}. Expected a URL under image_url.`,
  },
  {
    rule: 'responses-item',
    body: role({ type: 'function_call', name: 'now' }),
    message: `Invalid 'input[0]': {"type":"function_call","name":"now"}. Expected name, arguments and call_id.`,
  },
  { rule: 'responses-item', body: { tools: 'all' }, message: "Invalid 'tools': all. Expected a list." },
  {
    rule: 'responses-extractor-search',
    body: { ...tools('web_extractor'), enable_thinking: true },
    message: `${modelServer}The web_extractor tool must be executed with web_search tool.`,
  },
  {
    rule: 'responses-extractor-thinking',
    body: tools('web_search', 'web_extractor'),
    message: `${modelServer}Normal mode does not support web_extractor. Please set enable_thinking to true.`,
  },
  {
    rule: 'responses-interpreter-thinking',
    body: tools('code_interpreter'),
    message: `${modelServer}Normal mode does not support Code interpreter. Please set enable_thinking to true.`,
  },
  {
    rule: 'responses-nested-function',
    body: { tools: [{ type: 'function', function: weather }] },
    message: `${modelServer}The parameters, when provided as a dict, must confirm to a valid openai-compatible JSON schema.`,
  },
  {
    rule: 'responses-function-name',
    body: { tools: [{ ...weather, name: 'get weather' }] },
    message:
      "Invalid 'tools[0].name': 'get weather'. Only letters, numbers, underscores and hyphens are allowed, " +
      'at most 64 of them.',
  },
  {
    rule: 'responses-required',
    body: { tools: [weather, { type: 'web_search' }], tool_choice: 'required' },
    message: "tool_choice 'required' is only supported with exactly one tool.",
  },
  {
    rule: 'responses-mcp-count',
    body: { tools: Array.from({ length: 11 }, (_, index) => ({ type: 'mcp', server_label: `s${index}` })) },
    message: 'At most 10 tools of type mcp are allowed, got 11.',
  },
  {
    rule: 'responses-temperature',
    body: { temperature: 5 },
    message: "Invalid 'temperature': 5. Expected a value between [0,2), but got 5 instead.",
  },
  {
    rule: 'responses-top_p',
    body: { top_p: 9 },
    message: "Invalid 'top_p': 9. Expected a value between (0,1], but got 9 instead.",
  },
  {
    rule: 'responses-max',
    body: { max_output_tokens: 1 },
    message: "Invalid 'max_output_tokens': must be greater than or equal to 16, got 1.",
  },
  {
    rule: 'responses-effort',
    body: { reasoning: { effort: 'bogus_level' } },
    message:
      "Invalid 'reasoning.effort': bogus_level. Supported values are: " +
      "('none','minimal','low','medium','high','xhigh','max').",
  },
  {
    rule: 'responses-boolean',
    body: { store: 'NOT_A_BOOL' },
    message: "Invalid 'store': NOT_A_BOOL. Must be a boolean.",
  },
  {
    rule: 'responses-previous',
    body: { previous_response_id: 'resp_1' },
    message: 'Not found previous_response_id: resp_1',
  },
  {
    rule: 'responses-exclusive',
    body: { previous_response_id: 'resp_1', conversation: 'conv_1' },
    message:
      'Mutually exclusive parameters: Ensure you are only providing one of: previous_response_id or conversation.',
  },
];
