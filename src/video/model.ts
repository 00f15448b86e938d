import type { APICallError } from '@ai-sdk/provider';
import { videoCapabilitiesOf } from '../catalogue/videos.js';
import type { Connection } from '../connection/connection.js';
import { createMediaURL, hasStored, namesStored, resolveHeader, type MediaURL } from '../files/media-url.js';
import type { CallContext } from '../http/call-context.js';
import { withDefaults } from '../options/types.js';
import { createTask, getTask, type TaskAnswer } from '../tasks/endpoint.js';
import { rewritten } from '../tasks/errors.js';
import { loadResults, notLoaded } from '../tasks/results.js';
import { expiryOf } from '../tasks/signed-url.js';
import { isFinal } from '../tasks/task.js';
import { checkTaskId } from '../tasks/tasks.js';
import { succeeded, waitForTask } from '../tasks/wait.js';
import { isObject, nonEmptyString } from '../util/json.js';
import { encodeVideo, videoPath, type WireMedium } from './encode.js';
import { isInline, type TypedMedium } from './inputs.js';
import { readVideoCall, readVideoDefaults } from './option-table.js';
import type { QwenVideoDetails, QwenVideoOptions, VideoOptions } from './options.js';
import { planVideo, type VideoPlan } from './plan.js';
import type { GeneratedVideo, VideoCall, Videos } from './video.js';

const hour = 3_600_000;
const maxBytes = 1024 * 1024 * 1024;

/** Makes the functions that make a model's videos. */
export function createVideos(connection: Connection, modelId: string, options: QwenVideoOptions): Videos {
  const mediaURL = createMediaURL(connection);
  const { notices, optionNames } = connection;
  const read = (call: VideoCall): VideoOptions => {
    call.warnings.push(...notices.pending());
    return withDefaults(
      readVideoCall(call.providerOptions, optionNames, call.warnings),
      readVideoDefaults(options, call.warnings),
    );
  };
  return {
    async generate(call) {
      const { abortSignal, headers } = call;
      const given = read(call);
      const { resume, pollInterval, deadline = hour, timeout } = given.known;
      const waiting = { abortSignal, headers, timeout, pollInterval, deadline, maxInterval: 15_000, cancels: true };
      if (resume !== undefined) checkTaskId(resume.taskId, 'resume.taskId');
      const created = resume === undefined ? await create(connection, mediaURL, modelId, call, given) : undefined;
      const id = resume?.taskId ?? (created as TaskAnswer).task.id;
      const answer = await waitForTask(connection, id, waiting, created);
      notices.settle();
      return load(connection, answer, { abortSignal, headers, timeout }, resume === undefined ? call.seed : undefined);
    },
    async start(call) {
      const given = read(call);
      const { resume } = given.known;
      if (resume !== undefined) {
        checkTaskId(resume.taskId, 'resume.taskId');
        return { taskId: resume.taskId, headers: {} };
      }
      const { task, reply } = await create(connection, mediaURL, modelId, call, given);
      notices.settle();
      return { taskId: task.id, headers: reply.headers };
    },
    async status(taskId, context) {
      checkTaskId(taskId, 'operation.taskId');
      const answer = await getTask(connection, taskId, context);
      const { headers } = answer.reply;
      if (!isFinal(answer.task.status)) return { video: undefined, headers };
      return { video: await load(connection, answer, context), headers };
    },
  };
}

async function create(
  connection: Connection,
  mediaURL: MediaURL,
  model: string,
  call: VideoCall,
  options: VideoOptions,
): Promise<TaskAnswer> {
  const capabilities = videoCapabilitiesOf(model);
  const plan = planVideo(model, capabilities, call, options);
  const { timeout, upload } = options.known;
  const { abortSignal, headers } = call;
  const context = { abortSignal, headers, timeout };
  for (const [argument, url] of soundsOf(plan)) {
    await mediaURL({ type: 'url', url }, { model, upload, argument, inline: false }, context);
  }
  const media = await Promise.all(plan.media.map((medium) => withURL(mediaURL, medium, { model, upload }, context)));
  const urls = [...media.flatMap(({ url, reference_voice: voice = '' }) => [url, voice]), plan.known.audioUrl ?? ''];
  return createTask(connection, {
    ...context,
    url: connection.dashscopeURL(videoPath(capabilities.form)),
    body: encodeVideo(model, capabilities.form, plan, media),
    serviceHeaders: hasStored(urls) || namesStored(options.known.input) ? resolveHeader : {},
  });
}

/** URLs of sounds that are fields of other media, with the names of the fields. */
function soundsOf({ media, known }: VideoPlan): [argument: string, url: string][] {
  const voices = media.flatMap(({ voice }) => voice ?? []).map((url): [string, string] => ['reference_voice', url]);
  return known.audioUrl === undefined ? voices : [['audioUrl', known.audioUrl], ...voices];
}

async function withURL(
  mediaURL: MediaURL,
  medium: TypedMedium,
  use: { model: string; upload: 'auto' | undefined },
  context: CallContext,
): Promise<WireMedium> {
  const { type, file, voice } = medium;
  const url = await mediaURL(file, { ...use, argument: type, inline: isInline(medium) }, context);
  return { type, url, ...(voice !== undefined && { reference_voice: voice }) };
}

async function load(
  connection: Connection,
  answer: TaskAnswer,
  context: CallContext,
  seed?: number,
): Promise<GeneratedVideo> {
  const { id, output, usage, requestId } = succeeded(answer);
  const url = nonEmptyString(output.video_url) ?? nonEmptyString(isObject(output.results) && output.results.video_url);
  if (url === undefined) {
    const failure = { message: 'The service answered without a video.', transient: false };
    const error = answer.reply.toError(failure, { responseBody: JSON.stringify(output) }) as APICallError;
    throw rewritten(error, `${error.message} (task ${id})`, { taskId: id });
  }
  const [result] = await loadResults(connection, [url], { ...context, maxBytes, taskId: id });
  if (result === undefined || 'error' in result) throw notLoaded(result!.error, url, id);
  const actualPrompt = nonEmptyString(output.actual_prompt);
  const expiresAt = expiryOf(url);
  const details: QwenVideoDetails = {
    url,
    taskId: id,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(actualPrompt !== undefined && { actualPrompt }),
    ...(seed !== undefined && { seed }),
    ...(requestId !== undefined && { requestId }),
    ...(usage !== undefined && { usage }),
  };
  const { bytes, mediaType = '' } = result.file;
  return {
    bytes,
    // Stores serve files of an unknown kind as application/octet-stream.
    mediaType: mediaType.startsWith('video/') ? mediaType : 'video/mp4',
    metadata: { videos: [details] },
    headers: answer.reply.headers,
  };
}
