import { InvalidResponseDataError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { createEmbedding, type SendRows } from '../../src/embedding/embedding.js';

/** A service whose requests wait until the test lets them go, in any order. */
function createService() {
  const open: { texts: string[]; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let most = 0;
  const sent: string[][] = [];
  const send: SendRows = (texts) =>
    new Promise((resolve, reject) => {
      sent.push(texts);
      const request = {
        texts,
        resolve: () => {
          open.splice(open.indexOf(request), 1);
          resolve({
            rows: texts.map((text, index) => ({ index, vector: [Number(text), 0] })),
            tokens: texts.length,
            headers: { 'x-first': texts[0] ?? '' },
            body: { of: texts },
          });
        },
        reject: (error: unknown) => {
          open.splice(open.indexOf(request), 1);
          reject(error);
        },
      };
      open.push(request);
      most = Math.max(most, open.length);
    });
  return { open, sent, send, most: () => most };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const answerWith =
  (vectors: unknown[], tokens?: number): SendRows =>
  async () => ({
    rows: vectors.map((vector) => ({ index: undefined, vector })),
    tokens,
    headers: {},
    body: vectors,
  });

describe('texts of one call', () => {
  test('texts of one call are spread over requests; the vectors keep their order whichever answer is first', async () => {
    const service = createService();
    const embed = createEmbedding({ rowsPerRequest: 2, concurrency: 3 }, service.send);
    const result = embed(numbers(5), {});
    await settle();
    expect(service.sent).toEqual([['0', '1'], ['2', '3'], ['4']]);
    for (const request of service.open.toReversed()) request.resolve();
    expect(await result).toEqual({
      vectors: [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 0],
      ],
      tokens: 5,
      headers: { 'x-first': '0' },
      bodies: [{ of: ['0', '1'] }, { of: ['2', '3'] }, { of: ['4'] }],
    });
  });

  test('a call for embeddings may have no texts', async () => {
    const service = createService();
    const { vectors, tokens } = await createEmbedding({ rowsPerRequest: 10, concurrency: 8 }, service.send)([], {});
    expect([vectors, tokens, service.sent]).toEqual([[], 0, []]);
  });

  test('texts of one call go out with the context of the call', async () => {
    const context = { headers: { a: 'b' }, abortSignal: new AbortController().signal };
    let seen: unknown;
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 1 }, async (_texts, given) => {
      seen = given;
      return { rows: [{ index: 0, vector: [1] }], headers: {}, body: {} };
    });
    await embed(['a'], context);
    expect(seen).toBe(context);
  });
});

describe('requests in flight', () => {
  test('requests in flight never exceed the concurrency, over all calls of the model, and all get their turn', async () => {
    const service = createService();
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 3 }, service.send);
    const results = [embed(numbers(7), {}), embed(numbers(5), {})];
    for (let turn = 0; turn < 12; turn += 1) {
      await settle();
      expect(service.open.length).toBe(Math.min(3, 12 - turn));
      // The last one first, so that places are not given back in the order in which they were taken.
      service.open.at(-1)?.resolve();
    }
    const [first, second] = await Promise.all(results);
    expect(first?.vectors).toHaveLength(7);
    expect(second?.vectors).toHaveLength(5);
    expect(service.most()).toBe(3);
  });

  test('failed requests free their places', async () => {
    const service = createService();
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 1 }, service.send);
    const failed = embed(['0'], {});
    const next = embed(['1'], {});
    await settle();
    service.open[0]?.reject(new Error('no'));
    await expect(failed).rejects.toThrow('no');
    await settle();
    service.open[0]?.resolve();
    expect((await next).vectors).toEqual([[1, 0]]);
  });
});

describe('a request that fails', () => {
  test('a failed request fails the call with the first error once the others have settled; no more is sent', async () => {
    const service = createService();
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 3 }, service.send);
    let outcome: unknown = 'pending';
    const result = embed(numbers(9), {}).catch((error: unknown) => {
      outcome = error;
    });
    await settle();
    const [first, second, third] = [...service.open];
    const error = new Error('first');
    second?.reject(error);
    await settle();
    third?.reject(new Error('second'));
    await settle();
    expect(outcome).toBe('pending');
    first?.resolve();
    await result;
    expect(outcome).toBe(error);
    expect(service.sent).toHaveLength(3);
  });
});

