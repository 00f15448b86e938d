import { createEmulator } from 'ai-sdk-qwen/emulator';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplePattern } from '../../../src/emulator/model/pattern-sample.js';
import { sampleSchema } from '../../../src/emulator/model/schema-sample.js';
import { countTokens, randomFrom } from '../../../src/emulator/util/words.js';
import { chat, send, tool } from '../../support/emulator-requests.js';

// None of these may take minutes. A test that hangs fails by the time limit of the runner.

describe('a pattern of a schema', () => {
  test.each([
    ['is never run: a nested repetition', '^(a+)+$x', 'emulator: no example for ^(a+)+$x'],
    ['is never run: overlapping branches', '^(?:a|aa)+$b', 'emulator: no example for ^(?:a|aa)+$b'],
  ])('a pattern of a schema %s', (_, pattern, expected) => {
    expect(samplePattern(pattern, randomFrom(1))).toBe(expected);
  });

  test.each([
    ['huge repetitions', '^(?:(?:(?:a{1000}){1000}){1000}){1000}$'],
    ['more groups than a stack', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`],
    ['nested alternatives', `${'(?:a|'.repeat(45)}b${')'.repeat(45)}`],
    ['many braces', '{'.repeat(1_000_000)],
    ['a class without an end', `[${'a'.repeat(1_000_000)}`],
    ['spans of all characters', `[${'\\0-\\uffff'.repeat(10_000)}]{1000}`],
    ['empty branches in groups that repeat', `${'('.repeat(8)}${'|'.repeat(50_000)}${'){3}'.repeat(8)}`],
    ['a long class in groups that repeat', `${'('.repeat(8)}[${'ab'.repeat(20_000)}]${'){3}'.repeat(8)}`],
  ])('a pattern of a schema may have %s', (_, pattern) => {
    expect(samplePattern(pattern, randomFrom(1)).length).toBeLessThanOrEqual(10_000);
  });

  const atom = fc.constantFrom(
    'a',
    '.',
    '\\d',
    '\\w',
    '\\S',
    '[a-c]',
    '[^a-c]',
    '[\\w.-]',
    '\\.',
    '\\x41',
    '\\u00e9',
    '^',
    '$',
    '\\b',
    '(?=a)',
    '\\1',
    '\\p{L}',
  );
  const count = fc.constantFrom('', '', '?', '*', '+', '+?', '{2}', '{1,}', '{0,3}', '{3,1}');
  const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
    pattern: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
    piece: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(atom, count).map((parts) => parts.join('')),
      fc.tuple(tie('pattern'), tie('pattern'), count).map(([one, other, many]) => `(?:${one}|${other})${many}`),
    ),
  }));

  test('a pattern of a schema is met by its example, or has none', () => {
    fc.assert(
      fc.property(pattern, fc.nat(), (source, seed) => {
        const text = samplePattern(source, randomFrom(seed));
        if (text.startsWith('emulator: no example')) return;
        const met = ['u', ''].some((flags) => {
          try {
            return new RegExp(source, flags).test(text);
          } catch {
            return false;
          }
        });
        expect(met, `${source} gave ${JSON.stringify(text)}`).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a schema', () => {
  const wide = (names: number, of: object) =>
    Object.fromEntries(Array.from({ length: names }, (_, index) => [`p${index}`, of]));

  test.each([
    ['refers to itself ten times over', { type: 'object', properties: wide(10, { $ref: '#' }) }],
    [
      'demands itself ten times over',
      { type: 'object', properties: wide(10, { $ref: '#' }), required: Object.keys(wide(10, {})) },
    ],
    [
      'has branches in branches',
      { anyOf: Array.from({ length: 50 }, () => ({ anyOf: Array.from({ length: 50 }, () => ({ $ref: '#' })) })) },
    ],
    [
      'folds thousands of parts',
      { allOf: Array.from({ length: 50_000 }, (_, index) => ({ properties: { [`p${index}`]: {} } })) },
    ],
    [
      'has lists of lists',
      {
        type: 'array',
        minItems: 100,
        items: { type: 'array', minItems: 100, items: { type: 'array', minItems: 100 } },
      },
    ],
    [
      'chooses from thousands, a hundred times',
      { type: 'object', properties: wide(100, { enum: Array.from({ length: 50_000 }, (_, index) => `v${index}`) }) },
    ],
    [
      'wants distinct items that it has not got',
      { type: 'array', minItems: 100, uniqueItems: true, items: { enum: ['a', 'b'] } },
    ],
    [
      'has keywords of wrong types',
      { type: 'object', properties: 'x', required: 5, format: 'constructor', enum: 7, minItems: 'a' },
    ],
    [
      'has ten thousand branches with one long reference',
      {
        $defs: { r: { $ref: `#/$defs/${'a/'.repeat(300_000)}` } },
        anyOf: Array.from({ length: 100 }, () => ({
          anyOf: Array.from({ length: 100 }, () => ({ $ref: '#/$defs/r' })),
        })),
      },
    ],
    [
      'folds itself ninety times over, with a thousand properties',
      {
        $defs: { a: { allOf: Array.from({ length: 90 }, () => ({ $ref: '#/$defs/a' })), properties: wide(1000, {}) } },
        $ref: '#/$defs/a',
      },
    ],
    [
      'folds itself ninety times over, with a thousand required names',
      {
        $defs: {
          a: {
            allOf: Array.from({ length: 90 }, () => ({ $ref: '#/$defs/a' })),
            required: Object.keys(wide(1000, {})),
          },
        },
        $ref: '#/$defs/a',
      },
    ],
    ['names a format that every object has', { type: 'string', format: 'constructor' }],
  ])('a schema may be one that %s', (_, schema) => {
    expect(JSON.stringify(sampleSchema(schema, 'Paris '.repeat(200_000))).length).toBeLessThan(10_000_000);
  });
});

