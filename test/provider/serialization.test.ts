import * as ai6 from 'ai-sdk-qwen/ai6';
import * as ai7 from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import { parse, stringify } from 'devalue';
import { convertReadableStreamToArray } from 'ai7/test';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { imageCall } from '../support/media-calls.js';

// How the Workflow SDK stores models between steps: https://useworkflow.dev/docs/api-reference/workflow-serde. Without the
// two methods a durable agent fails with "Failed to serialize step arguments":
// https://github.com/OpenRouterTeam/ai-sdk-provider/issues/525

type RerankingModel = ReturnType<ai7.QwenProvider['reranking']>;
type SpeechModel = ReturnType<ai7.QwenProvider['speech']>;
type TranscriptionModel = ReturnType<ai7.QwenProvider['transcription']>;
type ImageModel = ReturnType<ai7.QwenProvider['image']>;

interface Serializable {
  name: string;
  [serialize]?(instance: object): unknown;
  [deserialize]?(state: unknown): unknown;
}
const serialize = Symbol.for('workflow-serialize');
const deserialize = Symbol.for('workflow-deserialize');

/** Stores a value as the Workflow SDK does, whose compiler registers the classes, and makes it again elsewhere. */
function store(value: object): { text: string; restored: unknown } {
  const classes = new Map<string, Serializable>();
  const text = stringify(value, {
    Instance(one: unknown) {
      const type = one instanceof Object ? (one.constructor as unknown as Serializable) : undefined;
      const state = type?.[serialize]?.(one as object);
      if (type === undefined || state === undefined) return false;
      classes.set(type.name, type);
      // Only JSON survives some stores.
      return { classId: type.name, data: JSON.parse(JSON.stringify(state)) };
    },
  });
  const restored = parse(text, {
    Instance: ({ classId, data }: { classId: string; data: unknown }) => classes.get(classId)?.[deserialize]?.(data),
  });
  return { text, restored };
}

const emulator = createEmulator();
let baseURL = '';
beforeAll(async () => {
  baseURL = `${(await emulator.listen()).url}/compatible-mode/v1`;
});
afterAll(() => emulator.close());
afterEach(() => vi.unstubAllEnvs());

const prompt = 'Are you there?';
const generators = {
  'AI SDK 6': (model: unknown) => sdk6.generateText({ model: model as sdk6.LanguageModel, prompt }),
  'AI SDK 7': (model: unknown) => sdk7.generateText({ model: model as sdk7.LanguageModel, prompt }),
};