describe('an answer that is not right', () => {
  const embed = (send: SendRows, texts = ['a', 'b']) =>
    createEmbedding({ rowsPerRequest: 2, concurrency: 2 }, send)(texts, {});

  test.each<[string, unknown[], string]>([
    ['misses a row', [[1, 2]], 'gave no embedding for the one at index 1'],
    ['has no rows', [], 'gave no embedding for the one at index 0'],
    ['has an empty row', [[1, 2], []], 'row 1 of its answer (index 1) has no vector'],
    ['has a row that is not a list', ['AAAA', [1, 2]], 'row 0 of its answer (index 0) has no vector'],
    ['has a gap', [undefined, [1, 2]], 'row 0 of its answer (index 0) has no vector'],
    [
      'has a row of texts',
      [
        [1, 2],
        ['1', '2'],
      ],
      'row 1 of its answer (index 1) has "1" in place of a number, at 0',
    ],
    [
      'has a text amid',
      [
        [1, '2', 3],
        [1, 2, 3],
      ],
      'row 0 of its answer (index 0) has "2" in place of a number, at 1',
    ],
    [
      'has null amid',
      [
        [1, 2, 3],
        [1, null, 3],
      ],
      'row 1 of its answer (index 1) has null in place of a number, at 1',
    ],
    [
      'has a number beyond all',
      [
        [1, Number.POSITIVE_INFINITY],
        [1, 2],
      ],
      'row 0 of its answer (index 0) has Infinity in place of a number, at 1',
    ],
    ['has an extra row', [[1], [2], [3]], 'row 2 of its answer is for none of them: its index is 2'],
  ])(
    'a wrong embedding answer that %s is an InvalidResponseDataError that names the row',
    async (_title, rows, what) => {
      const error = await embed(answerWith(rows)).catch((thrown: unknown) => thrown);
      expect(InvalidResponseDataError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ message: `The service was sent 2 texts and ${what}.`, data: rows });
    },
  );

  test.each<[unknown, string]>([
    ['1', 'row 1 of its answer is for none of them: its index is "1"'],
    [2, 'row 1 of its answer is for none of them: its index is 2'],
    [-1, 'row 1 of its answer is for none of them: its index is -1'],
    [0.5, 'row 1 of its answer is for none of them: its index is 0.5'],
    [{}, 'row 1 of its answer is for none of them: its index is {}'],
    [0, 'row 1 of its answer is for the text at index 0, which row 0 is for as well'],
  ])('an embedding row with the index %j is an InvalidResponseDataError', async (index, what) => {
    const rows = [
      { index: 0, vector: [1] },
      { index, vector: [2] },
    ];
    const error = await embed(async () => ({ rows, headers: {}, body: 1 })).catch((thrown: unknown) => thrown);
    expect(InvalidResponseDataError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(`The service was sent 2 texts and ${what}.`);
  });

  test('one embedding row without an index is an error; rows without any stand in the order of the texts', async () => {
    const rows = [
      { index: 1, vector: [1] },
      { index: null, vector: [2] },
    ];
    const failed = embed(async () => ({ rows, headers: {}, body: 1 }));
    await expect(failed).rejects.toThrow('row 1 of its answer is for the text at index 1, which row 0 is for as well');
    const right = rows.map((row) => ({ ...row, index: undefined }));
    expect((await embed(async () => ({ rows: right, headers: {}, body: 1 }))).vectors).toEqual([[1], [2]]);
  });

  test('an embedding that is shorter than the others is an error', async () => {
    await expect(
      embed(
        answerWith([
          [1, 2, 3],
          [1, 2],
        ]),
      ),
    ).rejects.toThrow('The embedding of text 1 has 2 numbers, the first one has 3.');
  });
});

test('embedding tokens are unknown if one answer does not say them', async () => {
  let count = 0;
  const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 2 }, async () => ({
    rows: [{ index: 0, vector: [1] }],
    tokens: (count += 1) === 2 ? undefined : 4,
    headers: {},
    body: {},
  }));
  expect((await embed(['a'], {})).tokens).toBe(4);
  expect((await embed(['a', 'b'], {})).tokens).toBeUndefined();
});

