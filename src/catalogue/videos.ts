import type { VideoCapabilities, VideoTier } from './capabilities.js';

/** Id of a video model that this package knows. */
export type KnownVideoModelId = keyof typeof videoModels;

/** Id of a video model: one that this package knows, or any other. */
export type VideoModelId = KnownVideoModelId | (string & {});

const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4'];

/** Sizes of the models that need width and height, by class and ratio. */
const sizes: Record<VideoTier, Readonly<Record<string, string>>> = {
  '480P': { '16:9': '832*480', '9:16': '480*832', '1:1': '624*624' },
  '720P': { '16:9': '1280*720', '9:16': '720*1280', '1:1': '960*960', '4:3': '1088*832', '3:4': '832*1088' },
  '1080P': { '16:9': '1920*1080', '9:16': '1080*1920', '1:1': '1440*1440', '4:3': '1632*1248', '3:4': '1248*1632' },
};

const newTiers = ['1080P', '720P'] as const;

const common = ['promptExtend', 'watermark', 'negativePrompt', 'seed'] as const;
const withSound = [...common, 'audioUrl'] as const;

const wan30: VideoCapabilities = {
  form: 'media',
  media: ['first_frame', 'last_frame', 'reference_image', 'reference_video', 'reference_audio', 'file', 'link'],
  most: { reference_image: 10, reference_video: 5, reference_audio: 5 },
  needsPrompt: 'or-media',
  options: common,
  maxPrompt: 20_000,
  tiers: ['1080P', '720P', '480P'],
  ratios: ['adaptive', '21:9', ...ratios],
  duration: { min: 2, max: 30 },
  specialDuration: -1,
  sound: 'switch',
};
const wan27 = { form: 'media', maxPrompt: 5000, tiers: newTiers, sound: 'always' } as const;
const wan27Text: VideoCapabilities = {
  ...wan27,
  media: [],
  needsPrompt: true,
  options: withSound,
  ratios,
  duration: { min: 2, max: 15 },
};
const wan27Image: VideoCapabilities = {
  ...wan27,
  media: ['first_frame', 'last_frame', 'driving_audio', 'first_clip'],
  options: common,
  ratios: [],
  duration: { min: 2, max: 15 },
};
const wan27Reference: VideoCapabilities = {
  ...wan27,
  media: ['reference_image', 'reference_video', 'first_frame'],
  maxReferences: 5,
  needsPrompt: true,
  options: common,
  ratios,
  duration: { min: 2, max: 15 },
  maxDurationOfVideo: 10,
};
const wan27Edit: VideoCapabilities = {
  ...wan27,
  media: ['video', 'reference_image'],
  // Its page says 4; 5 were taken.
  most: { reference_image: 5 },
  options: [...common, 'audioSetting'],
  ratios,
  duration: { min: 2, max: 10 },
  specialDuration: 0,
};
const happyhorse = { form: 'media', tiers: newTiers, sound: 'always', options: ['watermark', 'seed'] } as const;
const horseRatios = [...ratios, '4:5', '5:4', '21:9', '9:21'];
const horseText: VideoCapabilities = {
  ...happyhorse,
  media: [],
  needsPrompt: true,
  ratios: horseRatios,
  duration: { min: 3, max: 15 },
};
const horseImage: VideoCapabilities = {
  ...happyhorse,
  media: ['first_frame'],
  ratios: [],
  duration: { min: 3, max: 15 },
};
const horseReference: VideoCapabilities = {
  ...happyhorse,
  media: ['reference_image'],
  most: { reference_image: 9 },
  needsPrompt: true,
  ratios: horseRatios,
  duration: { min: 3, max: 15 },
};
const wan26Text: VideoCapabilities = {
  form: 'text',
  media: [],
  needsPrompt: true,
  options: [...withSound, 'shotType'],
  maxPrompt: 1500,
  tiers: newTiers,
  sizes: { '1080P': sizes['1080P'], '720P': sizes['720P'] },
  duration: { min: 2, max: 15 },
  sound: 'always',
};
const wan26Image: VideoCapabilities = {
  form: 'image',
  options: [...withSound, 'template', 'shotType'],
  maxPrompt: 1500,
  tiers: newTiers,
  ratios: [],
  duration: { min: 2, max: 15 },
  sound: 'always',
};
const wan26Reference: VideoCapabilities = {
  ...wan26Text,
  form: 'references',
  media: undefined,
  options: ['watermark', 'negativePrompt', 'seed', 'shotType'],
  duration: { min: 2, max: 10 },
};
const silentText: VideoCapabilities = {
  form: 'text',
  media: [],
  needsPrompt: true,
  options: common,
  maxPrompt: 800,
  duration: { fixed: 5 },
  sound: 'none',
};
const wan21Turbo: VideoCapabilities = {
  ...silentText,
  tiers: ['720P', '480P'],
  sizes: { '720P': sizes['720P'], '480P': sizes['480P'] },
};
const wan21Plus: VideoCapabilities = { ...silentText, tiers: ['720P'], sizes: { '720P': sizes['720P'] } };
const silentImage: VideoCapabilities = {
  form: 'image',
  options: [...common, 'template'],
  maxPrompt: 800,
  ratios: [],
  duration: { fixed: 5 },
  sound: 'none',
};
const frames: VideoCapabilities = { ...silentImage, form: 'frames', tiers: ['720P'] };
const animate: VideoCapabilities = {
  form: 'animate',
  options: ['watermark', 'mode', 'checkImage'],
  tiers: [],
  duration: 'input',
};
const vace: VideoCapabilities = {
  form: 'input',
  media: [],
  needsPrompt: true,
  requiredInput: {
    function: 'image_reference, video_repainting, video_edit, video_extension or video_outpainting',
  },
  options: common,
  maxPrompt: 800,
  sizes: { '720P': sizes['720P'] },
  tiers: ['720P'],
  duration: { fixed: 5 },
  sound: 'none',
};

