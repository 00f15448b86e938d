// The form of OpenAI (documentation of Sep 2026), and hosts of a Token Plan (public issues of Aug and Sep 2026).
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { send } from '../../support/emulator-requests.js';
import { ASYNC, draw, SYNC, TASK } from '../../support/image-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const workspace = 'https://ws-1.cn-beijing.maas.aliyuncs.com';
const plan = 'https://token-plan.cn-beijing.maas.aliyuncs.com';
const planKey = 'sk-sp-test';

async function ask(
  body: object,
  { host = workspace, path = '/images/generations', key = 'sk-test', headers = {} } = {},
) {
  const emulator = strictEmulator();
  const base = `${host}${path.startsWith('/services') ? '/api/v1' : '/compatible-mode/v1'}`;
  const response = await send(emulator, body, { base, path, key, headers });
  return { emulator, status: response.status, json: await response.json() };
}

describe('POST /images/generations', () => {
  test('answers a client of OpenAI with a URL of each picture', async () => {
    const emulator = strictEmulator();
    const client = new OpenAI({
      apiKey: 'sk-test',
      baseURL: `${workspace}/compatible-mode/v1`,
      fetch: emulator.fetch as typeof globalThis.fetch,
    });
    const { created, data } = await client.images.generate({
      model: 'qwen-image-3.0',
      prompt: 'A cat',
      n: 2,
      size: '1024x1024',
    });
    expect([typeof created, data!.length, emulator.creations.image]).toEqual(['number', 2, 1]);
    const file = await emulator.fetch(data![0]!.url!);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  test('POST /images/generations takes the options of qwen beside the prompt, and pictures to edit', async () => {
    const image = ['https://a.example/a.png', 'https://a.example/b.png'];
    const { status, json } = await ask({
      model: 'qwen-image-2.1-pro',
      prompt: 'Make it blue',
      image,
      size: 'auto',
      watermark: false,
      prompt_extend: true,
    });
    expect([status, json.usage]).toEqual([200, expect.objectContaining({ input_image_count: 2 })]);
  });

  test.each<[string, object, number, string]>([
    ['another model', { model: 'wan2.7-image' }, 400, 'url error, please check url！'],
    ['a model that is not known', { model: 'qwen-image-9' }, 404, 'The model qwen-image-9 does not exist'],
    ['no prompt', { prompt: undefined }, 400, 'Field required: prompt'],
    ['an empty list of pictures', { image: [] }, 400, "'image' must be a URL or a list of URLs"],
    ['null for a picture', { image: null }, 400, "'image' must be a URL or a list of URLs"],
    ['a size with an asterisk', { size: '1024*1024' }, 400, "'size' must be like 1024x1024, or auto"],
    ['too small a size', { size: '16x16' }, 400, 'Image area must be between 262144'],
    ['seven pictures', { n: 7 }, 400, 'num_images_per_prompt must be between 1 and 6'],
  ])('POST /images/generations refuses %s in the form of OpenAI', async (_case, more, status, message) => {
    const answer = await ask({ model: 'qwen-image-3.0', prompt: 'A cat', ...more });
    expect([answer.status, answer.json.error.message.slice(0, message.length)]).toEqual([status, message]);
    expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', code: expect.any(String) });
    expect(answer.emulator.creations.image).toBe(0);
  });
});

describe('the host of a Token Plan', () => {
  const onPlan = { host: plan, key: planKey };

  test('the host of a Token Plan takes keys of the plan, and other hosts do not', async () => {
    const body = draw('wan2.7-image', 'A cat', { size: '1K' });
    expect((await ask(body, { ...onPlan, path: SYNC })).status).toBe(200);
    expect((await ask(body, { ...onPlan, path: SYNC, key: 'sk-test' })).status).toBe(401);
    expect((await ask(body, { path: SYNC, key: planKey })).status).toBe(401);
  });

  test.each<[string, object, string, object, number, string]>([
    ['a task', draw('wan2.7-image'), ASYNC, TASK, 403, 'current user api does not support asynchronous calls'],
    ['another model', draw('qwen-image-max'), SYNC, {}, 404, 'Model not exist.'],
  ])('the host of a Token Plan refuses %s', async (_case, body, path, headers, status, message) => {
    const answer = await ask(body, { ...onPlan, path, headers });
    expect([answer.status, answer.json.message.slice(0, message.length)]).toEqual([status, message]);
  });

  test('the host of a Token Plan has no endpoint of OpenAI for pictures, but draws in a chat', async () => {
    const elsewhere = await ask({ model: 'qwen-image-3.0', prompt: 'A cat' }, onPlan);
    expect([elsewhere.status, elsewhere.json.error.message.slice(0, 9)]).toEqual([400, 'url error']);
    const chat = (size: string) => ({
      model: 'wan2.7-image',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'A cat' }] }],
      parameters: { size },
    });
    const path = '/chat/completions';
    const small = await ask(chat('768*768'), { ...onPlan, path });
    expect(small.json.output.choices[0].message.content[0]).toEqual({ image: expect.any(String), type: 'image' });
    expect(small.json.usage.size).toBe('768*768');
    // Seen: no error, and the size is the usual one.
    expect((await ask(chat('768x768'), { ...onPlan, path })).json.usage.size).toBe('2048*2048');
  });

  test('the host of a Token Plan refuses a content that is a text, as every host does', async () => {
    const body = { model: 'wan2.7-image', messages: [{ role: 'user', content: 'A cat' }] };
    for (const where of [onPlan, {}]) {
      const { status, json } = await ask(body, { ...where, path: '/chat/completions' });
      expect([status, json.error.message]).toEqual([400, 'Input should be a valid list: input.messages.0.content']);
    }
  });
});
