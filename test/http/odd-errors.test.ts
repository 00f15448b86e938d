import { generateText, streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { APICallError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { failureOf } from '../support/recorder.js';

// Errors of gateways whose fields hold anything: each is an APICallError with what it says, and never an error of the code
// that reads it. FastAPI's `loc` is a list of names and numbers (https://fastapi.tiangolo.com/tutorial/handling-errors/).

const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

test.each([
  ['places that are no text', '{"detail":[{"loc":[{"toString":1},"n"],"msg":"Field required"}]}', 'Field required'],
  ['a place that is nested without end', `{"error":{"loc":${deep},"msg":"Field required"}}`, 'Field required'],
  ['a code that cannot be printed', '{"error":{"message":"No.","code":{"toString":null}}}', 'No.'],
  ['fields of a form that cannot be printed', '{"errors":{"n":[{"toString":null}]}}', 'n: an object'],
  ['nothing but a text', '"Internal Server Error"', 'Internal Server Error'],
])('an error with %s keeps its words', async (_name, body, words) => {
  for (const status of [200, 400]) {
    const whole = createQwen({ apiKey: 'sk-test', fetch: async () => new Response(body, { status }) });
    const error = await failureOf(generateText({ model: whole('qwen-plus'), prompt: 'Hi', maxRetries: 0 }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain(words);
  }
  const headers = { 'content-type': 'text/event-stream' };
  const streamed = createQwen({
    apiKey: 'sk-test',
    fetch: async () => new Response(`data: ${body}\n\n`, { headers }),
  });
  const errors: unknown[] = [];
  const { fullStream } = streamText({ model: streamed('qwen-plus'), prompt: 'Hi', maxRetries: 0 });
  for await (const part of fullStream) if (part.type === 'error') errors.push(part.error);
  expect(errors).toHaveLength(1);
  expect(APICallError.isInstance(errors[0])).toBe(true);
  expect((errors[0] as Error).message).toContain(words);
});

test('a whole answer that is an error frame without data has a message all the same', async () => {
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => new Response('event: error\ndata:\n\n') });
  const error = await failureOf(generateText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 }));
  expect((error as Error).message).toMatch(/^The server answered HTTP 200: event: error/);
});

// vLLM ends a request that it gave up with "abort" (vllm-project/vllm#57082); gateways write other words.
test.each(['abort', 'failed', 'internal_error'])('an answer that ends with %s is half an answer', async (reason) => {
  const choice = { index: 0, message: { role: 'assistant', content: 'Half an' }, finish_reason: reason };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json({ choices: [choice] }) });
  const { finishReason, text } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
  expect({ finishReason, text }).toEqual({ finishReason: 'error', text: 'Half an' });
});

// The status of these errors is in their words only.
test.each([
  // SiliconFlow (coze-dev/coze-studio#801).
  ['{"code":50508,"message":"System is too busy now. Please try again later.","data":null}', 503],
  // Ollama's cloud (devops-thiago/ThrillhouseBot#838).
  ['{"error":"timed out waiting for a concurrent request slot"}', 429],
  ['{"error":"too many concurrent requests"}', 429],
  // ModelScope (musistudio/claude-code-router#462).
  ['{"errors":{"message":"Request limit exceeded."},"request_id":"r"}', 429],
  ['{"error":{"code":"RequestLimitExceeded","message":"Too fast."}}', 429],
  // Cerebras.
  ['{"message":"Too much.","type":"too_many_tokens_error","code":"token_quota_exceeded"}', 429],
  ['{"error":{"code":"queue_exceeded","message":"Too much traffic."}}', 429],
  ['{"error":{"code":"model_unavailable","message":"Not now."}}', 503],
  // The sentence of the openai clients, which gateways pass on.
  [`{"error":{"message":"Error code: 502 - {'error': {'message': 'Gone'}}"}}`, 502],
  ['{"error":429}', 429],
  // Envoy and Cloudflare answer with plain words.
  ['upstream connect error or disconnect/reset before headers. reset reason: overflow', 503],
  ['no healthy upstream', 503],
  ['error code: 524', 524],
])('an answer that is the error %s has the status that the words mean, and is tried again', async (body, status) => {
  const events = ['', 'data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n'].map(
    (before) => `${before}data: ${body}\n\n`,
  );
  for (const text of [body, ...events]) {
    const qwen = createQwen({
      apiKey: 'sk-test',
      baseURL: 'http://localhost:8000/v1',
      fetch: async () => new Response(text),
    });
    const errors: unknown[] = [];
    const { fullStream } = streamText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 });
    for await (const part of fullStream) if (part.type === 'error') errors.push(part.error);
    expect(errors).toMatchObject([{ statusCode: status, isRetryable: true }]);
  }
});

// Tasks of the service have their error in `output`; other services have it in `header` or `result`.
test.each(['output', 'result', 'header'])(
  'an error within %s keeps its words, in an answer and in a stream',
  async (name) => {
    const body = JSON.stringify({ [name]: { code: 'DataInspectionFailed', message: 'Unfit.' }, request_id: 'r' });
    for (const text of [body, `data: {"output":{"text":"Hel","finish_reason":"null"}}\n\ndata: ${body}\n\n`]) {
      const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => new Response(text) });
      const errors: unknown[] = [];
      const { fullStream } = streamText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi', maxRetries: 0 });
      for await (const part of fullStream) if (part.type === 'error') errors.push(part.error);
      const data = { message: 'Unfit.', code: 'DataInspectionFailed', requestId: 'r' };
      expect(errors).toMatchObject([{ statusCode: 400, isRetryable: false, data }]);
    }
  },
);

test.each([
  ['{"message":"Unauthorized"}', 401],
  ['{"detail":"Invalid API key"}', 401],
  ['{"error":"Invalid authentication token"}', 401],
  ['{"message":"Forbidden"}', 403],
  ['{"message":"Access denied"}', 403],
])(
  'an answer that is the error %s has the status that the words mean, and is not tried again',
  async (body, status) => {
    const qwen = createQwen({
      apiKey: 'sk-test',
      baseURL: 'http://localhost:8000/v1',
      fetch: async () => new Response(body),
    });
    const error = await failureOf(generateText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 }));
    expect(error).toMatchObject({ statusCode: status, isRetryable: false });
  },
);
