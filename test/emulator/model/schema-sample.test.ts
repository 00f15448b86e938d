import { zodSchema } from 'ai';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { samplePattern } from '../../../src/emulator/model/pattern-sample.js';
import { sampleSchema } from '../../../src/emulator/model/schema-sample.js';
import { randomFrom } from '../../../src/emulator/util/words.js';

type Tree = { value: string; children: Tree[] };
const tree: z.ZodType<Tree> = z.object({ value: z.string(), children: z.array(z.lazy(() => tree)) });

const strings = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

describe('values made from a schema', () => {
  const schemas: [string, z.ZodTypeAny][] = [
    ['nested objects and lists', z.object({ a: z.object({ b: z.array(z.number()).min(3).max(4) }), c: z.boolean() })],
    [
      'optional, nullable and default',
      z.object({ a: z.string().optional(), b: z.number().nullable(), c: z.string().default('x') }),
    ],
    ['enumerations and literals', z.object({ a: z.enum(['low', 'high']), b: z.literal(4), c: z.nativeEnum({ X: 1 }) })],
    ['unions', z.array(z.union([z.object({ type: z.literal('a'), n: z.number() }), z.string().min(9)])).length(5)],
    [
      'discriminated unions',
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('dog'), barks: z.boolean() }),
        z.object({ kind: z.literal('cat'), lives: z.number().int().max(9) }),
      ]),
    ],
    ['intersections', z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))],
    [
      'numbers in ranges',
      z.object({
        a: z.number().int().gt(3).lt(5),
        b: z.number().min(0.5).max(0.6),
        c: z.number().multipleOf(5).min(12),
        d: z.number().negative(),
        e: z.number().int().max(-100),
      }),
    ],
    ['lengths of strings', z.object({ a: z.string().min(40), b: z.string().max(2), c: z.string().length(7) })],
    [
      'formats',
      z.object({
        a: z.string().email(),
        b: z.string().uuid(),
        c: z.string().datetime(),
        d: z.string().url(),
        e: z.string().ip(),
      }),
    ],
    ['patterns', z.object({ a: z.string().regex(/^[A-Z]{3}-\d{4}$/), b: z.string().regex(/^(?:foo|bar)+\.[a-c]?$/) })],
    ['tuples and records', z.object({ a: z.tuple([z.string(), z.number()]), b: z.record(z.number()) })],
    ['schemas that refer to themselves', tree],
  ];
  test.each(schemas)('values made from a schema fit %s', (_, schema) => {
    const json = zodSchema(schema, { useReferences: true }).jsonSchema as Record<string, unknown>;
    for (const text of ['', 'Tell me of Ada Lovelace, 36, in London', 'the cat has "nine lives" and 4 kings']) {
      const value = sampleSchema(json, text);
      expect(schema.safeParse(value), JSON.stringify(value)).toMatchObject({ success: true });
    }
  });

  test('values made from a schema are the same for the same schema and text, and other for another text', () => {
    const schema = { type: 'object', properties: { a: { type: 'number' }, b: { type: 'string' } } };
    expect(sampleSchema(schema, 'some text')).toEqual(sampleSchema(schema, 'some text'));
    expect(sampleSchema(schema, 'some text')).not.toEqual(sampleSchema(schema, 'other words'));
  });

  test('values made from a schema take names, quotes, numbers and choices from the text', () => {
    const schema = {
      type: 'object',
      properties: {
        city: { type: 'string' },
        days: { type: 'integer' },
        unit: { enum: ['celsius', 'fahrenheit'] },
      },
    };
    expect(sampleSchema(schema, 'Weather in New York for 3 days in Celsius')).toEqual({
      city: 'New York',
      days: 3,
      unit: 'celsius',
    });
    expect(sampleSchema({ type: 'string' }, 'Look for "red shoes" now')).toBe('red shoes');
  });

  test('values made from a schema give each name of the text to one field, and the whole text to a query', () => {
    const trip = 'Book a train from Paris to Rome';
    expect(sampleSchema(strings('from', 'to'), trip)).toEqual({ from: 'Paris', to: 'Rome' });
    expect(sampleSchema(strings('query'), trip)).toEqual({ query: trip });
    expect(sampleSchema(strings('note', 'city'), 'boats in Paris')).toEqual({ note: 'boats', city: 'Paris' });
  });

  test('values made from a schema have distinct items where the schema wants them', () => {
    const schema = { type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['a', 'b', 'c', 'd'] } };
    expect(new Set(sampleSchema(schema, '') as string[]).size).toBe(3);
  });

  test('values made from a schema follow $defs and allOf', () => {
    const schema = {
      $defs: { id: { type: 'integer', minimum: 7, maximum: 7 } },
      allOf: [{ type: 'object', properties: { id: { $ref: '#/$defs/id' } }, required: ['id'] }],
    };
    expect(sampleSchema(schema, '')).toEqual({ id: 7 });
  });

  test('values made from a schema come to an end for a schema that demands itself or too much', () => {
    const endless = { type: 'object', properties: { again: { $ref: '#' } }, required: ['again'] };
    expect(JSON.stringify(sampleSchema(endless, ''))).toContain('"again":null');
    expect(sampleSchema({ anyOf: [{ $ref: '#' }, { $ref: '#' }] }, '')).toBeTypeOf('string');
    expect(sampleSchema({ type: 'array', minItems: 1e9, items: { const: 1 } }, '')).toHaveLength(100);
    expect(sampleSchema({ type: 'string', minLength: 1e9 }, '')).toHaveLength(10_000);
  });

  test('values made from a schema are null for an enumeration without values, and pass over names that are not texts', () => {
    expect(sampleSchema({ enum: [] }, 'x')).toBeNull();
    expect(sampleSchema({ enum: [{ toString: 0 }] }, 'x')).toEqual({ toString: 0 });
    expect(sampleSchema({ type: 'object', required: [{ toString: {} }, 'a'] }, 'x')).toEqual({ a: 'emulated a' });
  });

  test('values made from a schema never throw, whatever the schema', () => {
    fc.assert(
      fc.property(fc.object(), fc.string(), (schema, text) => {
        JSON.stringify(sampleSchema(schema as Record<string, unknown>, text));
      }),
      { numRuns: 300 },
    );
  });
});

describe('texts made from a pattern', () => {
  test.each([
    '^\\d{3}-\\d{2}$',
    '^(GET|POST) /[a-z]+$',
    'a.c',
    '^[^abc]$',
    '^\\w+@\\w+\\.(com|org)$',
    '^x{2,}y*z?$',
    '^[A-Za-z0-9_-]{10}$',
    '^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$',
    '',
  ])('texts made from a pattern match %s', (pattern) => {
    for (let seed = 0; seed < 20; seed += 1) {
      expect(samplePattern(pattern, randomFrom(seed))).toMatch(new RegExp(pattern, 'u'));
    }
  });

  test('patterns of older spelling are understood, and invalid ones are reported', () => {
    expect(samplePattern('^[\\w-.]+$', randomFrom(1))).toMatch(/^[\w\-.]+$/);
    expect(samplePattern('(', randomFrom(1))).toBe('emulator: no example for (');
  });

  test('a pattern that is too hard is reported', () => {
    expect(samplePattern('^(?!a)(b)\\1$', randomFrom(1))).toBe('emulator: no example for ^(?!a)(b)\\1$');
  });
});
