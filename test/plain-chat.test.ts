import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foreignModel, leastRestrictive, models } from '../src/catalogue/models.js';
import { isPlain } from '../src/catalogue/plain.js';
import type { ModelRow } from '../src/catalogue/row.js';
import { applyRules } from '../src/catalogue/rules.js';
import { mustStream } from '../src/catalogue/streaming.js';
import { encodeChat } from '../src/compatible/encode.js';
import { encodePlain } from '../src/compatible/plain.js';
import type { JSONObject } from '../src/core/json.js';
import type { Message } from '../src/core/prompt.js';
import type { ChatCall } from '../src/core/request.js';
import { serviceHeaders } from '../src/wire/headers.js';

// Calls of texts alone take a way of their own, on which less has to be loaded. It must be a short cut only.

const rows: [string, ModelRow][] = [
  ...models(),
  ['unheard-of', leastRestrictive],
  ['llama-3', foreignModel],
];

const text = fc.string({ maxLength: 8 });
const texts = fc.array(text.map((value) => ({ type: 'text' as const, text: value })), { maxLength: 3 });
const message: fc.Arbitrary<Message> = fc.oneof(
  text.map((value): Message => ({ role: 'system', text: value })),
  texts.map((parts): Message => ({ role: 'user', parts })),
  texts.map((parts): Message => ({ role: 'assistant', parts })),
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const number = maybe(fc.double({ min: 0, max: 2, noNaN: true }));

const calls: fc.Arbitrary<ChatCall> = fc.record({
  prompt: fc.array(message, { minLength: 1, maxLength: 5 }),
  stream: fc.boolean(),
  tools: fc.constant([]),
  output: fc.constant({ kind: 'text' as const }),
  maxTokens: maybe(fc.nat()),
  temperature: number,
  topP: number,
  topK: maybe(fc.nat()),
  seed: maybe(fc.nat()),
  stop: maybe(fc.array(text, { minLength: 1, maxLength: 2 })),
  presencePenalty: number,
  options: fc.record({ known: fc.constant({}), extra: fc.constantFrom<JSONObject>({}, { enable_thinking: true, top_k: 1 }) }),
  warnings: fc.constant([]),
});

const plainCall: ChatCall = {
  prompt: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
  stream: false,
  tools: [],
  output: { kind: 'text' },
  options: { known: {}, extra: {} },
  warnings: [],
};

const plainRows = rows.filter(([, row]) => isPlain(row, plainCall));

const asSent = (body: unknown): unknown => JSON.parse(JSON.stringify(body));

test.each(plainRows)('a plain call of %s is sent as the rules and the encoder of all calls would send it', (id, row) => {
  fc.assert(
    fc.property(calls, (call) => {
      expect(isPlain(row, call)).toBe(true);
      const ruled = applyRules(row, id, call);
      const encoded = encodeChat(ruled.request);
      const stream = call.stream || mustStream(row, call);
      const plain = encodePlain({ ...call, stream, model: id, responseFormat: 'none' });
      expect([...ruled.warnings, ...encoded.warnings]).toEqual([]);
      expect(serviceHeaders(ruled.request)).toEqual({});
      expect(asSent(plain)).toEqual(asSent(encoded.body));
    }),
    { numRuns: 20 },
  );
});

describe('plain', () => {
  test('is a call of texts to a model that takes any', () => {
    expect(plainRows.length).toBeGreaterThan(150);
  });

  test.each<[string, Partial<ChatCall>]>([
    ['with tools', { tools: [{ name: 'weather', parameters: {} }] }],
    ['for JSON', { output: { kind: 'json' } }],
    ['with a degree of reasoning', { reasoning: 'low' }],
    ['with a penalty that the service does not document', { frequencyPenalty: 1 }],
    ['with an option', { options: { known: { enableThinking: false }, extra: {} } }],
    [
      'with a picture',
      { prompt: [{ role: 'user', parts: [{ type: 'image', source: { kind: 'url', url: 'https://a.b/c' } }] }] },
    ],
    ['with earlier thinking', { prompt: [{ role: 'assistant', parts: [{ type: 'reasoning', text: 'Hm' }] }] }],
    ['with a result of a tool', { prompt: [{ role: 'tool', results: [] }] }],
    ['with an option of a message', { prompt: [{ role: 'system', text: '', options: { partial: true } }] }],
    [
      'with an option of a part',
      { prompt: [{ role: 'user', parts: [{ type: 'text', text: '', options: { fps: 1 } }] }] },
    ],
  ])('is no call %s', (_what, more) => {
    expect(isPlain(leastRestrictive, { ...plainCall, ...more })).toBe(false);
  });

  test.each(['qwen-deep-research', 'qwen-mt-plus', 'qvq-max', 'qwen3.5-omni-plus', 'qwen3-omni-30b-a3b-captioner'])(
    'is no call of %s, which the rules have something to say of',
    (id) => {
      expect(isPlain(models().get(id) as ModelRow, plainCall)).toBe(false);
    },
  );
});
