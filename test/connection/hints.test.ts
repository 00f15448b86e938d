import { APICallError } from '@ai-sdk/provider';
import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hintFor as hintAt } from '../../src/connection/hints.js';
import type { Failure } from '../../src/http/failure.js';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

// The words of each hint stand on the errors page: here is which failure gets which.
const spelling = /^Check the spelling/;
const download = /media URL/;
const thinking = /enableThinking and not enable_thinking/;
const plans =
  'set `baseURL` to https://coding-intl.dashscope.aliyuncs.com/v1 or https://coding.dashscope.aliyuncs.com/v1 (Coding ' +
  'Plan), or https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1 or ' +
  'https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1 (Token Plan).';
const key =
  "A key belongs to one region: set `region` or `baseURL` to the key's region. For a key of a plan (sk-sp-…) " + plans;
const singapore = 'dashscope-intl.aliyuncs.com refused the key (region singapore, the default).';
const hintFor = (failure: Failure) =>
  hintAt(failure, () => ({
    host: 'dashscope-intl.aliyuncs.com',
    chosenBy: 'region singapore, the default',
    isModelStudio: true,
    ofPlan: false,
  }));

describe('what to do about a failure', () => {
  // The messages are the service's own (Model Studio docs, error codes page).
  test.each<[string | undefined, string, RegExp]>([
    ['invalid_api_key', 'Incorrect API key provided.', /refused the key .* A key belongs to one region/],
    ['InvalidApiKey', 'Invalid API-key provided.', /refused the key .* A key belongs to one region/],
    ['AllocationQuota.FreeTierOnly', 'The free tier of the model has been exhausted.', /^The free quota/],
    ['Throttling.AllocationQuota', 'Free allocated quota exceeded.', /^The free quota/],
    ['insufficient_quota', 'Free allocated quota exceeded.', /^The free quota/],
    ['Arrearage', 'Access denied, please make sure your account is in good standing.', /an unpaid bill/],
    ['PostpaidBillOverdue', 'The postpaid bill is overdue.', /an unpaid bill/],
    ['PrepaidBillOverdue', 'The prepaid bill is overdue.', /an unpaid bill/],
    ['CommodityNotPurchased', 'Commodity has not purchased yet.', /^Activate Model Studio .* first\.$/],
    ['model_not_found', 'The model `qwen-plsu` does not exist or you do not have access to it.', spelling],
    ['ModelNotFound', 'Model can not be found.', spelling],
    ['InvalidParameter', 'Model not exist.', spelling],
    ['model_not_supported', 'Unsupported model x for OpenAI compatibility mode.', /qwen\.dashscope/],
    ['AccessDenied.Unpurchased', 'Access to model denied.', /^Activate Model Studio .* plan and region/],
    ['Model.AccessDenied', 'Model access denied.', /^The key may not use this model/],
    ['access_denied', 'Access denied.', /^The key may not use this model/],
    [
      'NOT AUTHORIZED',
      'Access denied: Either you are not authorized to access this workspace.',
      /^The key may not use/,
    ],
    ['DataInspectionFailed', 'Input data may contain inappropriate content.', /content inspection/],
    ['data_inspection_failed', 'Output data was stopped.', /content inspection/],
    [undefined, 'Output data may contain inappropriate content.', /content inspection/],
    ['InvalidParameter', 'Range of input length should be [1, 129024]', /too long for the context window/],
    [
      'InvalidParameter',
      'Total message token length exceed model limit (10000000 tokens).',
      /too long for the context/,
    ],
    ['invalid_parameter_error', 'Range of max_tokens should be [1, 8192]', /^maxTokens \(maxOutputTokens/],
    ['InvalidParameter.DataInspection', 'Unable to download the media resource during the inspection.', download],
    ['invalid_parameter_error', 'Failed to download multimodal content', download],
    ['invalid_parameter_error', 'parameter.enable_thinking must be set to false for non-streaming calls', thinking],
    ['invalid_parameter_error', 'parameter.enable_thinking only support stream call', thinking],
    ['invalid_parameter_error', 'This model only support stream mode, please enable it. ', /use streamText\.$/],
    ['invalid_parameter_error', "'messages' must contain the word 'json' in some form", /the word JSON/],
    ['InvalidParameter', 'Value error, batch size is invalid, it should not be larger than 10.', /embedMany/],
    ['InvalidParameter', 'Role must be user and Content length must be greater than 0', /^A message is empty/],
    ['InternalError.Algo', 'list index out of range', /^The last message/],
    ['InvalidParameter', 'url error, please check url！', /another endpoint/],
    ['invalid_parameter_error', 'The error info is [Unexpected item type in content.]', /reads text only/],
    [
      'invalid_parameter_error',
      'messages with role "tool" must be a response to a preceeding message',
      /^Every tool call/,
    ],
    ['InvalidParameter', '[tts:]Engine return error code: 418', /does not have this voice/],
    ['InvalidParameter', '[cosyvoice:]Engine error [411]: TTS speak operation failed', /does not have this voice/],
    ['InvalidParameter', '[cosyvoice:]Engine return error code: 431', /does not have this voice/],
    ['InvalidParameter', "Input should be 'Cherry' or 'Ethan': parameters.audio.voice", /does not have this voice/],
    ['InvalidParameter', 'Request voice is invalid!', /does not have this voice/],
    ['InvalidParameter', '[tts:]Engine return error code: 428', /does not take these instructions/],
    ['InvalidParameter', 'SSML text is not supported at the moment!', /leave enableSsml out/],
    ['InvalidParameter', 'current user api does not support http call', /over WebSocket or as a stream/],
    ['InvalidParameter', 'The audio format is illegal and cannot be opened', /^The recording is damaged/],
    ['limit_burst_rate', 'Request rate increased too quickly.', /waitTimeout/],
    ['Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.', /requests per minute/],
    ['limit_requests', 'You exceeded your current requests list.', /requests per minute/],
    ['insufficient_quota', 'You exceeded your current quota, please check your plan.', /tokens per minute/],
    ['Throttling.AllocationQuota', 'Allocated quota exceeded, please increase your quota limit.', /tokens per minute/],
  ])('the failure %s (%s) has its hint', (code, message, hint) => {
    expect(hintFor({ status: 400, code, message })).toMatch(hint);
  });

  test.each([
    'tool_choice is one of the strings that should be ["none", "auto"]',
    'The tool_choice parameter does not support being set to required or object in thinking mode',
  ])('a refused tool choice (%s) has a hint that names the three ways out', (message) => {
    expect(hintFor({ status: 400, code: 'invalid_parameter_error', message })).toMatch(
      /use 'auto', force one tool, or set enableThinking: false\.$/,
    );
  });

  test('a 401 without a row points to the key and a 404 to the base URL', () => {
    expect(hintFor({ status: 401, message: 'No.' })).toBe(`${singapore} ${key}`);
    expect(hintFor({ status: 404, message: 'Not Found' })).toMatch(/\/compatible-mode\/v1.*\{ compatible: url \}/);
  });

  test.each([
    // vLLM and Ollama.
    { status: 404, code: '404', type: 'NotFoundError', message: 'The model `qwen3` does not exist.' },
    { status: 404, type: 'not_found_error', message: 'model "qwen3" not found, try pulling it first' },
  ])('a missing model of another server is not blamed on the base URL: $message', (failure) => {
    expect(hintFor(failure)).toMatch(spelling);
  });

  // What a chat template says behind llama.cpp (tailcallhq/forgecode#3128), and other things that may be missing.
  test.each<Omit<Failure, 'status'>>([
    { message: 'System message must come first.' },
    { message: 'The server answered HTTP 404 Not Found: no adapter is loaded for this model' },
    { message: 'Deployment qwen3 is not ready.' },
    { message: 'File not found: file-fe-1', code: 'NotFound' },
    { message: 'No such File object: file-fe-1', type: 'invalid_request_error' },
    { message: 'Not found', code: 'session_gone' },
    // Moonshot's words for a model that an account may not use (langgenius/dify#39778), and others that begin alike.
    { message: 'Not found the model kimi-k2 or Permission denied', type: 'resource_not_found_error' },
    { message: 'Not Found: the LoRA adapter sql-lora is not loaded' },
    { message: 'Resource not found: session 7', type: 'not_found_error' },
  ])('other things that a server says are missing are not blamed on the base URL: %j', (failure) => {
    expect(hintFor({ status: 404, ...failure })).toBeUndefined();
  });

  // FastAPI, Go, Express, nginx, Spring, llama.cpp, and servers that say nothing.
  test.each<Omit<Failure, 'status'>>([
    { message: 'Not Found' },
    { message: 'The server answered HTTP 404: 404 page not found' },
    { message: 'The server answered HTTP 404 Not Found: Cannot POST /chat/completions' },
    { message: 'The server answered HTTP 404 Not Found with an HTML page ("404 Not Found").' },
    { message: 'The server answered HTTP 404 with an empty body.' },
    { message: 'No static resource chat/completions.' },
    { message: 'File Not Found', code: '404', type: 'not_found_error' },
    { message: 'The requested URL was not found on the server.' },
  ])('a path that the server does not know points to the base URL: %j', (failure) => {
    expect(hintFor({ status: 404, ...failure })).toMatch(/^Check baseURL: .*\{ compatible: url \}\.$/);
  });

  test('an unknown failure has no hint', () => {
    expect(hintFor({ status: 500, code: 'InternalError', message: 'An internal error has occured.' })).toBeUndefined();
    expect(hintFor({ message: 'It broke.' })).toBeUndefined();
    expect(hintFor({ code: 'InvalidParameter.DataInspection', message: 'Timed out.' })).toBeUndefined();
  });
});

test('the hint follows the words of the service, before the request id', async () => {
  const body = {
    error: { code: 'invalid_api_key', message: 'Incorrect API key provided.' },
    request_id: 'r-1',
  };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body, { status: 401 }) });
  const error = await failureOf(
    qwen('qwen-plus').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    }),
  );
  expect(APICallError.isInstance(error)).toBe(true);
  expect((error as Error).message).toBe(`Incorrect API key provided. ${singapore} ${key} (request id r-1)`);
});

