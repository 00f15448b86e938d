import type { Emulator } from 'ai-sdk-qwen/emulator';
import { beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../../support/recorder.js';
import { mediaMajors, type MediaMajor } from '../../support/majors/media.js';
import { emulate } from '../../support/listening-emulator.js';
import { pngHead } from '../../support/png.js';

const models = ['qwen3-vl-embedding', 'tongyi-embedding-vision-plus-2026-03-06', 'multimodal-embedding-v1'];

// https://www.alibabacloud.com/help/en/model-studio/multimodal-embedding-api-reference
describe.each(mediaMajors)('multimodal embeddings of $name', ({ connect }) => {
  let emulator: Emulator;
  let provider: ReturnType<MediaMajor['connect']>;
  const bodies = () => emulator.calls.map(({ body }) => body as { input: { contents: object[] } });

  beforeEach(async () => {
    const served = await emulate({
      // A vector for each content, which has the place of its number.
      answer: ({ text }) => ({
        embeddings: text.split('\n').map((row) => [Number(/\d+/.exec(row)?.[0] ?? -1), 1]),
      }),
    });
    emulator = served.emulator;
    provider = connect({ apiKey: 'sk-test-key', baseURL: `${served.url}/compatible-mode/v1` });
  });

  test.each(models)(
    'multimodal embeddings of texts come in their order from embed and embedMany: %s',
    async (modelId) => {
      expect(await provider.embed(modelId, 'text 7')).toEqual([7, 1]);
      const values = Array.from({ length: 45 }, (_, index) => `text ${index}`);
      expect(await provider.embedMany(modelId, values)).toEqual(values.map((_, index) => [index, 1]));
      const [one, ...many] = bodies();
      expect(one).toEqual({ model: modelId, input: { contents: [{ text: 'text 7' }] } });
      expect(many.map(({ input }) => input.contents.length).sort()).toEqual([20, 20, 5].sort());
    },
  );

  test('a multimodal model that makes one vector a request gets a request for each text', async () => {
    const values = ['text 0', 'text 1', 'text 2'];
    expect(await provider.embedMany('qwen2.5-vl-embedding', values)).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(emulator.calls).toHaveLength(3);
  });

  test('texts, images and videos of one call get a vector each', async () => {
    const { embeddings, usage, requestId } = await provider.qwen.embedContents({
      model: 'qwen3-vl-embedding',
      dimensions: 512,
      contents: [
        { text: 'text 3' },
        { image: 'https://example.com/2.png' },
        { image: pngHead(64, 64) },
        { video: new URL('https://example.com/9.mp4') },
      ],
    });
    expect(embeddings).toHaveLength(4);
    expect([embeddings[0], embeddings[1], embeddings[3]]).toEqual([
      [3, 1],
      [2, 1],
      [9, 1],
    ]);
    expect(usage.tokens).toBeGreaterThan(0);
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
    expect(bodies()).toEqual([
      {
        model: 'qwen3-vl-embedding',
        input: {
          contents: [
            { text: 'text 3' },
            { image: 'https://example.com/2.png' },
            { image: expect.stringMatching(/^data:image\/png;base64,iVBOR/) },
            { video: 'https://example.com/9.mp4' },
          ],
        },
        parameters: { dimension: 512 },
      },
    ]);
  });

  test('contents that are fused get one vector', async () => {
    const { embeddings } = await provider.qwen.embedContents({
      model: 'qwen3-vl-embedding',
      enableFusion: true,
      contents: [{ text: 'text 3', image: 'https://example.com/2.png' }],
    });
    expect(embeddings).toEqual([[3, 1]]);
    expect(bodies()).toMatchObject([{ parameters: { enable_fusion: true } }]);
  });

  test('more contents than the model takes, or a video in bytes, are refused before anything is sent', async () => {
    const { embedContents } = provider.qwen;
    const image = 'https://example.com/2.png';
    const many = Array.from({ length: 11 }, () => ({ image }));
    expect(await failureOf(embedContents({ model: 'qwen3-vl-embedding', contents: many }))).toMatchObject({
      argument: 'contents',
      message: 'qwen3-vl-embedding: contents is 11 images; expected up to 10 in a call.',
    });
    const video = new Uint8Array(10);
    const error = await failureOf(embedContents({ model: 'qwen3-vl-embedding', contents: [{ video }] }));
    expect((error as Error).message).toContain("upload: 'auto'");
    expect(emulator.calls).toEqual([]);
  });
});
