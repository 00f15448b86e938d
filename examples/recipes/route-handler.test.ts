import { createEmulator } from 'ai-sdk-qwen/emulator';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { POST } from './route-handler';

const emulator = createEmulator();

beforeAll(async () => {
  const { url } = await emulator.listen();
  vi.stubEnv('DASHSCOPE_API_KEY', 'sk-test');
  vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', `${url}/compatible-mode/v1`);
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

async function ask(question: string): Promise<string> {
  const body = JSON.stringify({ messages: [{ role: 'user', content: question }] });
  const response = await POST(new Request('http://localhost/api/chat', { method: 'POST', body }));
  return response.text();
}

test('streams an answer in the pieces in which it came', async () => {
  emulator.answerNext({ deltas: ['Light', ' scatters.'] });
  expect(await ask('Why is the sky blue?')).toContain('0:"Light"\n0:" scatters."\n');
  expect(emulator.calls).toMatchObject([{ body: { stream: true, messages: [{ content: 'Why is the sky blue?' }] } }]);
});

test('says what to do when an answer breaks off', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  emulator.answerNext({ text: 'Light scatters.', failAfter: { deltas: 1, failure: 'output-inspection' } });
  expect(await ask('Why is the sky blue?')).toContain('3:"The content filter refused the question or its answer."');
});
