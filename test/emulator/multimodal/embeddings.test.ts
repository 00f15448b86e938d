// Multimodal embedding page of Model Studio (Sep 2026).
import { describe, expect, test } from 'vitest';
import { multimodalRules } from '../../../src/emulator/rules/multimodal.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import { type Json, png, send } from '../../support/emulator-requests.js';
import { BASE } from '../../support/image-emulator-requests.js';

const PATH = '/services/embeddings/multimodal-embedding/multimodal-embedding';
const embed = (contents: unknown, parameters: object = {}, model = 'qwen3-vl-embedding') => ({
  model,
  input: { contents },
  parameters,
});

async function ask(body: object, emulator = strictEmulator()): Promise<{ status: number; json: Json }> {
  const response = await send(emulator, body, { base: BASE, path: PATH });
  return { status: response.status, json: await response.json() };
}

const many = (count: number, item: unknown) => Array.from({ length: count }, () => item);
const cat = { image: 'https://a.example/cat.png' };

describe('multimodal embeddings', () => {
  test('multimodal embeddings have a vector for each content, in order, with its kind', async () => {
    const contents = ['A cat', { text: 'A bill' }, { image: png(64, 64) }, { video: 'https://a.example/film.mp4' }];
    const { json } = await ask(embed(contents, { dimension: 256 }));
    expect(json.output.embeddings.map((row: Json) => [row.index, row.type, row.embedding.length])).toEqual([
      [0, 'text', 256],
      [1, 'text', 256],
      [2, 'image', 256],
      [3, 'video', 256],
    ]);
    expect(json.usage).toEqual({ input_tokens: 4, image_tokens: 512, total_tokens: 516 });
  });

  test('multimodal embeddings put a picture near to the words of its file name', async () => {
    const { json } = await ask(embed([cat, 'cat', 'invoice'], { dimension: 512 }));
    const [picture, near, far] = json.output.embeddings.map((row: Json) => row.embedding as number[]);
    const cosine = (a: number[], b: number[]) => a.reduce((sum, value, place) => sum + value * b[place]!, 0);
    expect(cosine(picture, near)).toBeGreaterThan(cosine(picture, far) + 0.5);
  });

  test.each([
    ['qwen3-vl-embedding', { enable_fusion: true }, ['A cat', cat], ['fusion'], 2560],
    ['qwen2.5-vl-embedding', {}, ['A cat', cat], ['vl'], 1024],
    ['tongyi-embedding-vision-plus-2026-03-06', {}, [{ text: 'A cat', ...cat }, 'A dog'], ['fused', 'text'], 1152],
    ['tongyi-embedding-vision-flash', {}, [{ multi_images: [cat.image, cat.image] }], ['multi_images'], 768],
    ['multimodal-embedding-v1', {}, ['A cat', cat], ['text', 'image'], 1024],
  ])(
    'multimodal embeddings of %s with %j are fused as that model does it',
    async (model, parameters, contents, types, length) => {
      const { json } = await ask(embed(contents, parameters, model));
      expect(json.output.embeddings.map((row: Json) => row.type)).toEqual(types);
      expect(json.output.embeddings[0].embedding).toHaveLength(length);
    },
  );

  const rows: [keyof typeof multimodalRules, object, string, number?][] = [
    ['contents-empty', embed([]), 'input can not be empty: input.contents'],
    ['contents-item', embed([{ sound: 'a' }]), 'contents[0] must be an object of text, image, video', 500],
    ['contents-item', embed([{ multi_images: ['a'] }]), 'contents[0] must be an object of text, image, video', 500],
    ['contents-count', embed(many(11, cat)), 'Range of the number of image should be [0, 10]: input.contents'],
    ['contents-count', embed(many(21, 'a')), 'Range of the number of contents should be [0, 20]: input.contents'],
    [
      'contents-dimension',
      embed(['a'], { dimension: 100 }),
      'dimension is invalid, it should be in [2560, 2048, 1536, 1024, 768, 512, 256]: parameters.dimension',
    ],
  ];
  test.each(rows)('multimodal embeddings are refused by %s', async (_rule, body, message, status = 400) => {
    const code = status === 500 ? 'InternalError.Algo' : 'InvalidParameter';
    expect(await ask(body)).toMatchObject({ status, json: { code, message } });
  });

  test('every rule of multimodal embeddings has a case', () => {
    expect([...new Set<string>(rows.map(([rule]) => rule))].sort()).toEqual(Object.keys(multimodalRules).sort());
  });

  test('multimodal embeddings are refused for models of another endpoint, and for files that are not there', async () => {
    expect((await ask(embed(['a'], {}, 'text-embedding-v4'))).json.message).toMatch(/^url error/);
    expect((await ask(embed([{ image: 'oss://a/b.png' }]))).json.code).toBe('InvalidParameter.DataInspection');
    expect((await ask(embed([{ image: 'data:image/png;base64,AAAA' }]))).json.code).toBe('InvalidURL');
  });

  test('multimodal embeddings take scripted vectors', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ embeddings: [[1, 2]] });
    expect((await ask(embed(['a']), emulator)).json.output.embeddings[0].embedding).toEqual([1, 2]);
  });
});
