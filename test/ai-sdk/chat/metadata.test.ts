import { readFileSync } from 'node:fs';
import { generateText as generateText4 } from 'ai';
import { generateText as generateText7 } from 'ai7';
import { createQwen, type QwenMetadata } from 'ai-sdk-qwen';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { expect, expectTypeOf, test } from 'vitest';

/** Fields of the Responses protocol and of applications. */
type OfOthers = 'outputItems' | 'sessionId' | 'thoughts' | 'docReferences' | 'workflowMessages';

/** Every field that the chat protocols have, with a value as the service may bring it about. */
const all: Required<Omit<QwenMetadata, OfOthers>> = {
  requestId: 'request-1',
  finishReason: 'stop',
  cachedPromptTokens: 1,
  cacheWriteTokens: 2,
  reasoningTokens: 3,
  textPromptTokens: 4,
  imagePromptTokens: 5,
  videoPromptTokens: 6,
  audioPromptTokens: 7,
  textCompletionTokens: 8,
  audioCompletionTokens: 9,
  logprobs: [{ token: 'Hi', logprob: -1, topLogprobs: [] }],
  alternatives: ['Ho'],
  audio: { id: 'audio_1', expiresAt: '2026-02-02T02:40:00.000Z' },
  annotations: [{ language: 'en' }],
  imageHw: [[1, 2]],
  ocrResult: { words: ['Hi'] },
  toolInfo: [{ type: 'code_interpreter' }],
  searchResults: [{ title: 'A' }],
  extraToolInfo: [{ tool: 'weather' }],
  plugins: { search: { count: 1 } },
  deepResearch: { queries: ['a'] },
};

/** An answer from which `qwen.dashscope` makes every field. */
const answer = {
  request_id: all.requestId,
  output: {
    audio: { id: 'audio_1', expires_at: 1_770_000_000 },
    tool_info: all.toolInfo,
    search_info: { search_results: all.searchResults, extra_tool_info: all.extraToolInfo },
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: {
          content: [{ text: 'Hi', image_hw: all.imageHw, ocr_result: all.ocrResult }],
          annotations: all.annotations,
        },
        logprobs: { content: [{ token: 'Hi', logprob: -1, top_logprobs: [] }] },
        research: all.deepResearch,
      },
      { index: 1, finish_reason: 'stop', message: { content: 'Ho' } },
    ],
  },
  usage: {
    input_tokens: 22,
    prompt_tokens_details: { cached_tokens: 1, cache_creation_input_tokens: 2 },
    input_tokens_details: { text_tokens: 4, image_tokens: 5, video_tokens: 6, audio_tokens: 7 },
    output_tokens: 20,
    output_tokens_details: { reasoning_tokens: 3, text_tokens: 8, audio_tokens: 9 },
    plugins: all.plugins,
  },
};

const settings = { apiKey: 'sk-test', fetch: async () => Response.json(answer) };

test('metadata has every field of its type and no other, in AI SDK 4 and 7', async () => {
  const model = createQwen(settings).dashscope('qwen-vl-max', { n: 2 });
  const { providerMetadata } = await generateText4({ model, prompt: 'Hi' });
  const metadata = providerMetadata?.qwen as QwenMetadata | undefined;
  expect(metadata).toEqual(all);
  const later = await generateText7({ model: createQwen7(settings).dashscope('qwen-vl-max', { n: 2 }), prompt: 'Hi' });
  const same = later.providerMetadata?.qwen as QwenMetadata | undefined;
  expect(same).toEqual(all);
  expectTypeOf(same?.cachedPromptTokens).toEqualTypeOf<number | undefined>();
});

test('a field that the service did not name is absent, and not undefined', async () => {
  const fetch = async () =>
    Response.json({ id: 'chatcmpl-a', choices: [{ index: 0, finish_reason: 'stop', message: { content: 'Hi' } }] });
  const model = createQwen({ apiKey: 'sk-test', fetch })('qwen-plus');
  const { providerMetadata } = await generateText4({ model, prompt: 'Hi' });
  expect(Object.keys(providerMetadata?.qwen ?? {}).toSorted()).toEqual(['finishReason', 'requestId']);
});

test('the metadata page names every field', () => {
  const page = readFileSync(new URL('../../../docs/reference/metadata.md', import.meta.url), 'utf8');
  for (const name of [...Object.keys(all), 'outputItems']) expect(page).toContain(`\`${name}\``);
});
