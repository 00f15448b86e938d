import type { VideoCapabilities, VideoTier } from '../catalogue/capabilities.js';
import type { Warning } from '../options/warning.js';
import { toSnakeCase, type JSONValue } from '../util/json.js';
import { checkMedia, mediaOf, refusal, type TypedMedium } from './inputs.js';
import { videoTable } from './option-table.js';
import type { VideoOptions } from './options.js';
import type { VideoCall } from './video.js';

/** A call as the service is asked for it, before its media have URLs. */
export interface VideoPlan {
  prompt: string | undefined;
  media: TypedMedium[];
  parameters: Record<string, JSONValue | undefined>;
}

/**
 * Decides what a call asks for. Throws for what the service is known to refuse: it takes almost any request, and says so
 * only when the task has failed.
 */
export function planVideo(model: string, takes: VideoCapabilities, call: VideoCall, options: VideoOptions): VideoPlan {
  const { known, extra } = options;
  const media = mediaOf(takes, call, options);
  checkMedia(model, takes, media);
  const { seed, fps, warnings } = call;
  if (fps !== undefined) unsupported(warnings, 'fps', 'The service chooses the number of frames itself.');
  return {
    prompt: promptOf(model, takes, call, options),
    media,
    parameters: {
      ...parametersOf(known),
      ...(takes.form !== 'animate' && { watermark: known.watermark }),
      ...(takes.form === 'animate' && { mode: known.mode ?? 'wan-std' }),
      ...pictureOf(model, takes, call, known.resolution),
      duration: durationOf(model, takes, call),
      audio: soundOf(model, takes, call),
      seed,
      ...extra,
    },
  };
}

function promptOf(
  model: string,
  takes: VideoCapabilities,
  call: VideoCall,
  { known }: VideoOptions,
): string | undefined {
  const { prompt, warnings } = call;
  const isEmpty = prompt === undefined || prompt.trim() === '';
  if (isEmpty && takes.needsPrompt === true && known.template === undefined) {
    throw refusal(model, 'prompt', 'empty', 'a text');
  }
  if (!isEmpty && takes.maxPrompt !== undefined && [...prompt].length > takes.maxPrompt) {
    const message = `${model} reads ${takes.maxPrompt} characters of the prompt; the service cuts off the rest.`;
    warnings.push({ type: 'other', message });
  }
  return isEmpty ? undefined : prompt;
}

function parametersOf(known: VideoOptions['known']): Record<string, JSONValue | undefined> {
  const rows = videoTable as Record<string, { sentAs: string }>;
  const pairs = Object.entries(known).filter(([name]) => rows[name]?.sentAs === 'parameter');
  return Object.fromEntries(pairs.map(([name, value]) => [toSnakeCase(name), value as JSONValue]));
}

function durationOf(
  model: string,
  { duration: takes, specialDuration }: VideoCapabilities,
  { duration }: VideoCall,
): number | undefined {
  if (duration === undefined || takes === undefined || duration === specialDuration) return duration;
  const say = (expected: string) => refusal(model, 'duration', `${duration}`, expected);
  if ('fixed' in takes) {
    if (duration !== takes.fixed) throw say(`${takes.fixed}, the only length of its videos`);
    return undefined;
  }
  if ('only' in takes) {
    if (!takes.only.includes(duration)) throw say(takes.only.join(', '));
  } else if (duration < takes.min || duration > takes.max) {
    const special = specialDuration === undefined ? '' : `, or ${specialDuration}`;
    throw say(`${takes.min} to ${takes.max} seconds${special}`);
  }
  return duration;
}

function soundOf(
  model: string,
  { sound }: VideoCapabilities,
  { generateAudio, warnings }: VideoCall,
): boolean | undefined {
  if (generateAudio === undefined || sound === 'switch' || sound === undefined) return generateAudio;
  if (sound === 'always' && !generateAudio) unsupported(warnings, 'generateAudio', `Videos of ${model} have sound.`);
  if (sound === 'none' && generateAudio) unsupported(warnings, 'generateAudio', `Videos of ${model} have no sound.`);
  return undefined;
}

