import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { embed, generateText, streamText, type LanguageModelV1 } from 'ai';
import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen';
import * as entry5 from 'ai-sdk-qwen/ai5';
import * as entry6 from 'ai-sdk-qwen/ai6';
import * as entry7 from 'ai-sdk-qwen/ai7';
import { failures, type FailureName } from 'ai-sdk-qwen/emulator';
import { embed as embed6, rerank } from 'ai6';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { canary, expectNoSecret, spellings } from '../support/canary.js';
import { imageCall, videoCall } from '../support/media-calls.js';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

type Fetch = typeof globalThis.fetch;

const printed: unknown[] = [];
beforeEach(() => {
  printed.length = 0;
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...all) => void printed.push(...all));
  }
});
afterEach(() => {
  expectNoSecret(printed);
  vi.restoreAllMocks();
});

const prompt = 'Hello';
const gatewaySecret = 'gateway/+"&=9876543210';
const settings: QwenProviderSettings = { apiKey: canary, headers: { 'X-Gateway-Credential': gatewaySecret } };
const connect = (fetch: Fetch, more?: QwenProviderSettings) => createQwen({ ...settings, fetch, ...more });
const safe = <Value>(value: Value) => expectNoSecret(value, gatewaySecret);

/** The errors of a whole answer and of a stream. */
async function errorsOf(model: LanguageModelV1): Promise<unknown[]> {
  const errors = [await failureOf(generateText({ model, prompt, maxRetries: 0 }))];
  const { fullStream } = streamText({ model, prompt, maxRetries: 0 });
  for await (const part of fullStream) if (part.type === 'error') errors.push(part.error);
  return errors;
}

/** Errors of every kind of call of a provider. */
async function allErrors(fetch: Fetch, more?: QwenProviderSettings): Promise<unknown[]> {
  const qwen = connect(fetch, more);
  const qwen6 = entry6.createQwen({ ...settings, fetch, ...more });
  const maxRetries = 0;
  const documents = ['a', 'b'];
  const calls = [
    () => embed({ model: qwen.textEmbeddingModel('text-embedding-v4'), value: 'a', maxRetries }),
    () => embed({ model: qwen.dashscope.textEmbeddingModel('text-embedding-v4'), value: 'a', maxRetries }),
    () => embed6({ model: qwen6.textEmbeddingModel('text-embedding-v4'), value: 'a', maxRetries }),
    () => rerank({ model: qwen6.reranking('qwen3-rerank'), documents, query: 'a', maxRetries }),
    () => rerank({ model: qwen6.reranking('gte-rerank-v2'), documents, query: 'a', maxRetries }),
    () => generateText({ model: qwen.completion('qwen-coder-turbo'), prompt, maxRetries }),
    () => qwen.files.list(),
    () => qwen.files.upload(new Uint8Array(3), { filename: 'a.txt' }),
  ];
  const errors = await Promise.all(calls.map((call) => failureOf(call())));
  return [...errors, ...(await errorsOf(qwen('qwen-plus'))), ...(await errorsOf(qwen.dashscope('qwen-plus')))];
}

function largePicture(qwen: ReturnType<typeof createQwen>): Parameters<typeof generateText>[0] {
  const image = new Uint8Array(8 * 1024 * 1024);
  image.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return {
    model: qwen('qwen-vl-plus'),
    messages: [{ role: 'user', content: [{ type: 'image', image }] }],
    providerOptions: { qwen: { upload: 'auto' } },
  };
}

