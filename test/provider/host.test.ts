import { embed, embedMany, generateText, streamText } from 'ai';
import * as entry4 from 'ai-sdk-qwen';
import * as entry5 from 'ai-sdk-qwen/ai5';
import * as entry6 from 'ai-sdk-qwen/ai6';
import * as entry7 from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { embed as embed7, generateText as generateText7, rerank as rerank7 } from 'ai7';
import { describe, expect, test } from 'vitest';
import { recordedQwen } from '../support/recorder.js';

/** Loads a package as opencode does: it calls the first export whose name begins with `create`. */
function load(module: object, options: object): typeof entry7.qwen {
  const name = Object.keys(module).find((key) => key.startsWith('create')) as string;
  const create = (module as Record<string, (settings: object) => unknown>)[name] as (settings: object) => unknown;
  return create({ name: 'my-qwen', ...options }) as typeof entry7.qwen;
}

/** Settings that such hosts pass on, of their own and of other providers (opencode provider loader; @ai-sdk/openai). */
const foreign = {
  includeUsage: true,
  setCacheKey: true,
  organization: 'org-1',
  project: 'project-1',
  queryParams: { v: '1' },
  transformRequestBody: (body: object) => body,
  supportsStructuredOutputs: true,
  chunkTimeout: 5000,
};

describe('a host that names its providers', () => {
  test.each([
    ['AI SDK 4', entry4],
    ['AI SDK 5', entry5],
    ['AI SDK 6', entry6],
    ['AI SDK 7', entry7],
  ])('a host that names its providers gets models under its name, with %s', (_major, entry) => {
    const qwen = load(entry, { apiKey: 'sk-test' });
    expect([
      qwen('qwen-plus').provider,
      qwen.dashscope('qwen-plus').provider,
      qwen.completion('qwen-coder-turbo').provider,
      qwen.textEmbeddingModel('text-embedding-v4').provider,
      qwen.dashscope.textEmbeddingModel('text-embedding-v4').provider,
    ]).toEqual(['my-qwen.chat', 'my-qwen.dashscope', 'my-qwen.completion', 'my-qwen.embedding', 'my-qwen.dashscope']);
    if ('reranking' in entry.qwen) expect(qwen.reranking('qwen3-rerank').provider).toBe('my-qwen.reranking');
  });

  test('a host that names its providers has its options read under that name, also in camel case, and last', async () => {
    const { qwen, calls } = recordedQwen({ name: 'my-qwen' });
    const send = (providerOptions: Record<string, { topK: number }>) =>
      generateText({ model: qwen('qwen-plus'), prompt: 'Hi', providerOptions });
    await send({ 'my-qwen': { topK: 1 } });
    await send({ myQwen: { topK: 2 } });
    await send({ qwen: { topK: 3 }, myQwen: { topK: 4 }, 'my-qwen': { topK: 5 } });
    await send({ qwen: { topK: 6 } });
    await send({ other: { topK: 7 } });
    expect(calls.map(({ body }) => body.top_k)).toEqual([1, 2, 5, 6, undefined]);
  });

  test('a host that names its providers has options of messages, parts, embeddings, rankings and uploads read under that name', async () => {
    const emulator = createEmulator();
    const qwen = entry7.createQwen({ name: 'my-qwen', apiKey: 'sk-test', fetch: emulator.fetch });
    const mine = (options: object) => ({ 'my-qwen': options as never });
    const cacheControl = mine({ cacheControl: { type: 'ephemeral' } });
    await generateText7({
      model: qwen('qwen3-max'),
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi', providerOptions: cacheControl }] }],
    });
    await embed7({
      model: qwen.embedding('text-embedding-v4'),
      value: 'a',
      providerOptions: mine({ dimensions: 64 }),
    });
    await rerank7({
      model: qwen.reranking('qwen3-rerank'),
      documents: ['a'],
      query: 'a',
      providerOptions: mine({ instruct: 'Find it' }),
    });
    const [chat, vectors, ranking] = emulator.calls.map(({ body }) => JSON.stringify(body));
    expect(chat).toContain('"cache_control":{"type":"ephemeral"}');
    expect(vectors).toContain('"dimensions":64');
    expect(ranking).toContain('"instruct":"Find it"');
    const upload = qwen.files().uploadFile({
      data: { type: 'text', text: 'Hi' },
      mediaType: 'text/plain',
      providerOptions: mine({ timeout: 5 }),
    });
    await expect(upload).rejects.toThrow('timeout is 5; expected');
  });

  test('a host that names its providers finds metadata under qwen, whatever the name', async () => {
    const { qwen } = recordedQwen({ name: 'my-qwen' });
    const { providerMetadata } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    expect(Object.keys(providerMetadata ?? {})).toEqual(['qwen']);
  });

  test('a host that names its providers is named qwen without a name', () => {
    const { qwen } = recordedQwen();
    expect(qwen('qwen-plus').provider).toBe('qwen.chat');
  });
});

