// Issue 13: failed tasks quoted in public tests and issues of 2026. Nearly any body is answered with a task.
import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import type { Json } from '../../support/emulator-requests.js';
import { finish, post } from '../../support/image-emulator-requests.js';

const VIDEO = '/services/aigc/video-generation/video-synthesis';
const FRAMES = '/services/aigc/image2video/video-synthesis';
const URL_PATTERN =
  /^https:\/\/dashscope\.aliyuncs\.com\/results\/[\w-]+\.mp4\?Expires=\d+&OSSAccessKeyId=emulator&Signature=/;

const film = (model: string, input: object = { prompt: 'A cat' }, parameters: object = {}): Json => ({
  model,
  input,
  parameters,
});
const item = (type: string, url = 'https://a.example/a') => ({ type, url });
const withMedia = (model: string, ...media: unknown[]) => film(model, { prompt: 'A cat', media });

describe('a request for a video that is wrong', () => {
  // Seen Aug 2026: the video is made from the text, and billed.
  test('a request for a video that is wrong may be taken with media that the model ignores', async () => {
    const body = withMedia('wan2.7-t2v', item('first_frame'));
    expect((await post(strictEmulator(), VIDEO, body)).status).toBe(400);
    const lenient = strictEmulator({ unknownParameters: 'warn' });
    expect((await finish(lenient, VIDEO, body)).output.task_status).toBe('SUCCEEDED');
    expect(lenient.calls[0]!.warnings).toEqual(['The model wan2.7-t2v does not support input.media, it is ignored.']);
  });
});

describe('a video', () => {
  // Recorded Apr 2026 in Beijing; the picture was longer.
  test('a video of wan2.7-i2v has its prompt, its URL and its seconds', async () => {
    const media = [item('first_frame', 'data:image/jpeg;base64,/9j/4AAQ')];
    const parameters = { resolution: '720P', duration: 5, prompt_extend: true, watermark: false };
    const json = await finish(
      strictEmulator(),
      VIDEO,
      film('wan2.7-i2v', { prompt: 'A cat blinks', media }, parameters),
    );
    expect(json).toEqual({
      request_id: expect.any(String),
      output: {
        task_id: expect.any(String),
        task_status: 'SUCCEEDED',
        submit_time: expect.any(String),
        scheduled_time: expect.any(String),
        end_time: expect.any(String),
        orig_prompt: 'A cat blinks',
        video_url: expect.stringMatching(URL_PATTERN),
      },
      usage: { duration: 5, input_video_duration: 0, output_video_duration: 5, video_count: 1, SR: 720 },
    });
  });

  const frame = { img_url: 'https://a.example/a.png' };
  test.each<[body: Json, usage: object, path?: string]>([
    [film('wan3.0-video'), { video_count: 1, duration: 5, fps: 30, SR: 1080, ratio: '16:9' }],
    [film('happyhorse-1.1-t2v', { prompt: 'A cat' }, { duration: 3 }), { duration: 3, SR: 1080, ratio: '16:9' }],
    [withMedia('wan2.7-videoedit', item('video')), { duration: 10, input_video_duration: 5, output_video_duration: 5 }],
    [film('wan2.6-t2v', { prompt: 'A cat' }, { size: '1280*720' }), { duration: 5, size: '1280*720', SR: 720 }],
    [film('wan2.6-i2v-flash', frame, { audio: false }), { audio: false, SR: 1080 }],
    [
      film('wan2.5-t2v-preview', { prompt: 'A cat' }, { duration: 10 }),
      { video_duration: 10, video_ratio: '1920*1080' },
    ],
    [film('wan2.2-i2v-flash', frame), { duration: 5, SR: 720, video_count: 1 }],
    [film('wanx2.1-t2v-turbo'), { video_duration: 5, video_ratio: 'standard', video_count: 1 }],
    [film('wan2.2-kf2v-flash', { first_frame_url: 'https://a.example/a' }), { video_duration: 5, SR: 720 }, FRAMES],
  ])('a video reports usage as its generation does: %j', async (body, usage, path = VIDEO) => {
    expect((await finish(strictEmulator(), path, body)).usage).toMatchObject(usage);
  });

  test('a video of wan2.2-animate is in results', async () => {
    const input = { image_url: 'https://a.example/a', video_url: 'https://a.example/b', watermark: true };
    const { output } = await finish(strictEmulator(), FRAMES, film('wan2.2-animate-move', input, { mode: 'wan-std' }));
    expect(output.results).toEqual({ video_url: expect.stringMatching(URL_PATTERN) });
  });

  test('a video may take files of the temporary store, of the same model', async () => {
    const emulator = strictEmulator();
    const headers = { authorization: 'Bearer sk-test' };
    const base = 'https://dashscope.aliyuncs.com/api/v1';
    const policy = await emulator.fetch(`${base}/uploads?action=getPolicy&model=wan2.7-i2v`, { headers });
    const { data } = (await policy.json()) as Json;
    const form = new FormData();
    for (const [name, value] of Object.entries({
      OSSAccessKeyId: data.oss_access_key_id,
      Signature: data.signature,
      policy: data.policy,
      key: `${data.upload_dir}/a.png`,
      'x-oss-object-acl': data.x_oss_object_acl,
      'x-oss-forbid-overwrite': data.x_oss_forbid_overwrite,
    })) {
      form.append(name, value as string);
    }
    form.append('file', new Blob(['a picture']), 'a.png');
    await emulator.fetch(data.upload_host, { method: 'POST', body: form });
    const body = withMedia('wan2.7-i2v', item('first_frame', `oss://${data.upload_dir}/a.png`));
    const resolve = { 'X-DashScope-OssResourceResolve': 'enable' };
    expect((await finish(emulator, VIDEO, body, resolve)).output.task_status).toBe('SUCCEEDED');
    const other = await finish(emulator, VIDEO, { ...body, model: 'happyhorse-1.1-i2v' }, resolve);
    expect(other.output.message).toBe(`Failed to download oss://${data.upload_dir}/a.png`);
  });
});

