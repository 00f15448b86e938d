import type { VideoCapabilities, VideoTier } from '../catalogue/capabilities.js';
import type { Warning } from '../options/warning.js';
import { toSnakeCase, type JSONValue } from '../util/json.js';
import { checkMedia, mediaOf, refusal, type TypedMedium } from './inputs.js';
import { videoTable } from './option-table.js';
import type { VideoOptions } from './options.js';
import type { VideoCall } from './video.js';

/** A request to the service, before its media have URLs. */
export interface VideoPlan {
  prompt: string | undefined;
  media: TypedMedium[];
  /** The options that the model takes. */
  known: VideoOptions['known'];
  parameters: Record<string, JSONValue | undefined>;
}

/**
 * Plans the request of a call. Throws for what the service is known to refuse: it accepts almost any request, and
 * reports the error only when the task has failed.
 */
export function planVideo(
  model: string,
  capabilities: VideoCapabilities,
  call: VideoCall,
  options: VideoOptions,
): VideoPlan {
  const { known, extra } = options;
  const media = mediaOf(capabilities, call, options);
  checkMedia(model, capabilities, media);
  checkInput(model, capabilities, known);
  const { n, fps, warnings } = call;
  if (n !== 1) throw refusal(model, 'n', `${n}`, '1: a task makes one video');
  if (fps !== undefined) unsupported(warnings, 'fps', 'The service chooses the number of frames itself.');
  if (known.media !== undefined && hasMedia(call)) {
    unsupported(warnings, 'image', 'The option media counts; images and references of the call were not sent.');
  }
  const taken = carried(model, capabilities, known, warnings);
  return {
    prompt: promptOf(model, capabilities, call, taken, media.length),
    media,
    known: taken,
    parameters: {
      ...parametersOf(taken),
      ...(capabilities.form !== 'animate' && { watermark: taken.watermark }),
      ...(capabilities.form === 'animate' && { mode: taken.mode ?? 'wan-std' }),
      ...pictureOf(model, capabilities, call, known.resolution),
      duration: durationOf(model, capabilities, call, media),
      audio: soundOf(model, capabilities, call),
      seed: seedOf(model, capabilities, call),
      ...extra,
    },
  };
}

function hasMedia({ image, frameImages, inputReferences }: VideoCall): boolean {
  return image !== undefined || frameImages.length > 0 || inputReferences.length > 0;
}

function promptOf(
  model: string,
  capabilities: VideoCapabilities,
  call: VideoCall,
  { template }: VideoOptions['known'],
  media: number,
): string | undefined {
  const { prompt, warnings } = call;
  const { needsPrompt } = capabilities;
  const isEmpty = prompt === undefined || prompt.trim() === '';
  if (capabilities.form === 'animate') {
    if (!isEmpty) unsupported(warnings, 'prompt', `${model} takes none; it was not sent.`);
    return undefined;
  }
  if (isEmpty && template === undefined && (needsPrompt === true || (needsPrompt === 'or-media' && media === 0))) {
    throw refusal(model, 'prompt', 'empty', needsPrompt === true ? 'a text' : 'a text, or media');
  }
  if (!isEmpty && capabilities.maxPrompt !== undefined && [...prompt].length > capabilities.maxPrompt) {
    const message = `${model} reads ${capabilities.maxPrompt} characters of the prompt; the service cuts off the rest.`;
    warnings.push({ type: 'other', message });
  }
  return isEmpty ? undefined : prompt;
}

/** Fields without which the service refuses a model whose fields only the caller knows. */
function checkInput(model: string, { requiredInput = {} }: VideoCapabilities, { input = {} }: VideoOptions['known']) {
  for (const [field, expected] of Object.entries(requiredInput)) {
    if (input[field] === undefined) throw refusal(model, `input.${field}`, 'missing', expected);
  }
}

/** Options that are no business of the catalogue. */
const always = new Set(['media', 'input', 'upload', 'pollInterval', 'deadline', 'resume', 'timeout', 'resolution']);

/** The options that the model takes; there is a warning for the others. */
function carried(
  model: string,
  { options }: VideoCapabilities,
  known: VideoOptions['known'],
  warnings: Warning[],
): VideoOptions['known'] {
  if (options === undefined) return known;
  const isTaken = (name: string) => always.has(name) || options.includes(name);
  for (const [name, value] of Object.entries(known)) {
    if (value !== undefined && !isTaken(name)) {
      unsupported(warnings, name, `${model} has no such option; it was not sent.`);
    }
  }
  return Object.fromEntries(Object.entries(known).filter(([name]) => isTaken(name))) as VideoOptions['known'];
}

const maxSeed = 2_147_483_647;

function seedOf(model: string, { options, specialDuration }: VideoCapabilities, call: VideoCall): number | undefined {
  const { seed, warnings } = call;
  if (seed === undefined || options === undefined) return seed;
  if (!options.includes('seed')) {
    unsupported(warnings, 'seed', `${model} takes none; it was not sent.`);
    return undefined;
  }
  // wan3.0 chooses length and seed itself where they are -1.
  const min = specialDuration === -1 ? -1 : 0;
  if (Number.isInteger(seed) && seed >= min && seed <= maxSeed) return seed;
  throw refusal(model, 'seed', `${seed}`, `an integer from ${min} to ${maxSeed}`);
}

