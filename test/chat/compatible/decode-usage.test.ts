import { expect, test } from 'vitest';
import { decodeUsage } from '../../../src/chat/compatible/usage.js';

const none = { text: undefined, image: undefined, video: undefined, audio: undefined };

test('every count of the service has its place, and the original usage is kept', () => {
  const usage = {
    prompt_tokens: 100,
    completion_tokens: 50,
    total_tokens: 150,
    seconds: 4,
    prompt_tokens_details: {
      cached_tokens: 20,
      cache_creation_input_tokens: 30,
      cache_type: 'ephemeral',
      text_tokens: 1,
      image_tokens: 2,
      video_tokens: 3,
      audio_tokens: 4,
    },
    completion_tokens_details: { reasoning_tokens: 40, text_tokens: 5, audio_tokens: 6 },
  };
  expect(decodeUsage(usage)).toEqual({
    inputTokens: 100,
    outputTokens: 50,
    totalTokens: 150,
    cachedInputTokens: 20,
    cacheWriteTokens: 30,
    reasoningTokens: 40,
    input: { text: 1, image: 2, video: 3, audio: 4 },
    output: { ...none, text: 5, audio: 6 },
    raw: usage,
  });
});

test('tokens written to the cache may be given by their lifetime', () => {
  const written = (details: object) => decodeUsage({ prompt_tokens_details: details })?.cacheWriteTokens;
  expect(written({ cache_creation: { ephemeral_5m_input_tokens: 9 } })).toBe(9);
  expect(written({ cache_creation_input_tokens: 0, cache_creation: { ephemeral_5m_input_tokens: 9 } })).toBe(0);
});

test('usage that the service does not count is undefined, never 0 or NaN', () => {
  const empty = {
    inputTokens: undefined,
    outputTokens: undefined,
    totalTokens: undefined,
    cachedInputTokens: undefined,
    cacheWriteTokens: undefined,
    reasoningTokens: undefined,
    input: none,
    output: none,
  };
  for (const usage of [
    { prompt_tokens: null, completion_tokens: '5', total_tokens: {} },
    { prompt_tokens_details: null, completion_tokens_details: 7 },
    { prompt_tokens_details: { cached_tokens: 'many', cache_creation: 1 }, completion_tokens_details: [] },
  ]) {
    expect(decodeUsage(usage)).toEqual({ ...empty, raw: usage });
  }
});

test('usage that is not an object is ignored', () => {
  for (const usage of [null, undefined, 7, 'x', []]) expect(decodeUsage(usage)).toBeUndefined();
});

test('an empty usage object wipes no counts', () => {
  expect(decodeUsage({})).toBeUndefined();
});
