import { createQwen } from 'ai-sdk-qwen/ai6';
import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../support/recorder.js';
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

const usage = {
  inputTokens: { total: 20, noCache: 10, cacheRead: 4, cacheWrite: 6 },
  outputTokens: { total: 9, text: 6, reasoning: 3 },
  raw: whole.usage,
};

test('a model and its provider say what they are', () => {
  const qwen = createQwen();
  expect(qwen.specificationVersion).toBe('v3');
  expect(qwen('qwen3-max')).toMatchObject({ specificationVersion: 'v3', provider: 'qwen.chat', modelId: 'qwen3-max' });
  expect(qwen.dashscope('qwen3-max').provider).toBe('qwen.dashscope');
});

describe('doGenerate', () => {
  test('doGenerate gives every field of the specification', async () => {
    const { model, sent } = modelOf(whole);
    expect(await model.doGenerate({ prompt })).toEqual({
      content,
      finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
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

  test('doGenerate leaves undefined what the service did not say', async () => {
    const result = await modelOf(bare).model.doGenerate({ prompt });
    expect(result.usage).toStrictEqual({
      inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: undefined, text: undefined, reasoning: undefined },
      raw: undefined,
    });
  });

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'content-filter'],
    ['something_new', 'other'],
  ])('doGenerate gives the reason %s as %s and as the service wrote it', async (finish_reason, unified) => {
    const { model } = modelOf({ choices: [{ message: { content: 'Hi' }, finish_reason }] });
    expect((await model.doGenerate({ prompt })).finishReason).toEqual({ unified, raw: finish_reason });
  });

  test('doGenerate warns in the words of the specification about what it could not honour', async () => {
    const { warnings } = await modelOf(bare).model.doGenerate({
      prompt: [{ role: 'assistant', content: [{ type: 'file' }] }, ...prompt],
      tools: [{ type: 'provider', id: 'a.b', name: 'b', args: {} } as { type: string; name: string }],
      providerOptions: { qwen: { unheard: 1 } },
    });
    expect(warnings).toEqual([
      { type: 'unsupported', feature: 'providerOptions.qwen.unheard', details: expect.any(String) },
      { type: 'unsupported', feature: 'the tool a.b', details: expect.any(String) },
      { type: 'other', message: expect.stringContaining('file') },
    ]);
  });

  test('doGenerate gives speech as a file of base64', async () => {
    const { settings } = serviceOf(spoken);
    const options = { modalities: ['text', 'audio'] as ('text' | 'audio')[], audio: { voice: 'Cherry' } };
    const { content: parts } = await createQwen(settings)('qwen3-omni-flash', options).doGenerate({ prompt });
    expect(parts.at(-1)).toEqual({ type: 'file', mediaType: 'audio/pcm', data: 'AAAAAA==' });
  });
});

describe('doStream', () => {
  test('doStream begins with the warnings, tells the answer in blocks and ends with the finish', async () => {
    const { stream } = await modelOf(streamed).model.doStream({ prompt });
    expect(await partsOf(stream)).toEqual([
      { type: 'stream-start', warnings: [] },
      ...blocks,
      {
        type: 'finish',
        finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
        usage,
        providerMetadata: metadata,
      },
    ]);
  });

  test('doStream of an answer that breaks off has no finish reason but the error', async () => {
    const { stream } = await modelOf(streamed.slice(0, 2)).model.doStream({ prompt });
    expect((await partsOf(stream)).slice(-3)).toMatchObject([
      { type: 'text-end' },
      { type: 'error', error: { name: 'AI_APICallError', isRetryable: true } },
      {
        type: 'finish',
        finishReason: { unified: 'error', raw: undefined },
        usage: { inputTokens: { total: undefined } },
      },
    ]);
  });

  test('doStream passes the chunks on when it is asked to', async () => {
    const { stream } = await modelOf(streamed).model.doStream({ prompt, includeRawChunks: true });
    const raw = (await partsOf(stream)).filter((part) => part.type === 'raw');
    expect(raw.map((part) => part.rawValue)).toEqual(streamed);
  });
});

// AI SDK 7 passes the option to models of V3 as well.
test('doGenerate reads the option reasoning', async () => {
  const { model, sent } = modelOf(bare);
  await model.doGenerate({ prompt, reasoning: 'none' });
  expect(sent[0]?.enable_thinking).toBe(false);
});

describe('an embedding model', () => {
  const { fetch, calls } = createRecorder();
  const qwen = createQwen({ apiKey: 'sk-test', fetch });

  test('an embedding model gives vectors, usage, the response and warnings', async () => {
    const call = { values: ['a', 'b'], providerOptions: { qwen: { dimension: 64 } } };
    expect(await qwen.embeddingModel('text-embedding-v4').doEmbed(call)).toEqual({
      embeddings: [
        [0, 1],
        [1, 1],
      ],
      usage: { tokens: 1 },
      response: {
        headers: { 'content-type': 'application/json' },
        body: expect.objectContaining({ data: expect.anything() }),
      },
      warnings: [
        {
          type: 'unsupported',
          feature: 'providerOptions.qwen.dimension',
          details: 'It was not sent: there is no such option. Did you mean dimensions?',
        },
      ],
    });
  });

  test('an embedding model warns about an unknown option of the model', async () => {
    const model = qwen.embeddingModel('text-embedding-v4', { dimension: 64 } as never);
    const { embeddings, warnings } = await model.doEmbed({ values: ['a'] });
    expect(embeddings).toHaveLength(1);
    expect(warnings).toEqual([
      {
        type: 'unsupported',
        feature: 'options.dimension',
        details: 'It was not sent: there is no such option. Did you mean dimensions?',
      },
    ]);
  });

  test('an embedding model reads dimensions: of the provider options, of the call, of the model, in this order', async () => {
    const model = qwen.embeddingModel('text-embedding-v4', { dimensions: 64 });
    const providerOptions = { qwen: { dimensions: 256 } };
    await model.doEmbed({ values: ['a'] });
    await model.doEmbed({ values: ['a'], dimensions: 128 });
    await model.doEmbed({ values: ['a'], dimensions: 128, providerOptions });
    expect(calls.slice(-3).map(({ body }) => body.dimensions)).toEqual([64, 128, 256]);
    await expect(model.doEmbed({ values: ['a'], dimensions: 100 })).rejects.toMatchObject({
      name: 'AI_InvalidArgumentError',
      argument: 'dimensions',
    });
  });
});

test('an id of another kind is an error that says what the specification calls an embedding model', () => {
  expect(() => createQwen().embeddingModel('chat:qwen-plus')).toThrow(
    expect.objectContaining({ name: 'AI_NoSuchModelError', modelType: 'embeddingModel' }),
  );
});
