import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import { createQwen, type QwenChatOptions } from 'ai-sdk-qwen/ai5';
import { describe, expect, test } from 'vitest';
import { failureOf, createRecorder } from '../../support/recorder.js';
import {
  bare,
  blocks,
  content,
  metadata,
  partsOf,
  prompt,
  serviceOf,
  spoken,
  streamed,
  whole,
} from '../../support/scripted-service.js';

function modelOf(...bodies: (object | object[])[]) {
  const { settings, sent } = serviceOf(...bodies);
  return { model: createQwen(settings)('qwen3-max'), sent };
}

const usage = { inputTokens: 20, outputTokens: 9, totalTokens: 29, reasoningTokens: 3, cachedInputTokens: 4 };

describe('a model', () => {
  test('a V2 model says what it is, and that the service downloads media itself', () => {
    const { model } = modelOf(bare);
    expect(model).toMatchObject({ specificationVersion: 'v2', provider: 'qwen.chat', modelId: 'qwen3-max' });
    const patterns = Object.values(model.supportedUrls).flat();
    const accepts = (url: string) => patterns.some((pattern) => pattern.test(url));
    for (const url of ['https://a.example/b.png', 'http://a.example/b.png', 'oss://b/c.png', 'fileid://file-fe-1']) {
      expect(accepts(url)).toBe(true);
    }
    expect(accepts('file:///etc/hosts')).toBe(false);
    expect(accepts('data:image/png;base64,AQI=')).toBe(false);
  });
});

describe('doGenerate', () => {
  test('doGenerate gives every field of the specification', async () => {
    const { model, sent } = modelOf(whole);
    const result = await model.doGenerate({ prompt });
    expect(result).toEqual({
      content,
      finishReason: 'tool-calls',
      usage,
      providerMetadata: metadata,
      request: { body: JSON.stringify(sent[0]) },
      response: {
        id: 'chatcmpl-77',
        modelId: 'qwen3-max',
        timestamp: new Date(1_770_000_000_000),
        headers: { 'content-type': 'application/json', 'x-request-id': 'request-1' },
        body: whole,
      },
      warnings: [],
    });
  });

  test('doGenerate has log probabilities in the metadata, whole and streamed', async () => {
    const tokens = [{ token: 'Hi', logprob: -0.1, top_logprobs: [{ token: 'Ho', logprob: -2 }] }];
    const said = { finish_reason: 'stop', logprobs: { content: tokens } };
    const { model } = modelOf({ choices: [{ message: { content: 'Hi' }, ...said }] }, [
      { choices: [{ delta: { content: 'Hi' }, ...said }] },
    ]);
    const logprobs = [{ token: 'Hi', logprob: -0.1, topLogprobs: [{ token: 'Ho', logprob: -2 }] }];
    expect((await model.doGenerate({ prompt })).providerMetadata.qwen).toMatchObject({ logprobs });
    const parts = await partsOf((await model.doStream({ prompt })).stream);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', providerMetadata: { qwen: { logprobs } } });
  });

  test('doGenerate leaves undefined what the service did not say', async () => {
    const { usage: counted, response } = await modelOf(bare).model.doGenerate({ prompt });
    expect(counted).toStrictEqual({
      inputTokens: undefined,
      outputTokens: undefined,
      totalTokens: undefined,
      reasoningTokens: undefined,
      cachedInputTokens: undefined,
    });
    expect(response.timestamp).toBeUndefined();
  });

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['tool_calls', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['something_new', 'other'],
  ])('doGenerate gives the reason %s as %s', async (finish_reason, expected) => {
    const { model } = modelOf({ choices: [{ message: { content: 'Hi' }, finish_reason }] });
    const { finishReason, providerMetadata } = await model.doGenerate({ prompt });
    expect(finishReason).toBe(expected);
    expect(providerMetadata.qwen?.finishReason).toBe(finish_reason);
  });

  test('an answer without text has no empty parts', async () => {
    const empty = { choices: [{ message: { content: '', reasoning_content: '' }, finish_reason: 'stop' }] };
    expect((await modelOf(empty).model.doGenerate({ prompt })).content).toEqual([]);
  });

  test('doGenerate warns in the words of the specification about what it could not honour', async () => {
    const tool = { type: 'provider-defined' as const, id: 'a.b' as const, name: 'b', args: {} };
    const { warnings } = await modelOf(bare).model.doGenerate({
      prompt: [{ role: 'assistant', content: [{ type: 'file' }] }, ...prompt],
      tools: [tool],
      providerOptions: { qwen: { unheard: 1 } },
    });
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting: 'providerOptions.qwen.unheard', details: expect.any(String) },
      { type: 'unsupported-tool', tool, details: expect.any(String) },
      { type: 'other', message: expect.stringContaining('file') },
    ]);
  });

  test('doGenerate repeats the warnings about its model', async () => {
    const { settings } = serviceOf(bare);
    const model = createQwen(settings)('qwen3-max', { unheard: 1 } as QwenChatOptions);
    for (const call of [1, 2]) {
      const { warnings } = await model.doGenerate({ prompt, seed: call });
      expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'options.unheard' }]);
    }
  });

  test('doGenerate gives speech as a file of base64', async () => {
    const { settings } = serviceOf(spoken);
    const options = { modalities: ['text', 'audio'] as ('text' | 'audio')[], audio: { voice: 'Cherry' } };
    const { content: parts } = await createQwen(settings)('qwen3-omni-flash', options).doGenerate({ prompt });
    expect(parts).toEqual([
      { type: 'text', text: 'Hi.' },
      { type: 'file', mediaType: 'audio/pcm', data: 'AAAAAA==' },
    ]);
  });
});