describe('no secret is in the errors of', () => {
  test('no secret is in the errors of any failure, on either protocol, though a gateway echoes the key in a header and the message', async () => {
    const names = failures.map(({ name }) => name as FailureName);
    expect(names.length).toBeGreaterThan(80);
    for (const [place, name] of names.entries()) {
      const write = Object.values(spellings)[place % Object.keys(spellings).length]!;
      const emulator = strictEmulator();
      const fetch: Fetch = async (input, init) => {
        emulator.failNext(name);
        const response = await emulator.fetch(input, init);
        const echo = JSON.stringify(write(canary) + write(gatewaySecret)).slice(1, -1);
        const text = (await response.text()).replace(/"message":\s*"/, `$&${echo} `);
        const headers = new Headers(response.headers);
        headers.set('x-echo', `Bearer ${write(canary)}`);
        return new Response(text, { status: response.status, headers });
      };
      const qwen = connect(fetch);
      for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
        const errors = await errorsOf(model);
        expect(errors.length).toBeGreaterThan(1);
        expect((errors[0] as Error).message).toContain('[redacted]');
        for (const error of errors) safe(error);
      }
    }
  }, 60_000);

  const echo = (write: (key: string) => string) => `You sent ${write(canary)} and ${write(gatewaySecret)}.`;
  const json = (write: (key: string) => string) => JSON.stringify({ detail: echo(write) });

  test.each(Object.entries(spellings))(
    'no secret is in the errors of a gateway that echoes secrets as %s, in answers of any kind',
    async (_name, write) => {
      const answers: (() => Response)[] = [
        () => new Response(echo(write), { status: 400 }),
        () => new Response(json(write), { status: 500, headers: { 'x-echo': echo(write) } }),
        () => new Response(`<html><title>${echo(write)}</title></html>`, { status: 502 }),
        () => new Response(`<html><title>${echo(write)}</title></html>`),
        () => new Response(json(write)),
        () => new Response(`{"cut": "${echo(write)}`),
        () => new Response(`data: {"cut": "${echo(write)}\n\n`, { headers: { 'content-type': 'text/event-stream' } }),
        () => Response.json({ code: write(canary), message: echo(write), request_id: write(canary) }),
        () => new Response(null, { status: 307, headers: { location: `https://example.com/?k=${write(canary)}` } }),
      ];
      for (const answer of answers) for (const error of await allErrors(async () => answer())) safe(error);
    },
  );

  test('no secret is in the errors of a fetch that throws what it was given, however deep', async () => {
    const throwing: ((init: RequestInit, url: string) => unknown)[] = [
      (init) => Object.assign(new Error('failed'), { init }),
      (init) => Object.assign(new Error('failed'), { config: { request: { options: { raw: { deep: { init } } } } } }),
      (init) =>
        Object.assign(new Error('failed'), { request: new Request('https://example.com', { headers: init.headers! }) }),
      (init) => Object.assign(new Error('failed'), { headers: new Headers(init.headers) }),
      (init) => Object.assign(new Error('failed'), { map: new Map(Object.entries(init.headers!)) }),
      (init) => Object.assign(new Error('failed'), { bytes: new TextEncoder().encode(JSON.stringify(init.headers)) }),
      (init) => new TypeError('fetch failed', { cause: new Error(JSON.stringify(init.headers)) }),
      (init) => new AggregateError([new Error(JSON.stringify(init.headers))], 'all failed'),
      (init) => ({ init }),
      (init) => JSON.stringify(init),
      (init) => Object.assign(new DOMException('too slow', 'TimeoutError'), { init }),
      (init) => Object.assign(new DOMException('ended', 'AbortError'), { cause: init }),
      (init) => {
        const circular: Record<string, unknown> = { init };
        circular.self = circular;
        return Object.assign(new Error('failed'), { circular });
      },
    ];
    for (const raise of throwing) {
      const fetch: Fetch = (input, init) => Promise.reject(raise(init!, String(input)));
      for (const error of await allErrors(fetch)) safe(error);
    }
  });

  test('no secret is in the errors of an unreachable server, or of one that redirects elsewhere', async () => {
    const server = createServer((request, response) => {
      const location = `http://localhost:1/${encodeURIComponent(request.headers.authorization ?? '')}`;
      request.resume().on('end', () => response.writeHead(307, { location, 'x-echo': canary }).end(canary));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/compatible-mode/v1`;
    for (const error of await allErrors(fetch, { baseURL })) {
      expect((error as Error).message).toContain('The server redirects to http://localhost:1. Nothing was sent there');
      safe(error);
    }
    await new Promise((resolve) => server.close(resolve));
    for (const error of await allErrors(fetch, { baseURL })) {
      expect((error as Error).message).toContain('Cannot reach 127.0.0.1');
      safe(error);
    }
  });

  test('no secret is in the errors of a key or a header that no header can carry', async () => {
    const values = [`${canary}\u0000`, `${canary}\nX-Other: 1`, `${canary}键`];
    for (const value of values) {
      for (const error of await allErrors(fetch, { apiKey: value })) safe(error);
      for (const error of await allErrors(fetch, { headers: { 'X-Secret-Of-Mine': value } })) safe(error);
      for (const error of await allErrors(fetch, { headers: { Authorization: `Basic ${value}` } })) safe(error);
    }
  });

  test('no secret is in the errors of an upload policy or the temporary store', async () => {
    const secrets = {
      policy: 'eyJwb2xpY3kiOiJvZiB0aGUgc3RvcmUifQ==',
      signature: 'c2lnbmF0dXJlK29mLw==',
      oss_access_key_id: 'LTAI-of-the-store',
    };
    const upload_host = 'https://bucket.oss-cn-beijing.aliyuncs.com';
    const data = {
      ...secrets,
      upload_host,
      upload_dir: 'dir',
      x_oss_object_acl: 'private',
      x_oss_forbid_overwrite: 'true',
    };
    const echoed = JSON.stringify({ secrets, text: encodeURIComponent(Object.values(secrets).join()) });
    const policies = [
      JSON.stringify({ data }).slice(0, -20),
      `<title>${encodeURIComponent(canary)}</title>`,
      JSON.stringify({ data, code: 'Throttling', message: 'Slow.' }),
      JSON.stringify({ data: { ...data, upload_host: 'https://example.com' } }),
      JSON.stringify({ data: { ...data, upload_dir: '' } }),
      ...[echoed, `<Error><Message>${echoed}</Message></Error>`].map(() => JSON.stringify({ data })),
    ];
    for (const policy of policies) {
      const fetch: Fetch = async (input) =>
        String(input).startsWith(upload_host)
          ? new Response(`<Error><Message>${echoed}</Message></Error>`, { status: 403 })
          : new Response(policy);
      const error = await failureOf(generateText({ ...largePicture(connect(fetch)), maxRetries: 0 }));
      expectNoSecret(error, gatewaySecret, ...Object.values(secrets));
    }
  });
});

describe('no secret is in what a call that succeeds gives back, and is sent, but', () => {
  test('a successful call gives secrets back only in the headers that they belong in', async () => {
    const emulator = strictEmulator();
    const qwen = connect(emulator.fetch);
    const qwen6 = entry6.createQwen({ ...settings, fetch: emulator.fetch });
    // An unknown option, so that there are warnings to look at.
    const providerOptions = { qwen: { enableThinkng: true } };
    for (const model of [
      qwen('qwen-plus'),
      qwen.dashscope('qwen-plus'),
      qwen.completion('qwen2.5-coder-32b-instruct'),
    ]) {
      const { text, request, response, warnings, providerMetadata } = await generateText({
        model,
        prompt,
        providerOptions,
      });
      expect(text).not.toBe('');
      expect(warnings).not.toEqual([]);
      safe({ request, response, warnings, providerMetadata });
      const streamed = streamText({ model, prompt, providerOptions });
      const parts = [];
      for await (const part of streamed.fullStream) parts.push(part);
      safe(parts);
    }
    safe(await embed({ model: qwen.textEmbeddingModel('text-embedding-v4'), value: 'a' }));
    safe(await rerank({ model: qwen6.reranking('qwen3-rerank'), documents: ['a'], query: 'a' }));
    safe(await qwen.files.upload(new Uint8Array(3), { filename: 'a.txt' }));
    safe(emulator.calls.map(({ path, body }) => ({ path, body })));
  });
});

describe('no secret that a gateway echoes in a good answer is in', () => {
  const stolen = {
    usage: { prompt_tokens: 1, completion_tokens: 1, note: canary },
    id: `chatcmpl-${canary}`,
    model: canary,
  };
  const choices = [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }];

  test('the usage of a chat, whole or streamed', async () => {
    const chunk = `data: ${JSON.stringify({ ...stolen, choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] })}\n\n`;
    const fetch: Fetch = async (_input, init) =>
      String(init?.body).includes('"stream":true')
        ? new Response(`${chunk}data: [DONE]\n\n`, { headers: { 'content-type': 'text/event-stream' } })
        : Response.json({ ...stolen, choices });
    const model = entry7.createQwen({ ...settings, fetch })('qwen-plus');
    const call = { prompt: [{ role: 'user' as const, content: [{ type: 'text' as const, text: prompt }] }] };
    const whole = await model.doGenerate(call);
    expect(whole.usage.raw).toMatchObject({ prompt_tokens: 1, note: '[redacted]' });
    safe(whole);
    const parts = [];
    for await (const part of (await model.doStream(call)).stream as unknown as AsyncIterable<unknown>) parts.push(part);
    safe(parts);
  });

  test('a task, an image or a video', async () => {
    const output = {
      task_id: 'task-1',
      task_status: 'SUCCEEDED',
      video_url: 'https://results.oss-cn-beijing.aliyuncs.com/a.mp4',
      results: [{ url: 'https://results.oss-cn-beijing.aliyuncs.com/a.png', actual_prompt: canary }],
      actual_prompt: canary,
      message: canary,
    };
    const fetch: Fetch = async (input) => {
      const url = String(input);
      if (url.includes('.oss-')) return new Response(new Uint8Array(8));
      if (url.includes('/tasks/?')) return Response.json({ data: [{ task_id: 'task-1', message: canary }] });
      return Response.json({ output, usage: { note: canary }, request_id: canary });
    };
    const qwen = entry7.createQwen({ ...settings, fetch });
    const providerOptions = { qwen: { pollInterval: 1 } };
    safe(await qwen.tasks.get('task-1'));
    safe(await qwen.tasks.wait('task-1'));
    safe(await qwen.tasks.list({ page: 1 }));
    const image = await qwen.image('wan2.2-t2i-flash').doGenerate({ ...imageCall, providerOptions });
    expect(image.images).toHaveLength(1);
    safe(image.providerMetadata);
    const video = await qwen.video('wan2.7-t2v').doGenerate({ prompt, n: 1, providerOptions } as never);
    safe(video.providerMetadata);
  });
});

test.each<[string, (qwen: entry7.QwenProvider, call: object) => PromiseLike<unknown>]>([
  ['an image', (qwen, call) => qwen.image('wan2.2-t2i-flash').doGenerate({ ...imageCall, ...call })],
  ['a video', (qwen, call) => qwen.video('wan2.7-t2v').doGenerate({ ...videoCall, ...call })],
  [
    'a transcript',
    (qwen, call) =>
      qwen.transcription('fun-asr', { url: 'https://example.com/a.wav' }).doGenerate({
        audio: new Uint8Array(),
        mediaType: 'audio/wav',
        ...call,
        providerOptions: { qwen: { pollInterval: 1 } },
      }),
  ],
  ['speech', (qwen, call) => qwen.speech('qwen3-tts-flash').doGenerate({ text: 'Hi', ...call, providerOptions: {} })],
])('no secret that a gateway echoes is in the error of %s that cannot be downloaded', async (_kind, ask) => {
  const url = 'https://gateway.example/result';
  const output = {
    task_id: 'task-1',
    task_status: 'SUCCEEDED',
    video_url: url,
    results: [{ url, transcription_url: url, subtask_status: 'SUCCEEDED' }],
    audio: { url },
    finish_reason: 'stop',
  };
  const fetch: Fetch = async (input) =>
    String(input) === url
      ? Response.json({ message: `${canary} and ${gatewaySecret}`, code: canary, request_id: canary }, { status: 403 })
      : Response.json({ output, request_id: 'r' });
  const headers = { 'x-gateway-credential': gatewaySecret };
  const providerOptions = { qwen: { pollInterval: 1 } };
  const error = await failureOf(ask(entry7.createQwen({ apiKey: canary, fetch }), { headers, providerOptions }));
  expect((error as Error).message).toContain('could not be downloaded: [redacted] and [redacted]');
  safe(error);
});

test('no secret that a gateway echoes is in the facts about speech or a transcript', async () => {
  const facts = { usage: { characters: 2, note: canary }, request_id: canary };
  const audio = { data: 'AAAA', url: '', id: canary };
  const choices = [{ message: { role: 'assistant', content: [{ text: 'Hi' }] }, finish_reason: 'stop' }];
  const fetch: Fetch = async () =>
    Response.json({ output: { audio, choices, finish_reason: 'stop' }, choices, ...facts });
  const qwen = entry7.createQwen({ ...settings, fetch });
  const spoken = await qwen.speech('qwen3-tts-flash').doGenerate({ text: 'Hi' } as never);
  safe([spoken.providerMetadata, spoken.response]);
  const heard = await qwen
    .transcription('qwen3-asr-flash', { format: 'wav' })
    .doGenerate({ audio: new Uint8Array(8), mediaType: 'audio/wav' } as never);
  expect(heard.text).toBe('Hi');
  safe([heard.providerMetadata, heard.response]);
});

// RFC 9110, 5.3: a header that comes twice is one, with a comma between the values.
test.each([
  [
    'twice',
    [
      ['authorization', 'Bearer sk-of-the-first'],
      ['authorization', 'Bearer sk-of-the-second'],
    ],
    ['sk-of-the-first', 'sk-of-the-second'],
  ],
  ['a pair', { 'x-api-key': 'alice:half-of-the-pair' }, ['half-of-the-pair']],
  [
    'a URL',
    { 'x-upstream': 'https://alice:password-of-it@host/path?sig=signature-of-it' },
    ['password-of-it', 'signature-of-it'],
  ],
  [
    'parameters',
    { authorization: 'AWS4-HMAC-SHA256 Credential=credential-of-it, Signature=signature-of-it' },
    ['credential-of-it', 'signature-of-it'],
  ],
])('a part of a header is redacted like the whole: %s', async (_name, headers, parts) => {
  const fetch: Fetch = async () => Response.json({ message: `You sent ${parts.join(' and ')}.` }, { status: 400 });
  const qwen = connect(fetch, { headers: headers as unknown as Record<string, string> });
  const error = await failureOf(generateText({ model: qwen('qwen-plus'), prompt, maxRetries: 0 }));
  expect((error as Error).message).toContain('[redacted]');
  expectNoSecret(error, ...parts);
});

describe('no secret is in a provider or a model that is printed, sent or stored', () => {
  test.each([
    ['AI SDK 4', createQwen],
    ['AI SDK 5', entry5.createQwen],
    ['AI SDK 6', entry6.createQwen],
    ['AI SDK 7', entry7.createQwen],
  ] as const)(
    'a provider or a model that is printed, sent or stored shows no secret of %s, before and after a call',
    async (_name, create) => {
      const emulator = strictEmulator();
      const qwen = create({ ...settings, fetch: emulator.fetch });
      const models = [
        qwen('qwen-plus'),
        qwen.dashscope('qwen-plus', { topK: 3 }),
        qwen.completion('qwen-coder-turbo'),
        qwen.textEmbeddingModel('text-embedding-v4'),
        ...('reranking' in qwen ? [qwen.reranking('qwen3-rerank')] : []),
      ];
      const look = () => {
        for (const one of [qwen, qwen.dashscope, qwen.files, ...models]) safe(one);
      };
      look();
      const { doGenerate } = models[0] as unknown as { doGenerate: (options: object) => Promise<unknown> };
      const user = { role: 'user', content: [{ type: 'text', text: 'Hi' }] };
      await doGenerate.call(models[0], { inputFormat: 'prompt', mode: { type: 'regular' }, prompt: [user] });
      expect(emulator.calls).toHaveLength(1);
      look();
      expect(inspect(models[0])).toContain('qwen-plus');
    },
  );
});
