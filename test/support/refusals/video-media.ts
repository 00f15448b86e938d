import { image, rowsOf, times, video } from './refusal.js';
import { film, FRAMES, item, VIDEO, withMedia } from './video-request.js';

const combination = 'This combination of media types is not supported: ';
const link = (type: string) => ({ options: { media: [item(type)] } });

/** A type of media that a model does not take. */
const type = (model: string, given: string, call: object, types: string, accepted: string) => ({
  rule: 'video-media-type' as const,
  model,
  planner: { ...call, says: ['media', given, types] as [string, string, string] },
  service: {
    path: VIDEO,
    body: withMedia(model, item(given)),
    message: `Input should be ${accepted}: input.media.0.type`,
  },
});

/** Media that a model does not take together. */
const media = (
  rule: 'video-media-count' | 'video-media-combination' | 'video-first-frame-only' | 'video-modes',
  model: string,
  given: string[],
  [says, accepted]: [string, string],
  message: string,
) => ({
  rule,
  model,
  planner: {
    options: { media: given.map((name) => item(name)) },
    says: ['media', says, accepted] as [string, string, string],
  },
  service: { path: VIDEO, body: withMedia(model, ...given.map((name) => item(name))), message },
});

/** Media of a video. They are refused in a task that fails. Words of the service: public tests and issues of 2026. */
export const videoMedia = rowsOf('video', [
  {
    rule: 'video-field-required',
    model: 'wan2.7-i2v',
    planner: { says: ['media', 'empty', 'a first_frame or a first_clip'] },
    service: { path: VIDEO, body: film('wan2.7-i2v'), message: 'Field required: input.media' },
  },
  {
    rule: 'video-field-required',
    model: 'happyhorse-1.1-i2v',
    planner: { says: ['media', 'empty', 'a first_frame'] },
    service: { path: VIDEO, body: film('happyhorse-1.1-i2v'), message: 'Field required: input.media' },
  },
  {
    rule: 'video-field-required',
    model: 'wan2.6-i2v-flash',
    planner: { says: ['media', 'empty', 'one image (prompt.image), which the video begins with'] },
    service: { path: VIDEO, body: film('wan2.6-i2v-flash'), message: 'Field required: input.img_url' },
  },
  {
    rule: 'video-field-required',
    model: 'wan2.2-kf2v-flash',
    planner: { says: ['media', 'empty', 'a first_frame, and a last_frame at most'] },
    service: { path: FRAMES, body: film('wan2.2-kf2v-flash'), message: 'Field required: input.first_frame_url' },
  },
  {
    rule: 'video-field-required',
    model: 'wan2.6-r2v',
    planner: { says: ['media', 'empty', '1 to 5 inputReferences'] },
    service: { path: VIDEO, body: film('wan2.6-r2v'), message: 'Field required: input.reference_urls' },
  },
  {
    rule: 'video-field-required',
    model: 'wan2.2-animate-move',
    planner: { call: { image }, says: ['media', 'first_frame', 'one image and one video'] },
    service: {
      path: FRAMES,
      body: film('wan2.2-animate-move', { image_url: image.url }, { mode: 'wan-std' }),
      message: 'Field required: input.video_url',
    },
  },
  {
    rule: 'video-field-required',
    model: 'wanx2.1-vace-plus',
    planner: { says: ['input.function', 'missing', 'image_reference, video_repainting, video_edit'] },
    service: { path: VIDEO, body: film('wanx2.1-vace-plus'), message: 'Field required: input.function' },
  },
  {
    rule: 'video-field-required',
    model: 'wan2.7-i2v',
    planner: {
      options: { media: [{ image: image.url }] },
      says: ['providerOptions.qwen.media', '[{"image":"https://a.example/a.png"}]', 'an array of { type, url }'],
    },
    service: {
      path: VIDEO,
      body: withMedia('wan2.7-i2v', { image: image.url }),
      message: 'Field required: input.media.0.url & Field required: input.media.0.type',
    },
  },
  {
    rule: 'video-media-list',
    model: 'wan2.7-i2v',
    planner: {
      options: { media: image.url },
      says: ['providerOptions.qwen.media', '"https://a.example/a.png"', 'an array of { type, url }'],
    },
    service: {
      path: VIDEO,
      body: film('wan2.7-i2v', { media: image.url }),
      message: 'Input should be a valid list: input.media',
    },
  },
  type(
    'wan2.7-i2v',
    'image',
    link('image'),
    'first_frame, last_frame',
    "'first_frame', 'last_frame', 'driving_audio' or 'first_clip'",
  ),
  type(
    'wan2.7-r2v',
    'last_frame',
    link('last_frame'),
    'reference_image, reference_video',
    "'reference_image', 'reference_video' or 'first_frame'",
  ),
  type(
    'wan2.7-videoedit',
    'first_frame',
    { call: { image, inputReferences: [video] } },
    'video, reference_image',
    "'video' or 'reference_image'",
  ),
  type('happyhorse-1.1-i2v', 'reference_image', { call: { inputReferences: [image] } }, 'first_frame', "'first_frame'"),
  type(
    'happyhorse-1.0-r2v',
    'reference_video',
    { call: { inputReferences: [video] } },
    'reference_image',
    "'reference_image'",
  ),
  ...['wan2.7-t2v', 'happyhorse-1.1-t2v', 'wan2.6-t2v', 'wan2.2-t2v-plus'].map((model) => ({
    rule: 'none' as const,
    model,
    planner: {
      call: { image },
      says: ['media', 'first_frame', 'none: it makes videos of texts only'] as [string, string, string],
    },
    service: { unknown: 'it ignores media of these models, and bills a video of the text' },
  })),
  {
    rule: 'none',
    model: 'wanx2.1-vace-plus',
    planner: {
      call: { image },
      options: { input: { function: 'image_reference' } },
      says: ['media', 'first_frame', 'none: its media are fields of providerOptions.qwen.input'],
    },
    service: { unknown: 'the request has no place for it' },
  },
  media(
    'video-media-count',
    'happyhorse-1.1-i2v',
    times(2, 'first_frame'),
    ['2 times first_frame', 'each type once'],
    "At most 1 of type 'first_frame' are accepted: input.media",
  ),
  media(
    'video-media-count',
    'wan2.7-i2v',
    ['first_frame', ...times(2, 'driving_audio')],
    ['2 times driving_audio', 'each type once'],
    "At most 1 of type 'driving_audio' are accepted: input.media",
  ),
  media(
    'video-media-count',
    'happyhorse-1.0-r2v',
    times(10, 'reference_image'),
    ['10 times reference_image', 'up to 9'],
    "At most 9 of type 'reference_image' are accepted: input.media",
  ),
  media(
    'video-media-count',
    'wan2.7-videoedit',
    ['video', ...times(6, 'reference_image')],
    ['6 times reference_image', 'up to 5'],
    "At most 5 of type 'reference_image' are accepted: input.media",
  ),
  media(
    'video-media-count',
    'wan3.0-video',
    times(11, 'reference_image'),
    ['11 times reference_image', 'up to 10'],
    "At most 10 of type 'reference_image' are accepted: input.media",
  ),
  media(
    'video-media-count',
    'wan2.7-r2v',
    [...times(3, 'reference_image'), ...times(3, 'reference_video')],
    ['6 references', 'up to 5'],
    "At most 5 of type 'reference_*' are accepted: input.media",
  ),
  media(
    'video-media-combination',
    'wan2.7-i2v',
    ['last_frame'],
    ['last_frame', 'a first_frame or a first_clip'],
    `${combination}last_frame`,
  ),
  media(
    'video-media-combination',
    'wan2.7-i2v',
    ['first_frame', 'first_clip'],
    ['first_frame, first_clip', 'a first_frame or a first_clip'],
    `${combination}first_clip+first_frame`,
  ),
  media(
    'video-media-combination',
    'wan2.7-i2v',
    ['first_clip', 'driving_audio'],
    ['first_clip, driving_audio', 'a driving_audio beside a first_frame only'],
    `${combination}driving_audio+first_clip`,
  ),
  media(
    'video-media-combination',
    'wan2.7-videoedit',
    ['reference_image'],
    ['reference_image', 'one video'],
    `${combination}reference_image`,
  ),
  media(
    'video-media-combination',
    'happyhorse-1.0-video-edit',
    ['reference_image'],
    ['reference_image', 'one video'],
    `${combination}reference_image`,
  ),
  media(
    'video-media-combination',
    'wan3.0-video',
    ['last_frame'],
    ['last_frame', 'a first_frame beside the last_frame'],
    `${combination}last_frame`,
  ),
  media(
    'video-media-combination',
    'wan3.0-video',
    ['file', 'link'],
    ['file, link', 'a file or a link, and not both'],
    `${combination}file+link`,
  ),
  media(
    'video-first-frame-only',
    'wan2.7-r2v',
    ['first_frame'],
    ['first_frame', 'at least one reference_image or reference_video'],
    'Only first frame provided is not allowed',
  ),
  media(
    'video-modes',
    'wan3.0-video',
    ['first_frame', 'reference_image'],
    ['first_frame, reference_image', 'frames, or references, and not both'],
    'The two modes are mutually exclusive. Do not pass reference_xx and first_frame/last_frame at the same time.',
  ),
  {
    rule: 'video-media-count',
    model: 'wan2.6-r2v',
    planner: { call: { inputReferences: times(4, video) }, says: ['media', '4 videos', 'up to 3 videos'] },
    service: {
      path: VIDEO,
      body: film('wan2.6-r2v', { prompt: 'A cat', reference_urls: times(4, video.url) }),
      message: "At most 3 of type 'video' are accepted: input.media",
    },
  },
]);
