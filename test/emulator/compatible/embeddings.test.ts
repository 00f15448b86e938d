import { describe, expect, test } from 'vitest';
import { embed } from '../../../src/emulator/model/embed.js';
import { ask } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const dot = (one: number[], other: number[]) => one.reduce((sum, value, place) => sum + value * other[place]!, 0);
const near = (one: string, other: string) => dot(embed(one, 1024), embed(other, 1024));

describe('embeddings', () => {
  test('embeddings come in the order of the texts, with their index and the tokens', async () => {
    const { json } = await ask(
      strictEmulator(),
      { model: 'text-embedding-v4', input: ['one', 'two'], dimensions: 64, encoding_format: 'float' },
      { path: '/embeddings' },
    );
    expect(json).toEqual({
      data: [
        { embedding: embed('one', 64), index: 0, object: 'embedding' },
        { embedding: embed('two', 64), index: 1, object: 'embedding' },
      ],
      model: 'text-embedding-v4',
      object: 'list',
      usage: { prompt_tokens: 2, total_tokens: 2 },
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test.each([
    ['text-embedding-v1', {}, 1536],
    ['text-embedding-v2', { dimensions: 64 }, 1536],
    ['text-embedding-v3', {}, 1024],
    ['text-embedding-v3', { dimensions: 512 }, 512],
    ['text-embedding-v4', { dimensions: 2048 }, 2048],
  ])('embeddings of %s with %j have %i numbers', async (model, more, length) => {
    const { json } = await ask(strictEmulator(), { model, input: 'x', ...more }, { path: '/embeddings' });
    expect(json.data[0].embedding).toHaveLength(length);
  });

  test('embeddings have length one and are the same every time', () => {
    for (const text of ['', 'a', 'The quick brown fox', '你好世界']) {
      const vector = embed(text, 256);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(embed(text, 256)).toEqual(vector);
    }
  });

  test('embeddings are closer the more words texts share', () => {
    expect(near('the cat sat on the mat', 'a cat sat on a mat')).toBeGreaterThan(0.9);
    expect(near('boats sail', 'the boat is sailing')).toBeGreaterThan(near('boats sail', 'trains drive') + 0.4);
    expect(near('我喜欢猫', '猫很可爱')).toBeGreaterThan(near('我喜欢猫', '今天下雨') + 0.1);
    expect(Math.abs(near('quantum physics', 'baking bread'))).toBeLessThan(0.2);
  });

  test('embeddings can be scripted', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ embeddings: [[1, 0]], usage: { promptTokens: 7 } });
    const { json } = await ask(emulator, { model: 'text-embedding-v3', input: 'x' }, { path: '/embeddings' });
    expect([json.data[0].embedding, json.usage.total_tokens]).toEqual([[1, 0], 7]);
  });
});
