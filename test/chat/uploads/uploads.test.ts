import { InvalidPromptError } from '@ai-sdk/provider';
import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen';
import { generateText, streamText, type CoreMessage, type ImagePart } from 'ai';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createUploadService, formOf, key, policy, storeHost } from '../../support/upload-service.js';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Script = Parameters<typeof createUploadService>[0];

function connect(script?: Script, settings: QwenProviderSettings = { region: 'singapore' }) {
  const service = createUploadService(script);
  const qwen = createQwen({ apiKey: key, fetch: service.fetch, ...settings });
  const stored = () => service.calls.filter(({ url }) => url.origin === storeHost);
  return { ...service, qwen, stored };
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function picture(size: number, seed = 0): Uint8Array {
  const bytes = new Uint8Array(size).fill(seed);
  bytes.set(pngStart);
  return bytes;
}

const large = picture(8 * 1024 * 1024);
const image = (bytes: Uint8Array, more: Partial<ImagePart> = {}): ImagePart => ({
  type: 'image',
  image: bytes,
  ...more,
});
const ask = (...parts: Extract<CoreMessage, { role: 'user' }>['content'] & object): CoreMessage[] => [
  { role: 'user', content: [{ type: 'text', text: 'What is this?' }, ...parts] },
];
const auto = { qwen: { upload: 'auto' } };

describe("an image of 8 MB with upload: 'auto'", () => {
  test("an image of 8 MB with upload: 'auto' goes into the temporary store and is sent by its oss URL, with the header that resolves it", async () => {
    const { qwen, calls, chats, to, stored } = connect();
    const result = await generateText({
      model: qwen('qwen-vl-plus'),
      messages: ask(image(large)),
      providerOptions: auto,
    });
    expect(result.text).toBe('Read.');
    expect(result.warnings).toEqual([]);
    expect(calls.map(({ method, url }) => `${method} ${url.host}${url.pathname}`)).toEqual([
      'GET dashscope-intl.aliyuncs.com/api/v1/uploads',
      'POST dashscope-file-mgr.oss-cn-beijing.aliyuncs.com/',
      'POST dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions',
    ]);
    expect(calls[0]!.url.search).toBe('?action=getPolicy&model=qwen-vl-plus');
    const { url } = chats()[0].messages[0].content[1].image_url;
    expect(url).toMatch(/^oss:\/\/dashscope-instant\/account\/2026-03-01\/one\/[\w-]+\.png$/);
    expect(`oss://${formOf(stored()[0]!)[3]!.value}`).toBe(url);
    expect(formOf(stored()[0]!).at(-1)).toMatchObject({ name: 'file', type: 'image/png' });
    expect(to('POST', '/chat/completions')[0]!.headers['x-dashscope-ossresourceresolve']).toBe('enable');
    expect(chats()[0]).not.toHaveProperty('upload');
  });

  test("an image of 8 MB with upload: 'auto' is read by the native protocol and in streams", async () => {
    const { qwen, chats, to } = connect();
    await generateText({ model: qwen.dashscope('qwen-vl-plus'), messages: ask(image(large)), providerOptions: auto });
    expect(chats()[0].input.messages[0].content[1].image).toMatch(/^oss:/);
    expect(chats()[0].parameters).not.toHaveProperty('upload');
    expect(to('POST', '/generation')[0]!.headers['x-dashscope-ossresourceresolve']).toBe('enable');
    const stream = streamText({
      model: qwen('qwen-vl-plus', { upload: 'auto' }),
      messages: ask(image(large)),
      onError: () => {},
    });
    await stream.consumeStream();
    expect(chats()[1].messages[0].content[1].image_url.url).toBe(chats()[0].input.messages[0].content[1].image);
  });

  test("an image of 8 MB with upload: 'auto' keeps its options and its place among smaller ones", async () => {
    const { qwen, chats } = connect();
    const options = { providerOptions: { qwen: { maxPixels: 4096 } } };
    await generateText({
      model: qwen('qwen-vl-plus'),
      messages: ask(image(picture(20)), image(large, options), image(picture(20, 1))),
      providerOptions: auto,
    });
    expect(chats()[0].messages[0].content).toMatchObject([
      { type: 'text' },
      { image_url: { url: expect.stringMatching(/^data:image\/png;base64,/) } },
      { image_url: { url: expect.stringMatching(/^oss:/) }, max_pixels: 4096 },
      { image_url: { url: expect.stringMatching(/^data:image\/png;base64,/) } },
    ]);
  });
});

describe('the same large file', () => {
  const call = ({ qwen }: ReturnType<typeof connect>, model = 'qwen-vl-plus', headers?: Record<string, string>) =>
    generateText({ model: qwen(model), messages: ask(image(large)), providerOptions: auto, headers, maxRetries: 0 });

  test('the same large file is uploaded once for all calls of a model, at once or later', async () => {
    const service = connect();
    await Promise.all([call(service), call(service)]);
    await call(service);
    expect(service.stored()).toHaveLength(1);
    const urls = service.chats().map((body) => body.messages[0].content[1].image_url.url);
    expect(new Set(urls).size).toBe(1);
  });

  test('the same large file is uploaded for each model and each account, to which the store ties it', async () => {
    const service = connect();
    await call(service);
    await call(service, 'qwen3-vl-plus');
    await call(service, 'qwen-vl-plus', { Authorization: 'Bearer sk-of-another-account' });
    expect(service.stored()).toHaveLength(3);
    expect(
      service
        .to('GET', '/uploads')
        .map(({ url, headers }) => `${url.searchParams.get('model')} ${headers.authorization}`),
    ).toEqual([
      `qwen-vl-plus Bearer ${key}`,
      `qwen3-vl-plus Bearer ${key}`,
      'qwen-vl-plus Bearer sk-of-another-account',
    ]);
    for (const { headers, text } of service.stored())
      expect(JSON.stringify(headers) + text.slice(0, 4000)).not.toContain('sk-');
  });

  test('the same large file is uploaded anew after 47 hours, before the store drops it', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const service = connect();
    await call(service);
    vi.setSystemTime(47 * 3_600_000 - 1);
    await call(service);
    expect(service.stored()).toHaveLength(1);
    vi.setSystemTime(47 * 3_600_000);
    await call(service);
    expect(service.stored()).toHaveLength(2);
  });

  test('the same large file is uploaded anew after a failure', async () => {
    const service = connect(({ url }, { calls }) =>
      url.origin === storeHost && calls.length === 2 ? new Response('', { status: 503 }) : undefined,
    );
    await expect(call(service)).rejects.toMatchObject({ statusCode: 503, isRetryable: true });
    await call(service);
    expect(service.stored()).toHaveLength(2);
  });

  test('the same large file is uploaded once without Web Cryptography (Node 18)', async () => {
    vi.stubGlobal('crypto', undefined);
    const service = connect();
    await call(service);
    await call(service);
    expect(service.stored()).toHaveLength(1);
  });
});

