import { createQwen as createV2 } from 'ai-sdk-qwen/ai5';
import { createQwen as createV3, type QwenChatOptions } from 'ai-sdk-qwen/ai6';
import { createQwen as createV4 } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { collect } from '../../support/collect.js';
import {
  bare,
  blocks,
  content,
  metadata,
  prompt,
  serviceOf,
  spoken,
  streamed,
  whole,
} from '../../support/scripted-service.js';
import { spokenWav } from '../../support/spoken-wav.js';

/** The differences between the specifications from V2 on. */
interface Specification {
  version: string;
  createQwen: typeof createV3;
  /** A finish reason, from the common word and the service's own. */
  reason: (unified: string, raw: string | undefined) => unknown;
  usage: object;
  unknownUsage: object;
  tool: { type: string; id: string; name: string; args: object };
  /** Warnings of an unknown option and of a tool. */
  warnings: (tool: object) => object[];
  audio: unknown;
}

const undefinedTokens = { inputTokens: undefined, outputTokens: undefined, totalTokens: undefined };
const v3: Omit<Specification, 'version' | 'createQwen' | 'audio'> = {
  reason: (unified, raw) => ({ unified, raw }),
  usage: {
    inputTokens: { total: 20, noCache: 10, cacheRead: 4, cacheWrite: 6 },
    outputTokens: { total: 9, text: 6, reasoning: 3 },
    raw: whole.usage,
  },
  unknownUsage: {
    inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: undefined, text: undefined, reasoning: undefined },
    raw: undefined,
  },
  tool: { type: 'provider', id: 'a.b', name: 'b', args: {} },
  warnings: () => [
    { type: 'unsupported', feature: 'providerOptions.qwen.unheard', details: expect.any(String) },
    { type: 'unsupported', feature: 'the tool a.b', details: expect.any(String) },
  ],
};

const specifications: Specification[] = [
  {
    version: 'v2',
    createQwen: createV2 as unknown as typeof createV3,
    reason: (unified) => unified,
    usage: { inputTokens: 20, outputTokens: 9, totalTokens: 29, reasoningTokens: 3, cachedInputTokens: 4 },
    unknownUsage: { ...undefinedTokens, reasoningTokens: undefined, cachedInputTokens: undefined },
    tool: { type: 'provider-defined', id: 'a.b', name: 'b', args: {} },
    warnings: (tool) => [
      { type: 'unsupported-setting', setting: 'providerOptions.qwen.unheard', details: expect.any(String) },
      { type: 'unsupported-tool', tool, details: expect.any(String) },
    ],
    audio: spokenWav('AAAAAA=='),
  },
  { version: 'v3', createQwen: createV3, ...v3, audio: spokenWav('AAAAAA==') },
  {
    version: 'v4',
    createQwen: createV4 as unknown as typeof createV3,
    ...v3,
    audio: { type: 'data', data: spokenWav('AAAAAA==') },
  },
];

