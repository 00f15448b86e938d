import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { type Json, png, send } from '../../support/emulator-requests.js';
import { readPackets } from '../../support/native-emulator-requests.js';
import {
  ASYNC,
  BASE,
  decodePng,
  draw,
  finish,
  IMAGE2IMAGE,
  post,
  SYNC,
  TEXT2IMAGE,
} from '../../support/image-emulator-requests.js';

const URL_PATTERN =
  /^https:\/\/dashscope\.aliyuncs\.com\/results\/[\w-]+\.png\?Expires=\d+&OSSAccessKeyId=emulator&Signature=/;
const url = expect.stringMatching(URL_PATTERN);

describe('images at once', () => {
  // Recorded Apr 2026 in Beijing.
  test('images at once of qwen-image-2.0-pro are parts of one choice, without a type', async () => {
    const body = draw('qwen-image-2.0-pro', 'A cat', {
      size: '1024*1024',
      n: 2,
      watermark: false,
      prompt_extend: true,
    });
    expect((await post(strictEmulator(), SYNC, body)).json).toEqual({
      output: {
        choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: [{ image: url }, { image: url }] } }],
      },
      usage: { height: 1024, image_count: 2, width: 1024 },
      request_id: expect.any(String),
    });
  });

  // Recorded Jun 2026 in Beijing.
  test('images at once of qwen-image-max come with a metric', async () => {
    const { json } = await post(strictEmulator(), SYNC, draw('qwen-image-max', 'A cat', { seed: 233 }));
    expect(json.output.task_metric).toEqual({ FAILED: 0, SUCCEEDED: 1, TOTAL: 1 });
    expect(json.usage).toEqual({ height: 928, image_count: 1, width: 1664 });
  });

  test('images at once of wan2.6-t2i are four unless told, a choice each', async () => {
    const emulator = strictEmulator();
    const { json } = await post(emulator, SYNC, draw('wan2.6-t2i'));
    expect(json.output.choices).toHaveLength(4);
    expect(json.output.choices[3].message.content).toEqual([{ image: url, type: 'image' }]);
    expect(json.usage).toMatchObject({ size: '1280*1280', image_count: 4, total_tokens: 0 });
    expect(emulator.creations).toMatchObject({ image: 1, video: 0 });
  });

  test('images at once of wan2.7-image are up to twelve where they are a sequence', async () => {
    const body = draw('wan2.7-image', 'A cat', { enable_sequential: true });
    expect((await post(strictEmulator(), SYNC, body)).json.usage.image_count).toBe(12);
    const eight = draw('wan2.7-image', 'A cat', { enable_sequential: true, n: 8 });
    expect((await post(strictEmulator(), SYNC, eight)).json.usage.image_count).toBe(8);
  });

  test('images at once of z-image-turbo have the prompt beside them', async () => {
    const { json } = await post(strictEmulator(), SYNC, draw('z-image-turbo', 'A cat'));
    expect(json.output.choices[0].message).toEqual({
      role: 'assistant',
      content: [{ image: url }, { text: 'A cat' }],
      reasoning_content: '',
    });
  });

  test('images at once of qwen-image-3.0 count what went in and what came out', async () => {
    const body = draw('qwen-image-3.0', [{ image: png(512, 512) }, { text: 'Bluer' }], { size: '1024*1024' });
    expect((await post(strictEmulator(), SYNC, body)).json.usage).toMatchObject({
      input_image_count: 1,
      output_image_count: 1,
      output_image_type: expect.stringMatching(/_1k$/),
      output_width: 1024,
    });
  });

  test('images at once and texts in turn stream, with the text "null" for no reason to stop', async () => {
    const body = draw('wan2.6-image', 'Make a story', { enable_interleave: true, stream: true });
    const headers = { 'X-DashScope-Sse': 'enable' };
    const response = await send(strictEmulator(), body, { base: BASE, path: SYNC, headers });
    const packets = readPackets(await response.text()).map(({ data }) => data.output.choices[0]);
    expect(packets.map((choice: Json) => choice.finish_reason)).toEqual(['null', 'null', 'stop']);
    expect(packets[1].message.content).toEqual([{ type: 'image', image: url }]);
  });

  test('texts in turn have as many images as the maximum says', async () => {
    const body = draw('wan2.6-image', 'Make a story', { enable_interleave: true, stream: true, max_images: 3 });
    const headers = { 'X-DashScope-Sse': 'enable' };
    const response = await send(strictEmulator(), body, { base: BASE, path: SYNC, headers });
    const parts = readPackets(await response.text()).flatMap(({ data }) => data.output.choices[0].message.content);
    expect(parts.map(({ type }: Json) => type)).toEqual(['text', 'image', 'image', 'image']);
  });

  test('images at once take scripted failures and whole responses', async () => {
    const emulator = strictEmulator();
    emulator.failNext('input-inspection');
    emulator.answerNext({ raw: { body: '{"output":{}}' } });
    expect(await post(emulator, SYNC, draw('qwen-image'))).toMatchObject({ json: { code: 'DataInspectionFailed' } });
    expect((await post(emulator, SYNC, draw('qwen-image'))).json).toEqual({ output: {} });
    expect(emulator.creations.image).toBe(0);
  });
});

