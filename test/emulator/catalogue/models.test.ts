import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { ask, chat, image } from '../../support/emulator-requests.js';

// The pages of the models and of deep thinking of October 2026, help.aliyun.com/zh/model-studio/deep-thinking
const hybrid = ['qwen3.8-max-0902', 'qwen3.8-flash', 'qwen3.8-27b', 'qwen3.8-omni-flash', 'deepseek-v4.1-flash'];
const hybridOfOthers = ['deepseek-v4-pro-0813', 'deepseek-v4-flash-0731', 'glm-5.2', 'kimi/kimi-k2.6', 'ZHIPU/GLM-5.2'];
const thinkingOnly = ['qwen3.8-2.4t-a95b', 'qwen3.7-max-2026-05-17', 'glm-5.3', 'kimi-k3', 'kimi-k2.7-code'];
const thinkingOnlyOfOthers = ['kimi/kimi-k3', 'ZHIPU/GLM-5.3', 'MiniMax-M2.5', 'MiniMax/MiniMax-M2.7'];

describe('models of October 2026', () => {
  test.each([...hybrid, ...hybridOfOthers])('%s thinks unless told otherwise, also in the emulator', async (model) => {
    const thinks = async (more: object) => {
      const { status, json } = await ask(strictEmulator(), chat({ model, ...more }));
      return [status, 'reasoning_content' in json.choices[0].message];
    };
    expect(await thinks({})).toEqual([200, true]);
    expect(await thinks({ enable_thinking: false })).toEqual([200, false]);
  });

  test.each([...thinkingOnly, ...thinkingOnlyOfOthers])('%s always thinks, also in the emulator', async (model) => {
    expect((await ask(strictEmulator(), chat({ model }))).json.choices[0].message.reasoning_content).toBeTypeOf(
      'string',
    );
    const { json } = await ask(strictEmulator(), chat({ model, enable_thinking: false }));
    expect(json.error.message).toBe('The value of the enable_thinking parameter is restricted to True.');
  });

  test.each([
    ['qwen3.8-flash', 131_072],
    ['deepseek-v4.1-flash', 393_216],
    ['glm-5.3', 131_072],
    ['kimi-k3', 1_048_576],
    ['qwen3.5-ocr', 16_384],
  ])('%s writes at most %i tokens', async (model, max) => {
    expect((await ask(strictEmulator(), chat({ model, max_tokens: max }))).status).toBe(200);
    const { json } = await ask(strictEmulator(), chat({ model, max_tokens: max + 1 }));
    expect(json.error.message).toContain(`Range of max_tokens should be [1, ${max}]`);
  });

  test.each([
    ['qwen3.8-27b', true],
    ['qwen3.8-2.4t-a95b', false],
    ['deepseek-v4.1-flash', true],
    ['deepseek-v4-pro', false],
    ['kimi-k3', true],
    ['glm-5.3', false],
    ['qwen3.5-ocr', true],
  ])('%s sees pictures: %s', async (model, sees) => {
    const content = [{ type: 'text', text: 'What?' }, image('https://a.example/a.png')];
    const { status } = await ask(strictEmulator(), { model, messages: [{ role: 'user', content }] });
    expect(status).toBe(sees ? 200 : 400);
  });
});
