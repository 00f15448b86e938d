import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { responsesRules } from '../../../src/emulator/rules/responses.js';
import { type Asked, dataLines } from '../../support/emulator-requests.js';
import {
  askResponses,
  responsesBody,
  sendResponses,
  streamResponses,
  weather,
  WORKSPACE,
} from '../../support/responses-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

interface Case {
  rule: keyof typeof responsesRules;
  body?: Record<string, unknown>;
  asked?: Asked;
  status?: number;
  code?: string;
  message: string;
}

const MODEL_SERVER = '<400> InternalError.Algo.InvalidParameter: ';
const tools = (...types: string[]) => ({ tools: types.map((type) => ({ type })) });
const model = (id: string) => ({ model: id, enable_thinking: undefined });
const role = (input: unknown) => ({ input: [input] });

const cases: Case[] = [
  {
    rule: 'responses-method',
    asked: { method: 'GET' },
    status: 405,
    code: 'Method Not Allowed',
    message: "Method 'GET' is not allowed for '/compatible-mode/v1/responses'.",
  },
  {
    rule: 'responses-path',
    asked: { path: '/responses/resp_1/cancel' },
    status: 404,
    code: 'Not Found',
    message: 'Not support',
  },
  { rule: 'responses-model', body: model('qwen3.6-27b'), message: "Unsupported model: 'qwen3.6-27b'" },
  { rule: 'responses-model', body: model('text-embedding-v4'), message: "Unsupported model: 'text-embedding-v4'" },
  {
    rule: 'responses-agent',
    body: model('qwen3-235b-a22b-instruct-2507'),
    message: `${MODEL_SERVER}Agent capabilities are not enabled for the current model.`,
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
    message: `${MODEL_SERVER}The web_extractor tool must be executed with web_search tool.`,
  },
  {
    rule: 'responses-extractor-thinking',
    body: tools('web_search', 'web_extractor'),
    message: `${MODEL_SERVER}Normal mode does not support web_extractor. Please set enable_thinking to true.`,
  },
  {
    rule: 'responses-interpreter-thinking',
    body: tools('code_interpreter'),
    message: `${MODEL_SERVER}Normal mode does not support Code interpreter. Please set enable_thinking to true.`,
  },
  {
    rule: 'responses-nested-function',
    body: { tools: [{ type: 'function', function: weather }] },
    message: `${MODEL_SERVER}The parameters, when provided as a dict, must confirm to a valid openai-compatible JSON schema.`,
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

describe('refusals of the Responses API', () => {
  for (const { rule, body, asked, status = 400, code = 'InvalidParameter', message } of cases) {
    test(`the rule ${rule} says ${message.slice(0, 80)}`, async () => {
      const answer = await askResponses(responsesBody(body), strictEmulator(), asked);
      const { request_id: _, ...told } = answer.json;
      expect({ status: answer.status, ...told }).toEqual({ status, code, message });
    });
  }

  test('every rule of the Responses API has a case', () => {
    // The others have tests below, and among those of stored answers.
    const elsewhere = [
      'responses-failed',
      'responses-lost',
      'responses-items-lost',
      'conversation-lost',
      'conversation-item-lost',
    ];
    const covered = new Set<string>([...cases.map(({ rule }) => rule), ...elsewhere]);
    expect(Object.keys(responsesRules).filter((rule) => !covered.has(rule))).toEqual([]);
  });

  test('the shared host refuses with a flat body, the host of a workspace with a nested one', async () => {
    const body = responsesBody({ temperature: 5 });
    const message = responsesRules['responses-temperature'].message.replaceAll('{given}', '5');
    expect((await askResponses(body)).json).toEqual({
      code: 'InvalidParameter',
      message,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect((await askResponses(body, strictEmulator(), { base: WORKSPACE })).json).toEqual({
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      error: { code: 'InvalidParameter', type: 'invalid_request_error', message },
    });
  });

  test('a missing and a wrong key are refused with a flat body, also before a stream', async () => {
    const body = responsesBody({ stream: true });
    expect(await askResponses(body, strictEmulator(), { key: null })).toMatchObject({
      status: 401,
      json: { code: 'InvalidApiKey', message: 'No API-key provided.' },
    });
    expect(await askResponses(body, strictEmulator(), { key: 'sk-wrong', base: WORKSPACE })).toMatchObject({
      status: 401,
      json: { code: 'InvalidApiKey', message: 'Invalid API-key provided.' },
    });
  });

  test('a refused stream is HTTP 200 with a single response.failed', async () => {
    const { response, text } = await streamResponses(responsesBody({ top_p: 9 }));
    expect(response.status).toBe(200);
    expect(text).toMatch(/^id:1\nevent:response\.failed\n:HTTP_STATUS\/200\ndata:/);
    expect(dataLines(text)).toEqual([
      {
        type: 'response.failed',
        sequence_number: 0,
        response: expect.objectContaining({
          status: 'failed',
          output: [],
          error: { code: 'InvalidParameter', message: expect.stringContaining("Invalid 'top_p': 9") },
        }),
      },
    ]);
  });

  test('a picture with a bad URL fails the stream', async () => {
    const content = [{ type: 'input_image', image_url: 'cat.png' }];
    const { events } = await streamResponses(responsesBody({ input: [{ role: 'user', content }] }));
    expect(events[0].response.error.message).toContain('The provided URL does not appear to be valid');
  });

  test('a failure can come under HTTP 200 in the body of an answer', async () => {
    const emulator = strictEmulator();
    emulator.failNext('responses-failed');
    const { status, json } = await askResponses(responsesBody(), emulator);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: 'failed',
      model: '',
      output: [],
      error: {
        code: 'server_error',
        message: 'Operation model request rate limit exceeded, please try again later.',
      },
    });
  });

  test('other failures have their HTTP status, and come under 200 where the test asks for it', async () => {
    const emulator = strictEmulator();
    emulator.failNext('rate-limit');
    emulator.failNext('rate-limit', { form: 'line' });
    expect((await askResponses(responsesBody(), emulator)).status).toBe(429);
    const { status, json } = await askResponses(responsesBody(), emulator);
    expect([status, json.status, json.error.code]).toEqual([200, 'failed', 'server_error']);
  });

  test('a stream breaks off in the forms in which the service has done it', async () => {
    const emulator = createEmulator();
    const breakOff = async (form: 'frame' | 'data' | 'error_finish' | 'end' | 'malformed') => {
      emulator.answerNext({ deltas: ['one', 'two'], failAfter: { deltas: 1, failure: 'rate-limit', form } });
      const response = await sendResponses(responsesBody({ stream: true }), emulator);
      const blocks = (await response.text()).trimEnd().split('\n\n');
      return blocks.at(-1)!;
    };
    expect(await breakOff('frame')).toMatch(
      /^event: error\ndata: \{"type":"error","error":\{"type":"server_error","message":"<429> InternalError\.Algo: /,
    );
    expect(await breakOff('data')).toMatch(/\ndata:\{"code":"[^"]+","message":"[^"]+","request_id":"[^"]+"\}$/);
    expect(await breakOff('error_finish')).toContain('"status":"failed","error":{"code":"server_error"');
    expect(await breakOff('end')).toContain('event:response.output_text.delta');
    expect(await breakOff('malformed')).toMatch(/data:\{"delta":"$/);
  });
});
