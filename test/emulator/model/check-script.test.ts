import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';

describe('a scripted answer', () => {
  test.each([
    [{ txt: 'Hello.' }, 'A scripted answer has no field "txt". Its fields: text, reasoning, toolCalls, '],
    [{ text: ['Hello.'] }, '"text" of a scripted answer must be a text, given ["Hello."].'],
    [{ deltaDelay: '50' }, '"deltaDelay" of a scripted answer must be a number from 0, given 50.'],
    [{ failure: 'rate-limits' }, "The emulator knows no failure named 'rate-limits'. Known: input-inspection"],
    [{ failure: 429 }, '"failure" of a scripted answer must be the name of a failure, or an object with status'],
    [{ constructor: 'x' }, 'A scripted answer has no field "constructor".'],
    ['Hello.', 'A scripted answer must be an object, given Hello.'],
    [null, 'A scripted answer must be an object, given null.'],
  ])('the emulator refuses %j, which would not do what was meant', (answer, message) => {
    expect(() => createEmulator().answerNext(answer as never)).toThrow(message);
  });

  test('an answer with fields that are undefined is taken', () => {
    const emulator = createEmulator();
    emulator.answerNext({
      text: undefined,
      firstTokenDelay: Infinity,
      failure: { status: 418, code: null, message: '' },
    });
  });

  test('no answer is queued when one of them is refused', async () => {
    const emulator = createEmulator();
    expect(() => emulator.answerNext({ text: 'One.' }, { txt: 'Two.' } as never)).toThrow('"txt"');
    const response = await emulator.fetch('http://localhost/compatible-mode/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'qwen-plus', messages: [{ role: 'user', content: 'Hi' }] }),
    });
    expect((await response.json()).choices[0].message.content).toContain('You said: Hi');
  });
});
