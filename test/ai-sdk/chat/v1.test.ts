import {
  InvalidResponseDataError,
  TooManyEmbeddingValuesForCallError,
  type LanguageModelV1CallOptions,
} from '@ai-sdk/provider';
import { createQwen, type QwenChatOptions } from 'ai-sdk-qwen';
import { embed, generateText } from 'ai';
import { describe, expect, test } from 'vitest';
import { collect } from '../../support/collect.js';
import { nativeQwen, packet, stopped, toStream } from '../../support/native-service.js';
import { failureOf, recordedQwen } from '../../support/recorder.js';
import { bare, chunk, serviceOf, streamed, whole } from '../../support/scripted-service.js';
import { spokenWav } from '../../support/spoken-wav.js';

const call: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};

/** A model whose service answers with these bodies, one a call: an object whole, a list as a stream of chunks. */
function modelOf(bodies: (object | object[])[], id = 'qwen3-max', options?: QwenChatOptions) {
  return createQwen(serviceOf(...bodies).settings)(id, options);
}

describe('doGenerate', () => {
  test('doGenerate gives every field of the specification', async () => {
    const result = await modelOf([whole]).doGenerate(call);
    expect(result).toMatchObject({
      text: 'A moment.',
      reasoning: 'Hm.',
      toolCalls: [{ toolCallType: 'function', toolCallId: 'call_1', toolName: 'weather', args: '{"city":"Rome"}' }],
      finishReason: 'tool-calls',
      usage: { promptTokens: 20, completionTokens: 9 },
      providerMetadata: { qwen: { cachedPromptTokens: 4, reasoningTokens: 3, requestId: '77' } },
      rawCall: { rawPrompt: call.prompt, rawSettings: { model: 'qwen3-max' } },
      rawResponse: { headers: { 'x-request-id': 'request-1' }, body: whole },
      request: { body: '{"model":"qwen3-max","messages":[{"role":"user","content":"Hi"}]}' },
      response: { id: 'chatcmpl-77', modelId: 'qwen3-max', timestamp: new Date(1_770_000_000_000) },
      warnings: [],
    });
    expect(result.files).toBeUndefined();
    expect(result.sources).toBeUndefined();
    expect(result.logprobs).toBeUndefined();
  });

  test('AI SDK 4 fields without an answer are undefined, because ai makes empty parts of empty strings', async () => {
    const { text, reasoning, toolCalls } = await modelOf([
      { choices: [{ message: { content: '', reasoning_content: '' }, finish_reason: 'stop' }] },
    ]).doGenerate(call);
    expect([text, reasoning, toolCalls]).toEqual([undefined, undefined, undefined]);
  });

  test('unknown usage is NaN in AI SDK 4, and an unknown time is absent', async () => {
    const { usage, response } = await modelOf([bare]).doGenerate(call);
    expect(usage).toEqual({ promptTokens: Number.NaN, completionTokens: Number.NaN });
    expect(response?.timestamp).toBeUndefined();
    const result = await generateText({ model: modelOf([bare]), prompt: 'Hi' });
    expect(result.text).toBe('Hi');
    expect(result.response.timestamp).toBeInstanceOf(Date);
  });

  test('doGenerate folds a stream where the model must stream', async () => {
    const model = modelOf([streamed.map((part) => ({ ...part }))], 'qwen3-235b-a22b-thinking-2507');
    const { text, reasoning, toolCalls, finishReason, usage, rawResponse } = await model.doGenerate(call);
    expect({ text, reasoning, finishReason, usage }).toEqual({
      text: 'A moment.',
      reasoning: 'Hm.',
      finishReason: 'tool-calls',
      usage: { promptTokens: 20, completionTokens: 9 },
    });
    expect(toolCalls).toMatchObject([{ toolCallId: 'call_1', args: '{"city":"Rome"}' }]);
    expect(rawResponse?.headers).toMatchObject({ 'x-request-id': 'request-1' });
  });

  test('log probabilities and a spoken answer come along', async () => {
    const logprobs = {
      content: [{ token: 'Hi', bytes: [72], logprob: -0.1, top_logprobs: [{ token: 'Ho', logprob: -2 }] }],
    };
    const choice = { message: { content: 'Hi' }, finish_reason: 'stop', logprobs };
    expect((await modelOf([{ choices: [choice] }]).doGenerate(call)).logprobs).toEqual([
      { token: 'Hi', logprob: -0.1, topLogprobs: [{ token: 'Ho', logprob: -2 }] },
    ]);
    const speech = [chunk({ audio: { data: 'AAEC' } }), chunk({ content: '' }, 'stop')];
    const { files } = await modelOf([speech], 'qwen3-omni-flash').doGenerate(call);
    expect(files).toEqual([{ data: spokenWav('AAEC'), mimeType: 'audio/wav' }]);
  });

  test('warnings of the model, of the call, of its rules and of the encoding stand in one list', async () => {
    const model = modelOf([whole], 'qwen3-max', { model_key: 1, unknownDefault: 1 } as QwenChatOptions);
    const { warnings } = await model.doGenerate({
      ...call,
      frequencyPenalty: 1,
      providerMetadata: { qwen: { unknownOption: 1, enableTextImageMixed: true } },
    });
    expect(warnings?.map((warning) => 'setting' in warning && warning.setting)).toEqual([
      'options.unknownDefault',
      'providerOptions.qwen.unknownOption',
      'frequencyPenalty',
      'enableTextImageMixed',
    ]);
  });
});

