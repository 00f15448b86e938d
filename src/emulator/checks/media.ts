import type { Media } from '../util/media.js';
import type { Model } from '../catalogue/model.js';
import { frameRangeOf } from '../catalogue/models.js';
import type { Part, Question } from '../model/question.js';
import { refuse } from '../rules/api-error.js';

/** Maximum characters of a data URL. */
const maxDataUrlLength = 10_485_760;

/** Refuses media that the model does not accept, or that the service could not read. */
export function checkMedia(question: Question): void {
  for (const part of question.messages.flatMap((message) => message.parts)) {
    if (part.kind === 'text') continue;
    if (!question.model.can.has(part.kind === 'frames' ? 'video' : part.kind)) refuse('content-item');
    checkPart(part, question);
  }
}

function checkPart(part: Exclude<Part, { kind: 'text' }>, question: Question): void {
  const urls = 'urls' in part ? part.urls : [part.url];
  for (const url of urls) {
    const media = checkUrl(url, question);
    if (media !== undefined && (part.kind === 'image' || part.kind === 'frames')) checkImage(media);
  }
  if (part.kind === 'frames') checkFrames(part.urls.length, question.model);
  if ((part.kind === 'video' || part.kind === 'frames') && part.fps !== undefined) {
    if (part.fps < 0.1 || part.fps > 10) refuse('parameter-range', { field: 'fps', range: '[0.1, 10]' });
  }
}

/** Describes the file of a data URL or of the temporary store; undefined for a URL that would be downloaded. */
function checkUrl(url: string, { resolvesOss, describe }: Question): Media | undefined {
  if (/^https?:\/\/[^/]/i.test(url)) return undefined;
  if (url.startsWith('oss://') && resolvesOss) return describe(url) ?? refuse('stored-file-unknown');
  if (!url.startsWith('data:')) refuse('media-url');
  if (url.length > maxDataUrlLength) refuse('media-too-large');
  return describe(url) ?? refuse('media-url');
}

/** Refuses an image with a side below 10 pixels, or with a ratio above 200. */
function checkImage({ kind, width, height }: Media): void {
  if (kind === undefined) refuse('image-undecodable');
  if (width === undefined || height === undefined) return;
  const [short, long] = width < height ? [width, height] : [height, width];
  if (short < 10 || long > 200 * short) refuse('image-dimensions');
}

function checkFrames(count: number, model: Model): void {
  const { min, max } = frameRangeOf(model);
  if (count < min || count > max) refuse('frame-count', { min, max });
}
