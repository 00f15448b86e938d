import { checkFields } from '../checks/fields.js';
import type { VideoModel } from '../catalogue/video-model.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { orList } from '../util/words.js';
import { checkMediaList, checkUrl } from './media.js';

/** A request for a video, checked. */
export interface VideoRequest {
  model: VideoModel;
  prompt: string;
  width: number;
  height: number;
  /** Such as 720; undefined where the model has no tiers. */
  tier: number | undefined;
  ratio: string;
  seconds: number;
  seed: number | undefined;
  hasVideoInput: boolean;
  audio: unknown;
}

/** Pixels of the shorter and the longer side of a tier. */
const tierSides: Record<string, [short: number, long: number]> = {
  '480P': [480, 832],
  '720P': [720, 1280],
  '1080P': [1080, 1920],
};

/** Reads a request, or throws the failure that its task ends with. */
export function readVideo(context: RequestContext, model: VideoModel, parameters: JsonObject): VideoRequest {
  const input = context.given.input as JsonObject;
  checkRequired(input, model);
  const types = checkMediaList(input.media, model, context);
  checkReferences(input, model);
  for (const [field, value] of Object.entries(input)) {
    if (!/_urls?$/.test(field)) continue;
    for (const url of [value].flat()) {
      if (typeof url === 'string') checkUrl(url, context, model, /video|audio|clip/.test(field));
    }
  }
  const hasVideoInput = types.some((type) => /video|clip/.test(type));
  const seconds = readDuration(parameters.duration, model, hasVideoInput);
  return {
    model,
    prompt: typeof input.prompt === 'string' ? input.prompt : '',
    ...readPixels(parameters, model),
    seconds,
    seed: parameters.seed as number | undefined,
    hasVideoInput,
    audio: parameters.audio,
  };
}

function checkRequired(input: JsonObject, { required, id }: VideoModel): void {
  // The older name of the field still counts.
  const given: JsonObject = { reference_urls: input.reference_video_urls, ...input };
  const missing = required.filter((field) => field !== 'prompt' && (given[field] === undefined || given[field] === ''));
  if (required.includes('prompt') && !hasWords(input.prompt)) refuse('video-prompt');
  if (missing.length > 0) {
    refuse('video-field-required', { fields: missing.map((field) => `input.${field}`).join(' & Field required: ') });
  }
  // wan3.0 takes a prompt, media or both.
  if (id.startsWith('wan3.0') && !hasWords(input.prompt) && input.media === undefined) refuse('video-prompt');
}

/** wan2.6-r2v tells pictures and videos apart by their ends. */
function checkReferences({ reference_urls: urls }: JsonObject, { required }: VideoModel): void {
  if (!required.includes('reference_urls') || !Array.isArray(urls)) return;
  const videos = urls.filter((url) => /\.(?:mp4|mov)(?:$|\?)/i.test(String(url))).length;
  if (urls.length > 5) refuse('video-media-count', { max: 5, type: 'reference_urls' });
  if (videos > 3) refuse('video-media-count', { max: 3, type: 'video' });
}

function hasWords(prompt: unknown): boolean {
  return typeof prompt === 'string' && prompt.trim() !== '';
}

function readDuration(given: unknown, { duration, id }: VideoModel, hasVideoInput: boolean): number {
  if (typeof duration === 'number') {
    if (given !== undefined && given !== duration) refuse('video-duration-fixed');
    return duration;
  }
  if ('of' in duration) {
    const seconds = given ?? duration.of[0]!;
    if (!duration.of.includes(seconds as number)) refuse('video-value', { accepted: duration.of.join(' or ') });
    return seconds as number;
  }
  const { min, standard, automatic = false } = duration;
  if (given === undefined || (automatic && given === (id.startsWith('wan3.0') ? -1 : 0))) return standard;
  const max = id.startsWith('wan2.7-r2v') && hasVideoInput ? 10 : duration.max;
  if (!Number.isInteger(given) || (given as number) < min || (given as number) > max) {
    refuse('video-duration-range', { min, max });
  }
  return given as number;
}

type Pixels = Pick<VideoRequest, 'width' | 'height' | 'tier' | 'ratio'>;

function readPixels({ size, resolution, ratio, mode }: JsonObject, model: VideoModel): Pixels {
  const { sizes, tiers, ratios, standard, id } = model;
  if (model.usage === 'animate' && mode !== 'wan-std' && mode !== 'wan-pro') {
    refuse('video-value', { accepted: "'wan-std' or 'wan-pro'" });
  }
  if (sizes !== undefined) {
    const taken = size ?? standard;
    if (!sizes.includes(taken as string)) refuse('video-size', { sizes: sizes.join(',') });
    const [width, height] = (taken as string).split('*').map(Number) as [number, number];
    return { width, height, tier: Math.min(width, height) > 960 ? 1080 : 720, ratio: '16:9' };
  }
  const tier = resolution ?? standard;
  if (tiers !== undefined && !tiers.includes(tier as string)) refuse('video-value', { accepted: orList(tiers) });
  if (ratio !== undefined && !ratios?.includes(ratio as string)) {
    refuse('video-value', { accepted: orList(ratios ?? []) });
  }
  const shape = ratio === undefined || ratio === 'adaptive' ? '16:9' : (ratio as string);
  const [across, down] = shape.split(':').map(Number) as [number, number];
  const [short, long] = tierSides[tier as string]!;
  // About the pixels of 16:9, in even numbers of 16.
  const width = Math.round(Math.sqrt((short * long * across) / down) / 16) * 16;
  const height = Math.round(Math.sqrt((short * long * down) / across) / 16) * 16;
  const isWide = shape === '16:9' || shape === '9:16';
  const pixels = isWide
    ? across > down
      ? { width: long, height: short }
      : { width: short, height: long }
    : { width, height };
  return { ...pixels, tier: id.includes('animate') ? undefined : Number.parseInt(tier as string, 10), ratio: shape };
}

const known =
  'size resolution ratio duration seed watermark prompt_extend shot_type audio audio_setting mode check_image ' +
  'obj_or_bg control_condition strength mask_type expand_ratio expand_mode top_scale bottom_scale left_scale right_scale';

/** Hands fields that the model does not have to the policy, and returns the parameters. */
export function knownParameters({ given, policy }: RequestContext, model: VideoModel): JsonObject {
  const { media, prompt: _prompt, ...others } = given.input as JsonObject;
  // Models for text ignore media, and bill the video all the same.
  if (media !== undefined && model.media === undefined) policy.unsupported('input.media', model.id);
  checkFields(others, `${model.fields} ${model.required.join(' ')}`, policy, 'input.');
  const parameters = given.parameters ?? {};
  if (!isObject(parameters)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  const all = checkFields(parameters, known, policy, 'parameters.');
  const own = new Set(model.parameters.split(' '));
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => {
      if (!own.has(name)) policy.unsupported(name, model.id);
      return own.has(name);
    }),
  );
}
