import { chatModels, costOf, priceOf } from 'ai-sdk-qwen/models';
import { describe, expect, test } from 'vitest';
import { cachePrices } from '../../src/catalogue/cache-prices.js';
import { chatPrices } from '../../src/catalogue/chat-prices.js';
import { embeddingModels } from '../../src/catalogue/embeddings.js';
import { imageModels } from '../../src/catalogue/images.js';
import { imagePrices, speechPrices, transcriptionPrices, videoPrices } from '../../src/catalogue/media-prices.js';
import { rerankingModels } from '../../src/catalogue/rerankers.js';
import { specialPrices } from '../../src/catalogue/special-prices.js';
import { speechModels } from '../../src/catalogue/speech.js';
import { thirdPartyPrices } from '../../src/catalogue/third-party-prices.js';
import { transcriptionModels } from '../../src/catalogue/transcription.js';
import { videoModels } from '../../src/catalogue/videos.js';

// Expected amounts are worked out by hand from https://help.aliyun.com/zh/model-studio/model-pricing (October 2026).

const beijing = { region: 'beijing' };
const singapore = { region: 'singapore' };
const tokens = (inputTokens: number, outputTokens: number, more: object = {}) => ({
  inputTokens,
  outputTokens,
  ...more,
});
const amount = (...call: Parameters<typeof costOf>) => costOf(...call)?.amount;
const tokenPrices = [...chatPrices, ...specialPrices, ...thirdPartyPrices];

describe('tokens', () => {
  test.each([
    ['qwen3-max', 32_000, 0.08 + 0.01],
    ['qwen3-max', 32_001, 0.128_004 + 0.016],
    ['qwen3-max', 128_000, 0.512 + 0.016],
    ['qwen3-max', 128_001, 0.896_007 + 0.028],
    ['qwen3-max', 256_000, 1.792 + 0.028],
    ['qwen-flash', 128_000, 0.0192 + 0.0015],
    ['qwen-flash', 128_001, 0.076_800_6 + 0.006],
    ['qwen-flash', 256_001, 0.307_201_2 + 0.012],
    ['qwen3-coder-plus', 1_000_000, 20 + 0.2],
    ['qwen-max', 30_000, 0.072 + 0.0096],
  ])('%s with %i input tokens costs by the tier of that request', (model, input, expected) => {
    expect(amount(model, tokens(input, 1_000), beijing)).toBeCloseTo(expected, 10);
  });

  test('usage and metadata may be null, as a database gives them back', () => {
    expect(costOf('qwen-plus', null, beijing)).toBeUndefined();
    expect(amount('qwen-plus', tokens(1_000, 1_000), { ...beijing, metadata: null })).toBe(0.0028);
  });

  test('a request longer than the last tier has no price', () => {
    expect(costOf('qwen3-max', tokens(256_001, 1), beijing)).toBeUndefined();
    expect(priceOf('qwen3-max', { region: 'beijing', inputTokens: 256_001 })).toBeUndefined();
  });

  test('the result names its currency, region and age', () => {
    expect(costOf('qwen-plus', tokens(1_000_000, 0), singapore)).toEqual({
      amount: 8.807,
      currency: 'CNY',
      region: 'singapore',
      asOf: '2026-10',
    });
  });

  test('thinking makes the output dearer where the page has two prices', () => {
    expect(amount('qwen-plus', tokens(1_000, 1_000), beijing)).toBe(0.0028);
    const thought = tokens(1_000, 1_000, { reasoningTokens: 400 });
    expect(amount('qwen-plus', thought, beijing)).toBe(0.0088);
    expect(amount('qwen-plus', thought, { ...beijing, thinking: false })).toBe(0.0028);
    expect(amount('qwen3-max', thought, beijing)).toBe(0.0125);
  });

  test('a batch costs half, and its cache saves nothing', () => {
    const usage = tokens(100_000, 10_000, { cachedInputTokens: 90_000 });
    expect(amount('qwen-plus', usage, { ...beijing, batch: true })).toBe((0.08 + 0.02) / 2);
    expect(amount('text-embedding-v4', { tokens: 1_000_000 }, { ...beijing, batch: true })).toBe(0.25);
    expect(amount('qwen-image', { images: 1 }, { ...beijing, batch: true })).toBeUndefined();
  });

  test('embeddings and rankings cost by their tokens', () => {
    expect(amount('text-embedding-v4', { tokens: 2_000 }, beijing)).toBe(0.001);
    expect(amount('qwen3-rerank', { tokens: 1_000_000 }, singapore)).toBe(0.749_42);
  });

  test.each([
    ['a model outside the list', 'my-tuned-model', tokens(1, 1), beijing],
    ['a model without a price there', 'qwen-long', tokens(1, 1), singapore],
    ['a region without a list', 'qwen-plus', tokens(1, 1), { region: 'virginia' }],
    ['no usage', 'qwen-plus', undefined, beijing],
    ['no counts', 'qwen-plus', {}, beijing],
    ['no count of the output', 'qwen-plus', { inputTokens: 1 }, beijing],
    ['counts that are not numbers', 'qwen-plus', { promptTokens: Number.NaN, completionTokens: Number.NaN }, beijing],
    ['a name of every object', 'constructor', tokens(1, 1), beijing],
    ['a region by the name of a method', 'qwen-plus', tokens(1, 1), { region: 'toString' }],
  ])('%s gives no amount', (_, model, usage, options) => {
    expect(costOf(model, usage, options)).toBeUndefined();
  });
});

