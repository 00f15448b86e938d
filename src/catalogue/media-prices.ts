import type { ByRegion } from './price-row.js';

/** Yuan for one picture or one second: one number, or one for each resolution. */
export type Rate = number | Readonly<Record<string, number>>;

export interface ImagePrices extends ByRegion<Rate> {
  readonly ids: readonly string[];
  /** Yuan for each picture that is passed in. Absent: nothing. */
  readonly inputs?: ByRegion<number>;
  /** The factor with `promptExtend`. */
  readonly extended?: number;
}

export interface VideoPrices extends ByRegion<Rate> {
  readonly ids: readonly string[];
  /** Seconds of the videos that are passed in and billed as well, at most. Absent: none. */
  readonly maxInputSeconds?: number;
  /** The price of a video without sound. Absent: the same. */
  readonly silent?: ByRegion<Rate>;
}

/** Yuan for ten thousand characters of speech, or for a second of a recording. */
export interface UnitPrices extends ByRegion<number> {
  readonly ids: readonly string[];
}

/**
 * List prices of pictures.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing (October 2026)
 */
export const imagePrices: readonly ImagePrices[] = [
  {
    ids: ['qwen-image-3.0-pro'],
    beijing: { '1K': 0.25, '2K': 0.5 },
    singapore: { '1K': 0.299768, '2K': 0.562065 },
    inputs: { beijing: 0.02, singapore: 0.022483 },
  },
  {
    ids: ['qwen-image-3.0'],
    beijing: 0.18,
    singapore: 0.224826,
    inputs: { beijing: 0.02, singapore: 0.022483 },
  },
  { ids: ['qwen-image-2.1-pro'], beijing: 0.25, singapore: 0.283404 },
  { ids: ['qwen-image-2.1-turbo'], beijing: 0.1, singapore: 0.113362 },
  { ids: ['qwen-image-2.0'], beijing: 0.2, singapore: 0.256873 },
  { ids: ['qwen-image-2.0-pro', 'qwen-image-max', 'qwen-image-edit-max'], beijing: 0.5, singapore: 0.550443 },
  { ids: ['qwen-image-plus', 'qwen-image-edit-plus'], beijing: 0.2, singapore: 0.220177 },
  { ids: ['qwen-image'], beijing: 0.25, singapore: 0.256873 },
  { ids: ['qwen-image-edit'], beijing: 0.3, singapore: 0.330266 },
  { ids: ['qwen-mt-image-2.0'], beijing: 0.004, singapore: 0.004375 },
  { ids: ['qwen-mt-image'], beijing: 0.003 },
  { ids: ['z-image-turbo'], beijing: 0.1, singapore: 0.110089, extended: 2 },
  { ids: ['wan2.7-image-pro'], beijing: 0.5, singapore: 0.562065 },
  { ids: ['wan2.7-image'], beijing: 0.2, singapore: 0.224826 },
  {
    ids: ['wan2.6-t2i', 'wan2.6-image', 'wan2.5-t2i-preview', 'wan2.5-i2i-preview'],
    beijing: 0.2,
    singapore: 0.220177,
  },
  { ids: ['wan2.2-t2i-plus'], beijing: 0.2, singapore: 0.366962 },
  { ids: ['wan2.2-t2i-flash'], beijing: 0.14, singapore: 0.183481 },
  { ids: ['wanx2.1-t2i-plus'], beijing: 0.2 },
  { ids: ['wanx2.1-t2i-turbo', 'wanx2.1-imageedit'], beijing: 0.14 },
  { ids: ['wan2.1-t2i-plus'], singapore: 0.366962 },
  { ids: ['wan2.1-t2i-turbo'], singapore: 0.183481 },
  { ids: ['wanx2.0-t2i-turbo'], beijing: 0.04 },
  { ids: ['wanx-v1'], beijing: 0.16 },
  { ids: ['wanx-background-generation-v2'], beijing: 0.08 },
  { ids: ['wanx-style-repaint-v1'], beijing: 0.12 },
  { ids: ['wanx-sketch-to-image-lite'], beijing: 0.06 },
];

const wan = {
  beijing: { '720P': 0.6, '1080P': 1 },
  singapore: { '720P': 0.733924, '1080P': 1.100886 },
} as const;
const wanFlash = {
  beijing: { '720P': 0.3, '1080P': 0.5 },
  singapore: { '720P': 0.366962, '1080P': 0.550443 },
  silent: {
    beijing: { '720P': 0.15, '1080P': 0.25 },
    singapore: { '720P': 0.183481, '1080P': 0.275221 },
  },
} as const;
const happyhorse10 = {
  beijing: { '720P': 0.9, '1080P': 1.6 },
  singapore: { '720P': 1.049188, '1080P': 1.798608 },
} as const;
const wan21 = { '720P': 0.733924 } as const;
const wanx21 = { '720P': 0.7 } as const;

/**
 * List prices of videos.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing (October 2026)
 */
