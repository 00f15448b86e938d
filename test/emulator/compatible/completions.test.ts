import { describe, expect, test } from 'vitest';
import { ask, dataLines, send } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const path = '/completions';
const fill = {
  model: 'qwen-coder-turbo',
  prompt: '<|fim_prefix|>def f(x):<|fim_suffix|>return y<|fim_middle|>',
};

describe('completions', () => {
  test('completions echo the text before and after the gap', async () => {
    const { json } = await ask(strictEmulator(), fill, { path });
    expect(json).toMatchObject({
      object: 'text_completion',
      model: 'qwen-coder-turbo',
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          logprobs: null,
          text:
            ' # This is the ai-sdk-qwen emulator, not a model. It was given 9 characters and 8 ' +
            'characters after the gap.',
        },
      ],
    });
    expect(json.usage.total_tokens).toBe(json.usage.prompt_tokens + json.usage.completion_tokens);
  });

  test('completions take a plain prompt and the model of older configurations', async () => {
    const { json } = await ask(strictEmulator(), { model: 'qwen-turbo', prompt: 'Once upon', max_tokens: 4 }, { path });
    expect(json.choices[0]).toMatchObject({ text: ' # This is the', finish_reason: 'length' });
  });

  test('completions stream the same text in the same shape', async () => {
    const body = { ...fill, stream: true, stream_options: { include_usage: true }, stop: ['not'] };
    const chunks = dataLines(await (await send(strictEmulator(), body, { path })).text());
    expect(chunks.at(-1)).toBe('[DONE]');
    expect(chunks.at(-2)).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) } });
    expect(chunks.at(-3).choices[0]).toMatchObject({ text: '', finish_reason: 'stop' });
    expect(
      chunks
        .slice(0, -2)
        .map((chunk) => chunk.choices[0].text)
        .join(''),
    ).toBe(' # This is the ai-sdk-qwen emulator, ');
  });

  test.each([
    [{ prompt: ['a'] }, "'prompt' must be String"],
    [{ temperature: 2 }, 'Temperature should be in [0.0, 2.0)'],
    [{ suffix: 'x' }, /^Unknown parameter: 'suffix'/],
  ])('completions refuse %j', async (more, message) => {
    const { status, json } = await ask(strictEmulator(), { ...fill, ...more }, { path });
    expect([status, json.error.message]).toEqual([
      400,
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });
});
