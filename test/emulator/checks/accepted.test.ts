import { describe, expect, test } from 'vitest';
import { call, user, schema, sees } from '../../../src/command/verify/refusals/case.js';
import { ask, chat, image, png, tool } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('what the emulator lets through', () => {
  const accepted: [string, Record<string, unknown>][] = [
    [
      'every sampling parameter at once',
      chat({
        temperature: 0,
        top_p: 1,
        top_k: 0,
        repetition_penalty: 1.1,
        presence_penalty: -2,
        frequency_penalty: 0.5,
        max_tokens: 32_768,
        seed: 2 ** 31 - 1,
        stop: ['\n\n'],
        n: 1,
      }),
    ],
    ['null for a parameter that is not set', chat({ top_k: null, stop: null, tools: null, tool_choice: null })],
    ['token ids as stop', chat({ stop: [[37_763, 367]] })],
    ['fields of other clients', chat({ user: 'u', metadata: { sessionId: '1' }, store: false, logit_bias: {} })],
    ['thinking without a stream on a newer model', chat({ model: 'qwen3-max', enable_thinking: true })],
    ['a dated id of a family', chat({ model: 'qwen3-max-2025-09-23' })],
    [
      'required tools on a newer model',
      chat({ model: 'qwen3.6-plus', enable_thinking: false, tool_choice: 'required', tools: [tool('now')] }),
    ],
    [
      'web search with its options',
      chat({ enable_search: true, search_options: { search_strategy: 'max', forced_search: true } }),
    ],
    ['an image by URL', sees({ type: 'text', text: 'What?' }, image('https://a.example/a.png', { max_pixels: 4_096 }))],
    ['four frames', sees({ type: 'video', video: Array.from({ length: 4 }, () => png(20, 20)), fps: 2 })],
    [
      'an empty tool result',
      chat({
        messages: [
          user,
          { role: 'assistant', content: '', tool_calls: [call] },
          { role: 'tool', tool_call_id: 'call_1', content: '' },
        ],
      }),
    ],
    [
      'a cache marker on a part',
      chat({
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello', cache_control: { type: 'ephemeral' } }] }],
      }),
    ],
    [
      'reasoning of an earlier turn',
      chat({
        messages: [user, { role: 'assistant', content: 'Hi', reasoning_content: 'They greet me.' }, user],
      }),
    ],
    [
      'JSON without the word where the schema is given',
      chat({ response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } } }),
    ],
  ];
  test.each(accepted)('the emulator accepts %s', async (_, body) => {
    expect(await ask(strictEmulator(), body)).toMatchObject({
      status: 200,
      json: { object: 'chat.completion' },
    });
  });

  test('the emulator accepts a key of the region that is asked, and any key where no region is known', async () => {
    const beijing = { key: 'sk-beijing-demo', base: 'https://dashscope.aliyuncs.com/compatible-mode/v1' };
    expect((await ask(strictEmulator(), chat(), beijing)).status).toBe(200);
    const loopback = { key: 'sk-beijing-demo', base: 'http://127.0.0.1:4010/compatible-mode/v1' };
    expect((await ask(strictEmulator(), chat(), loopback)).status).toBe(200);
    expect((await ask(strictEmulator({ region: 'singapore' }), chat(), loopback)).status).toBe(401);
  });

  test('the emulator accepts models that only one region has, there', async () => {
    const virginia = { base: 'https://dashscope-us.aliyuncs.com/compatible-mode/v1' };
    expect((await ask(strictEmulator(), chat({ model: 'qwen-plus-us' }), virginia)).status).toBe(200);
  });
});