describe('doStream', () => {
  test('doStream begins with the warnings, tells the answer in blocks and ends with the finish', async () => {
    const { model, sent } = modelOf(streamed);
    const { stream, request, response } = await model.doStream({ prompt, providerOptions: { qwen: { unheard: 1 } } });
    expect(await partsOf(stream)).toEqual([
      { type: 'stream-start', warnings: [expect.objectContaining({ type: 'unsupported-setting' })] },
      ...blocks,
      { type: 'finish', finishReason: 'tool-calls', usage, providerMetadata: metadata },
    ]);
    expect(request.body).toBe(JSON.stringify(sent[0]));
    expect(response.headers).toMatchObject({ 'x-request-id': 'request-1' });
  });

  test('doStream passes the chunks on when it is asked to, each before what it says', async () => {
    const { stream } = await modelOf(streamed).model.doStream({ prompt, includeRawChunks: true });
    const parts = await partsOf(stream);
    expect(parts.filter((part) => part.type === 'raw').map((part) => part.rawValue)).toEqual(streamed);
    expect(parts.slice(0, 3).map((part) => part.type)).toEqual(['stream-start', 'raw', 'response-metadata']);
  });
});

describe('an embedding model', () => {
  const { fetch, calls } = createRecorder();
  const qwen = createQwen({ apiKey: 'sk-test', fetch });

  test('an embedding model takes one request at a time, any number of them', () => {
    expect(qwen.embedding('text-embedding-v4', { concurrency: 2 })).toMatchObject({
      specificationVersion: 'v2',
      provider: 'qwen.embedding',
      modelId: 'text-embedding-v4',
      maxEmbeddingsPerCall: 10,
      supportsParallelCalls: true,
    });
  });

  test('an embedding model gives vectors, usage and the response', async () => {
    expect(await qwen.embedding('text-embedding-v4').doEmbed({ values: ['a', 'b'] })).toEqual({
      embeddings: [
        [0, 1],
        [1, 1],
      ],
      usage: { tokens: 1 },
      response: {
        headers: { 'content-type': 'application/json' },
        body: expect.objectContaining({ data: expect.anything() }),
      },
    });
  });

  test('an embedding model has no usage where the service did not count', async () => {
    const { settings } = serviceOf({ data: [{ index: 0, embedding: [1] }] });
    const result = await createQwen(settings)
      .embedding('text-embedding-v4')
      .doEmbed({ values: ['a'] });
    expect(result).not.toHaveProperty('usage');
  });

  test('an embedding model reads the options of a call, which win over those of the model', async () => {
    const model = qwen.embedding('text-embedding-v4', { dimensions: 64 });
    await model.doEmbed({ values: ['a'] });
    await model.doEmbed({ values: ['a'], providerOptions: { qwen: { dimensions: 128 } } });
    expect(calls.slice(-2).map(({ body }) => body.dimensions)).toEqual([64, 128]);
  });

  test('an embedding model reports in its metadata what it could not honour, because V2 embeddings have no warnings', async () => {
    const call = { values: ['a'], providerOptions: { qwen: { dimension: 64 } } };
    const { providerMetadata } = await qwen.embedding('text-embedding-v4').doEmbed(call);
    expect(providerMetadata).toEqual({
      qwen: {
        warnings: [
          'providerOptions.qwen.dimension: It was not sent: there is no such option. Did you mean dimensions?',
        ],
      },
    });
  });

  test('an embedding model reports an unknown option of the model in its metadata', async () => {
    const model = qwen.embedding('text-embedding-v4', { dimension: 64 } as never);
    expect((await model.doEmbed({ values: ['a'] })).providerMetadata).toEqual({
      qwen: { warnings: ['options.dimension: It was not sent: there is no such option. Did you mean dimensions?'] },
    });
  });

  test('an embedding model reports that a call cannot set its concurrency', async () => {
    const call = { values: ['a'], providerOptions: { qwen: { concurrency: 2 } } };
    const { providerMetadata } = await qwen.embedding('text-embedding-v4').doEmbed(call);
    const words = 'concurrency: All calls of a model share it, so only the model itself can be given one.';
    expect(providerMetadata).toEqual({ qwen: { warnings: [words] } });
  });

  test('an embedding model refuses more texts than fit in a request', async () => {
    const error = await failureOf(qwen.embedding('text-embedding-v4').doEmbed({ values: Array(11).fill('a') }));
    expect(TooManyEmbeddingValuesForCallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      provider: 'qwen.embedding',
      modelId: 'text-embedding-v4',
      maxEmbeddingsPerCall: 10,
    });
  });
});

test('an id of another kind is an error that says what the specification calls an embedding model', () => {
  expect(() => createQwen().embedding('chat:qwen-plus')).toThrow(
    expect.objectContaining({ name: 'AI_NoSuchModelError', modelType: 'textEmbeddingModel' }),
  );
});