describe('settings that this package has no use for', () => {
  const names = Object.keys(foreign);
  const settings = foreign as entry4.QwenProviderSettings;

  test('unused settings are a warning of the first call that succeeds, and of no other', async () => {
    const { qwen, calls } = recordedQwen(settings);
    const first = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    expect(first.warnings?.map((warning) => 'setting' in warning && warning.setting)).toEqual(names);
    expect(first.warnings?.[0]).toEqual({
      type: 'unsupported-setting',
      setting: 'includeUsage',
      details: 'createQwen has no such setting; it was ignored. Streams always ask for the usage.',
    });
    const second = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    expect(second.warnings).toEqual([]);
    const stream = streamText({ model: qwen('qwen-turbo'), prompt: 'Hi' });
    await stream.consumeStream();
    expect(await stream.warnings).toEqual([]);
    expect(calls).toHaveLength(3);
  });

  test('unused settings are reported by a stream, an embedding or a ranking if that is the first call', async () => {
    const emulator = createEmulator();
    const connect = () => entry7.createQwen({ ...settings, apiKey: 'sk-test', fetch: emulator.fetch });
    const featuresOf = (warnings: readonly object[] | undefined) =>
      warnings?.map((warning) => ('feature' in warning ? warning.feature : warning));
    const vectors = await embed7({ model: connect().embedding('text-embedding-v4'), value: 'a' });
    expect(featuresOf(vectors.warnings)).toEqual(names);
    const ranking = connect().reranking('qwen3-rerank');
    const call = { documents: { type: 'text' as const, values: ['a'] }, query: 'a' };
    expect(featuresOf((await ranking.doRerank(call)).warnings)).toEqual(names);
    expect(featuresOf((await ranking.doRerank(call)).warnings)).toEqual([]);
    const { qwen } = recordedQwen(settings);
    const stream = streamText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    await stream.consumeStream();
    expect(await stream.warnings).toHaveLength(names.length);
  });

  test('unused settings are kept for a later call when the first one fails, or has no place for warnings', async () => {
    let status = 500;
    const fetch: typeof globalThis.fetch = async (_url, init) =>
      status === 200
        ? createEmulator().fetch('https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions', init)
        : new Response('{}', { status });
    const { qwen } = recordedQwen({ ...settings, fetch });
    const model = qwen('qwen-plus');
    await expect(generateText({ model, prompt: 'Hi', maxRetries: 0 })).rejects.toThrow();
    status = 200;
    expect((await generateText({ model, prompt: 'Hi' })).warnings).toHaveLength(names.length);
    const other = recordedQwen(settings).qwen;
    await embed({ model: other.textEmbeddingModel('text-embedding-v4'), value: 'a' });
    await embedMany({ model: other.textEmbeddingModel('text-embedding-v4'), values: ['a', 'b'] });
    expect((await generateText({ model: other('qwen-plus'), prompt: 'Hi' })).warnings).toHaveLength(names.length);
  });

  test('a time limit in the form of a host is taken: false is none, a number is the wait for an answer', async () => {
    const off = recordedQwen({ timeout: false as never });
    expect((await generateText({ model: off.qwen('qwen-plus'), prompt: 'Hi' })).warnings).toEqual([]);
    const fetch: typeof globalThis.fetch = (_url, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const { qwen } = recordedQwen({ timeout: 20 as never, fetch });
    await expect(generateText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 })).rejects.toMatchObject({
      data: { timeout: 'headers' },
    });
    const told = recordedQwen({ timeout: 60_000 as never });
    expect((await generateText({ model: told.qwen('qwen-plus'), prompt: 'Hi' })).warnings).toEqual([
      {
        type: 'unsupported-setting',
        setting: 'timeout',
        details: 'A number counts as { headers: 60000 }, the longest wait for the answer to begin.',
      },
    ]);
  });
});
