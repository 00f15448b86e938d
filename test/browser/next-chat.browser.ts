import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startEmulator, type RemoteEmulator } from '../../examples/runner/emulator.js';
import { testChat } from './chat.js';
import { runExample } from './example.js';

const messageOf = (text: string) => ({ id: 'one', role: 'user', content: text, parts: [{ type: 'text', text }] });

testChat('next-chat', messageOf);

// In this file, because an app is installed in one place.
describe('npm run example', () => {
  let emulator: RemoteEmulator;

  beforeAll(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.stop());

  const ask = async (url: string) => {
    const question = { messages: [messageOf('Hello')], model: 'qwen-plus', thinking: false, tools: false };
    const response = await fetch(`${url}/api/chat`, { method: 'POST', body: JSON.stringify(question) });
    return response.text();
  };

  test('npm run example serves an app for development on its own emulator', async () => {
    await runExample(['next-chat'], {}, async ({ url, printed }) => {
      expect(printed).toContain(`next-chat is at ${url}\nIt talks to the emulator`);
      expect(await (await fetch(url)).text()).toContain('Ask anything');
      expect(await ask(url)).toContain('-qwen emulator');
    });
    expect(await emulator.calls()).toEqual([]);
  }, 240_000);

  test('npm run example lets an app talk to the service when there is a key, and starts no emulator', async () => {
    // An emulator stands for the service here: it is where the environment says that the service is.
    await runExample(['next-chat'], emulator.environment, async ({ url, printed }) => {
      expect(printed).toContain(`next-chat is at ${url}\nIt talks to Alibaba Cloud Model Studio`);
      expect(await ask(url)).toContain('-qwen emulator');
    });
    expect(await emulator.calls()).toHaveLength(1);
  }, 240_000);
});