/** Video models (Model Studio docs, the pages of wan and happyhorse, 2026). */
export const videoModels = {
  'wan3.0-video': wan30,
  'wan3.0-video-prime': wan30,
  'wan2.7-t2v': wan27Text,
  'wan2.7-i2v': wan27Image,
  'wan2.7-r2v': wan27Reference,
  'wan2.7-videoedit': wan27Edit,
  'happyhorse-1.1-t2v': horseText,
  'happyhorse-1.0-t2v': horseText,
  'happyhorse-1.1-i2v': horseImage,
  'happyhorse-1.0-i2v': horseImage,
  'happyhorse-1.1-r2v': horseReference,
  'happyhorse-1.0-r2v': horseReference,
  'happyhorse-1.0-video-edit': {
    ...happyhorse,
    media: ['video', 'reference_image'],
    most: { reference_image: 5 },
    needsPrompt: true,
    options: ['watermark', 'seed', 'audioSetting'],
    ratios: [],
    duration: 'input',
  },
  'wan2.6-t2v': wan26Text,
  'wan2.6-t2v-us': { ...wan26Text, duration: { only: [5, 10] } },
  'wan2.6-i2v': wan26Image,
  'wan2.6-i2v-flash': { ...wan26Image, sound: 'switch' },
  'wan2.6-i2v-us': { ...wan26Image, duration: { only: [5, 10, 15] } },
  'wan2.6-r2v': wan26Reference,
  'wan2.6-r2v-flash': { ...wan26Reference, sound: 'switch' },
  'wan2.5-t2v-preview': {
    ...wan26Text,
    options: withSound,
    tiers: ['1080P', '720P', '480P'],
    sizes,
    duration: { only: [5, 10] },
  },
  'wan2.5-i2v-preview': {
    ...wan26Image,
    options: [...withSound, 'template'],
    tiers: ['1080P', '720P', '480P'],
    duration: { only: [5, 10] },
  },
  'wan2.2-t2v-plus': {
    ...silentText,
    tiers: ['1080P', '480P'],
    sizes: { '1080P': sizes['1080P'], '480P': sizes['480P'] },
  },
  'wan2.2-i2v-flash': { ...silentImage, tiers: ['720P', '480P', '1080P'] },
  'wan2.2-i2v-plus': { ...silentImage, tiers: ['1080P', '480P'] },
  'wanx2.1-t2v-turbo': wan21Turbo,
  'wanx2.1-t2v-plus': wan21Plus,
  'wan2.1-t2v-turbo': wan21Turbo,
  'wan2.1-t2v-plus': wan21Plus,
  'wanx2.1-i2v-turbo': { ...silentImage, tiers: ['720P', '480P'], duration: { min: 3, max: 5 } },
  'wanx2.1-i2v-plus': { ...silentImage, tiers: ['720P'] },
  'wan2.1-i2v-turbo': { ...silentImage, tiers: ['720P', '480P'], duration: { min: 3, max: 5 } },
  'wan2.1-i2v-plus': { ...silentImage, tiers: ['720P'] },
  'wan2.2-kf2v-flash': { ...frames, tiers: ['720P', '480P', '1080P'] },
  'wanx2.1-kf2v-plus': frames,
  'wan2.1-kf2v-plus': frames,
  'wan2.2-animate-move': animate,
  'wan2.2-animate-mix': animate,
  'wanx2.1-vace-plus': vace,
  'wan2.1-vace-plus': vace,
} as const satisfies Record<string, VideoCapabilities>;

/** Newer models use a list of media. Nothing else is known. */
const unknownVideo: VideoCapabilities = { form: 'media' };

/** The capabilities of a video model. An unknown snapshot (`…-2026-04-25`) has those of its model. */
export function videoCapabilitiesOf(id: string): VideoCapabilities {
  const name = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return Object.hasOwn(videoModels, name) ? videoModels[name as KnownVideoModelId] : unknownVideo;
}
