import { readBody } from '../checks/body.js';
import { checkKey, isTokenPlan } from '../checks/key.js';
import { findImageModel, isOfTokenPlan } from '../catalogue/image-models.js';
import type { ImageModel, ImagePath } from '../catalogue/image-model.js';
import { findModel } from '../catalogue/models.js';
import { answerAsync, answerSync } from '../images/endpoints.js';
import { answerOlder } from '../images/older.js';
import { findVideoModel } from '../catalogue/video-models.js';
import type { VideoModel } from '../catalogue/video-model.js';
import { answerVideo } from '../video/endpoint.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { answerTasks, taskEndpoints } from '../tasks/endpoints.js';
import { entryOf, isObject } from '../util/objects.js';

type Answer = (context: RequestContext, model: ImageModel) => Promise<Response>;

const videoPaths: Record<string, VideoModel['endpoint']> = {
  '/services/aigc/video-generation/video-synthesis': 'video',
  '/services/aigc/image2video/video-synthesis': 'frames',
};

/** Shared with chat models. */
const syncPath = '/services/aigc/multimodal-generation/generation';

const imagePaths: Record<string, { name: ImagePath; answer: Answer }> = {
  [syncPath]: { name: 'sync', answer: answerSync },
  '/services/aigc/image-generation/generation': { name: 'async', answer: answerAsync },
  '/services/aigc/text2image/image-synthesis': { name: 'text2image', answer: answerOlder },
  '/services/aigc/image2image/image-synthesis': { name: 'image2image', answer: answerOlder },
  '/services/aigc/background-generation/generation': { name: 'background', answer: answerOlder },
};

/** Endpoints of images, videos and tasks beside the one that chat has as well. */
export const mediaEndpoints = [
  ...Object.keys(imagePaths)
    .filter((path) => path !== syncPath)
    .map((path) => `POST ${path}`),
  ...Object.keys(videoPaths).map((path) => `POST ${path}`),
  ...taskEndpoints,
];

/** Answers what concerns images, videos and tasks; undefined for everything else. */
export async function answerMedia(context: RequestContext): Promise<Response | undefined> {
  const { path, text } = context;
  const videoPath = entryOf(videoPaths, path);
  if (videoPath !== undefined) return createVideo(context, videoPath);
  // The page of background generation writes its path with a slash at the end.
  const endpoint = entryOf(imagePaths, path.replace(/\/$/, ''));
  if (endpoint === undefined) return answerTasks(context);
  if (path === syncPath && !asksForImages(text)) return undefined;
  const { model: id } = readRequest(context);
  const model = findImageModel(id, context.region);
  if (model === undefined) refuse(isKnown(id, context) ? 'url-mismatch' : 'media-model-unknown');
  const onPlan = isTokenPlan(context.url.hostname);
  if (onPlan && !isOfTokenPlan(model)) refuse('media-model-unknown');
  if (!model.paths.includes(endpoint.name)) refuse('url-mismatch');
  // A Token Plan has no tasks of images.
  if (onPlan && endpoint.name !== 'sync') refuse('asynchronous-call');
  checkAsync(context, endpoint.name === 'sync' ? 'no' : model.bare ? 'any' : 'yes');
  return (model.input === undefined ? endpoint.answer : answerOlder)(context, model);
}

async function createVideo(context: RequestContext, endpoint: VideoModel['endpoint']): Promise<Response> {
  const { model: id } = readRequest(context);
  const model = findVideoModel(id, context.region);
  if (model === undefined) refuse(isKnown(id, context) ? 'url-mismatch' : 'media-model-unknown');
  if (model.endpoint !== endpoint) refuse('url-mismatch');
  checkAsync(context, 'yes');
  return answerVideo(context, model);
}

/** Chat models have the same endpoint: the name of the model decides. */
function asksForImages(text: string): boolean {
  try {
    const { model } = JSON.parse(text) ?? {};
    return typeof model === 'string' && findImageModel(model, undefined) !== undefined;
  } catch {
    return false;
  }
}

/** Checks key and body, and returns the name of the model. */
function readRequest(context: RequestContext): { model: string } {
  const { method, headers, region } = context;
  if (method !== 'POST') refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  readBody(context);
  const { model, input } = context.body;
  if (typeof model !== 'string' || model === '') refuse('empty-model');
  if (!isObject(input)) refuse('empty-input');
  return { model };
}

/** Known for another endpoint. A model that is served only in other regions is as unknown as any. */
function isKnown(id: string, { region }: RequestContext): boolean {
  const find = findImageModel(id, undefined)
    ? findImageModel
    : findVideoModel(id, undefined)
      ? findVideoModel
      : findModel;
  return find(id, region) !== undefined;
}

function checkAsync({ headers }: RequestContext, wanted: 'yes' | 'no' | 'any'): void {
  const isAsync = headers.get('x-dashscope-async')?.toLowerCase() === 'enable';
  if (wanted === 'no' && isAsync) refuse('asynchronous-call');
  if (wanted === 'yes' && !isAsync) refuse('synchronous-call');
}