describe('without need', () => {
  test("small files and files by URL are sent as they are with upload: 'auto'", async () => {
    const { qwen, calls } = connect();
    await generateText({
      model: qwen('qwen-vl-plus'),
      messages: ask(image(picture(20)), { type: 'image', image: new URL('https://example.com/a.png') }),
      providerOptions: auto,
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]!.headers).not.toHaveProperty('x-dashscope-ossresourceresolve');
  });

  test('a data URL of just the allowed length stays, one byte more is uploaded', async () => {
    const head = 'data:video/mp4;base64,';
    const most = Math.floor((10_485_760 - head.length) / 4) * 3;
    for (const [size, uploads] of [
      [most, 0],
      [most + 1, 1],
    ] as const) {
      const { qwen, stored } = connect();
      const video = { type: 'file' as const, data: new Uint8Array(size), mimeType: 'video/mp4' };
      await generateText({ model: qwen('qwen-vl-max'), messages: ask(video), providerOptions: auto });
      expect(stored()).toHaveLength(uploads);
      if (uploads > 0)
        expect(formOf(stored()[0]!).at(-1)).toMatchObject({
          type: 'video/mp4',
          filename: expect.stringMatching(/\.mp4$/),
        });
    }
  });
});

test('a large data URL that comes as a URL is decoded and uploaded', async () => {
  const { qwen, chats, stored } = connect();
  const model = qwen('qwen-vl-plus', { upload: 'auto' });
  const url = (body: string, head = 'data:image/png;base64,') => new URL(head + body);
  const call = (data: URL) =>
    model.doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [{ type: 'image', image: data }] }],
    });
  await call(url('QUJD'.repeat(2_700_000)));
  expect(formOf(stored()[0]!).at(-1)!.value).toBe('ABC'.repeat(2_700_000));
  await call(url('a%20'.repeat(2_700_000), 'data:image/svg+xml,'));
  expect(formOf(stored()[1]!).at(-1)).toMatchObject({ type: 'image/svg+xml', value: 'a '.repeat(2_700_000) });
  expect(chats()[1].messages[0].content[0].image_url.url).toMatch(/^oss:/);
  await expect(call(url('!'.repeat(11_000_000)))).rejects.toThrow('needs an upload, but its data is not valid base64');
});

describe('what cannot be uploaded', () => {
  test('a large file without the upload option is an error that names it', async () => {
    const { qwen, calls } = connect();
    const error: unknown = await generateText({ model: qwen('qwen-vl-plus'), messages: ask(image(large)) }).catch(
      (reason: unknown) => reason,
    );
    expect(InvalidPromptError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain("Set providerOptions.qwen.upload: 'auto'");
    expect(calls).toHaveLength(0);
  });

  test('another value of the upload option is an error', async () => {
    const { qwen } = connect();
    const call = generateText({
      model: qwen('qwen-vl-plus'),
      prompt: 'Hi',
      providerOptions: { qwen: { upload: 'always' } },
    });
    await expect(call).rejects.toThrow(/upload.*"always".*'auto'/);
  });

  test('an upload for a server that has no store is an error', async () => {
    const { qwen, calls } = connect(undefined, { baseURL: 'http://localhost:8000/v1' });
    const call = generateText({ model: qwen('qwen2.5-vl'), messages: ask(image(large)), providerOptions: auto });
    await expect(call).rejects.toThrow('Pass its URL as baseURL.dashscope if it does.');
    expect(calls).toHaveLength(0);
  });

  test('a large file is not uploaded when the service names a foreign host', async () => {
    const { qwen, calls } = connect(({ url }) =>
      url.pathname.endsWith('/uploads')
        ? Response.json({ data: { ...policy, upload_host: 'https://aliyuncs.com.example.com' } })
        : undefined,
    );
    const call = generateText({ model: qwen('qwen-vl-plus'), messages: ask(image(large)), providerOptions: auto });
    await expect(call).rejects.toThrow('Nothing was sent there');
    expect(calls).toHaveLength(1);
  });
});
