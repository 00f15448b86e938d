import type { Region } from './regions.js';
import type { VideoModel } from './video-models.js';

/** Video models that share everything but their ids. */
export interface VideoFamily extends Omit<VideoModel, 'id' | 'endpoint' | 'required'> {
  ids: string;
  endpoint?: VideoModel['endpoint'];
  required?: string;
}

const both: readonly Region[] = ['beijing', 'singapore'];
const tiers = ['1080P', '720P'];
const three = ['1080P', '720P', '480P'];
const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4'];
const common = 'duration seed watermark prompt_extend';
const long = { min: 2, max: 15, standard: 5 };
const happy = { min: 3, max: 15, standard: 5 };
const prompt = 'prompt negative_prompt';

// The pages of each model (May 2026; wan3.0: Aug 2026).
export const videoFamilies: VideoFamily[] = [
  {
    ids: 'wan3.0-video{,-prime}',
    fields: prompt,
    media: {
      first_frame: 1,
      last_frame: 1,
      reference_image: 10,
      reference_video: 5,
      reference_audio: 5,
      file: 1,
      link: 1,
    },
    parameters: `resolution ratio audio ${common}`,
    tiers: three,
    standard: '1080P',
    ratios: ['adaptive', '21:9', ...ratios],
    duration: { min: 2, max: 30, standard: 5, automatic: true },
    usage: 'wan3',
  },
  {
    ids: 'wan2.7-t2v{,-2026-04-25,-2026-06-12}',
    required: 'prompt',
    fields: `${prompt} audio_url`,
    parameters: `resolution ratio ${common}`,
    tiers,
    standard: '1080P',
    ratios,
    duration: long,
    usage: 'whole-ratio',
    regions: both,
  },
  {
    ids: 'wan2.7-i2v{,-2026-04-25}',
    required: 'media',
    fields: prompt,
    media: { first_frame: 1, last_frame: 1, driving_audio: 1, first_clip: 1 },
    parameters: `resolution ${common}`,
    tiers,
    standard: '1080P',
    duration: long,
    usage: 'whole',
    regions: both,
  },
  {
    ids: 'wan2.7-r2v{,-2026-06-12}',
    required: 'prompt media',
    fields: prompt,
    media: { reference_image: 5, reference_video: 5, first_frame: 1 },
    references: 5,
    parameters: `resolution ratio ${common}`,
    tiers,
    standard: '1080P',
    ratios,
    duration: long,
    usage: 'whole-ratio',
    regions: [...both, 'virginia'],
  },
  {
    ids: 'wan2.7-videoedit',
    required: 'media',
    fields: prompt,
    media: { video: 1, reference_image: 5 },
    parameters: `resolution ratio audio_setting ${common}`,
    tiers,
    standard: '1080P',
    ratios,
    duration: { min: 2, max: 10, standard: 5, automatic: true },
    usage: 'whole',
    regions: both,
  },
  {
    ids: 'happyhorse{-1.1,-1.0}-t2v',
    required: 'prompt',
    fields: 'prompt',
    parameters: 'resolution ratio duration seed watermark',
    tiers,
    standard: '1080P',
    ratios: [...ratios, '4:5', '5:4', '21:9', '9:21'],
    duration: happy,
    usage: 'whole-ratio',
  },
  {
    ids: 'happyhorse{-1.1,-1.0}-i2v',
    required: 'media',
    fields: 'prompt',
    media: { first_frame: 1 },
    parameters: 'resolution duration seed watermark',
    tiers,
    standard: '1080P',
    duration: happy,
    usage: 'whole-ratio',
  },
  {
    ids: 'happyhorse{-1.1,-1.0}-r2v',
    required: 'prompt media',
    fields: 'prompt',
    media: { reference_image: 9 },
    parameters: 'resolution ratio duration seed watermark',
    tiers,
    standard: '1080P',
    ratios: [...ratios, '4:5', '5:4', '21:9', '9:21'],
    duration: happy,
    usage: 'whole-ratio',
  },
  {
    ids: 'happyhorse-1.0-video-edit',
    required: 'prompt media',
    fields: 'prompt',
    media: { video: 1, reference_image: 5 },
    parameters: 'resolution audio_setting seed watermark',
    tiers,
    standard: '1080P',
    duration: 5,
    usage: 'whole-ratio',
  },
];
