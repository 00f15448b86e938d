import type { VideoModel } from '../catalogue/video-model.js';
import { drawMp4 } from '../drawing/mp4.js';
import { ApiError } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import type { TaskEnd } from '../stores/tasks.js';
import { createTask, refusedLater } from '../tasks/create.js';
import { hash } from '../util/words.js';
import type { JsonObject } from '../util/objects.js';
import { knownParameters, readVideo, type VideoRequest } from './request.js';

/** Seconds that the gateway says it waits (recorded). */
const timeout = 1_800;
const daySeconds = 86_400;

/** Creates the task of a video from nearly any request: the task reports what is wrong with it. */
export function answerVideo(context: RequestContext, model: VideoModel): Promise<Response> {
  const parameters = knownParameters(context, model);
  const { prompt } = context.given.input as JsonObject;
  const end = (): TaskEnd => {
    try {
      return endOf(context, readVideo(context, model, parameters));
    } catch (error) {
      if (error instanceof ApiError) return refusedLater(error.failure);
      throw error;
    }
  };
  const told = typeof prompt === 'string' ? prompt : '';
  return createTask(context, { kind: 'video', model: model.id, prompt: told, timeout, end });
}

function endOf({ media, url, now, newId }: RequestContext, request: VideoRequest): TaskEnd {
  const { model, prompt, width, height, seconds, seed = hash(prompt) >>> 1 } = request;
  const drawing = { model: model.id, prompt, seed, width, height, seconds };
  const content = { type: 'video/mp4', make: () => drawMp4(drawing) };
  const video_url = url.origin + media.results.add(`${newId()}.mp4`, content, now, daySeconds);
  const output = model.usage === 'animate' ? { results: { video_url } } : { orig_prompt: prompt, video_url };
  return { status: 'SUCCEEDED', output, usage: usageOf(request) };
}

/** Usage, which each generation of models reports in its own fields. */
function usageOf({ model, width, height, tier, ratio, seconds, hasVideoInput, audio }: VideoRequest): object {
  const input = hasVideoInput ? seconds : 0;
  const lengths = { duration: input + seconds, input_video_duration: input, output_video_duration: seconds };
  const size = `${width}*${height}`;
  switch (model.usage) {
    case 'whole':
      return { ...lengths, video_count: 1, SR: tier };
    case 'whole-ratio':
      return { ...lengths, video_count: 1, SR: tier, ratio };
    case 'wan3':
      return { video_count: 1, ...lengths, fps: 30, SR: tier, ratio };
    case 'sized':
      return { ...lengths, size, video_count: 1, SR: tier, ...(audio !== undefined && { audio }) };
    case 'pixels':
      return { video_duration: seconds, video_ratio: size, video_count: 1 };
    case 'tier':
      return { duration: seconds, SR: tier, video_count: 1 };
    case 'frames':
      return { video_duration: seconds, video_count: 1, SR: tier };
    case 'animate':
      return { video_duration: seconds, video_ratio: 'standard' };
    default:
      return { video_duration: seconds, video_ratio: 'standard', video_count: 1 };
  }
}