describe('a request', () => {
  const post = (body: unknown) => send(createEmulator(), body);

  test('a request may end in a million blanks', async () => {
    expect(countTokens(`a${' '.repeat(1_000_000)}`)).toBe(1);
    expect((await post(chat({}, `Hello${' '.repeat(1_000_000)}`))).status).toBe(200);
  });

  test('a request may mention a JSON schema ten thousand times', async () => {
    expect((await post(chat({}, 'JSON schema: {"\\"'.repeat(10_000)))).status).toBe(200);
    expect((await post(chat({}, `JSON schema: {${'\\"'.repeat(400_000)}`))).status).toBe(200);
  });

  test('a request may mark ten thousand parts for the cache', async () => {
    const part = { type: 'text', text: 'many words '.repeat(10), cache_control: { type: 'ephemeral' } };
    const messages = [{ role: 'user', content: Array.from({ length: 10_000 }, () => part) }];
    expect((await post(chat({ messages }))).status).toBe(200);
  });

  test('a request may have ten thousand tools and stops', async () => {
    const tools = Array.from({ length: 10_000 }, (_, index) => tool(`tool_${index}`));
    expect((await post(chat({ tools, stop: tools.map((_, index) => `${index}`) }))).status).toBe(200);
  });

  test('a request is refused when it is nested too deeply', async () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const response = await post(`{"model":"qwen-plus","messages":[{"role":"user","content":"Hi"}],"x":${nested}}`);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain('Required body invalid');
  });

  test('a request may ask a code interpreter for a million digits', async () => {
    const body = { ...chat({}, '1'.repeat(900_000)), model: 'qwen3.5-plus', enable_code_interpreter: true };
    expect((await post(body)).status).toBe(200);
  });

  test('a request with endless repetition streams only as far as it is read', async () => {
    const input = { messages: [{ role: 'user', content: 'many words '.repeat(20_000) }] };
    const response = await send(
      createEmulator(),
      { model: 'qwen-plus', input, parameters: { result_format: 'message' } },
      {
        base: 'https://dashscope-intl.aliyuncs.com/api/v1',
        path: '/services/aigc/text-generation/generation',
        headers: { 'X-DashScope-SSE': 'enable' },
      },
    );
    const reader = response.body!.getReader();
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });
});

describe('a form', () => {
  const upload = (form: FormData) =>
    createEmulator().fetch('https://dashscope-intl.aliyuncs.com/compatible-mode/v1/files', {
      method: 'POST',
      body: form,
      headers: { authorization: 'Bearer sk-test' },
    });

  test('a form of a hundred thousand fields is refused', async () => {
    const form = new FormData();
    for (let index = 0; index < 100_000; index += 1) form.append('purpose', 'file-extract');
    const response = await upload(form);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain('at most 100 fields');
  });

  // The parser finds the boundary among such parameters, so the count of the parts has to find the same one.
  test.each([
    'multipart/form-data; xboundary=other; boundary=b',
    'multipart/form-data; charset="boundary=other"; boundary=b',
    'multipart/form-data; boundary="\\b"',
  ])('a form of a hundred thousand fields is refused under the type %s', async (type) => {
    const part = '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n';
    const response = await createEmulator().fetch('https://dashscope-intl.aliyuncs.com/compatible-mode/v1/files', {
      method: 'POST',
      body: `${part.repeat(100_000)}--b--\r\n`,
      headers: { authorization: 'Bearer sk-test', 'content-type': type },
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain('at most 100 fields');
  });

  test('a form of a hundred fields is read', async () => {
    const form = new FormData();
    for (let index = 0; index < 98; index += 1) form.append(`f${index}`, '');
    form.append('purpose', 'file-extract');
    form.append('file', new File(['x'], 'a.txt'));
    expect((await upload(form)).status).toBe(200);
  });
});