function parametersOf(known: VideoOptions['known']): Record<string, JSONValue | undefined> {
  const rows = videoTable as Record<string, { sentAs: string }>;
  const pairs = Object.entries(known).filter(([name]) => rows[name]?.sentAs === 'parameter');
  return Object.fromEntries(pairs.map(([name, value]) => [toSnakeCase(name), value as JSONValue]));
}

function durationOf(
  model: string,
  { duration: capabilities, specialDuration, maxDurationOfVideo }: VideoCapabilities,
  { duration, warnings }: VideoCall,
  media: readonly TypedMedium[],
): number | undefined {
  if (duration === undefined || duration === specialDuration) return duration;
  if (!Number.isInteger(duration)) throw refusal(model, 'duration', `${duration}`, 'whole seconds');
  if (capabilities === undefined) return duration;
  if (capabilities === 'input') {
    unsupported(warnings, 'duration', `Videos of ${model} are as long as the video that they are made of.`);
    return undefined;
  }
  const say = (expected: string) => refusal(model, 'duration', `${duration}`, expected);
  if ('fixed' in capabilities) {
    if (duration !== capabilities.fixed) throw say(`${capabilities.fixed}, the only length of its videos`);
    return undefined;
  }
  if ('only' in capabilities) {
    if (!capabilities.only.includes(duration)) throw say(capabilities.only.join(', '));
    return duration;
  }
  const ofVideo = maxDurationOfVideo !== undefined && media.some(({ type }) => type === 'reference_video');
  const max = ofVideo ? maxDurationOfVideo : capabilities.max;
  if (duration < capabilities.min || duration > max) {
    const special = specialDuration === undefined ? '' : `, or ${specialDuration}`;
    throw say(`${capabilities.min} to ${max} seconds${ofVideo ? ' with a video' : ''}${special}`);
  }
  return duration;
}

function soundOf(
  model: string,
  { sound, options }: VideoCapabilities,
  { generateAudio, warnings }: VideoCall,
): boolean | undefined {
  if (generateAudio === undefined || sound === 'switch' || options === undefined) return generateAudio;
  if (sound === undefined) unsupported(warnings, 'generateAudio', `${model} takes none; it was not sent.`);
  if (sound === 'always' && !generateAudio) unsupported(warnings, 'generateAudio', `Videos of ${model} have sound.`);
  if (sound === 'none' && generateAudio) unsupported(warnings, 'generateAudio', `Videos of ${model} have no sound.`);
  return undefined;
}

/** Pixels of each class, for sizes outside the tables. */
const pixels: Record<VideoTier, number> = { '480P': 832 * 480, '720P': 1280 * 720, '1080P': 1920 * 1080 };

/** Size or class of resolution, and ratio, in the model's form. */
function pictureOf(
  model: string,
  capabilities: VideoCapabilities,
  { resolution, aspectRatio, warnings }: VideoCall,
  tier: VideoTier | undefined,
): Record<string, string | undefined> {
  if (capabilities.tiers?.length === 0) {
    for (const [setting, value] of Object.entries({ resolution: tier ?? resolution, aspectRatio })) {
      if (value !== undefined) unsupported(warnings, setting, `${model} takes none; it was not sent.`);
    }
    return {};
  }
  if (tier !== undefined && capabilities.tiers?.includes(tier) === false) {
    throw refusal(model, 'resolution', tier, capabilities.tiers.join(', '));
  }
  const [, width, height] = /^([1-9]\d*)[x*]([1-9]\d*)$/.exec(resolution ?? '') ?? [];
  if (resolution !== undefined && width === undefined) {
    throw refusal(model, 'resolution', resolution.slice(0, 40), 'width and height, such as 1280x720');
  }
  if (capabilities.sizes !== undefined) {
    const size = sizeOf(model, capabilities, resolution, aspectRatio, tier);
    if (resolution !== undefined) tellUnused(capabilities, { size, aspectRatio, tier }, warnings);
    return { size };
  }
  const asked = width === undefined ? undefined : { width: Number(width), height: Number(height) };
  const nearest = asked && nearestTier(capabilities, asked, tier === undefined ? warnings : []);
  const picked = tier ?? nearest;
  const ratio = aspectRatio ?? (asked && reduced(asked));
  if (nearest !== undefined && picked !== nearest) {
    unsupported(warnings, 'resolution', `The option resolution counts: ${picked}.`);
  }
  if (asked && ratio !== reduced(asked)) unsupported(warnings, 'resolution', `The aspectRatio counts: ${ratio}.`);
  return { resolution: picked, ratio: ratioOf(model, capabilities, ratio, aspectRatio !== undefined, warnings) };
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

/** A size counts for itself: there is a warning for a ratio or a class that it does not have. */
function tellUnused(
  { sizes = {} }: VideoCapabilities,
  { size, aspectRatio, tier }: { size: string | undefined; aspectRatio: string | undefined; tier?: VideoTier },
  warnings: Warning[],
): void {
  const details = `The resolution of the call counts: ${size}.`;
  const has = (name: string) => Object.values(sizes).some((byRatio) => byRatio[name] === size);
  if (aspectRatio !== undefined && !has(aspectRatio)) unsupported(warnings, 'aspectRatio', details);
  if (tier !== undefined && !Object.values(sizes[tier] ?? {}).includes(size ?? '')) {
    unsupported(warnings, 'providerOptions.qwen.resolution', details);
  }
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
