import { createQwen } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { generateText } from 'ai7';
import { beforeEach, expect, test } from 'vitest';

const emulator = createEmulator();
const qwen = createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });

// The code under test. In your app it is imported, and gets the provider.
async function titleOf(article: string): Promise<string> {
  const { text } = await generateText({ model: qwen('qwen-plus'), prompt: `Find a title: ${article}` });
  return text.replace(/\.$/, '');
}

beforeEach(() => emulator.reset());

test('the app takes the full stop off a title', async () => {
  emulator.answerNext({ text: 'Rain in Hangzhou.' });
  expect(await titleOf('It has rained for days.')).toBe('Rain in Hangzhou');
});

test('the app asks for the title of the article', async () => {
  await titleOf('It has rained for days.');
  expect(emulator.calls.map((call) => call.body)).toMatchObject([
    { model: 'qwen-plus', messages: [{ role: 'user', content: 'Find a title: It has rained for days.' }] },
  ]);
});

test('the app says that there is an unpaid bill', async () => {
  emulator.failNext('arrears');
  await expect(titleOf('It has rained for days.')).rejects.toThrow('The account has an unpaid bill');
});