describe('images of a task', () => {
  // Recorded Apr 2026 in Beijing.
  test('images of a task of wan2.7-image-pro are in choices', async () => {
    const parameters = { size: '2K', n: 1, watermark: false, thinking_mode: true };
    const json = await finish(strictEmulator(), ASYNC, draw('wan2.7-image-pro', 'A shop', parameters));
    expect(Object.keys(json.output).sort()).toEqual(
      'choices end_time finished scheduled_time submit_time task_id task_status'.split(' '),
    );
    expect(json.output.choices[0].message.content).toEqual([{ image: url, type: 'image' }]);
    expect(json.usage).toEqual({
      size: '2048*2048',
      total_tokens: 4,
      image_count: 1,
      output_tokens: 2,
      input_tokens: 2,
    });
  });

  // Recorded Mar 2024 in Beijing.
  test('images of a task of wanx-v1 are results, with counts', async () => {
    const parameters = { style: '<sketch>', size: '1024*1024', n: 4, seed: 42 };
    const json = await finish(strictEmulator(), TEXT2IMAGE, {
      model: 'wanx-v1',
      input: { prompt: 'A cat' },
      parameters,
    });
    expect(json.output.results).toEqual([{ url }, { url }, { url }, { url }]);
    expect(json.output.task_metrics).toEqual({ TOTAL: 4, SUCCEEDED: 4, FAILED: 0 });
    expect(json.usage).toEqual({ image_count: 4 });
  });

  test('images of a task of wan2.2 say how the prompt was rewritten, and may fail one by one', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ task: { failedImages: 1 } });
    const body = { model: 'wan2.2-t2i-flash', input: { prompt: 'A cat' }, parameters: { n: 2 } };
    const { output, usage } = await finish(emulator, TEXT2IMAGE, body);
    expect(output).toMatchObject({
      task_status: 'SUCCEEDED',
      results: [
        { url, orig_prompt: 'A cat', actual_prompt: expect.any(String) },
        { code: 'DataInspectionFailed', message: 'Input data may contain inappropriate content.' },
      ],
      task_metrics: { TOTAL: 2, SUCCEEDED: 1, FAILED: 1 },
    });
    expect(usage).toEqual({ image_count: 1 });
    emulator.answerNext({ task: { failedImages: 2 } });
    const all = await finish(emulator, TEXT2IMAGE, body);
    expect(all.output).toMatchObject({ task_status: 'FAILED', code: 'DataInspectionFailed' });
    expect(all.usage).toBeUndefined();
  });

  test('images of a task of wan2.2 come at once without the header for tasks', async () => {
    const body = { model: 'wan2.2-t2i-flash', input: { prompt: 'A cat' }, parameters: { n: 1 } };
    const { json } = await post(strictEmulator(), TEXT2IMAGE, body, { 'X-DashScope-Async': 'no' });
    expect(json).toMatchObject({ output: { results: [{ url }] }, usage: { image_count: 1 } });
    const wrong = { ...body, parameters: { size: '100*100' } };
    const refused = await post(strictEmulator(), TEXT2IMAGE, wrong, { 'X-DashScope-Async': 'no' });
    expect(refused).toMatchObject({ status: 400, json: { code: 'InvalidParameter' } });
  });

  test('images of a task of the editing models have their fields', async () => {
    const edit = {
      model: 'wanx2.1-imageedit',
      input: {
        function: 'description_edit_with_mask',
        prompt: 'A hat',
        base_image_url: 'https://a.example/a.png',
        mask_image_url: png(512, 512),
      },
      parameters: { n: 1 },
    };
    expect((await finish(strictEmulator(), IMAGE2IMAGE, edit)).output.results).toEqual([{ url }]);
    // Recorded Jun 2026 in Beijing.
    const translation = {
      model: 'qwen-mt-image',
      input: {
        image_url: 'https://a.example/a.webp',
        source_lang: 'zh',
        target_lang: 'en',
        ext: { domainHint: 'A shop.', sensitives: ['x'], config: { imageSegment: false } },
      },
    };
    const { output, usage } = await finish(strictEmulator(), IMAGE2IMAGE, translation);
    expect([output.image_url, usage]).toEqual([url, { image_count: 1 }]);
  });
});

