import type { APICallError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen/ai6';
import { generateImage } from 'ai6';
import { describe, expect, test } from 'vitest';
import { createMediaService, failure, png, resultHost, type MediaScript } from '../support/media-service.js';
import { failureOf } from '../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

function ask(model: string, script: MediaScript = {}, options: object = {}, abortSignal?: AbortSignal, settings = {}) {
  const service = createMediaService(script);
  const qwen = createQwen({ apiKey: 'sk-test', fetch: service.fetch, ...settings });
  const providerOptions = { qwen: { pollInterval: 1, ...options } };
  const result = generateImage({
    model: qwen.image(model),
    prompt: 'A cat',
    providerOptions,
    abortSignal,
    maxRetries: 0,
  });
  return { service, result };
}

const withTask = { async: true };

describe('images', () => {
  test('images come as bytes, with their metadata', async () => {
    const { result, service } = ask('wan2.7-image', {}, withTask);
    const { image, providerMetadata } = await result;
    expect(image.uint8Array).toEqual(png());
    expect(providerMetadata.qwen).toEqual({
      images: [
        {
          url: `${resultHost}/0.png?Expires=1777012575&Signature=s`,
          expiresAt: '2026-04-24T06:36:15.000Z',
          width: 2,
          height: 1,
          taskId: 'task-1',
          requestId: 'r-2',
          usage: { image_count: 1 },
        },
      ],
    });
    expect(service.to('.png')[0]!.headers).not.toHaveProperty('authorization');
  });

  test('images that failed beside others are a warning, and stand in the metadata', async () => {
    const output = {
      results: [{ url: `${resultHost}/0.png` }, { code: 'DataInspectionFailed', message: 'Not this one.' }],
    };
    const { images, warnings, providerMetadata } = await ask('wan2.2-t2i-flash', { output }).result;
    expect(images).toHaveLength(1);
    expect(warnings).toEqual([{ type: 'other', message: 'An image is missing: Not this one.' }]);
    expect(providerMetadata.qwen).toMatchObject({
      images: [{ failures: [{ code: 'DataInspectionFailed', message: 'Not this one.' }] }],
    });
  });

  test('images with texts between them have the texts in the metadata', async () => {
    const content = [
      { type: 'text', text: 'First' },
      { type: 'image', image: `${resultHost}/0.png` },
    ];
    const output = { choices: [{ message: { content } }] };
    const { providerMetadata } = await ask('wan2.6-image', { output }, { enableInterleave: true }).result;
    expect(providerMetadata.qwen).toMatchObject({ images: [{ texts: ['First'] }] });
  });

  test('images that did not come are an error that is not retried', async () => {
    const { result } = ask('wan2.7-image', { output: { choices: [] } }, withTask);
    expect(await failureOf(result)).toMatchObject({
      message: 'The service answered without an image. (task task-1)',
      isRetryable: false,
      data: { taskId: 'task-1' },
    });
  });

  test('images of an earlier task are loaded, and nothing is created', async () => {
    const first = ask('wan2.7-image', {}, withTask);
    await first.result;
    const qwen = createQwen({ apiKey: 'sk-test', fetch: first.service.fetch });
    const { image } = await generateImage({
      model: qwen.image('wan2.7-image'),
      prompt: '',
      providerOptions: { qwen: { resume: { taskId: 'task-1' } } },
    });
    expect(image.uint8Array).toEqual(png());
    expect(first.service.created).toBe(1);
  });

  test.each([
    'http://127.0.0.1/0.png',
    'http://[::1]/0.png',
    'https://10.0.0.1/0.png',
    'http://169.254.169.254/x',
    'file:///etc/passwd',
    'http://[::ffff:7f00:1]/',
  ])('images are not loaded from %s', async (url) => {
    const { result, service } = ask(
      'wan2.7-image',
      { output: { choices: [{ message: { content: [{ image: url }] } }] } },
      withTask,
    );
    expect(((await failureOf(result)) as Error).message).toContain('an address that is not public');
    expect(service.calls.filter((call) => call.url.href.startsWith(url))).toEqual([]);
  });

  test('images are loaded from a private address where the service has one', async () => {
    const output = { choices: [{ message: { content: [{ image: 'http://127.0.0.1:8080/results/0.png' }] } }] };
    const settings = { baseURL: 'http://127.0.0.1:8080/api/v1' };
    const { image } = await ask('wan2.7-image', { output }, withTask, undefined, settings).result;
    expect(image.uint8Array).toEqual(png());
  });

  // Gateways answer so for a while; such bytes are no image.
  test.each<[string, () => Response, string]>([
    ['an empty file', () => new Response(new Uint8Array()), 'The file is empty.'],
    [
      'a page',
      () => new Response('<html></html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
      'an HTML page instead of the file',
    ],
  ])('images are loaded again where %s comes instead', async (_case, answer, words) => {
    let downloads = 0;
    const fault = (step: string) => (step === 'download' && (downloads += 1) === 1 ? answer() : undefined);
    const { image } = await ask('wan2.7-image', { fault }, withTask).result;
    expect(image.uint8Array).toEqual(png());
    const always = (step: string) => (step === 'download' ? answer() : undefined);
    const { result, service } = ask('wan2.7-image', { fault: always }, withTask);
    expect(await failureOf(result)).toMatchObject({ isRetryable: false, data: { taskId: 'task-1' } });
    await expect(result).rejects.toThrow(words);
    expect(service.created).toBe(1);
  });

  test('images are not loaded over a redirect to a private address', async () => {
    const redirect = () => new Response(null, { status: 302, headers: { location: 'http://127.0.0.1/x' } });
    const { result } = ask(
      'wan2.7-image',
      { fault: (step) => (step === 'download' ? redirect() : undefined) },
      withTask,
    );
    expect(((await failureOf(result)) as Error).message).toContain('an address that is not public');
  });
});

describe('a creation', () => {
  test('a creation whose answer is lost says that a task may exist, and how to look', async () => {
    const { result } = ask('wan2.7-image', { fault: (step) => (step === 'create' ? 'lose' : undefined) }, withTask);
    const error = (await failureOf(result)) as APICallError;
    expect(error.isRetryable).toBe(false);
    expect(error.message).toMatch(
      /Cannot reach .*The task's id is not known\. It may exist and be billed\..*tasks\.list/,
    );
  });

  test('a creation of an answer without a task says that the work may be billed', async () => {
    const { result } = ask('qwen-image-2.0', { fault: (step) => (step === 'create' ? 'lose' : undefined) });
    expect(await failureOf(result)).toMatchObject({ isRetryable: false });
    expect(((await failureOf(result)) as Error).message).toContain('async: true to make a task');
  });

  test.each([
    ['429', () => failure(429, 'Throttling.RateQuota', 'Too fast.'), true],
    ['503', () => failure(503, 'ModelUnavailable', 'Busy.'), false],
    ['500', () => failure(500, 'InternalError', 'Oh.'), false],
    ['400', () => failure(400, 'InvalidParameter', 'No.'), false],
    [
      'a refused connection',
      () => new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) }),
      true,
    ],
    [
      'a reset',
      () => new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNRESET' }) }),
      false,
    ],
    ['an answer without an id', () => Response.json({ output: {} }), false],
  ])(
    'a creation that ends in %s is retryable: only if it was surely not accepted',
    async (_case, fault, isRetryable) => {
      const { result } = ask('wan2.7-image', { fault: (step) => (step === 'create' ? fault() : undefined) }, withTask);
      expect(await failureOf(result)).toMatchObject({ name: 'AI_APICallError', isRetryable });
    },
  );

  test('a creation that is aborted says that a task may exist', async () => {
    const controller = new AbortController();
    const fault = (step: string) => {
      if (step === 'create') setTimeout(() => controller.abort(), 5);
      return step === 'create' ? ('hang' as const) : undefined;
    };
    const error = await failureOf(ask('wan2.7-image', { fault }, withTask, controller.signal).result);
    expect(error).toMatchObject({ name: 'AbortError' });
    expect((error as Error).message).toContain('It may exist and be billed.');
  });
});

