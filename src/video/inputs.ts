import { InvalidArgumentError } from '@ai-sdk/provider';
import type { VideoCapabilities, VideoForm } from '../catalogue/capabilities.js';
import type { VideoCall, VideoFile } from './video.js';
import type { VideoOptions } from './options.js';

/** A media file with its type in the service's terms. */
export interface TypedMedium {
  type: string;
  file: VideoFile;
  /** A voice for a reference, as the caller passed it. */
  voice?: string;
}

type Kind = 'image' | 'video' | 'audio' | 'file';

/** The kind of a file: by its media type, or else by the end of its URL; an image by default. */
export function kindOf(file: VideoFile): Kind {
  const ofData = file.type === 'url' ? /^data:([^;,]+)/i.exec(file.url)?.[1] : undefined;
  const kind = /^(image|video|audio|application|text)\b/i.exec(file.mediaType ?? ofData ?? '')?.[1]?.toLowerCase();
  if (kind === 'image' || kind === 'video' || kind === 'audio') return kind;
  if (kind === 'text' || /^application\/(?!octet-stream)/i.test(file.mediaType ?? '')) return 'file';
  const end = file.type === 'url' ? /\.(\w+)(?:[?#]|$)/.exec(file.url)?.[1]?.toLowerCase() : undefined;
  if (/^(mp4|mov|avi|webm|mkv)$/.test(end ?? '')) return 'video';
  if (/^(pdf|docx?|xlsx?|pptx?|txt|md)$/.test(end ?? '')) return 'file';
  return /^(mp3|wav|m4a|aac|flac)$/.test(end ?? '') ? 'audio' : 'image';
}

/** Types that a reference may have; the first one that the model has counts. */
const typesOf: Record<Kind, readonly string[]> = {
  image: ['reference_image'],
  video: ['reference_video', 'video', 'first_clip'],
  audio: ['reference_audio', 'driving_audio'],
  file: ['file'],
};

/** True for a file that the service accepts as data within the request; others need a URL. */
export function isInline({ type, file }: TypedMedium): boolean {
  return kindOf(file) === 'image' && !/video|clip|audio|file|link/.test(type);
}

/** The media of a call: listed by the caller, or made of the call's images and references. */
export function mediaOf(
  capabilities: VideoCapabilities,
  { image, frameImages, inputReferences }: VideoCall,
  { known }: VideoOptions,
): TypedMedium[] {
  if (known.media !== undefined) {
    return known.media.map(({ type, url, reference_voice: voice }) => ({
      type,
      file: { type: 'url', url },
      ...(voice !== undefined && { voice }),
    }));
  }
  const frames: TypedMedium[] = frameImages.map((frame) => ({ type: frame.frameType, file: frame.image }));
  // The AI SDK also puts the first frame into `image`.
  const first = image !== undefined && !frames.some(({ type }) => type === 'first_frame');
  return [
    ...(first ? [{ type: 'first_frame', file: image }] : []),
    ...frames,
    ...inputReferences.map((file) => {
      const types = typesOf[kindOf(file)];
      return { type: types.find((type) => capabilities.media?.includes(type)) ?? types[0]!, file };
    }),
  ];
}

/**
 * Throws for media that the service refuses only after it has created the task, or that it would ignore in a billed
 * video.
 */
export function checkMedia(model: string, capabilities: VideoCapabilities, media: readonly TypedMedium[]): void {
  const { form, media: types } = capabilities;
  const say = (given: string, expected: string) => refusal(model, 'media', given, expected);
  const count = (type: string) => media.filter((one) => one.type === type).length;
  if (types !== undefined) {
    const strange = media.find(({ type }) => !types.includes(type));
    if (strange !== undefined) {
      throw say(strange.type, types.length === 0 ? without(form) : types.join(', '));
    }
  }
  if (form === 'image' && (media.length !== 1 || count('first_frame') !== 1)) {
    throw say(listOf(media), 'one image (prompt.image), which the video begins with');
  }
  if (
    form === 'frames' &&
    (count('first_frame') !== 1 ||
      count('last_frame') > 1 ||
      count('first_frame') + count('last_frame') !== media.length)
  ) {
    throw say(listOf(media), 'a first_frame, and a last_frame at most');
  }
  if (form === 'references') checkReferences(media, say);
  if (
    form === 'animate' &&
    !(count('first_frame') + count('reference_image') === 1 && count('reference_video') === 1 && media.length === 2)
  ) {
    throw say(listOf(media), 'one image and one video');
  }
  if (form === 'media' && types !== undefined) checkTypes(types, media, count, say);
  checkNumbers(capabilities, count, say);
}

function without(form: VideoForm): string {
  return form === 'input'
    ? 'none: its media are fields of providerOptions.qwen.input'
    : 'none: it makes videos of texts only';
}

function checkNumbers({ most = {}, maxReferences }: VideoCapabilities, count: Count, say: Say): void {
  for (const [type, max] of Object.entries(most)) {
    if (count(type) > max) throw say(`${count(type)} times ${type}`, `up to ${max}`);
  }
  const references = count('reference_image') + count('reference_video');
  if (maxReferences !== undefined && references > maxReferences) {
    throw say(`${references} references`, `up to ${maxReferences}`);
  }
}

type Count = (type: string) => number;
type Say = (given: string, expected: string) => InvalidArgumentError;

function checkReferences(media: readonly TypedMedium[], say: Say): void {
  const videos = media.filter(({ type }) => type === 'reference_video').length;
  const others = media.some(({ type }) => !/^reference_(image|video)$/.test(type));
  if (others || media.length < 1 || media.length > 5) throw say(listOf(media), '1 to 5 inputReferences');
  if (videos > 3) throw say(`${videos} videos`, 'up to 3 videos');
}

function checkTypes(types: readonly string[], media: readonly TypedMedium[], count: Count, say: Say): void {
  const frames = count('first_frame') + count('last_frame');
  const once = types.filter((type) => !type.startsWith('reference_'));
  const twice = once.find((type) => count(type) > 1);
  if (twice !== undefined) throw say(`${count(twice)} times ${twice}`, 'each type once');
  if (count('file') + count('link') > 1) throw say(listOf(media), 'a file or a link, and not both');
  if (types.includes('reference_audio') && frames > 0 && frames < media.length) {
    throw say(listOf(media), 'frames, or references, and not both');
  }
  if (types.includes('first_clip') && count('first_frame') + count('first_clip') !== 1) {
    throw say(listOf(media), 'a first_frame or a first_clip');
  }
  if (count('first_clip') > 0 && count('driving_audio') > 0) {
    throw say(listOf(media), 'a driving_audio beside a first_frame only');
  }
  if (types.length === 1 && types[0] === 'first_frame' && count('first_frame') !== 1)
    throw say(listOf(media), 'a first_frame');
  if (types.includes('video') && count('video') !== 1) throw say(listOf(media), 'one video');
  if (
    types.includes('last_frame') &&
    types.includes('reference_audio') &&
    count('last_frame') > 0 &&
    count('first_frame') === 0
  ) {
    throw say(listOf(media), 'a first_frame beside the last_frame');
  }
  const needsReference =
    types.includes('reference_image') && !types.includes('video') && !types.includes('reference_audio');
  if (needsReference && count('reference_image') + count('reference_video') === 0) {
    throw say(listOf(media), 'at least one reference_image or reference_video');
  }
}

function listOf(media: readonly TypedMedium[]): string {
  return media.length === 0 ? 'empty' : media.map(({ type }) => type).join(', ');
}

/** The error for an input that a model does not accept. */
export function refusal(model: string, argument: string, given: string, expected: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${model}: ${argument} is ${given}; expected ${expected}.` });
}
