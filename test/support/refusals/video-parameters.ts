import { image, rowsOf, video, type Refusal } from './refusal.js';
import { film, FRAMES, VIDEO } from './video-request.js';

type Rule = Refusal['rule'];

/** A parameter that is refused; `says` is what the planner says of it. */
const parameter = (
  rule: Rule,
  model: string,
  call: object,
  says: [string, string, string],
  parameters: object,
  message: string,
) => ({
  rule,
  model,
  planner: { ...call, says },
  service: { path: VIDEO, body: film(model, { prompt: 'A cat' }, parameters), message },
});

const seconds = (
  model: string,
  duration: number,
  accepted: string,
  message: string,
  rule: Rule = 'video-duration-range',
) => parameter(rule, model, { call: { duration } }, ['duration', `${duration}`, accepted], { duration }, message);

const words = (model: string, prompt: string | undefined, accepted = 'a text') => ({
  rule: 'video-prompt' as const,
  model,
  planner: { call: { prompt }, says: ['prompt', 'empty', accepted] as [string, string, string] },
  service: { path: VIDEO, body: film(model, { prompt }), message: 'prompt must contain words' },
});

const elsewhere = 'it takes path, model and headers from the catalogue';

/** Texts, lengths and sizes of videos. Words of the service: public tests and issues of 2026. */
export const videoParameters = rowsOf('video', [
  words('wan2.7-t2v', undefined),
  words('happyhorse-1.1-t2v', ' '),
  words('wan2.6-t2v', ''),
  words('wan3.0-video', undefined, 'a text, or media'),
  {
    rule: 'video-prompt',
    model: 'wan2.7-r2v',
    planner: { call: { prompt: '', inputReferences: [image] }, says: ['prompt', 'empty', 'a text'] },
    service: {
      path: VIDEO,
      body: film('wan2.7-r2v', { media: [{ type: 'reference_image', url: image.url }] }),
      message: 'prompt must contain words',
    },
  },
  seconds('wan2.7-t2v', 1, '2 to 15 seconds', 'Duration should be between 2 and 15'),
  seconds('wan2.7-t2v', 16, '2 to 15 seconds', 'Duration should be between 2 and 15'),
  seconds('happyhorse-1.1-t2v', 2, '3 to 15 seconds', 'Duration should be between 3 and 15'),
  seconds('wan3.0-video', 31, '2 to 30 seconds, or -1', 'Duration should be between 2 and 30'),
  seconds(
    'wan2.2-t2v-plus',
    8,
    '5, the only length',
    'duration customization is not supported',
    'video-duration-fixed',
  ),
  seconds(
    'wanx2.1-t2v-turbo',
    10,
    '5, the only length',
    'duration customization is not supported',
    'video-duration-fixed',
  ),
  seconds('wan2.5-t2v-preview', 7, '5, 10', 'Input should be 5 or 10', 'video-value'),
  seconds('wan2.6-t2v-us', 6, '5, 10', 'Input should be 5 or 10', 'video-value'),
  {
    rule: 'video-duration-range',
    model: 'wan2.7-r2v',
    planner: {
      call: { duration: 15, inputReferences: [video] },
      says: ['duration', '15', '2 to 10 seconds with a video'],
    },
    service: {
      path: VIDEO,
      body: film(
        'wan2.7-r2v',
        { prompt: 'A cat', media: [{ type: 'reference_video', url: video.url }] },
        { duration: 15 },
      ),
      message: 'Duration should be between 2 and 10',
    },
  },
  parameter(
    'video-value',
    'wan2.7-t2v',
    { options: { resolution: '480P' } },
    ['resolution', '480P', '1080P, 720P'],
    { resolution: '480P' },
    "Input should be '1080P' or '720P'",
  ),
  parameter(
    'video-value',
    'wan2.7-t2v',
    { call: { aspectRatio: '2:1' } },
    ['aspectRatio', '2:1', '16:9, 9:16, 1:1, 4:3, 3:4'],
    { ratio: '2:1' },
    "Input should be '16:9', '9:16', '1:1', '4:3' or '3:4'",
  ),
  parameter(
    'video-size',
    'wan2.2-t2v-plus',
    { call: { resolution: '1280x720' } },
    ['resolution', '1280x720', '1920*1080'],
    { size: '1280*720' },
    'size must be in 1080*1920,1920*1080,1440*1440,1632*1248,1248*1632,480*832,832*480,624*624',
  ),
  parameter(
    'video-size',
    'wan2.6-t2v',
    { call: { resolution: '1104x832' } },
    ['resolution', '1104x832', '1920*1080'],
    { size: '1104*832' },
    'size must be in 1280*720,720*1280,960*960,1088*832,832*1088,1920*1080,1080*1920,1440*1440,1632*1248,1248*1632',
  ),
  {
    rule: 'none',
    model: 'wan2.6-t2v',
    planner: { call: { aspectRatio: '21:9' }, says: ['aspectRatio', '21:9', '16:9'] },
    service: { unknown: 'it has no such parameter: the planner makes a size of it' },
  },
  {
    rule: 'video-value',
    model: 'wan2.2-animate-mix',
    planner: {
      call: { image, inputReferences: [video] },
      options: { mode: 'fast' },
      says: ['providerOptions.qwen.mode', '"fast"', "'wan-std' or 'wan-pro'"],
    },
    service: {
      path: FRAMES,
      body: film('wan2.2-animate-mix', { image_url: image.url, video_url: video.url }, { mode: 'fast' }),
      message: "Input should be 'wan-std' or 'wan-pro'",
    },
  },
  {
    rule: 'none',
    model: 'wan2.7-t2v',
    planner: { call: { seed: 2 ** 31 }, says: ['seed', '2147483648', 'an integer from 0 to 2147483647'] },
    service: { unknown: 'its words are not known' },
  },
  {
    rule: 'none',
    model: 'wan2.7-t2v',
    planner: { call: { n: 2 }, says: ['n', '2', '1: a task makes one video'] },
    service: { unknown: 'it has no such parameter' },
  },
  ...[
    { path: FRAMES, body: film('wan2.7-t2v') },
    { path: VIDEO, body: film('wan2.2-kf2v-flash') },
    { path: VIDEO, body: film('qwen-plus') },
  ].map(({ path, body }) => ({
    rule: 'url-mismatch' as const,
    model: body.model,
    planner: { unknown: elsewhere },
    service: {
      path,
      body,
      status: 400,
      message:
        'url error, please check url！ For details, see: https://help.aliyun.com/zh/model-studio/error-code#error-url',
    },
  })),
  {
    rule: 'media-model-unknown',
    model: 'wan9-t2v',
    planner: { unknown: 'an id that is not known may be newer than the catalogue' },
    service: { path: VIDEO, body: film('wan9-t2v'), status: 404, message: 'Model not exist.' },
  },
  {
    rule: 'synchronous-call',
    model: 'wan2.7-t2v',
    planner: { unknown: elsewhere },
    service: {
      path: VIDEO,
      body: film('wan2.7-t2v'),
      headers: { 'X-DashScope-Async': 'no' },
      status: 403,
      code: 'AccessDenied',
      message: 'current user api does not support synchronous calls',
    },
  },
]);