export const videoPrices: readonly VideoPrices[] = [
  {
    ids: ['happyhorse-1.1-t2v', 'happyhorse-1.1-i2v', 'happyhorse-1.1-r2v'],
    beijing: { '480P': 0.45, '720P': 0.9, '1080P': 1.2 },
    singapore: { '480P': 0.524594, '720P': 1.049188, '1080P': 1.348956 },
  },
  { ids: ['happyhorse-1.0-t2v', 'happyhorse-1.0-i2v', 'happyhorse-1.0-r2v'], ...happyhorse10 },
  { ids: ['happyhorse-1.0-video-edit'], ...happyhorse10, maxInputSeconds: Number.POSITIVE_INFINITY },
  {
    ids: ['wan3.0-video-prime'],
    beijing: { '480P': 0.45, '720P': 0.9, '1080P': 1.8 },
    singapore: { '480P': 0.495838, '720P': 1.020844, '1080P': 2.041687 },
    maxInputSeconds: Number.POSITIVE_INFINITY,
  },
  {
    ids: ['wan3.0-video'],
    beijing: { '480P': 0.3, '720P': 0.6, '1080P': 1.2 },
    singapore: { '480P': 0.37471, '720P': 0.74942, '1080P': 1.49884 },
    maxInputSeconds: Number.POSITIVE_INFINITY,
  },
  { ids: ['wan2.7-t2v', 'wan2.7-i2v', 'wan2.6-t2v', 'wan2.6-i2v'], ...wan },
  { ids: ['wan2.7-r2v', 'wan2.6-r2v'], ...wan, maxInputSeconds: 5 },
  { ids: ['wan2.7-videoedit'], ...wan, maxInputSeconds: Number.POSITIVE_INFINITY },
  { ids: ['wan2.6-i2v-flash'], ...wanFlash },
  { ids: ['wan2.6-r2v-flash'], ...wanFlash, maxInputSeconds: 5 },
  {
    ids: ['wan2.5-t2v-preview', 'wan2.5-i2v-preview'],
    beijing: { '480P': 0.3, '720P': 0.6, '1080P': 1 },
    singapore: { '480P': 0.366961, '720P': 0.733923, '1080P': 1.100885 },
  },
  {
    ids: ['wan2.2-t2v-plus', 'wan2.2-i2v-plus'],
    beijing: { '480P': 0.14, '1080P': 0.7 },
    singapore: { '480P': 0.146785, '1080P': 0.733924 },
  },
  {
    ids: ['wan2.2-i2v-flash'],
    beijing: { '480P': 0.1, '720P': 0.2, '1080P': 0.48 },
    singapore: { '480P': 0.110089, '720P': 0.264213 },
  },
  { ids: ['wan2.2-kf2v-flash'], beijing: { '480P': 0.1, '720P': 0.2, '1080P': 0.48 } },
  { ids: ['wanx2.1-t2v-turbo', 'wanx2.1-i2v-turbo'], beijing: { '480P': 0.24, '720P': 0.24 } },
  { ids: ['wan2.1-t2v-turbo', 'wan2.1-i2v-turbo'], singapore: { '480P': 0.264213, '720P': 0.264213 } },
  { ids: ['wanx2.1-t2v-plus', 'wanx2.1-i2v-plus', 'wanx2.1-kf2v-plus', 'wanx2.1-vace-plus'], beijing: wanx21 },
  { ids: ['wan2.1-t2v-plus', 'wan2.1-i2v-plus', 'wan2.1-kf2v-plus', 'wan2.1-vace-plus'], singapore: wan21 },
];

/** List prices of speech: yuan for ten thousand characters, of which a Chinese character is two. Same page. */
export const speechPrices: readonly UnitPrices[] = [
  {
    ids: ['qwen3-tts-flash', 'qwen3-tts-flash-2025-11-27', 'qwen3-tts-flash-2025-09-18'],
    beijing: 0.8,
    singapore: 0.733924,
  },
  {
    ids: [
      'qwen3-tts-instruct-flash',
      'qwen3-tts-instruct-flash-2026-01-26',
      'qwen3-tts-vd-2026-01-26',
      'qwen3-tts-vc-2026-01-22',
    ],
    beijing: 0.8,
    singapore: 0.8,
  },
  { ids: ['qwen-audio-3.0-tts-plus'], beijing: 1.4, singapore: 1.49884 },
  { ids: ['qwen-audio-3.0-tts-flash'], beijing: 1, singapore: 1.12413 },
  { ids: ['cosyvoice-v3.5-plus'], beijing: 1.5 },
  { ids: ['cosyvoice-v3.5-flash'], beijing: 0.8 },
  { ids: ['cosyvoice-v3-plus'], beijing: 2, singapore: 1.9082 },
  { ids: ['cosyvoice-v3-flash'], beijing: 1, singapore: 0.9541 },
  { ids: ['cosyvoice-v2'], beijing: 2 },
];

/** List prices of transcription: yuan for a second of the recording. Same page. */
export const transcriptionPrices: readonly UnitPrices[] = [
  {
    ids: [
      'qwen3-asr-flash',
      'qwen3-asr-flash-2026-02-10',
      'qwen3-asr-flash-2025-09-08',
      'qwen3-asr-flash-filetrans',
      'qwen3-asr-flash-filetrans-2025-11-17',
      'qwen-audio-3.0-asr-flash',
      'qwen-audio-3.0-asr-flash-filetrans',
      'fun-asr',
      'fun-asr-2025-11-07',
      'fun-asr-2025-08-25',
      'fun-asr-mtl',
      'fun-asr-mtl-2025-08-25',
      'fun-asr-flash-2026-06-15',
    ],
    beijing: 0.00022,
    singapore: 0.00026,
  },
  {
    ids: ['paraformer-v2', 'paraformer-8k-v2', 'paraformer-v1', 'paraformer-8k-v1', 'paraformer-mtl-v1'],
    beijing: 0.00008,
  },
];