describe('the file of a video', () => {
  /** The boxes of an MP4 by name, those in boxes among them. */
  function boxesOf(bytes: Buffer, inside = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl'])): Map<string, Buffer> {
    const boxes = new Map<string, Buffer>();
    for (let place = 0; place < bytes.length;) {
      const length = bytes.readUInt32BE(place);
      const name = bytes.toString('latin1', place + 4, place + 8);
      const content = bytes.subarray(place + 8, place + length);
      boxes.set(name, content);
      if (inside.has(name)) for (const [inner, value] of boxesOf(content, inside)) boxes.set(inner, value);
      place += length;
    }
    return boxes;
  }

  test('the file of a video is an MP4 of H.264 with the size and the seconds that were asked for, a frame a second', async () => {
    const emulator = strictEmulator();
    const body = film('wan2.7-t2v', { prompt: 'A cat' }, { resolution: '720P', duration: 3 });
    const { output } = await finish(emulator, VIDEO, body);
    const response = await emulator.fetch(output.video_url);
    expect(response.headers.get('content-type')).toBe('video/mp4');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeLessThan(150_000);
    const boxes = boxesOf(bytes);
    const entry = boxes.get('stsd')!.subarray(8);
    expect([entry.toString('latin1', 4, 8), entry.readUInt16BE(32), entry.readUInt16BE(34)]).toEqual([
      'avc1',
      1280,
      720,
    ]);
    const header = boxes.get('mvhd')!;
    expect(header.readUInt32BE(16) / header.readUInt32BE(12)).toBe(3);
    // Each frame begins where the table says, with its length and the kind of its unit.
    const sizes = [12, 16, 20].map((place) => boxes.get('stsz')!.readUInt32BE(place));
    let place = boxes.get('stco')!.readUInt32BE(8);
    const kinds = sizes.map((size) => {
      const length = bytes.readUInt32BE(place);
      const kind = bytes[place + 4]! & 31;
      place += size;
      return [length, kind];
    });
    expect(kinds).toEqual([
      [sizes[0]! - 4, 5],
      [sizes[1]! - 4, 1],
      [sizes[2]! - 4, 1],
    ]);
    expect(place).toBe(bytes.length);
  });
});
