import { InvalidArgumentError } from '@ai-sdk/provider';
import { createQwen, type QwenContent, type QwenEmbedContentsOptions } from 'ai-sdk-qwen';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { embedMany } from 'ai7';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../support/recorder.js';

// Facts: the page on multimodal embedding of Model Studio, September 2026.

interface Sent {
  path: string;
  headers: Headers;
  body: any; // oxlint-disable-line typescript/no-explicit-any
}

/** A service that gives vectors in the wrong order, each with its index. */
function createService() {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const body = JSON.parse(String(init?.body));
    sent.push({ path: new URL(String(input)).pathname, headers: new Headers(init?.headers), body });
    const isFused = body.parameters?.enable_fusion === true || body.model === 'qwen2.5-vl-embedding';
    const count = isFused ? 1 : body.input.contents.length;
    const embeddings = Array.from({ length: count }, (_none, index) => ({ index, embedding: [index, 1], type: 'vl' }));
    return Response.json({
      output: { embeddings: embeddings.toReversed() },
      usage: { input_tokens: 5, image_tokens: 7 },
      request_id: 'r-1',
    });
  };
  return { sent, fetch };
}

async function embed(options: QwenEmbedContentsOptions) {
  const { sent, fetch } = createService();
  const result = await createQwen({ apiKey: 'sk-test', fetch }).embedContents(options);
  return { ...result, sent: sent[0]! };
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a);

describe('contents', () => {
  test('contents of all kinds become vectors in their order', async () => {
    const { embeddings, usage, requestId, sent } = await embed({
      model: 'qwen3-vl-embedding',
      contents: [
        { text: 'A cat' },
        { image: 'https://example.com/cat.png' },
        { image: png },
        { video: new URL('https://example.com/cat.mp4') },
        { image: 'oss://store/cat.png' },
      ],
      dimensions: 512,
      instruct: 'Find cats.',
      fps: 0.5,
    });
    expect(embeddings).toEqual([0, 1, 2, 3, 4].map((index) => [index, 1]));
    expect([usage.tokens, requestId]).toEqual([12, 'r-1']);
    expect(sent.path).toBe('/api/v1/services/embeddings/multimodal-embedding/multimodal-embedding');
    expect(sent.headers.get('x-dashscope-ossresourceresolve')).toBe('enable');
    expect(sent.body).toEqual({
      model: 'qwen3-vl-embedding',
      input: {
        contents: [
          { text: 'A cat' },
          { image: 'https://example.com/cat.png' },
          { image: 'data:image/png;base64,iVBORw0K' },
          { video: 'https://example.com/cat.mp4' },
          { image: 'oss://store/cat.png' },
        ],
      },
      parameters: { dimension: 512, instruct: 'Find cats.', fps: 0.5 },
    });
  });

  test('contents are fused into one vector when the call asks for that', async () => {
    const contents = [{ text: 'A cat', image: 'https://example.com/cat.png' }];
    const { embeddings, sent } = await embed({ model: 'qwen3-vl-embedding', contents, enableFusion: true });
    expect(embeddings).toEqual([[0, 1]]);
    expect(sent.body).toMatchObject({
      input: { contents: [{ text: 'A cat' }, { image: 'https://example.com/cat.png' }] },
      parameters: { enable_fusion: true },
    });
  });

  test('contents are always fused by a model that makes one vector of a call', async () => {
    const contents = [{ text: 'A cat' }, { image: 'https://example.com/cat.png' }];
    expect((await embed({ model: 'qwen2.5-vl-embedding', contents })).embeddings).toEqual([[0, 1]]);
  });

  test('contents of several kinds are a vector each with tongyi-embedding-vision, including series of images', async () => {
    const { embeddings, sent } = await embed({
      model: 'tongyi-embedding-vision-plus-2026-03-06',
      contents: [{ text: 'A cat', image: 'https://example.com/1.png' }, { images: ['https://example.com/1.png', png] }],
      resLevel: 2,
    });
    expect(embeddings).toHaveLength(2);
    expect(sent.body).toMatchObject({
      input: {
        contents: [
          { text: 'A cat', image: 'https://example.com/1.png' },
          { multi_images: ['https://example.com/1.png', 'data:image/png;base64,iVBORw0K'] },
        ],
      },
      parameters: { res_level: 2 },
    });
  });

  test('contents of an unknown model are sent as they are, with parameters newer than this package', async () => {
    const contents = [{ text: 'a', image: 'https://example.com/1.png' }];
    const { sent } = await embed({ model: 'qwen9-vl-embedding', contents, new_switch: true });
    expect(sent.body).toMatchObject({ input: { contents }, parameters: { new_switch: true } });
  });
});