describe.each([
  ['AI SDK 6', ai6, sdk6],
  ['AI SDK 7', ai7, sdk7],
] as const)('a model of %s that a workflow stores', (name, entry, sdk) => {
  const generate = generators[name];
  const create = (settings: object = {}) => entry.createQwen({ baseURL, ...settings });

  test.each([
    ['chat', (qwen: ai6.QwenProvider | ai7.QwenProvider) => qwen('qwen-plus', { enableThinking: false }), 'qwen.chat'],
    ['dashscope', (qwen: ai6.QwenProvider | ai7.QwenProvider) => qwen.dashscope('qwen-plus'), 'qwen.dashscope'],
    [
      'completion',
      (qwen: ai6.QwenProvider | ai7.QwenProvider) => qwen.completion('qwen-coder-turbo'),
      'qwen.completion',
    ],
  ])('a model that a workflow stores answers afterwards, made by %s', async (_kind, make, provider) => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const model = make(create());
    const { restored } = store(model);
    expect(restored).not.toBe(model);
    expect(restored).toMatchObject({
      provider,
      modelId: model.modelId,
      specificationVersion: model.specificationVersion,
    });
    const { text, warnings } = await generate(restored);
    expect(text).not.toBe('');
    expect(warnings).toEqual([]);
  });

  test.each([
    ['embedding', 'qwen.embedding'],
    ['dashscope', 'qwen.dashscope'],
  ])('an embedding model that a workflow stores embeds afterwards, made by %s', async (kind, provider) => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const qwen = create();
    const { restored } = store(
      (kind === 'dashscope' ? qwen.dashscope : qwen).embedding('text-embedding-v4', { dimensions: 64 }),
    );
    expect(restored).toMatchObject({ provider, maxEmbeddingsPerCall: 10 });
    const { embedding } = await sdk.embed({ model: restored as never, value: 'tide' });
    expect(embedding).toHaveLength(64);
  });

  test('an image model that a workflow stores makes images afterwards', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const { text, restored } = store(create({ apiKey: 'sk-secret-0005' }).image('qwen-image-plus'));
    expect(text).not.toContain('secret-');
    const { images, warnings } = await (restored as ImageModel).doGenerate(imageCall);
    expect(images).toHaveLength(1);
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'apiKey' }]);
  });

  test('a speech model that a workflow stores speaks afterwards', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const made = create({ apiKey: 'sk-secret-0006' }).speech('qwen3-tts-flash', { voice: 'Ethan' });
    const { text, restored } = store(made);
    expect(text).not.toContain('secret-');
    const { audio, warnings } = await (restored as SpeechModel).doGenerate({ text: 'The tide', providerOptions: {} });
    expect(audio.length).toBeGreaterThan(1_000);
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'apiKey' }]);
  });

  test('a transcription model that a workflow stores transcribes afterwards', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const url = 'https://example.com/talk.mp3';
    const made = create({ apiKey: 'sk-secret-0007' }).transcription('qwen3-asr-flash', { url });
    const { text, restored } = store(made);
    expect(text).not.toContain('secret-');
    const call = { audio: new Uint8Array(), mediaType: 'audio/wav', providerOptions: {} };
    const told = await (restored as TranscriptionModel).doGenerate(call);
    expect(told.text).toBe('The emulator cannot hear talk.mp3.');
    expect(told.warnings).toMatchObject([{ type: 'unsupported', feature: 'apiKey' }]);
  });

  test('a reranking model that a workflow stores ranks afterwards', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const { restored } = store(create().reranking('qwen3-rerank'));
    const call = { query: 'tide', documents: { type: 'text' as const, values: ['tide', 'rock'] } };
    const { ranking } = await (restored as RerankingModel).doRerank(call);
    expect(ranking).toHaveLength(2);
  });

  test('a stored model keeps its options and settings', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const settings = { timeout: { headers: 9000 }, headers: { 'X-DashScope-DataInspection': '{"input":"cip"}' } };
    const { restored } = store(create(settings)('qwen-plus', { topK: 5, some_new_parameter: { deep: [1] } }));
    const before = emulator.calls.length;
    await generate(restored);
    expect(emulator.calls[before]).toMatchObject({
      body: { model: 'qwen-plus', top_k: 5, some_new_parameter: { deep: [1] } },
      headers: { 'x-dashscope-datainspection': '{"input":"cip"}' },
    });
  });

  test('a stored model holds no secret, and each call says what was left out', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const secrets = { apiKey: 'sk-secret-0001', headers: { cookie: 'a=secret-0002', 'X-Team-Token': 'secret-0003' } };
    const qwen = create({ ...secrets, fetch: (...args: Parameters<typeof fetch>) => fetch(...args) });
    for (const model of [qwen('qwen-plus'), qwen.embedding('text-embedding-v4'), qwen.reranking('qwen3-rerank')]) {
      const { text, restored } = store(model);
      expect(text).not.toContain('secret-');
      // A second step stores it again.
      expect(store(restored as object).text).toBe(text);
    }
    const { warnings } = await generate(store(qwen('qwen-plus')).restored);
    const details = {
      headers: 'Workflows do not store headers that may be secret, so this one was not sent. Pass it with the call.',
      key: 'Workflows do not store keys: the key in the environment was used instead.',
      fetch: 'Workflows do not store functions: the global fetch was used instead.',
    };
    expect(warnings).toEqual([
      { type: 'unsupported', feature: 'headers.cookie', details: details.headers },
      { type: 'unsupported', feature: 'headers.x-team-token', details: details.headers },
      { type: 'unsupported', feature: 'apiKey', details: details.key },
      { type: 'unsupported', feature: 'fetch', details: details.fetch },
    ]);
  });

  test('a stored model does not warn about a key that equals that of the environment', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const { text, restored } = store(create({ apiKey: 'sk-of-the-environment' })('qwen-plus'));
    expect(text).not.toContain('sk-of');
    expect((await generate(restored)).warnings).toEqual([]);
  });

  test('a stored model sends the key of Model Studio to no other server', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const asked: unknown[] = [];
    vi.stubGlobal('fetch', async (url: unknown) => {
      asked.push(url);
      return new Response('{}', { status: 500 });
    });
    try {
      const other = create({ baseURL: 'https://gateway.example/v1', apiKey: 'gateway-key' });
      const { restored } = store(other('qwen3'));
      await expect(generate(restored)).rejects.toThrow('The key of the server at baseURL is missing');
      const video = store(other.video('wan2.7-t2v')).restored as ReturnType<ai7.QwenProvider['video']>;
      if ('doStatus' in video) {
        const operation = { taskId: 'task-1', modelId: 'wan2.7-t2v' };
        await expect(video.doStatus({ operation })).rejects.toThrow('The key of the server at baseURL is missing');
      }
      expect(asked).toEqual([]);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('a model whose address or options hold a key cannot be stored', () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const apiKey = 'sk-secret/0006';
    const addresses = [`https://gateway.example/${apiKey}/v1`, 'https://gateway.example/sk-secret%2F0006/v1'];
    const models = [
      ...addresses.map((address) => create({ apiKey, baseURL: address })('qwen-plus')),
      create({ apiKey })('qwen-plus', { user: apiKey }),
      create({ headers: { 'x-team-token': 'secret-0007' } })('qwen-plus', { some_token: 'secret-0007' }),
      create()('qwen-plus', { user: 'sk-of-the-environment' }),
    ];
    for (const model of models) {
      expect(() => store(model)).toThrow(
        'qwen-plus cannot be stored in a workflow: its settings or options hold a key',
      );
    }
  });

  test('a model whose address may hold a secret, or whose options are more than JSON, cannot be stored', () => {
    const secret = create({ baseURL: 'https://gateway.example/v1?key=secret-0004' })('qwen-plus');
    expect(() => store(secret)).toThrow(
      'cannot be stored in a workflow if its baseURL has a user, a query or a fragment',
    );
    const options = { user: (() => 'x') as never };
    expect(() => store(create()('qwen-plus', options))).toThrow('qwen-plus cannot be stored in a workflow');
  });

  test('a stored model of an unknown kind is refused by name', () => {
    const model = create()('qwen-plus');
    const type = model.constructor as unknown as Required<Serializable>;
    const state = { ...(type[serialize](model) as object), kind: 'hologram' };
    expect(() => type[deserialize](state)).toThrow('stored a model of the kind "hologram"');
  });
});

describe('a model of AI SDK 7 that a workflow stores', () => {
  test('a transcription model that a workflow stores streams afterwards', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-the-environment');
    const url = 'https://example.com/talk.mp3';
    const { restored } = store(
      ai7.createQwen({ baseURL, apiKey: 'sk-secret-0007' }).transcription('qwen3-asr-flash', { url }),
    );
    const call = { audio: new ReadableStream<Uint8Array>(), inputAudioFormat: { type: 'audio/wav' } };
    const { stream } = await (restored as ReturnType<ai7.QwenProvider['transcription']>).doStream(call);
    const parts = await convertReadableStreamToArray(stream);
    expect(parts[0]).toMatchObject({
      type: 'stream-start',
      warnings: [{ feature: 'apiKey' }, { message: expect.stringContaining('the audio of the call was not read') }],
    });
    expect(parts.at(-1)).toMatchObject({ type: 'finish', text: 'The emulator cannot hear talk.mp3.' });
  });
});