describe.each(specifications)('a model of $version', (specification) => {
  const { version, createQwen, reason, usage, unknownUsage, tool, warnings, audio } = specification;

  function modelOf(...bodies: (object | object[])[]) {
    const { settings, sent } = serviceOf(...bodies);
    return { model: createQwen(settings)('qwen3-max'), sent };
  }

  test('a model says what it is, and that the service downloads media itself', () => {
    const qwen = createQwen();
    const model = qwen('qwen3-max');
    expect(model).toMatchObject({ specificationVersion: version, provider: 'qwen.chat', modelId: 'qwen3-max' });
    expect(qwen.dashscope('qwen3-max').provider).toBe('qwen.dashscope');
    // Providers have a version since V3.
    expect(qwen.specificationVersion).toBe(version === 'v2' ? undefined : version);
    const patterns = Object.values(model.supportedUrls).flat();
    const accepts = (url: string) => patterns.some((pattern) => pattern.test(url));
    for (const url of ['https://a.example/b.png', 'http://a.example/b.png', 'oss://b/c.png', 'fileid://file-fe-1']) {
      expect(accepts(url)).toBe(true);
    }
    expect(accepts('file:///etc/hosts')).toBe(false);
    expect(accepts('data:image/png;base64,AQI=')).toBe(false);
  });

  test('doGenerate gives every field of the specification', async () => {
    const { model, sent } = modelOf(whole);
    expect(await model.doGenerate({ prompt })).toEqual({
      content,
      finishReason: reason('tool-calls', 'tool_calls'),
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

  test('doStream begins with the warnings, gives the answer in blocks and ends with the finish', async () => {
    const { model, sent } = modelOf(streamed);
    const { stream, request, response } = await model.doStream({ prompt, providerOptions: { qwen: { unheard: 1 } } });
    expect(await collect(stream)).toEqual([
      { type: 'stream-start', warnings: [warnings(tool)[0]] },
      ...blocks,
      { type: 'finish', finishReason: reason('tool-calls', 'tool_calls'), usage, providerMetadata: metadata },
    ]);
    expect(request.body).toBe(JSON.stringify(sent[0]));
    expect(response.headers).toMatchObject({ 'x-request-id': 'request-1' });
  });

  test('log probabilities are in the metadata, whole and streamed', async () => {
    const tokens = [{ token: 'Hi', logprob: -0.1, top_logprobs: [{ token: 'Ho', logprob: -2 }] }];
    const said = { finish_reason: 'stop', logprobs: { content: tokens } };
    const { model } = modelOf({ choices: [{ message: { content: 'Hi' }, ...said }] }, [
      { choices: [{ delta: { content: 'Hi' }, ...said }] },
    ]);
    const logprobs = [{ token: 'Hi', logprob: -0.1, topLogprobs: [{ token: 'Ho', logprob: -2 }] }];
    expect((await model.doGenerate({ prompt })).providerMetadata.qwen).toMatchObject({ logprobs });
    const parts = await collect((await model.doStream({ prompt })).stream);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', providerMetadata: { qwen: { logprobs } } });
  });

  test('doGenerate leaves undefined what the service did not say', async () => {
    const { usage: counted, response } = await modelOf(bare).model.doGenerate({ prompt });
    expect(counted).toStrictEqual(unknownUsage);
    expect(response.timestamp).toBeUndefined();
  });

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['tool_calls', 'tool-calls'],
    ['content_filter', 'content-filter'],
    ['something_new', 'other'],
  ])(
    'doGenerate gives the finish reason %s as %s, and the original in the metadata',
    async (finish_reason, unified) => {
      const { model } = modelOf({ choices: [{ message: { content: 'Hi' }, finish_reason }] });
      const { finishReason, providerMetadata } = await model.doGenerate({ prompt });
      expect(finishReason).toEqual(reason(unified, finish_reason));
      expect(providerMetadata.qwen?.finishReason).toBe(finish_reason);
    },
  );

  test('an answer without text has no empty parts', async () => {
    const empty = { choices: [{ message: { content: '', reasoning_content: '' }, finish_reason: 'stop' }] };
    expect((await modelOf(empty).model.doGenerate({ prompt })).content).toEqual([]);
  });

  test('doGenerate warns in the words of the specification about what it could not honour', async () => {
    const result = await modelOf(bare).model.doGenerate({
      prompt: [{ role: 'assistant', content: [{ type: 'file' }] }, ...prompt],
      tools: [tool],
      providerOptions: { qwen: { unheard: 1 } },
    });
    expect(result.warnings).toEqual([...warnings(tool), { type: 'other', message: expect.stringContaining('file') }]);
  });

  test('every call repeats the warnings about its model', async () => {
    const { settings } = serviceOf(bare);
    const model = createQwen(settings)('qwen3-max', { unheard: 1 } as QwenChatOptions);
    for (const call of [1, 2]) {
      const { warnings: said } = await model.doGenerate({ prompt, seed: call });
      expect(JSON.stringify(said)).toContain('"options.unheard"');
    }
  });

  test('speech is a file, whole and streamed', async () => {
    const { settings } = serviceOf(spoken);
    const options = { modalities: ['text', 'audio'] as ('text' | 'audio')[], audio: { voice: 'Cherry' } };
    const model = createQwen(settings)('qwen3-omni-flash', options);
    const file = { type: 'file', mediaType: 'audio/wav', data: audio };
    expect((await model.doGenerate({ prompt })).content).toEqual([{ type: 'text', text: 'Hi.' }, file]);
    expect(await collect((await model.doStream({ prompt })).stream)).toContainEqual(file);
  });

  test('a stream that breaks off ends with an error and a finish', async () => {
    const { stream } = await modelOf(streamed.slice(0, 2)).model.doStream({ prompt });
    expect((await collect(stream)).slice(-3)).toMatchObject([
      { type: 'text-end' },
      { type: 'error', error: { name: 'AI_APICallError', isRetryable: true } },
      { type: 'finish', finishReason: reason('error', undefined), usage: unknownUsage },
    ]);
  });

  test('raw chunks are passed on when the call asks for them, each before its parts', async () => {
    const { stream } = await modelOf(streamed).model.doStream({ prompt, includeRawChunks: true });
    const parts = await collect(stream);
    expect(parts.filter((part) => part.type === 'raw').map((part) => part.rawValue)).toEqual(streamed);
    expect(parts.slice(0, 3).map((part) => part.type)).toEqual(['stream-start', 'raw', 'response-metadata']);
  });
});

// The service may count thinking that it does not bill.
test('parts of a usage of V3 are never negative', async () => {
  const usage = {
    prompt_tokens: 2,
    completion_tokens: 1,
    prompt_tokens_details: { cached_tokens: 4 },
    completion_tokens_details: { reasoning_tokens: 3 },
  };
  const { settings } = serviceOf({ ...bare, usage });
  const result = await createV3(settings)('qwen3-max').doGenerate({ prompt });
  expect(result.usage.inputTokens).toMatchObject({ total: 2, noCache: 0, cacheRead: 4 });
  expect(result.usage.outputTokens).toMatchObject({ total: 1, text: 0, reasoning: 3 });
});

// AI SDK 7 passes the option to models of V3 as well.
test('a model of V3 reads the option reasoning', async () => {
  const { settings, sent } = serviceOf(bare);
  await createV3(settings)('qwen3-max').doGenerate({ prompt, reasoning: 'none' });
  expect(sent[0]?.enable_thinking).toBe(false);
});