describe('an abort', () => {
  test.each([
    ['cancels a task that is pending', ['PENDING'], /was still pending and has been canceled: it is not billed/],
    [
      "says that a task that runs can't be stopped",
      ['RUNNING'],
      /is running and cannot be stopped. It is billed if it succeeds: providerOptions\.qwen\.resume: /,
    ],
  ])('an abort %s', async (_case, statuses, words) => {
    const controller = new AbortController();
    const fault = (step: string) => void (step === 'poll' && setTimeout(() => controller.abort(), 5));
    const { result, service } = ask('wan2.7-image', { statuses, fault }, withTask, controller.signal);
    const error = await failureOf(result);
    expect(error).toMatchObject({ name: 'AbortError', taskId: 'task-1' });
    expect((error as Error).message).toMatch(words);
    expect(service.canceled).toEqual(statuses[0] === 'PENDING' ? ['task-1'] : []);
  });

  test('an abort while images are loaded says that they are made', async () => {
    const controller = new AbortController();
    const fault = (step: string) => {
      if (step === 'download') setTimeout(() => controller.abort(), 5);
      return step === 'download' ? ('hang' as const) : undefined;
    };
    const error = await failureOf(ask('wan2.7-image', { fault }, withTask, controller.signal).result);
    expect(error).toMatchObject({ name: 'AbortError', taskId: 'task-1' });
    expect((error as Error).message).toContain('They exist and are billed');
  });
});
