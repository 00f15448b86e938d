import { jsonSchema as jsonSchemaOf4, zodSchema as zodSchemaOf4 } from 'ai';
import * as ai7 from 'ai7';
import * as four from 'ai-sdk-qwen';
import * as five from 'ai-sdk-qwen/ai5';
import * as six from 'ai-sdk-qwen/ai6';
import * as seven from 'ai-sdk-qwen/ai7';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z as zod3 } from 'zod';
import * as zod4 from 'zod/v4';
import * as mini from 'zod/v4-mini';
import { collect } from '../../support/batch-jobs.js';
import { strictEmulator } from '../../support/strict-emulator.js';

interface Mood {
  mood: 'good';
}

const plain = {
  type: 'object',
  properties: { mood: { type: 'string', enum: ['good'] } },
  required: ['mood'],
  additionalProperties: false,
} as const;

/** A schema of a library with Standard JSON Schema, whose check waits. */
const standard = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: async (value: unknown) =>
      (value as Mood).mood === 'good' ? { value: value as Mood } : { issues: [{ message: 'It is not good.' }] },
    jsonSchema: { input: () => plain, output: () => plain },
    types: undefined as { input: Mood; output: Mood } | undefined,
  },
};

const accepted: [string, unknown][] = [
  ['zod 4', zod4.object({ mood: zod4.literal('good') })],
  ['zod 4 mini', mini.object({ mood: mini.literal('good') })],
  ['zodSchema() of AI SDK 4, of zod 3', zodSchemaOf4(zod3.object({ mood: zod3.literal('good') }))],
  ['zodSchema() of AI SDK 7', ai7.zodSchema(zod4.object({ mood: zod4.literal('good') }))],
  ['jsonSchema() of AI SDK 4', jsonSchemaOf4<Mood>(plain as never)],
  ['jsonSchema() of AI SDK 7, from a function', () => ai7.jsonSchema<Mood>(plain as never)],
  ['Standard JSON Schema', standard],
  ['plain JSON Schema', plain],
];

function connect(text: string) {
  const formats: unknown[] = [];
  const emulator = strictEmulator({
    region: 'beijing',
    answer({ customId, body }) {
      if (customId === undefined) return undefined;
      formats.push(body.response_format);
      return { text };
    },
  });
  return { qwen: seven.createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch }), formats };
}

const job = { model: 'qwen-plus', pollInterval: 1, prompts: ['How is it?'] } as const;

describe('a schema', () => {
  test.each(accepted)('a schema of %s is sent, and its answer is an object', async (_name, schema) => {
    const { qwen, formats } = connect('{"mood":"good"}');
    const [result] = await collect(qwen.batch('moods', { ...job, schema }));
    expect(result).toMatchObject({ status: 'succeeded', object: { mood: 'good' } });
    expect(formats).toMatchObject([
      { type: 'json_schema', json_schema: { schema: { type: 'object', required: ['mood'] } } },
    ]);
  });

  test.each(accepted.filter(([name]) => !/json schema$|jsonSchema/i.test(name) || name === 'Standard JSON Schema'))(
    'an answer that a schema of %s refuses has failed',
    async (_name, schema) => {
      const { qwen } = connect('{"mood":"bad"}');
      const [result] = await collect(qwen.batch('moods', { ...job, schema }));
      expect(result).toMatchObject({ status: 'failed', text: '{"mood":"bad"}' });
      expect(result).toHaveProperty('error.name', 'AI_TypeValidationError');
    },
  );

  test('a prompt may have a schema of its own, and prompts without one have text', async () => {
    const { qwen } = connect('{"mood":"good"}');
    const prompts = [{ prompt: 'One?', schema: zod4.object({ mood: zod4.string() }) }, 'Two?'];
    const results = await collect(qwen.batch('moods', { ...job, prompts, order: 'input' }));
    expect(results.map((result) => (result.status === 'succeeded' ? result.object : result.error))).toEqual([
      { mood: 'good' },
      undefined,
    ]);
  });

  test.each([
    ['a schema of zod 3', zod3.object({ mood: zod3.string() }), 'wrap it in zodSchema() of the package ai'],
    [
      'a JSON Schema that is still a promise',
      { jsonSchema: Promise.resolve(plain) },
      'pass jsonSchema(await schema.jsonSchema)',
    ],
    ['something else', { mood: 'good' }, 'expected a schema of zod, of jsonSchema(), or JSON Schema'],
  ])('%s is refused before anything is sent', async (_name, schema, message) => {
    const { qwen, formats } = connect('{}');
    await expect(collect(qwen.batch('moods', { ...job, schema }))).rejects.toThrow(message);
    expect(formats).toEqual([]);
  });

  test('the compiler knows the type of the object', () => {
    const { qwen } = connect('{}');
    type ObjectOf<Job> = Job extends AsyncIterable<infer Result> ? Extract<Result, { status: 'succeeded' }> : never;
    const ofZod = qwen.batch('moods', { ...job, schema: zod4.object({ mood: zod4.literal('good') }) });
    expectTypeOf<ObjectOf<typeof ofZod>>().toHaveProperty('object').toEqualTypeOf<{ mood: 'good' }>();
    const ofJSON = qwen.batch('moods', { ...job, schema: ai7.jsonSchema<Mood>(plain as never) });
    expectTypeOf<ObjectOf<typeof ofJSON>>().toHaveProperty('object').toEqualTypeOf<Mood>();
    const ofStandard = qwen.batch('moods', { ...job, schema: standard });
    expectTypeOf<ObjectOf<typeof ofStandard>>().toHaveProperty('object').toEqualTypeOf<Mood>();
    const without = qwen.batch('moods', job);
    expectTypeOf<ObjectOf<typeof without>>().toHaveProperty('object').toEqualTypeOf<undefined>();
  });
});

test.each([
  ['4', four],
  ['5', five],
  ['6', six],
  ['7', seven],
] as const)('the provider for AI SDK %s has batches', async (_major, { createQwen }) => {
  const emulator = strictEmulator({ region: 'beijing' });
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch });
  const schema = zod4.object({ mood: zod4.enum(['good', 'bad']) });
  const [result] = await collect(qwen.batch('moods', { ...job, schema }));
  if (result?.status !== 'succeeded') throw new Error('It failed.');
  expectTypeOf(result.object.mood).toEqualTypeOf<'good' | 'bad'>();
  expect(['good', 'bad']).toContain(result.object.mood);
});
