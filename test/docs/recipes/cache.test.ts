import { generateText, streamText, wrapLanguageModel } from 'ai';
import { generateText as generateText7, streamText as streamText7, wrapLanguageModel as wrapLanguageModel7 } from 'ai7';
import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { keyOf, type AnswerStore } from '../../../examples/recipes/answer-cache.js';
import { cacheAnswers } from '../../../examples/recipes/cache-middleware.js';
import { collect } from '../../support/collect.js';
import { recipe7, serveRecipes } from '../../support/recipe-emulator.js';

const service = serveRecipes();
const { cacheAnswers: cacheAnswers7 } = await recipe7('cache-middleware-ai7');

function modelOf<Model>(create: (settings: QwenProviderSettings) => (id: string) => Model): Model {
  return create({ apiKey: 'sk-recipes', baseURL: `${service.url}/compatible-mode/v1` })('qwen-plus');
}

const thinking = { qwen: { enableThinking: true } };

/** An AI SDK's result of a call, whole or streamed. */
interface Asking {
  whole: (store: AnswerStore, prompt: string, more?: Partial<Asked>) => Promise<{ text: string; timestamp: Date }>;
  parts: (store: AnswerStore, prompt: string, more?: Partial<Asked>) => Promise<object[]>;
}

interface Asked {
  scope: unknown;
  temperature: number;
  headers: Record<string, string>;
}

const ai4: Asking = {
  async whole(store, prompt, { scope, ...more } = {}) {
    const model = wrapLanguageModel({ model: modelOf(createQwen), middleware: cacheAnswers(store, scope) });
    const { text, response } = await generateText({ model, prompt, providerOptions: thinking, maxRetries: 0, ...more });
    return { text, timestamp: response.timestamp };
  },
  parts(store, prompt, { scope, ...more } = {}) {
    const model = wrapLanguageModel({ model: modelOf(createQwen), middleware: cacheAnswers(store, scope) });
    return collect(streamText({ model, prompt, providerOptions: thinking, maxRetries: 0, ...more }).fullStream);
  },
};

const ai7: Asking = {
  async whole(store, prompt, { scope, ...more } = {}) {
    const model = wrapLanguageModel7({ model: modelOf(createQwen7), middleware: cacheAnswers7(store, scope) });
    const { text, response } = await generateText7({
      model,
      prompt,
      providerOptions: thinking,
      maxRetries: 0,
      ...more,
    });
    return { text, timestamp: response.timestamp };
  },
  parts(store, prompt, { scope, ...more } = {}) {
    const model = wrapLanguageModel7({ model: modelOf(createQwen7), middleware: cacheAnswers7(store, scope) });
    const onError = () => {};
    return collect(streamText7({ model, prompt, providerOptions: thinking, maxRetries: 0, onError, ...more }).stream);
  },
};

/** Ids and times that the AI SDK makes for each step, and what was sent and received over HTTP. */
function answerOf(parts: object[]): object[] {
  const own = new Set(['messageId', 'request', 'headers', 'performance', 'body']);
  const plain = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    if (Array.isArray(value)) return value.map(plain);
    const kept = Object.entries(value).filter(([name, member]) => !own.has(name) && member !== undefined);
    return Object.fromEntries(kept.map(([name, member]) => [name, plain(member)]));
  };
  return plain(parts) as object[];
}

/** The text of one kind of deltas; AI SDK 4 and 7 name them differently. */
function joined(parts: object[], ...types: string[]): string {
  const deltas = parts as { type: string; text?: string; textDelta?: string }[];
  return deltas.map(({ type, text, textDelta }) => (types.includes(type) ? (text ?? textDelta) : '')).join('');
}

