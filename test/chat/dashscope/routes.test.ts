import { generateText } from 'ai';
import { describe, expect, test } from 'vitest';
import { failureOf, type RecordedCall } from '../../support/recorder.js';
import { frame, nativeQwen, streamedText } from '../../support/native-service.js';

const refusal = { code: 'InvalidParameter', message: 'url error, please check url！', request_id: 'r-1' };

type Service = 'text' | 'multimodal';

const serviceOf = ({ url }: RecordedCall): Service => (url.includes('/multimodal-generation/') ? 'multimodal' : 'text');

/** A provider behind which these services refuse every model. */
function serve(...refusing: Service[]) {
  const refused = new Set(refusing);
  const { qwen, calls } = nativeQwen((call) => (refused.has(serviceOf(call)) ? refuse(call) : undefined));
  return { qwen, calls, refused, services: () => calls.map(serviceOf) };
}

function refuse({ headers }: RecordedCall): Response {
  if (headers['x-dashscope-sse'] !== 'enable') return Response.json(refusal, { status: 400 });
  return new Response(frame(refusal, { event: 'error', status: 400 }), {
    headers: { 'content-type': 'text/event-stream' },
  });
}

describe('the service of a model', () => {
  test.each<[string, Service]>([
    ['qwen-plus', 'text'],
    ['qwen3-max', 'text'],
    ['qwen3.7-max', 'text'],
    ['qwen3-8b', 'text'],
    ['qwen3-coder-plus', 'text'],
    ['qwen-mt-plus', 'text'],
    ['qwen-long', 'text'],
    ['qwen-math-plus', 'text'],
    ['qwq-plus', 'text'],
    ['deepseek-v3.2', 'text'],
    ['qwen3.5-plus', 'multimodal'],
    ['qwen3.5-397b-a17b', 'multimodal'],
    ['qwen3.6-plus', 'multimodal'],
    ['qwen3.6-27b', 'multimodal'],
    ['qwen3.7-plus', 'multimodal'],
    ['qwen3-vl-plus', 'multimodal'],
    ['qwen-vl-max-2030-01-01', 'multimodal'],
    ['qvq-max', 'multimodal'],
    ['qwen3-omni-flash', 'multimodal'],
    ['qwen-vl-ocr', 'multimodal'],
    ['qwen-plus-2030-01-01', 'text'],
    ['some-new-model', 'text'],
  ])('the native service of %s is the %s one, by the catalogue', async (model, service) => {
    const { qwen, services } = serve();
    const options = { qwen: { translationOptions: { sourceLang: 'auto', targetLang: 'English' } } };
    await generateText({
      model: qwen.dashscope(model),
      prompt: 'Hi',
      ...(/-mt-/.test(model) && { providerOptions: options }),
    });
    expect(services()).toEqual([service]);
  });
});

test('a model that the catalogue does not list is asked about media at the multimodal service', async () => {
  const { qwen, services } = serve();
  const model = qwen.dashscope('some-new-model');
  const image = { type: 'image' as const, image: new URL('https://example.com/1.png') };
  await generateText({ model, messages: [{ role: 'user', content: [image] }] });
  await generateText({ model, prompt: 'Hi' });
  expect(services()).toEqual(['multimodal', 'text']);
});