describe('doStream', () => {
  test('doStream gives metadata, reasoning, text, the deltas of a call, the call, and finally the finish', async () => {
    const { stream, rawCall, rawResponse, request, warnings } = await modelOf([streamed]).doStream(call);
    expect(await collect(stream)).toEqual([
      {
        type: 'response-metadata',
        id: 'chatcmpl-77',
        modelId: 'qwen3-max',
        timestamp: new Date(1_770_000_000_000),
      },
      { type: 'reasoning', textDelta: 'Hm.' },
      { type: 'text-delta', textDelta: 'A moment.' },
      ...['{"city":', '"Rome"}'].map((argsTextDelta) => ({
        type: 'tool-call-delta',
        toolCallType: 'function',
        toolCallId: 'call_1',
        toolName: 'weather',
        argsTextDelta,
      })),
      {
        type: 'tool-call',
        toolCallType: 'function',
        toolCallId: 'call_1',
        toolName: 'weather',
        args: '{"city":"Rome"}',
      },
      {
        type: 'finish',
        finishReason: 'tool-calls',
        usage: { promptTokens: 20, completionTokens: 9 },
        logprobs: undefined,
        providerMetadata: {
          qwen: expect.objectContaining({ cachedPromptTokens: 4, reasoningTokens: 3, requestId: '77' }),
        },
      },
    ]);
    expect(rawCall.rawPrompt).toBe(call.prompt);
    expect(rawResponse?.headers).toMatchObject({ 'x-request-id': 'request-1' });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ stream: true });
    expect(warnings).toEqual([]);
  });

  test('an error within the stream is one part, and the finish reason says so', async () => {
    const failing = [
      chunk({ content: 'Hel' }),
      {
        error: { code: 'data_inspection_failed', message: 'Output data may contain inappropriate content.' },
      },
    ];
    const { stream } = await modelOf([failing]).doStream(call);
    expect(await collect(stream)).toMatchObject([
      { type: 'response-metadata' },
      { type: 'text-delta', textDelta: 'Hel' },
      { type: 'error', error: { name: 'AI_APICallError', data: { code: 'data_inspection_failed' } } },
      {
        type: 'finish',
        finishReason: 'error',
        usage: { promptTokens: Number.NaN, completionTokens: Number.NaN },
      },
    ]);
  });

  test('doStream gives a spoken answer as a file', async () => {
    const { stream } = await modelOf(
      [[chunk({ audio: { data: 'AAEC' } }), chunk({}, 'stop')]],
      'qwen3-omni-flash',
    ).doStream(call);
    expect(await collect(stream)).toContainEqual({ type: 'file', data: spokenWav('AAEC'), mimeType: 'audio/wav' });
  });
});

test('doStream and doGenerate of AI SDK 4 give the pages of a search as sources', async () => {
  const page = { index: 1, title: 'Fjords', url: 'https://example.com/fjords' };
  const found = packet({ content: 'Fjords.' }, { output: { search_info: { search_results: [page] } } });
  const events = { headers: { 'content-type': 'text/event-stream' } };
  const { qwen } = nativeQwen(({ headers }) =>
    headers['x-dashscope-sse'] === 'enable' ? new Response(toStream([found, stopped()]), events) : Response.json(found),
  );
  const model = qwen.dashscope('qwen-plus');
  const source = { sourceType: 'url', id: '1', url: page.url, title: page.title };
  const { stream } = await model.doStream(call);
  expect(await collect(stream)).toContainEqual({ type: 'source', source: expect.objectContaining(source) });
  expect((await model.doGenerate(call)).sources).toMatchObject([source]);
});

