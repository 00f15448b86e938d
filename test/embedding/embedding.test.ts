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
            rows: texts.map((text) => [Number(text), 0]),
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
  (rows: unknown[], tokens?: number): SendRows =>
  async () => ({ rows, tokens, headers: {}, body: rows });

describe('texts of one call', () => {
  test('are spread over requests; the vectors keep their order whichever answer is first', async () => {
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

  test('may be none', async () => {
    const service = createService();
    const { vectors, tokens } = await createEmbedding({ rowsPerRequest: 10, concurrency: 8 }, service.send)([], {});
    expect([vectors, tokens, service.sent]).toEqual([[], 0, []]);
  });

  test('go out with the context of the call', async () => {
    const context = { headers: { a: 'b' }, abortSignal: new AbortController().signal };
    let seen: unknown;
    const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 1 }, async (_texts, given) => {
      seen = given;
      return { rows: [[1]], headers: {}, body: {} };
    });
    await embed(['a'], context);
    expect(seen).toBe(context);
  });
});

describe('requests in flight', () => {
  test('never exceed the concurrency, over all calls of the model, and all get their turn', async () => {
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

  test('that fail give their places back', async () => {
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
  test('fails the call with the first error once the others have settled; no more is sent', async () => {
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

  test.each([
    ['misses a row', [[1, 2]], 1],
    ['has an empty row', [[1, 2], []], 1],
    ['has a row that is no list', ['AAAA', [1, 2]], 0],
    [
      'has a row of texts',
      [
        [1, 2],
        ['1', '2'],
      ],
      1,
    ],
    ['has a gap', [undefined, [1, 2]], 0],
    ['has no rows', [], 0],
    [
      'ends in no number',
      [
        [1, 2],
        [1, null],
      ],
      1,
    ],
  ])('because it %s is an InvalidResponseDataError that names the text', async (_title, rows, index) => {
    const error = await embed(answerWith(rows)).catch((thrown: unknown) => thrown);
    expect(InvalidResponseDataError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      message: `The service was sent 2 texts and gave no embedding for the one at index ${index}.`,
      data: rows,
    });
  });

  test('because a vector is shorter than the others is one, too', async () => {
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

test('tokens are unknown if one answer does not say them', async () => {
  let count = 0;
  const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 2 }, async () => ({
    rows: [[1]],
    tokens: (count += 1) === 2 ? undefined : 4,
    headers: {},
    body: {},
  }));
  expect((await embed(['a'], {})).tokens).toBe(4);
  expect((await embed(['a', 'b'], {})).tokens).toBeUndefined();
});

describe('a caller who gives up', () => {
  test('waits for nobody, gets the very reason, and what has not been sent is not sent', async () => {
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

test('an answer that is nested too deep to be shown is still the error that it would be', async () => {
  const body: unknown = JSON.parse(`{"data":${'['.repeat(9000)}${']'.repeat(9000)}}`);
  const send: SendRows = async () => ({ rows: [], headers: {}, body });
  const embed = createEmbedding({ rowsPerRequest: 1, concurrency: 1 }, send);
  await expect(embed(['a'], {})).rejects.toThrow(
    /^The service was sent 1 texts and gave no embedding for the one at index 0\.$/,
  );
});
