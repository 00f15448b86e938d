import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { majors } from '../../support/majors/index.js';

describe.each(majors)('$name and an application', ({ connect }) => {
  const setUp = () => {
    const emulator = createEmulator({ unknownParameters: 'refuse' });
    return { emulator, qwen: connect({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch }, 'application') };
  };

  test('an answer is the same whole and streamed, with thinking, and nothing sent is ignored', async () => {
    const { emulator, qwen } = setUp();
    const ask = { prompt: 'Hello', system: 'Be short.', options: { enableThinking: true } };
    const whole = await qwen.whole(ask);
    expect(whole.steps).toEqual([
      {
        text: 'This is the ai-sdk-qwen emulator, not a model. You said: Hello',
        reasoning: expect.stringContaining('does not think'),
        finishReason: 'stop',
      },
    ]);
    const { result, errors, kinds } = await qwen.stream(ask);
    expect(errors).toEqual([]);
    expect(result).toEqual(whole);
    expect(kinds).toEqual(['reasoning', 'text', 'finish']);
    expect(emulator.calls.map(({ status, warnings }) => [status, warnings])).toEqual([
      [200, []],
      [200, []],
    ]);
  });

  test('pages that the text refers to are sources', async () => {
    const { emulator, qwen } = setUp();
    const sources = [{ title: 'Tides', url: 'https://a.example/tides' }];
    emulator.answerNext({ text: 'Twice a day.', sources }, { text: 'Twice a day.', sources });
    const expected = [{ id: '1', ...sources[0] }];
    expect((await qwen.whole({ prompt: 'Tides?' })).sources).toEqual(expected);
    expect((await qwen.stream({ prompt: 'Tides?' })).result?.sources).toEqual(expected);
  });
});
