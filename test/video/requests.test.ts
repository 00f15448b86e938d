import { createQwen } from 'ai-sdk-qwen/ai6';
import { describe, expect, test } from 'vitest';
import { videoCall } from '../support/media-calls.js';
import { createMediaService } from '../support/media-service.js';

// Facts: the pages of wan and happyhorse of Model Studio, 2026. The service takes almost any request for a video, and
// refuses it in a task that fails.

type Call = Partial<Parameters<ReturnType<ReturnType<typeof createQwen>['video']>['doGenerate']>[0]>;

function ask(model: string, call: Call = {}, options: object = {}) {
  const service = createMediaService();
  const qwen = createQwen({ apiKey: 'sk-test', fetch: service.fetch });
  const providerOptions = { qwen: { pollInterval: 1, ...options } };
  return { service, result: qwen.video(model).doGenerate({ ...videoCall, ...call, providerOptions }) };
}

async function sent(model: string, call: Call = {}, options: object = {}) {
  const { service, result } = ask(model, call, options);
  const { warnings } = await result;
  const { url, body, headers } = service.calls[0]!;
  return { path: url.pathname.replace('/api/v1/services/aigc/', ''), body, headers, warnings };
}

const image = { type: 'url' as const, url: 'https://example.com/cat.png' };
const last = { type: 'url' as const, url: 'https://example.com/dog.png' };
const video = { type: 'url' as const, url: 'https://example.com/cat.mp4' };
const audio = { type: 'url' as const, url: 'https://example.com/cat', mediaType: 'audio/mpeg' };

describe('a request', () => {
  test('a video from text has a class of resolution and a ratio', async () => {
    const { path, body, headers, warnings } = await sent(
      'wan2.7-t2v',
      { resolution: '1280x720', duration: 5, seed: 7 },
      { negativePrompt: 'dogs', watermark: false, audioUrl: 'https://example.com/a.mp3' },
    );
    expect([path, headers['x-dashscope-async'], warnings]).toEqual(['video-generation/video-synthesis', 'enable', []]);
    expect(body).toEqual({
      model: 'wan2.7-t2v',
      input: { prompt: 'A cat', negative_prompt: 'dogs', audio_url: 'https://example.com/a.mp3' },
      parameters: { watermark: false, resolution: '720P', ratio: '16:9', duration: 5, seed: 7 },
    });
  });

  test.each<[string, string, Call, object[]]>([
    ['an image', 'wan2.7-i2v', { image }, [{ type: 'first_frame', url: image.url }]],
    [
      'two frames, of which the AI SDK puts the first into the prompt as well',
      'wan2.7-i2v',
      {
        image,
        frameImages: [
          { image, frameType: 'first_frame' },
          { image: last, frameType: 'last_frame' },
        ],
      },
      [
        { type: 'first_frame', url: image.url },
        { type: 'last_frame', url: last.url },
      ],
    ],
    ['a clip to continue', 'wan2.7-i2v', { inputReferences: [video] }, [{ type: 'first_clip', url: video.url }]],
    [
      'a sound beside an image',
      'wan2.7-i2v',
      { image, inputReferences: [audio] },
      [
        { type: 'first_frame', url: image.url },
        { type: 'driving_audio', url: audio.url },
      ],
    ],
    [
      'references',
      'wan2.7-r2v',
      { inputReferences: [image, video] },
      [
        { type: 'reference_image', url: image.url },
        { type: 'reference_video', url: video.url },
      ],
    ],
    [
      'a video to edit',
      'wan2.7-videoedit',
      { inputReferences: [video, image] },
      [
        { type: 'video', url: video.url },
        { type: 'reference_image', url: image.url },
      ],
    ],
  ])('a request lists the media of %s', async (_case, model, call, media) => {
    expect((await sent(model, call)).body.input.media).toEqual(media);
  });

  test('a request names a document by its type, or by the end of its URL', async () => {
    const named = { type: 'url' as const, url: 'https://example.com/story.pdf' };
    const typed = { type: 'url' as const, url: 'https://example.com/1', mediaType: 'application/pdf' };
    for (const file of [named, typed]) {
      const { body } = await sent('wan3.0-video', { inputReferences: [file] });
      expect(body.input.media).toEqual([{ type: 'file', url: file.url }]);
    }
  });

  test('a request lists the media as the caller does', async () => {
    const media = [{ type: 'reference_image', url: 'oss://a.png', reference_voice: 'https://example.com/a.mp3' }];
    const { body, headers } = await sent('wan2.7-r2v', {}, { media });
    expect(body.input.media).toEqual(media);
    expect(headers['x-dashscope-ossresourceresolve']).toBe('enable');
  });

  test('a request of an older model has width and height, and a field for its image', async () => {
    const text = await sent('wan2.6-t2v', { resolution: '1280x720' });
    expect(text.body.parameters).toEqual({ size: '1280*720' });
    expect((await sent('wan2.6-t2v', { aspectRatio: '9:16' })).body.parameters).toEqual({ size: '1080*1920' });
    const file = { type: 'file' as const, mediaType: 'image/png', data: Uint8Array.of(1, 2) };
    const begun = await sent('wan2.6-i2v-flash', { image: file, resolution: '1280x720', generateAudio: false });
    expect(begun.body).toEqual({
      model: 'wan2.6-i2v-flash',
      input: { prompt: 'A cat', img_url: 'data:image/png;base64,AQI=' },
      parameters: { resolution: '720P', audio: false },
    });
    const references = await sent('wan2.6-r2v', { inputReferences: [video, image] });
    expect(references.body.input.reference_urls).toEqual([video.url, image.url]);
  });

  test('a request of first and last frames goes to another path', async () => {
    const frameImages = [
      { image, frameType: 'first_frame' as const },
      { image: last, frameType: 'last_frame' as const },
    ];
    const { path, body } = await sent('wan2.2-kf2v-flash', { image, frameImages });
    expect(path).toBe('image2video/video-synthesis');
    expect(body.input).toEqual({ prompt: 'A cat', first_frame_url: image.url, last_frame_url: last.url });
  });

  test('a request of wan2.2-animate has its mode, and its watermark beside its media', async () => {
    const { path, body } = await sent(
      'wan2.2-animate-mix',
      { prompt: undefined, image, inputReferences: [video] },
      { watermark: true },
    );
    expect(path).toBe('image2video/video-synthesis');
    expect(body).toEqual({
      model: 'wan2.2-animate-mix',
      input: { image_url: image.url, video_url: video.url, watermark: true },
      parameters: { mode: 'wan-std' },
    });
  });

  test('a request takes fields of its input as the service names them', async () => {
    const input = { function: 'image_reference', ref_images_url: [image.url] };
    const { body } = await sent('wanx2.1-vace-plus', {}, { input, obj_or_bg: ['obj'] });
    expect(body).toEqual({
      model: 'wanx2.1-vace-plus',
      input: { prompt: 'A cat', ...input },
      parameters: { obj_or_bg: ['obj'] },
    });
  });
});