/** Pixels of each class, for sizes that are in no table. */
const pixels: Record<VideoTier, number> = { '480P': 832 * 480, '720P': 1280 * 720, '1080P': 1920 * 1080 };

/** Size or class of resolution, and ratio, as the model wants them. */
function pictureOf(
  model: string,
  takes: VideoCapabilities,
  { resolution, aspectRatio, warnings }: VideoCall,
  tier: VideoTier | undefined,
): Record<string, string | undefined> {
  if (tier !== undefined && takes.tiers?.includes(tier) === false) {
    throw refusal(model, 'resolution', tier, takes.tiers.join(', '));
  }
  const [, width, height] = /^(\d+)[x*](\d+)$/.exec(resolution ?? '') ?? [];
  if (resolution !== undefined && width === undefined) {
    throw refusal(model, 'resolution', resolution.slice(0, 40), 'width and height, such as 1280x720');
  }
  if (takes.sizes !== undefined) return { size: sizeOf(model, takes, resolution, aspectRatio, tier) };
  const asked = width === undefined ? undefined : { width: Number(width), height: Number(height) };
  const picked = tier ?? (asked && nearestTier(takes, asked, warnings));
  const ratio = aspectRatio ?? (asked && reduced(asked));
  return { resolution: picked, ratio: ratioOf(model, takes, ratio, aspectRatio !== undefined, warnings) };
}

function sizeOf(
  model: string,
  { sizes = {}, tiers = [] }: VideoCapabilities,
  resolution: string | undefined,
  aspectRatio: string | undefined,
  tier: VideoTier | undefined,
): string | undefined {
  const all = Object.values(sizes).flatMap((byRatio) => Object.values(byRatio));
  if (resolution !== undefined) {
    const size = resolution.replace('x', '*');
    if (!all.includes(size)) throw refusal(model, 'resolution', resolution, all.join(', '));
    return size;
  }
  if (aspectRatio === undefined && tier === undefined) return undefined;
  const byRatio = sizes[tier ?? tiers[0] ?? '1080P'] ?? {};
  const size = byRatio[aspectRatio ?? '16:9'];
  if (size === undefined) throw refusal(model, 'aspectRatio', `${aspectRatio}`, Object.keys(byRatio).join(', '));
  return size;
}

function nearestTier(
  { tiers }: VideoCapabilities,
  { width, height }: { width: number; height: number },
  warnings: Warning[],
): VideoTier {
  const distance = (tier: VideoTier) => Math.abs(Math.log((width * height) / pixels[tier]));
  const choices = tiers ?? (Object.keys(pixels) as VideoTier[]);
  const nearest = choices.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  // Sizes of other ratios have up to an eighth more or fewer pixels.
  if (distance(nearest) > 0.15) unsupported(warnings, 'resolution', `The model has no such size: ${nearest} is used.`);
  return nearest;
}

function ratioOf(
  model: string,
  { ratios, form }: VideoCapabilities,
  ratio: string | undefined,
  isAsked: boolean,
  warnings: Warning[],
): string | undefined {
  if (ratio === undefined) return undefined;
  if (ratios === undefined) return form === 'media' ? ratio : undefined;
  if (ratios.includes(ratio)) return ratio;
  if (isAsked && ratios.length > 0) throw refusal(model, 'aspectRatio', ratio, ratios.join(', '));
  if (isAsked) unsupported(warnings, 'aspectRatio', `Videos of ${model} have the ratio of their image.`);
  else if (ratios.length > 0)
    unsupported(warnings, 'resolution', `Its ratio, ${ratio}, is not one of ${ratios.join(', ')}.`);
  return undefined;
}

function reduced({ width, height }: { width: number; height: number }): string {
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
  const common = divisor(width, height) || 1;
  return `${width / common}:${height / common}`;
}

function unsupported(warnings: Warning[], setting: string, details: string): void {
  warnings.push({ type: 'unsupported-setting', setting, details });
}