// https://help.aliyun.com/zh/model-studio/context-cache (October 2026)
describe('the cache', () => {
  test('a token from the implicit cache costs a fifth', () => {
    // The example of the page: half of the input from the cache makes 60 % of the price.
    expect(amount('qwen-plus', tokens(10_000, 0, { cachedInputTokens: 5_000 }), beijing)).toBe(0.008 * 0.6);
  });

  test('the cached tokens count for the tier', () => {
    const usage = tokens(130_000, 0, { cachedInputTokens: 100_000 });
    expect(amount('qwen-plus', usage, beijing)).toBeCloseTo((30_000 + 20_000) * 2.4e-6, 12);
  });

  test('a token of an explicit cache costs 125 % when written and a tenth when read', () => {
    // The example of the page: 1,200 tokens are in the cache, and 300 are added.
    const usage = tokens(1_510, 0, { inputTokenDetails: { cacheReadTokens: 1_200, cacheWriteTokens: 300 } });
    expect(amount('qwen-plus', usage, beijing)).toBeCloseTo((10 + 375 + 120) * 0.8e-6, 12);
    const hit = tokens(1_210, 0, { cachedInputTokens: 1_200 });
    expect(amount('qwen-plus', hit, { ...beijing, cache: 'explicit' })).toBeCloseTo((10 + 120) * 0.8e-6, 12);
    expect(amount('qwen-plus', hit, { ...beijing, metadata: { cacheWriteTokens: 0 } })).toBeCloseTo(130 * 0.8e-6, 12);
  });

  test.each([
    ['kimi-k3', 20 * 0.1],
    ['glm-5.3', 8 * 0.25],
    ['glm-5.1', 8 * 0.2],
    ['kimi/kimi-k2.6', 6.5 * 0.169],
    ['qwen3.8-omni-flash', 0.1],
  ])('%s has its own price for tokens from the cache', (model, perMillion) => {
    const usage = tokens(200_000, 0, { cachedInputTokens: 200_000 });
    expect(amount(model, usage, beijing)).toBeCloseTo(perMillion / 5, 12);
  });

  test('a model whose price for cached tokens stands only in the console has none here', () => {
    const cached = tokens(2_000, 10, { cachedInputTokens: 1_024 });
    expect(amount('qwen3.8-max', cached, beijing)).toBeUndefined();
    expect(amount('qwen3.8-max', cached, { ...beijing, cache: 'explicit' })).toBeUndefined();
    expect(amount('qwen3.8-max', tokens(1_000, 1_000), beijing)).toBe(0.048);
    expect(amount('kimi/kimi-k2.7-code', cached, beijing)).toBeUndefined();
  });
});

