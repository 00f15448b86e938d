import type { ImageModel } from '../catalogue/image-model.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { describeDataURL } from '../util/media.js';

const kinds = new Set(['PNG', 'JPEG', 'BMP', 'WebP', 'TIFF', 'GIF']);

/** Refuses a picture that the service could not read: it looks at data URLs and the temporary store only. */
export function checkImage(url: string, context: RequestContext, model: ImageModel): void {
  if (/^https?:\/\/[^/]/i.test(url)) return;
  if (url.startsWith('oss://')) {
    const media = resolvesOss(context) ? context.store.describe(url, model.id, context.now) : undefined;
    if (media === undefined) refuse('stored-file-unknown');
    return;
  }
  const media = describeDataURL(url);
  if (media?.kind === undefined || !kinds.has(media.kind)) refuse('media-invalid-url');
  if (media.bytes > model.megabytes * 1024 * 1024) refuse('image-too-large');
  const { width = 240, height = 240 } = media;
  if (model.id.startsWith('wan') && Math.min(width, height) < 240) refuse('image-too-small');
}

/** URLs of the temporary store are resolved only when the request asks for it. */
export function resolvesOss({ headers }: RequestContext): boolean {
  return headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable';
}