describe('a call that is made again with the same list', () => {
  /** A service that fails for some texts, one a request. */
  function createFailing(concurrency = 4) {
    const failing = new Set<string>();
    let sent: string[] = [];
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency }, async ([text = '']) => {
      sent.push(text);
      if (failing.has(text)) throw new Error(`no ${text}`);
      return { rows: [{ index: 0, vector: [Number(text)] }], tokens: 1, headers: {}, body: text };
    });
    const taken = () => sent.splice(0, sent.length);
    return { failing, embed, taken };
  }

  test('a repeated call with the same list sends only what failed and what had not been sent, and counts the tokens of all', async () => {
    const { failing, embed, taken } = createFailing();
    const texts = numbers(6);
    failing.add('1').add('3');
    await expect(embed(texts, {})).rejects.toThrow('no 1');
    expect(taken()).toEqual(['0', '1', '2', '3']);
    failing.clear();
    failing.add('5');
    await expect(embed(texts, {})).rejects.toThrow('no 5');
    expect(taken()).toEqual(['1', '3', '4', '5']);
    failing.clear();
    const { vectors, tokens, bodies } = await embed(texts, {});
    expect(taken()).toEqual(['5']);
    expect([vectors, tokens, bodies]).toEqual([[[0], [1], [2], [3], [4], [5]], 6, texts]);
  });

  test('a repeated call with the same list sends all where it asks for something else, or for another account', async () => {
    const changes = [
      [{ dimensions: 64 }, { dimensions: 128 }],
      [{ providerOptions: { qwen: { textType: 'document' } } }, { providerOptions: { qwen: { textType: 'query' } } }],
      [{ headers: { authorization: 'Bearer one' } }, { headers: { authorization: 'Bearer two' } }],
      [{ headers: new Headers({ 'x-key': 'one' }) as never }, { headers: new Headers({ 'x-key': 'two' }) as never }],
    ];
    for (const [before = {}, after = {}] of changes) {
      const { failing, embed, taken } = createFailing();
      const texts = numbers(3);
      failing.add('2');
      await expect(embed(texts, before)).rejects.toThrow('no 2');
      failing.clear();
      taken();
      await embed(texts, after);
      expect(taken()).toEqual(texts);
    }
  });

  test('a repeated call with the same list sends all where the call before succeeded', async () => {
    const { embed, taken } = createFailing();
    const texts = numbers(3);
    for (let calls = 0; calls < 2; calls += 1) {
      await embed(texts, {});
      expect(taken()).toEqual(texts);
    }
  });

  test('a repeated call sends all of another list, and the changed parts of the same list', async () => {
    const { failing, embed, taken } = createFailing();
    const texts = numbers(3);
    failing.add('2');
    await expect(embed(texts, {})).rejects.toThrow('no 2');
    failing.clear();
    taken();
    await embed([...texts], {});
    expect(taken()).toEqual(texts);
    texts[1] = '7';
    expect((await embed(texts, {})).vectors).toEqual([[0], [7], [2]]);
    expect(taken()).toEqual(['7', '2']);
  });
});

describe('a caller who gives up', () => {
  test('a caller that aborts embeddings does not wait, gets its own reason, and the rest is not sent', async () => {
    const service = createService();
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 2 }, service.send);
    const other = embed(['0', '1'], {});
    await settle();
    const controller = new AbortController();
    const waiting = embed(['2', '3', '4'], { abortSignal: controller.signal });
    controller.abort('user left');
    // All places are taken by the other call, which goes on.
    await expect(waiting).rejects.toBe('user left');
    for (const request of service.open.toReversed()) request.resolve();
    expect((await other).vectors).toEqual([
      [0, 0],
      [1, 0],
    ]);
    await settle();
    expect(service.sent).toEqual([['0'], ['1']]);
    const last = embed(['5'], {});
    await settle();
    service.open[0]?.resolve();
    expect((await last).vectors).toEqual([[5, 0]]);
  });
});

test('an answer that is nested too deep to be shown is still the same error', async () => {
  const body: unknown = JSON.parse(`{"data":${'['.repeat(9000)}${']'.repeat(9000)}}`);
  const send: SendRows = async () => ({ rows: [], headers: {}, body });
  const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 1 }, send);
  await expect(embed(['a'], {})).rejects.toThrow(
    /^The service was sent 1 texts and gave no embedding for the one at index 0\.$/,
  );
});