test.each([
  ['Range of max_tokens should be [1, 8192]', 'Range of max_tokens should be [1, 8192]. maxTokens (maxOutputTokens'],
  ['url error, please check url！', 'url error, please check url！ This model has another endpoint'],
  ['Model not exist. ', 'Model not exist. Check the spelling'],
])('a hint follows a full sentence: %s', async (message, expected) => {
  const body = { error: { code: 'invalid_parameter_error', message } };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body, { status: 400 }) });
  const error = await failureOf(qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] }));
  expect((error as Error).message).toContain(expected);
});

describe('a key that is refused', () => {
  const environment = ['DASHSCOPE_API_KEY', 'DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL'];
  beforeEach(() => {
    for (const name of environment) vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const body = { code: 'InvalidApiKey', message: 'Invalid API-key provided.' };
  const refused = async (settings: QwenProviderSettings) => {
    const fetch = async () => Response.json(body, { status: 401 });
    const qwen = createQwen({ apiKey: 'sk-0123456789abcdef', fetch, ...settings });
    const error = (await failureOf(qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] }))) as Error;
    return error.message;
  };

  // https://github.com/QwenLM/qwen-code/issues/7252 and #10620: a key of one place, asked at another.
  test.each<[QwenProviderSettings, string]>([
    [{}, 'dashscope-intl.aliyuncs.com refused the key (region singapore, the default). A key belongs'],
    [{ region: 'beijing' }, 'dashscope.aliyuncs.com refused the key (region beijing, set by `region`). A key belongs'],
    [
      { workspaceId: 'ws-1' },
      'ws-1.ap-southeast-1.maas.aliyuncs.com refused the key (region singapore, the default; workspace set by ' +
        '`workspaceId`). A key belongs',
    ],
    [
      { baseURL: 'https://dashscope-us.aliyuncs.com/compatible-mode/v1' },
      'dashscope-us.aliyuncs.com refused the key (set by `baseURL`). A key belongs',
    ],
    [
      { baseURL: 'https://coding.dashscope.aliyuncs.com/v1' },
      'coding.dashscope.aliyuncs.com refused the key (set by `baseURL`). It accepts only keys of its plan.',
    ],
    [
      { baseURL: 'http://localhost:8000/v1' },
      'localhost:8000 refused the key (set by `baseURL`). Pass the key of that server as apiKey.',
    ],
  ])('a refused key under %j is told where the call went, and which setting chose that', async (settings, hint) => {
    expect(await refused(settings)).toContain(`Invalid API-key provided. ${hint}`);
  });

  test('a refused key is told which variable chose the host', async () => {
    vi.stubEnv('DASHSCOPE_HTTP_BASE_URL', 'https://dashscope.aliyuncs.com/api/v1');
    expect(await refused({})).toContain(
      'dashscope.aliyuncs.com refused the key (set by the environment variable DASHSCOPE_HTTP_BASE_URL). A key belongs',
    );
  });

  test('a refused key of a plan is told the hosts of plans', async () => {
    const message = await refused({ apiKey: 'sk-sp-0123456789abcdef' });
    expect(message).toContain(`Keys that begin with sk-sp- belong to a plan, which has other hosts: ${plans}`);
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-sp-0123456789abcdef');
    expect(await refused({ apiKey: undefined })).toContain('Keys that begin with sk-sp- belong to a plan');
  });
});

// Measured in Sep 2026: where the shared host tells code and message, that of a workspace answers `{}`.
test('a refusal without a reason points from the host of a workspace to the shared one', async () => {
  const emulator = strictEmulator();
  const call = { text: 'Hello.', voice: 'nobody' };
  const settings = { apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch } as const;
  const onWorkspace = createQwen({ ...settings, workspaceId: 'ws-1' }).speech('cosyvoice-v3-flash');
  const { message } = (await failureOf(onWorkspace.doGenerate(call))) as Error;
  expect(message).toMatch(
    /^The server answered HTTP 400: \{\}\. Hosts of workspaces often give no reason: .* \(request id/,
  );
  const shared = createQwen(settings).speech('cosyvoice-v3-flash');
  expect(((await failureOf(shared.doGenerate(call))) as Error).message).toContain('does not have this voice');
  const fetch = async () => new Response('{}', { status: 400 });
  const gateway = createQwen({ apiKey: 'sk-test', baseURL: 'https://gateway.example.com/api/v1', fetch });
  expect(((await failureOf(gateway.speech('qwen-tts').doGenerate(call))) as Error).message).toMatch(/: \{\}$/);
});