const image = { image: 'https://example.com/1.png' };
const video = { video: 'https://example.com/1.mp4' };

test.each<[string, QwenContent[], object, string]>([
  ['qwen3-vl-embedding', [], {}, 'contents is []; expected a list of contents'],
  ['', [{ text: 'a' }], {}, 'model is ""; expected the id of a model'],
  ['qwen3-vl-embedding', [{ text: '' }], {}, 'contents[0].text is ""; expected a text'],
  ['qwen3-vl-embedding', [{}], {}, 'contents[0] is empty'],
  ['qwen3-vl-embedding', [{ sound: 'x' } as object], {}, 'contents[0].sound is not known'],
  ['qwen3-vl-embedding', [{ image: 5 } as object], {}, 'contents[0].image is 5; expected a URL or bytes'],
  [
    'qwen3-vl-embedding',
    [{ image: 'cat.png' }],
    {},
    'contents[0].image is "cat.png"; expected an http(s), oss:// or data',
  ],
  [
    'qwen3-vl-embedding',
    [{ video: png }],
    {},
    "contents[0].video is bytes; expected an http(s) or oss:// URL, or bytes with upload: 'auto'",
  ],
  ['qwen3-vl-embedding', [{ text: 'a' }], { dimensions: 100 }, 'qwen3-vl-embedding makes no vectors of 100 numbers'],
  [
    'qwen3-vl-embedding',
    Array.from({ length: 21 }, () => ({ text: 'a' })),
    {},
    'contents is 21 contents; expected up to 20',
  ],
  ['qwen3-vl-embedding', Array.from({ length: 11 }, () => image), {}, 'contents is 11 images; expected up to 10'],
  ['qwen3-vl-embedding', [video, video], {}, 'contents is 2 videos; expected up to 1'],
  ['qwen3-vl-embedding', [{ images: ['https://example.com/1.png'] }], {}, 'contents is a series of images'],
  [
    'qwen3-vl-embedding',
    [{ text: 'a', ...image }],
    {},
    'contents is a content of several kinds; expected one kind in each, or enableFusion',
  ],
  ['qwen3-vl-embedding', [{ text: 'a' }], { resLevel: 1 }, 'resLevel is 1; expected none by this model'],
  [
    'qwen2.5-vl-embedding',
    [{ text: 'a' }, { text: 'b' }],
    {},
    'contents is more than one text; expected each kind once',
  ],
  [
    'multimodal-embedding-v1',
    [{ text: 'a', ...image }],
    {},
    'contents is a content of several kinds; expected one kind in each',
  ],
  ['multimodal-embedding-v1', [{ text: 'a' }], { instruct: 'b' }, 'multimodal-embedding-v1 takes no instruction'],
  [
    'multimodal-embedding-v1',
    [{ text: 'a' }],
    { enableFusion: true },
    'enableFusion is true; expected none by this model',
  ],
  ['qwen3-vl-embedding', [{ text: 'a' }], { dimension: 5 }, 'options.dimension: there is no such option'],
])('%s refuses what the service refuses, before it is asked: %#', async (model, contents, options, words) => {
  const { sent, fetch } = createService();
  const error = await failureOf(
    createQwen({ apiKey: 'sk-test', fetch }).embedContents({ model, contents, ...options }),
  );
  expect(InvalidArgumentError.isInstance(error)).toBe(true);
  expect((error as Error).message).toContain(words);
  expect(sent).toEqual([]);
});

test('texts of embedMany go to the same endpoint, in calls of as many as the model takes', async () => {
  const { sent, fetch } = createService();
  const qwen = createQwen7({ apiKey: 'sk-test', fetch });
  const values = Array.from({ length: 25 }, (_none, index) => `text ${index}`);
  const { embeddings } = await embedMany({
    model: qwen.embeddingModel('qwen3-vl-embedding', { dimensions: 256 }),
    values,
  });
  expect(embeddings).toHaveLength(25);
  expect(sent.map(({ body }) => body.input.contents.length).sort()).toEqual([20, 5]);
  expect(sent[0]!.path).toBe('/api/v1/services/embeddings/multimodal-embedding/multimodal-embedding');
  expect(sent[0]!.body.parameters).toEqual({ dimension: 256 });
});
