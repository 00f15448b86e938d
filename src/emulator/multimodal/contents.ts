import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { describeDataURL } from '../util/media.js';
import { isObject } from '../util/objects.js';
import { hash } from '../util/words.js';
import type { Kind, Limits } from './limits.js';

/** An element of `input.contents`: several kinds in one make one vector. */
export type Content = Partial<Record<Kind, string | string[]>>;

const kinds: readonly Kind[] = ['text', 'image', 'video', 'multi_images'];

/** Reads `input.contents`, or refuses it. */
export function readContents(given: unknown, limits: Limits, context: RequestContext): Content[] {
  if (!Array.isArray(given) || given.length === 0) refuse('contents-empty');
  if (given.length > limits.elements) refuse('contents-count', { kind: 'contents', limit: limits.elements });
  const contents = given.map((item, index) => readContent(item, `contents[${index}]`, limits));
  for (const kind of kinds) {
    const limit = limits.most[kind];
    if (limit !== undefined && contents.filter((content) => kind in content).length > limit) {
      refuse('contents-count', { kind, limit });
    }
  }
  for (const { image, video, multi_images: images } of contents) {
    for (const url of [image, video, images].flat()) if (url !== undefined) checkUrl(url, context);
  }
  return contents;
}

function readContent(item: unknown, field: string, { most }: Limits): Content {
  if (typeof item === 'string' && item !== '') return { text: item };
  const accepted = kinds.filter((kind) => most[kind] !== 0);
  const isFilled = (value: unknown) => typeof value === 'string' && value !== '';
  const fits =
    isObject(item) &&
    Object.keys(item).length > 0 &&
    Object.entries(item).every(([kind, value]) => {
      if (!accepted.includes(kind as Kind)) return false;
      return kind === 'multi_images' ? Array.isArray(value) && value.every(isFilled) : isFilled(value);
    });
  if (!fits) refuse('contents-item', { field, accepted: `an object of ${accepted.join(', ')}` });
  const images = (item as Content).multi_images;
  if (Array.isArray(images) && images.length > 8) refuse('contents-count', { kind: 'multi_images', limit: 8 });
  return item as Content;
}

function checkUrl(url: string, { headers, store, body, now }: RequestContext): void {
  if (/^https?:\/\/[^/]/i.test(url)) return;
  if (url.startsWith('oss://')) {
    const resolves = headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable';
    if (!resolves || store.describe(url, String(body.model), now) === undefined) refuse('stored-file-unknown');
    return;
  }
  if (describeDataURL(url)?.kind === undefined) refuse('media-invalid-url');
}

/** Words for a content. A URL is known by its file name, so that `cat.png` is near to "cat"; data by its hash. */
export function wordsFor(content: Content): string {
  return Object.values(content)
    .flat()
    .map((value) => {
      if (/^(?:https?|oss):\/\//i.test(value))
        return value
          .split(/[?#]/)[0]!
          .split('/')
          .at(-1)!
          .replace(/\.\w+$/, '');
      return value.startsWith('data:') ? `data${hash(value)}` : value;
    })
    .join(' ');
}