test.each<[string, string, Call, string]>([
  ['the frame rate', 'wan2.7-t2v', { fps: 24 }, 'fps'],
  ['sound that is always there', 'wan2.7-t2v', { generateAudio: false }, 'generateAudio'],
  ['sound that is never there', 'wan2.2-t2v-plus', { generateAudio: true }, 'generateAudio'],
  ['a ratio of a video that begins with an image', 'wan2.7-i2v', { image, aspectRatio: '1:1' }, 'aspectRatio'],
  ['a size that is rounded', 'wan2.7-i2v', { image, resolution: '640x360' }, 'resolution'],
  [
    'a ratio beside a size that has another',
    'wan2.6-t2v',
    { resolution: '1920x1080', aspectRatio: '1:1' },
    'aspectRatio',
  ],
  [
    'a size beside a ratio that it does not have',
    'wan2.7-t2v',
    { resolution: '1920x1080', aspectRatio: '1:1' },
    'resolution',
  ],
  ['a prompt of a model that takes none', 'wan2.2-animate-mix', { image, inputReferences: [video] }, 'prompt'],
  [
    'sound of a model that has no such switch',
    'wan2.2-animate-mix',
    { prompt: undefined, image, inputReferences: [video], generateAudio: true },
    'generateAudio',
  ],
])('a video call warns about %s', async (_case, model, call, feature) => {
  const { warnings } = await sent(model, call);
  expect(warnings).toMatchObject([{ type: 'unsupported', feature }]);
});

test.each<[string, string, object, string]>([
  ['wan2.6-t2v', '1920x1080', { resolution: '720P' }, 'providerOptions.qwen.resolution'],
  ['wan2.7-t2v', '1920x1080', { resolution: '720P' }, 'resolution'],
])('a video of %s warns about a size and a class that differ', async (model, resolution, options, feature) => {
  const { warnings } = await sent(model, { resolution: resolution as `${number}x${number}` }, options);
  expect(warnings).toMatchObject([{ type: 'unsupported', feature }]);
});

test('a video call warns that its images are not sent where the option media lists others', async () => {
  const media = [{ type: 'first_frame', url: last.url }];
  const { warnings, body } = await sent('wan2.7-i2v', { image }, { media });
  expect(body.input.media).toEqual(media);
  expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'image' }]);
});

const dataURL = 'data:audio/mpeg;base64,AAAA';

// The service creates the task, and reports only then that it cannot load them.
test.each<[string, string, Call, object, string]>([
  ['a sound in a data URL', 'wan2.7-t2v', {}, { audioUrl: dataURL }, 'audioUrl is "data:audio/mpeg'],
  ['a sound without a protocol', 'wan2.7-t2v', {}, { audioUrl: 'a.mp3' }, 'audioUrl is "a.mp3"'],
  [
    'a voice in a data URL',
    'wan2.7-r2v',
    {},
    { media: [{ type: 'reference_image', url: image.url, reference_voice: dataURL }] },
    'reference_voice is "data:audio/mpeg',
  ],
  [
    'a video in a data URL without a type',
    'wan2.7-videoedit',
    {},
    { media: [{ type: 'video', url: 'data:application/octet-stream;base64,AAAA' }] },
    'video is "data:application',
  ],
  [
    'a reference in a data URL of a video',
    'wan2.7-r2v',
    { inputReferences: [{ type: 'url', url: 'data:video/mp4;base64,AAAA' }] },
    {},
    'reference_video is "data:video/mp4',
  ],
  [
    'a document for a model without documents',
    'wan2.7-r2v',
    { inputReferences: [{ ...last, mediaType: 'application/pdf' }] },
    {},
    'media is file',
  ],
  ['a length that is not a number', 'wan2.7-t2v', { duration: NaN }, {}, 'duration is NaN; expected whole seconds'],
  ['a part of a second', 'wan2.7-t2v', { duration: 2.5 }, {}, 'duration is 2.5; expected whole seconds'],
  ['zero videos', 'wan2.7-t2v', { n: 0 }, {}, 'n is 0; expected 1'],
  ['a size of nothing', 'wan2.7-t2v', { resolution: '0x0' }, {}, 'resolution is 0x0; expected width and height'],
])('a video call refuses %s before anything is sent', async (_case, model, call, options, message) => {
  const { service, result } = ask(model, call, options);
  await expect(result).rejects.toThrow(message);
  expect(service.calls).toEqual([]);
});