describe('"url error, please check url！"', () => {
  test('a "url error" is tried once on the other service, in its shape, and remembered', async () => {
    const { qwen, calls, services } = serve('text');
    const model = qwen.dashscope('some-new-model');
    expect((await generateText({ model, prompt: 'Hi' })).text).toBe('{"ok":true}');
    expect(services()).toEqual(['text', 'multimodal']);
    expect(calls[0]?.body.input.messages).toEqual([{ role: 'user', content: 'Hi' }]);
    expect(calls[1]?.body.input.messages).toEqual([{ role: 'user', content: [{ text: 'Hi' }] }]);

    await generateText({ model, prompt: 'Again' });
    await streamedText({ model, prompt: 'Again' });
    expect(services()).toEqual(['text', 'multimodal', 'multimodal', 'multimodal']);
  });

  test('a "url error" is remembered only for that model and that provider', async () => {
    const { qwen, services } = serve('text');
    await generateText({ model: qwen.dashscope('some-new-model'), prompt: 'Hi' });
    await generateText({ model: qwen.dashscope('another-model'), prompt: 'Hi' });
    expect(services()).toEqual(['text', 'multimodal', 'text', 'multimodal']);
    const other = serve('text');
    await generateText({ model: other.qwen.dashscope('some-new-model'), prompt: 'Hi' });
    expect(other.services()).toEqual(['text', 'multimodal']);
  });

  test('a "url error" moves a model that the catalogue has in the wrong place', async () => {
    const { qwen, services } = serve('multimodal');
    const { text } = await generateText({ model: qwen.dashscope('qwen3.6-plus'), prompt: 'Hi' });
    expect([text, services()]).toEqual(['{"ok":true}', ['multimodal', 'text']]);
  });

  test('a "url error" as an event of a stream opened with 200 stays hidden from the caller', async () => {
    const { qwen, services } = serve('text');
    const errors: unknown[] = [];
    const text = await streamedText({
      model: qwen.dashscope('qwen-plus'),
      prompt: 'Hi',
      onError: ({ error }) => void errors.push(error),
    });
    expect([text, errors]).toEqual(['{"ok":true}', []]);
    expect(services()).toEqual(['text', 'multimodal']);
  });

  test('a "url error" as a body with a bad status moves a stream', async () => {
    const { qwen, calls } = nativeQwen((call) =>
      serviceOf(call) === 'text' ? Response.json(refusal, { status: 400 }) : undefined,
    );
    expect(await streamedText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' })).toBe('{"ok":true}');
    expect(calls.map(serviceOf)).toEqual(['text', 'multimodal']);
  });

  test('a "url error" of parallel calls moves each of them once', async () => {
    const { qwen, services } = serve('text');
    const model = qwen.dashscope('some-new-model');
    const answers = await Promise.all(Array.from({ length: 5 }, () => generateText({ model, prompt: 'Hi' })));
    expect(answers.map(({ text }) => text)).toEqual(Array(5).fill('{"ok":true}'));
    expect(services().sort()).toEqual([...Array(5).fill('multimodal'), ...Array(5).fill('text')]);
    await generateText({ model, prompt: 'Hi' });
    expect(services().at(-1)).toBe('multimodal');
  });

  test('a "url error" of both services is the error, with a word on its meaning', async () => {
    const { qwen, services } = serve('text', 'multimodal');
    const error = await failureOf(generateText({ model: qwen.dashscope('some-new-model'), prompt: 'Hi' }));
    expect(error).toMatchObject({ statusCode: 400, isRetryable: false, data: { message: refusal.message } });
    expect((error as Error).message).toContain('This model has another endpoint');
    expect(services()).toHaveLength(2);
  });

  test('a "url error" of both services is forgotten: both are asked again, so that a new model is found', async () => {
    const { qwen, services, refused } = serve('text', 'multimodal');
    const model = qwen.dashscope('some-new-model');
    const ask = () => generateText({ model, prompt: 'Hi' });
    await failureOf(ask());
    await failureOf(ask());
    expect(services()).toEqual(['text', 'multimodal', 'multimodal']);
    for (const service of ['text', 'multimodal'] as const) {
      const before = services().length;
      refused.delete(service);
      expect((await ask()).text).toBe('{"ok":true}');
      expect(services().length - before).toBeLessThanOrEqual(2);
      refused.add(service);
      await failureOf(ask());
    }
  });

  test('a "url error" of parallel calls on both services is the error of each', async () => {
    const { qwen, services } = serve('text', 'multimodal');
    const ask = () => failureOf(generateText({ model: qwen.dashscope('some-new-model'), prompt: 'Hi' }));
    for (const error of await Promise.all([ask(), ask(), ask()])) expect(error).toMatchObject({ statusCode: 400 });
    expect(services().length).toBeLessThanOrEqual(6);
  });

  test('other errors are not taken for a "url error"', async () => {
    const body = { code: 'InvalidParameter', message: 'Range of max_tokens should be [1, 8192]', request_id: 'r' };
    const { qwen, calls } = nativeQwen(() => Response.json(body, { status: 400 }));
    await failureOf(generateText({ model: qwen.dashscope('some-new-model'), prompt: 'Hi' }));
    expect(calls).toHaveLength(1);
  });
});
