import { generateText } from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { expect, test } from 'vitest';
import { imageCall } from '../../support/media-calls.js';
import { failureOf } from '../../support/recorder.js';
import { listen } from '../../support/wire-server.js';

// https://www.alibabacloud.com/help/en/model-studio/error-code: media that the service downloads must be public.

const secret = '/private/a.png?signature=secret';
const addresses = ['http://localhost:3000', 'https://192.168.0.7', 'http://[::1]', 'http://images'];
const emulator = createEmulator();
const qwen = createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });

/** A call of each kind that takes the URL of an image. */
const kinds: Record<string, (url: string) => PromiseLike<unknown>> = {
  chat: (url) => see(qwen('qwen3-vl-plus'), url),
  dashscope: (url) => see(qwen.dashscope('qwen3-vl-plus'), url),
  responses: (url) => see(qwen.responses('qwen3.7-plus'), url),
  image: (url) => qwen.image('qwen-image-edit-plus').doGenerate({ ...imageCall, files: [{ type: 'url', url }] }),
  contents: (image) => qwen.embedContents({ model: 'qwen3-vl-embedding', contents: [{ image }] }),
};

function see(model: Parameters<typeof generateText>[0]['model'], url: string) {
  const content = [{ type: 'file' as const, mediaType: 'image/png', data: new URL(url) }];
  return generateText({ model, messages: [{ role: 'user', content }], maxRetries: 0 });
}

test.each(Object.entries(kinds))(
  '%s: an image in a private network is an error before the call',
  async (_kind, ask) => {
    for (const address of addresses) {
      const before = emulator.calls.length;
      const { message } = (await failureOf(ask(address + secret))) as Error;
      expect(message).toContain(address);
      expect(message).toMatch(/its bytes|the bytes/);
      expect(message).not.toContain('secret');
      expect(emulator.calls).toHaveLength(before);
    }
    await ask('https://example.com/a.png');
    expect(emulator.calls.at(-1)).toMatchObject({ status: 200 });
  },
);

test('a server in a private network gets its own addresses', async () => {
  const { url, wires } = await listen((wire) => {
    const body = '{"choices":[{"message":{"content":"A cat"},"finish_reason":"stop"}]}';
    return wire.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  });
  for (const server of ['vllm', 'model-studio'] as const) {
    const local = createQwen({ apiKey: 'sk-test', server, baseURL: `${url}/v1` });
    await see(local('qwen3-vl-plus'), addresses[1] + secret);
  }
  expect(wires.map(({ request }) => request.includes(addresses[1] + secret))).toEqual([true, true]);
});