describe('what a model says of itself', () => {
  const model = recordedQwen().qwen('qwen-vl-max');

  test.each(['https://a.example/1.png', 'http://a.example/1.mp4', 'oss://bucket/1.wav', 'fileid://file-fe-1'])(
    'the model says that %s is passed on',
    (url) => {
      expect(model.supportsImageUrls).toBe(true);
      expect(model.supportsUrl?.(new URL(url))).toBe(true);
    },
  );

  test.each(['data:image/png;base64,AAE=', 'file:///a.png', 'ftp://a.example/1.png', 'blob:https://a.example/1'])(
    'the model says that %s is not passed on',
    (url) => {
      expect(model.supportsUrl?.(new URL(url))).toBe(false);
    },
  );

  test('the model has no private fields, which proxies of other majors would break', () => {
    const seen = new Proxy(model, { get: (target, name, receiver) => Reflect.get(target, name, receiver) });
    expect(seen.defaultObjectGenerationMode).toBe('json');
  });
});

describe('doEmbed', () => {
  const embedding = (fetch: typeof globalThis.fetch, options?: { concurrency: number }) =>
    createQwen({ apiKey: 'sk-test', fetch }).textEmbeddingModel('text-embedding-v3', options);
  const row = (index: number, vector: number[]) => ({ index, embedding: vector });

  test('doEmbed gives vectors in the order of the texts, usage and the raw response', async () => {
    const body = { data: [row(1, [2]), row(0, [1])], usage: { prompt_tokens: 4, total_tokens: 4 } };
    const model = embedding(async () => Response.json(body, { headers: { 'x-request-id': 'r' } }));
    expect(await model.doEmbed({ values: ['a', 'b'] })).toMatchObject({
      embeddings: [[1], [2]],
      usage: { tokens: 4 },
      rawResponse: { headers: { 'x-request-id': 'r' }, body },
    });
    const single = embedding(async () => Response.json({ data: [row(0, [1])] }));
    expect((await embed({ model: single, value: 'a' })).embedding).toEqual([1]);
  });

  test('doEmbed sums the usage of several requests and keeps their bodies', async () => {
    const { qwen } = recordedQwen();
    const values = Array.from({ length: 11 }, (_, index) => `${index}`);
    const { usage, rawResponse } = await qwen.textEmbeddingModel('text-embedding-v3').doEmbed({ values });
    expect(usage).toEqual({ tokens: 2 });
    expect(rawResponse).toHaveProperty('body', [expect.anything(), expect.anything()]);
  });

  test('unknown embedding usage is NaN in AI SDK 4', async () => {
    const model = embedding(async () => Response.json({ data: [row(0, [1])] }));
    expect((await model.doEmbed({ values: ['a'] })).usage).toEqual({ tokens: Number.NaN });
  });

  test('more texts than fit into one call are an error', async () => {
    const model = embedding(async () => Response.json({}), { concurrency: 2 });
    const error = await failureOf(model.doEmbed({ values: Array(21).fill('a') }));
    expect(TooManyEmbeddingValuesForCallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      provider: 'qwen.embedding',
      modelId: 'text-embedding-v3',
      maxEmbeddingsPerCall: 20,
    });
  });

  test.each<[string, unknown]>([
    ['missing', { data: [row(0, [1, 2])] }],
    ['short', { data: [row(0, [1, 2]), row(1, [1])] }],
    ['empty', { data: [row(0, [1, 2]), row(1, [])] }],
    ['no numbers', { data: [row(0, [1, 2]), { index: 1, embedding: 'AAE=' }] }],
    ['nowhere', {}],
  ])('an embedding row that is %s is an error', async (_name, body) => {
    const model = embedding(async () => Response.json(body));
    const error = await failureOf(model.doEmbed({ values: ['a', 'b'] }));
    expect(InvalidResponseDataError.isInstance(error)).toBe(true);
  });

  test('headers and the abort signal of an embedding call go along', async () => {
    const { qwen, calls } = recordedQwen();
    await qwen.textEmbeddingModel('text-embedding-v3').doEmbed({ values: ['a'], headers: { 'X-Trace': 't' } });
    expect(calls[0]?.headers).toMatchObject({ 'x-trace': 't' });
    const model = embedding(async (_url, init) => {
      init?.signal?.throwIfAborted();
      throw new Error('the signal did not arrive');
    });
    await expect(model.doEmbed({ values: ['a'], abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