describe.each([
  ['AI SDK 4', ai4],
  ['AI SDK 7', ai7],
])('a cache of answers of %s', (_sdk, { whole, parts }) => {
  test('the cache recipe answers the same question from the store, with its date', async () => {
    const store = new Map<string, string>();
    const first = await whole(store, 'Why?');
    const second = await whole(store, 'Why?');
    expect(second).toEqual(first);
    expect(second.timestamp).toBeInstanceOf(Date);
    expect(service.emulator.calls).toHaveLength(1);
  });

  test('the cache recipe streams the same parts from the store, including thinking and dates', async () => {
    const store = new Map<string, string>();
    service.emulator.answerNext({ reasoning: 'Hm.', deltas: ['Be', 'cause.'] });
    const first = answerOf(await parts(store, 'Why?'));
    const second = answerOf(await parts(store, 'Why?'));
    expect(second).toEqual(first);
    expect(joined(second, 'reasoning', 'reasoning-delta')).toBe('Hm.');
    expect(joined(second, 'text-delta')).toBe('Because.');
    expect(service.emulator.calls).toHaveLength(1);
  });

  test.each([
    ['another question', 'Who?', {}],
    ['another temperature', 'Why?', { temperature: 0.5 }],
    ['another scope', 'Why?', { scope: { user: 'b' } }],
  ])('the cache recipe asks the service again for %s', async (_what, prompt, more) => {
    const store = new Map<string, string>();
    await whole(store, 'Why?', { scope: { user: 'a' } });
    await whole(store, prompt, { scope: { user: 'a' }, ...more });
    expect(service.emulator.calls).toHaveLength(2);
  });

  test('the cache recipe ignores other headers, and stores none, nor a key or the prompt', async () => {
    const store = new Map<string, string>();
    service.emulator.answerNext({ text: 'Yes.' }, { text: 'Yes.' });
    await whole(store, 'My secret question', { headers: { 'x-trace': 'trace-1' } });
    await whole(store, 'My secret question', { headers: { 'x-trace': 'trace-2' } });
    await parts(store, 'My secret question', { headers: { 'x-trace': 'trace-3' } });
    expect(service.emulator.calls).toHaveLength(2);
    expect(store.size).toBe(2);
    const kept = JSON.stringify([...store]);
    for (const secret of ['secret', 'trace-', 'sk-recipes', 'x-request-id']) expect(kept).not.toContain(secret);
  });

  test('the cache recipe keeps no error, no answer that was cut off, and none that the reader left', async () => {
    const store = new Map<string, string>();
    service.emulator.failNext('arrears');
    await expect(whole(store, 'Why?')).rejects.toThrow('unpaid bill');
    service.emulator.answerNext({ text: 'Be', finishReason: 'length' });
    await whole(store, 'Why?');
    service.emulator.answerNext({ text: 'Because.', failAfter: { deltas: 1, form: 'cut' } });
    await parts(store, 'Why?');
    service.emulator.answerNext({ text: 'Be', finishReason: 'length' });
    await parts(store, 'Why?');
    expect(store.size).toBe(0);
    expect(service.emulator.calls).toHaveLength(4);
  });

  test('the cache recipe answers when the store is full', async () => {
    const store: AnswerStore = {
      get: () => undefined,
      set() {
        throw new Error('full');
      },
    };
    service.emulator.answerNext({ text: 'Because.' }, { text: 'Because.' });
    expect((await whole(store, 'Why?')).text).toBe('Because.');
    expect(joined(await parts(store, 'Why?'), 'text-delta')).toBe('Because.');
  });
});

test('the cache key of a call tells bytes and addresses apart, and is the same for the same ones', async () => {
  const key = (image: unknown) =>
    keyOf({ kind: 'generate', model: modelOf(createQwen), params: { prompt: [{ image }] }, scope: undefined });
  const images = [
    new Uint8Array([1, 2]),
    new Uint8Array([1, 3]),
    new URL('https://a.example/1'),
    new URL('https://a.example/2'),
  ];
  const keys = await Promise.all(images.map(key));
  expect(new Set(keys).size).toBe(4);
  expect(await key(new Uint8Array([1, 2]))).toBe(keys[0]);
  expect(keys[0]).toMatch(/^[\da-f]{64}$/);
});
