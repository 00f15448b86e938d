import { createQwen } from 'ai-sdk-qwen/ai6';
import { generateImage } from 'ai6';
import { expect, test } from 'vitest';
import { png } from '../../support/media-service.js';
import { describeRecorded, listRecordings, readRecording } from '../../support/recordings.js';

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

  test('recorded images of a call of qwen-image-max: the request is written alike, and the answer read', async () => {
    const name = 'multimodal-generation-image-nosse';
    const recorded = read('native', `${name}.request.body.json`);
    const { qwen, bodies } = replay(read('native', `${name}.response.body.txt`));
    const { negative_prompt: negativePrompt, seed } = recorded.parameters;
    const { images } = await generateImage({
      model: qwen.image('qwen-image-max'),
      prompt: recorded.input.messages[0].content[0].text,
      size: '1664x928',
      seed,
      providerOptions: { qwen: { negativePrompt, promptExtend: true, watermark: false } },
    });
    expect(bodies).toEqual([recorded]);
    expect(images).toHaveLength(1);
  });

  test('recorded images of a background: the request is written alike, and images with a title come behind those without', async () => {
    const recorded = read('media', 'background-generation-nosse.request.body.json');
    const { base_image_url: base, ref_image_url: reference, ref_prompt: prompt, ...input } = recorded.input;
    const { neg_ref_prompt: negativePrompt, ...titles } = input;
    const result = read('media', 'get-task-background-generation-success-nosse.response.body.txt');
    const { qwen, bodies } = replay(read('media', 'background-generation-nosse.response.body.txt'), result);
    const { images, providerMetadata } = await generateImage({
      model: qwen.image('wanx-background-generation-v2'),
      prompt: { text: prompt, images: [base, reference] },
      n: 2,
      providerOptions: {
        qwen: { ...quick, negativePrompt, input: titles, noise_level: 300, ref_prompt_weight: 0.5 },
      },
    });
    expect(bodies).toEqual([recorded]);
    expect(images).toHaveLength(4);
    const { results, text_results: titled } = result.output;
    const urls = providerMetadata.qwen!.images.map((image) => (image as { url: string }).url);
    expect(urls).toEqual([...results, ...titled.urls].map(({ url }) => url));
  });

  test('recorded images of a portrait in another style: the request is written alike, and the answer read', async () => {
    const recorded = read('native', 'image-generation-nosse.request.body.json');
    const { qwen, bodies } = replay(
      read('native', 'image-generation-nosse.response.body.txt'),
      read('native', 'get-task-image-generation-success-nosse.response.body.txt'),
    );
    const { images, warnings } = await generateImage({
      model: qwen.image('wanx-style-repaint-v1'),
      prompt: { images: [recorded.input.image_url] },
      providerOptions: { qwen: { ...quick, input: { style_index: recorded.input.style_index } } },
    });
    expect([bodies, images.length, warnings]).toEqual([[recorded], 1, []]);
  });

  test('a recorded policy of the temporary store is used as it is', async () => {
    const policy = read('media', 'uploads-policy-qwen-image-edit.response.body.txt');
    const forms: Record<string, string>[] = [];
    let sent: { input: { messages: [{ content: [{ image: string }] }] } } | undefined;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = String(input);
      if (url.includes('/uploads?')) return Response.json(policy);
      if (url.startsWith(policy.data.upload_host)) {
        const form = await new Response(init?.body, { headers: init?.headers }).formData();
        forms.push(Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as never);
        return new Response(null, { status: 200 });
      }
      if (!url.includes('dashscope-intl')) return new Response(png());
      sent = JSON.parse(String(init?.body));
      return Response.json(read('media', 'qwen-image-2.0-pro-sync.response.body.txt'));
    };
    await generateImage({
      model: createQwen({ apiKey: 'sk-test', fetch }).image('qwen-image-edit'),
      prompt: { text: 'Make it blue', images: [new Uint8Array(9 * 1024 * 1024).fill(1)] },
      providerOptions: { qwen: { upload: 'auto' } },
    });
    const [form] = forms;
    expect(form).toMatchObject({ policy: 'REDACTED', OSSAccessKeyId: 'LTAI_REDACTED', 'x-oss-object-acl': 'private' });
    expect(form!.key!.startsWith(`${policy.data.upload_dir}/`)).toBe(true);
    expect(sent!.input.messages[0].content[0].image).toBe(`oss://${form!.key}`);
  });

  test('recorded images and videos are all here', () => {
    const tested = [
      'background-generation',
      'get-task-background-generation-success',
      'get-task-image-synthesis-success',
      'image2image-synthesis-translation',
      'qwen-image-2.0-pro-sync',
      'uploads-policy-qwen-image-edit',
      'wan2.7-i2v-async',
      'wan2.7-image-pro-async',
    ];
    const names = listRecordings(folders.media).map((file) =>
      file.replace(/(?:-nosse)?(?:\.\d-(?:create|poll-\w+))?\.(?:request|response)\..*$/, ''),
    );
    expect([...new Set(names)].sort()).toEqual(tested);
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
