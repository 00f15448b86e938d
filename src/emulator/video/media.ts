import type { VideoModel } from '../catalogue/video-model.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject } from '../util/objects.js';
import { orList } from '../util/words.js';

interface MediaItem {
  type: string;
  url: string;
  reference_voice?: unknown;
}

/** Checks `input.media` of a model that has it, and returns the types in it. */
export function checkMediaList(given: unknown, model: VideoModel, context: RequestContext): string[] {
  if (given === undefined || model.media === undefined) return [];
  if (!Array.isArray(given)) refuse('video-media-list');
  if (given.length === 0) refuse('video-field-required', { fields: 'input.media' });
  const items = readItems(given, Object.keys(model.media));
  const types = items.map(({ type }) => type);
  for (const [type, max] of Object.entries(model.media)) {
    if (types.filter((one) => one === type).length > max) refuse('video-media-count', { max, type });
  }
  const references = types.filter((type) => type.startsWith('reference_')).length;
  if (references > (model.references ?? Infinity)) {
    refuse('video-media-count', { max: model.references, type: 'reference_*' });
  }
  checkCombination(types, model);
  for (const { url, type } of items) checkUrl(url, context, model, /video|clip|audio|file|link/.test(type));
  for (const { reference_voice: voice } of items) {
    if (typeof voice === 'string') checkUrl(voice, context, model, true);
  }
  return types;
}

function readItems(given: readonly unknown[], accepted: readonly string[]): MediaItem[] {
  const missing = given.flatMap((item, index) =>
    ['url', 'type']
      .filter((field) => !isObject(item) || typeof item[field] !== 'string' || item[field] === '')
      .map((field) => `Field required: input.media.${index}.${field}`),
  );
  if (missing.length > 0)
    refuse('video-field-required', { fields: missing.join(' & ').slice('Field required: '.length) });
  const items = given as MediaItem[];
  const index = items.findIndex(({ type }) => !accepted.includes(type));
  if (index >= 0) refuse('video-media-type', { accepted: orList(accepted), index });
  return items;
}

/** The combinations that the page of wan2.7-i2v lists. */
const imageCombinations = new Set([
  'first_frame',
  'driving_audio+first_frame',
  'first_frame+last_frame',
  'driving_audio+first_frame+last_frame',
  'first_clip',
  'first_clip+last_frame',
]);

function checkCombination(types: readonly string[], { id }: VideoModel): void {
  const given = [...types].sort().join('+');
  const hasFrame = types.some((type) => type.endsWith('_frame'));
  const hasReference = types.some((type) => /^(?:reference_|file$|link$)/.test(type));
  if (id.startsWith('wan2.7-i2v') && !imageCombinations.has(given)) refuse('video-media-combination', { given });
  if (id.startsWith('wan2.7-r2v') && !hasReference) refuse('video-first-frame-only');
  if (id.startsWith('wan3.0') && hasFrame && hasReference) refuse('video-modes');
  const isHalf = types.includes('last_frame') && !types.includes('first_frame');
  const isTwice = types.includes('file') && types.includes('link');
  if (id.startsWith('wan3.0') && (isHalf || isTwice)) refuse('video-media-combination', { given });
  if (id.endsWith('edit') && !types.includes('video')) refuse('video-media-combination', { given });
}

/** A URL that the service could not read: it takes pictures as data, videos and sounds only from the web. */
export function checkUrl(url: string, context: RequestContext, model: VideoModel, isFilm: boolean): void {
  if (/^https?:\/\/[^/]/i.test(url)) return;
  if (url.startsWith('oss://')) {
    const resolves = context.headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable';
    if (!resolves) refuse('video-oss', { url });
    if (context.store.describe(url, model.id, context.now) === undefined) refuse('video-download', { url });
    return;
  }
  if (isFilm || !/^data:image\/[\w.+-]+;base64,./i.test(url)) refuse('video-download', { url: url.slice(0, 60) });
}