describe('pictures, videos and sound', () => {
  test('pictures cost by their number', () => {
    expect(amount('qwen-image', { images: 3 }, beijing)).toBe(0.75);
    expect(amount('qwen-image-2.0', { images: 1 }, singapore)).toBe(0.256_873);
    expect(amount('z-image-turbo', { images: 1 }, beijing)).toBe(0.1);
    expect(amount('z-image-turbo', { images: 1, promptExtend: true }, beijing)).toBe(0.2);
    expect(amount('qwen-image', { images: 1, promptExtend: true }, beijing)).toBe(0.25);
  });

  test('some pictures cost by their resolution, and with the pictures that are passed in', () => {
    expect(amount('qwen-image-3.0-pro', { images: 2, resolution: '2K', inputImages: 3 }, beijing)).toBe(1.06);
    expect(amount('qwen-image-3.0-pro', { images: 2, resolution: '1K' }, beijing)).toBe(0.5);
    expect(amount('qwen-image-3.0-pro', { images: 2 }, beijing)).toBeUndefined();
    expect(amount('qwen-image-3.0', { images: 1, inputImages: 1 }, beijing)).toBe(0.2);
  });

  test('videos cost by their seconds and resolution', () => {
    expect(amount('wan2.7-t2v', { seconds: 5, resolution: '720P' }, beijing)).toBe(3);
    expect(amount('happyhorse-1.1-t2v', { seconds: 5, resolution: '1080P' }, beijing)).toBe(6);
    expect(amount('wan2.7-t2v', { seconds: 5, resolution: '480P' }, beijing)).toBeUndefined();
    expect(amount('wan2.7-t2v', { seconds: 5 }, beijing)).toBeUndefined();
    expect(amount('wan2.7-t2v', { resolution: '720P' }, beijing)).toBeUndefined();
  });

  test('a video without sound is cheaper where the page says so', () => {
    const video = { seconds: 4, resolution: '1080P' };
    expect(amount('wan2.6-i2v-flash', video, beijing)).toBe(2);
    expect(amount('wan2.6-i2v-flash', { ...video, audio: false }, beijing)).toBe(1);
    expect(amount('wan2.6-i2v', { ...video, audio: false }, beijing)).toBe(4);
  });

  test('the seconds of input videos are billed where the page says so', () => {
    const video = { seconds: 5, resolution: '720P' };
    expect(amount('wan2.7-r2v', { ...video, inputSeconds: 8 }, beijing)).toBe(6);
    expect(amount('wan2.7-videoedit', { ...video, inputSeconds: 8 }, beijing)).toBe(7.8);
    expect(amount('wan2.7-videoedit', { ...video, inputSeconds: 0 }, beijing)).toBe(3);
    expect(amount('wan2.7-videoedit', video, beijing)).toBeUndefined();
    expect(amount('wan2.7-t2v', { ...video, inputSeconds: 8 }, beijing)).toBe(3);
  });

  test('speech costs by its characters, and recordings by their seconds', () => {
    expect(amount('qwen3-tts-flash', { characters: 5_000 }, beijing)).toBe(0.4);
    expect(amount('fun-asr', { seconds: 3_600 }, beijing)).toBe(0.792);
    expect(amount('qwen3-asr-flash', { seconds: 60 }, singapore)).toBe(0.0156);
    expect(amount('qwen-audio-3.1-asr-flash', tokens(1_000_000, 0), beijing)).toBe(0.8);
    expect(amount('qwen3-tts-flash', { seconds: 5_000 }, beijing)).toBeUndefined();
  });
});

describe('the price of a model', () => {
  test('the price of a million tokens is that of the lowest tier without thinking', () => {
    expect(priceOf('qwen-plus', beijing)).toEqual({
      input: 0.8,
      output: 2,
      currency: 'CNY',
      region: 'beijing',
      asOf: '2026-10',
    });
    expect(priceOf('qwen-plus', { ...beijing, thinking: true, inputTokens: 200_000 })).toMatchObject({
      input: 2.4,
      output: 24,
    });
    expect(priceOf('qwen-image', beijing)).toBeUndefined();
  });
});

describe('the lists', () => {
  test('a model is priced once, and is in the catalogue', () => {
    const known = new Set<string>([
      ...chatModels.map(({ id }) => id),
      ...[embeddingModels, imageModels, videoModels, rerankingModels, speechModels, transcriptionModels].flatMap(
        (models) => Object.keys(models),
      ),
    ]);
    const lists = [tokenPrices, imagePrices, videoPrices, speechPrices, transcriptionPrices];
    const ids = lists.flatMap((rows) => rows.flatMap((row) => [...row.ids]));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...ids, ...Object.keys(cachePrices)].filter((id) => !known.has(id))).toEqual([]);
  });

  test('tiers rise in length and never fall in price', () => {
    for (const { ids, beijing: inBeijing = [], singapore: inSingapore = [] } of tokenPrices) {
      for (const tiers of [inBeijing, inSingapore]) {
        for (const [index, tier] of tiers.entries()) {
          const [thousands, input, output, thinking = output] = tier;
          const [shorter, cheaper, less, lessThinking = less] = tiers[index - 1] ?? [0, 0, 0];
          const rises = thousands > shorter && input >= cheaper && output >= less && thinking >= lessThinking;
          expect(rises && thinking >= output, `${ids[0]} ${tier.join(' ')}`).toBe(true);
        }
      }
    }
  });
});
