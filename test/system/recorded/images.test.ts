import { createQwen } from 'ai-sdk-qwen/ai6';
import { generateImage } from 'ai6';
import { expect, test } from 'vitest';
import { png } from '../../support/media-service.js';
import { describeRecorded, readRecording } from '../../support/recordings.js';

const folders = { media: 'media-image-video', native: 'dashscope-native' };

function read(folder: keyof typeof folders, name: string): any /* oxlint-disable-line typescript/no-explicit-any */ {
  return JSON.parse(readRecording(`${folders[folder]}/${name}`).replace(/^\uFEFF/, ''));
}

/** Answers requests with recorded bodies, one after the other, and results with a picture. */
function replay(...answers: object[]) {
  const bodies: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!String(input).includes('dashscope-intl')) return new Response(png());
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
    return Response.json(answers.shift());
  };
  return { qwen: createQwen({ apiKey: 'sk-test', fetch }), bodies };
}

const quick = { pollInterval: 1 };

describeRecorded('recorded images', () => {
  test('recorded images of a call that answers at once have the same request, and the answer is read', async () => {
    const name = 'qwen-image-2.0-pro-sync';
    const recorded = read('media', `${name}.request.body.json`);
    const { qwen, bodies } = replay(read('media', `${name}.response.body.txt`));
    const { providerMetadata } = await generateImage({
      model: qwen.image('qwen-image-2.0-pro'),
      prompt: recorded.input.messages[0].content[0].text,
      size: '1024x1024',
      providerOptions: { qwen: { watermark: false, promptExtend: true } },
    });
    expect(bodies).toEqual([recorded]);
    expect(providerMetadata.qwen!.images).toMatchObject([
      { expiresAt: '2026-04-24T06:36:15.000Z', usage: { height: 1024, image_count: 1, width: 1024 } },
    ]);
  });

  test('recorded images of a task have the same request, and the polls are read', async () => {
    const name = 'wan2.7-image-pro-async';
    const recorded = read('media', `${name}.1-create.request.body.json`);
    const steps = ['1-create', '2-poll-running', '3-poll-succeeded'];
    const { qwen, bodies } = replay(...steps.map((step) => read('media', `${name}.${step}.response.body.txt`)));
    const { providerMetadata } = await generateImage({
      model: qwen.image('wan2.7-image-pro'),
      prompt: recorded.input.messages[0].content[0].text,
      providerOptions: { qwen: { ...quick, async: true, size: '2K', watermark: false, thinkingMode: true } },
    });
    expect(bodies).toEqual([recorded]);
    expect(providerMetadata.qwen!.images).toMatchObject([
      { taskId: '6865087a-d275-4d2f-8933-1a5a486a4b48', usage: { size: '2048*2048', image_count: 1 } },
    ]);
  });

  test('recorded images of an older task have the same request, and equal URLs are images each', async () => {
    const recorded = read('native', 'image-synthesis-nosse.request.body.json');
    const { qwen, bodies } = replay(
      read('native', 'image-synthesis-nosse.response.body.txt'),
      read('native', 'get-task-running-nosse.response.body.txt'),
      read('media', 'get-task-image-synthesis-success-nosse.response.body.txt'),
    );
    const { images } = await generateImage({
      model: qwen.image('wanx-v1'),
      prompt: recorded.input.prompt,
      n: 4,
      size: '1024x1024',
      seed: 42,
      providerOptions: { qwen: { ...quick, style: '<sketch>' } },
    });
    expect(bodies).toEqual([recorded]);
    expect(images).toHaveLength(4);
  });

  test('recorded images of a translation have the same request', async () => {
    const recorded = read('media', 'image2image-synthesis-translation-nosse.request.body.json');
    const { image_url: url, source_lang: sourceLang, target_lang: targetLang, ext } = recorded.input;
    const { domainHint, sensitives, terminologies, config } = ext;
    const { qwen, bodies } = replay(read('media', 'image2image-synthesis-translation-nosse.response.body.txt'), {
      output: { task_id: 'one', task_status: 'SUCCEEDED', image_url: 'https://example.com/a.png' },
    });
    const options = {
      sourceLang,
      targetLang,
      domainHint,
      sensitives,
      terminologies,
      imageSegment: config.imageSegment,
    };
    await generateImage({
      model: qwen.image('qwen-mt-image'),
      prompt: { images: [url] },
      providerOptions: { qwen: { ...quick, ...options } },
    });
    expect(bodies).toEqual([recorded]);
  });

  test('recorded images of a call of qwen-image-max are read', async () => {
    const { qwen } = replay(read('native', 'multimodal-generation-image-nosse.response.body.txt'));
    const { images } = await generateImage({ model: qwen.image('qwen-image-max'), prompt: 'A cat' });
    expect(images).toHaveLength(1);
  });

  test('recorded tasks are read: a list, a refusal to cancel, and an unknown task', async () => {
    const list = await replay(read('native', 'list-task-nosse.response.body.txt')).qwen.tasks.list();
    expect(list).toMatchObject({
      tasks: [{ id: '6075262c-b56d-4968-9abf-2a9784a90f3e', status: 'SUCCEEDED', model: 'text-embedding-async-v2' }],
      total: 1,
    });
    expect(await replay(read('native', 'cancel-completed-task-nosse.response.body.txt')).qwen.tasks.cancel('one')).toBe(
      false,
    );
    const unknown = await replay(read('native', 'get-task-unknown-nosse.response.body.txt')).qwen.tasks.get('1111');
    expect(unknown.status).toBe('UNKNOWN');
  });
});