describe('the file of an image', () => {
  async function download(parameters: object, prompt = 'A cat') {
    const emulator = strictEmulator();
    const { json } = await post(emulator, SYNC, draw('qwen-image-2.0', prompt, parameters));
    const response = await emulator.fetch(json.output.choices[0].message.content[0].image);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { response, bytes, image: decodePng(bytes) };
  }

  test('the file of an image is a PNG of the size that was asked for, marked as the emulator’s', async () => {
    const { response, bytes, image } = await download({ size: '1024*768', seed: 7 });
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
    expect(bytes.length).toBeLessThan(20_000);
    // The last chunk is the same in every PNG, its checksum included.
    expect(Buffer.from(bytes.subarray(-8)).toString('hex')).toBe('49454e44ae426082');
    expect([image.width, image.height, image.comment]).toEqual([1024, 768, 'Comment\0EMULATOR - NO MODEL DREW THIS']);
  });

  test('the file of an image shows the prompt, and is the same for the same seed', async () => {
    const first = await download({ size: '1024*1024', seed: 7 });
    const again = await download({ size: '1024*1024', seed: 7 });
    const other = await download({ size: '1024*1024', seed: 7 }, 'A dog');
    expect(again.bytes).toEqual(first.bytes);
    expect(other.image.pixels).not.toEqual(first.image.pixels);
  });

  test('the file of an image spells letters', async () => {
    const { image } = await download({ size: '1024*1024' }, 'I');
    const line = (y: number) => image.pixels.subarray(y * 1024, (y + 1) * 1024).join('');
    // At seven pixels a dot, "I" is a bar, a stem and a bar.
    const rows = Array.from({ length: 1024 }, (_, y) => line(y).replace(/^0+|0+$/g, ''));
    const last = rows.findLastIndex((row) => row !== '');
    expect([rows[last], rows[last - 7], rows[last - 28]].map((row) => row!.length)).toEqual([21, 7, 21]);
  });

  test('the file of an image is refused with a key, with a changed query, after its time, and under another name', async () => {
    const emulator = strictEmulator();
    const { json } = await post(emulator, SYNC, draw('wan2.7-image', 'A cat', { size: '1K' }));
    const file: string = json.output.choices[0].message.content[0].image;
    const get = async (target: string, headers = {}) => {
      const response = await emulator.fetch(target, { headers });
      return [response.status, /<Code>(\w+)/.exec(await response.text())?.[1]];
    };
    expect(await get(file, { authorization: 'Bearer sk-test' })).toEqual([403, 'AccessDenied']);
    expect(await get(file.replace('Expires=', 'Expires=9'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await get(file.replace('.png', '0.png'))).toEqual([404, 'NoSuchKey']);
    emulator.advance(24 * 3_600_000 - 60_000);
    expect((await get(file))[0]).toBe(200);
    emulator.advance(120_000);
    expect(await get(file)).toEqual([403, 'AccessDenied']);
  });
});
