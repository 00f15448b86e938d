import { embed as embed4, generateText as generateText4 } from 'ai';
import { generateText as generateText5 } from 'ai5';
import { generateText as generateText6 } from 'ai6';
import { embed as embed7, generateText as generateText7 } from 'ai7';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { costOf } from 'ai-sdk-qwen/models';
import { expect, test } from 'vitest';

globalThis.AI_SDK_LOG_WARNINGS = false;

const emulator = createEmulator({ region: 'beijing' });
const settings = { apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch } as const;
const prompt = 'What does this cost?';

// The calls are written out, so that the compiler holds `costOf` to the usage of each major.
const majors: [string, () => Promise<ReturnType<typeof costOf>>][] = [
  [
    '4',
    async () => {
      const { usage, providerMetadata } = await generateText4({ model: createQwen4(settings)('qwen-plus'), prompt });
      return costOf('qwen-plus', usage, { region: 'beijing', metadata: providerMetadata?.qwen });
    },
  ],
  [
    '5',
    async () => {
      const { usage, providerMetadata } = await generateText5({ model: createQwen5(settings)('qwen-plus'), prompt });
      return costOf('qwen-plus', usage, { region: 'beijing', metadata: providerMetadata?.qwen });
    },
  ],
  [
    '6',
    async () => {
      const { usage } = await generateText6({ model: createQwen6(settings)('qwen-plus'), prompt });
      return costOf('qwen-plus', usage, { region: 'beijing' });
    },
  ],
  [
    '7',
    async () => {
      const { usage } = await generateText7({ model: createQwen7(settings)('qwen-plus'), prompt });
      return costOf('qwen-plus', usage, { region: 'beijing' });
    },
  ],
];

// https://help.aliyun.com/zh/model-studio/model-pricing (October 2026): 0.8 for input, 2 for output, 8 with thinking.
test.each(majors)('the usage of AI SDK %s gives the cost of a call', async (_, cost) => {
  const count = { promptTokens: 10_000, completionTokens: 1_000, cachedTokens: 0, cacheWriteTokens: 0 };
  emulator.answerNext({ usage: { ...count, reasoningTokens: 0 } });
  expect(await cost()).toEqual({ amount: 0.01, currency: 'CNY', region: 'beijing', asOf: '2026-10' });

  emulator.answerNext({ usage: { ...count, reasoningTokens: 600 } });
  expect(await cost()).toMatchObject({ amount: 0.016 });

  emulator.answerNext({ usage: { ...count, cachedTokens: 5_000 } });
  expect(await cost()).toMatchObject({ amount: 0.0068 });

  emulator.answerNext({ usage: { ...count, cachedTokens: 5_000, cacheWriteTokens: 4_000 } });
  expect(await cost()).toMatchObject({ amount: 0.0072 });

  emulator.answerNext({ usage: { ...count, promptTokens: 200_000 } });
  expect(await cost()).toMatchObject({ amount: 0.5 });
});

test('the usage of an embedding gives its cost', async () => {
  const id = 'text-embedding-v4';
  const first = await embed4({ model: createQwen4(settings).textEmbeddingModel(id), value: prompt });
  const last = await embed7({ model: createQwen7(settings).embedding(id), value: prompt });
  const expected = (first.usage.tokens * 0.5) / 1_000_000;
  expect(expected).toBeGreaterThan(0);
  expect(costOf(id, first.usage, { region: 'beijing' })?.amount).toBeCloseTo(expected, 12);
  expect(costOf(id, last.usage, { region: 'beijing' })?.amount).toBeCloseTo(expected, 12);
});
