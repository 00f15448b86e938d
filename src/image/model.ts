import type { APICallError } from '@ai-sdk/provider';
import { imageCapabilitiesOf } from '../catalogue/images.js';
import type { Connection } from '../connection/connection.js';
import { isTokenPlan } from '../connection/plan-hosts.js';
import {
  createMediaURL,
  hasStored,
  namesStored,
  resolveHeader,
  type Media,
  type MediaURL,
} from '../files/media-url.js';
import type { HttpResponse } from '../http/transport.js';
import { hasOptions, hasProviderOptions } from '../options/names.js';
import { withDefaults } from '../options/types.js';
import { createTask, sendOnce, type TaskAnswer } from '../tasks/endpoint.js';
import { rewritten } from '../tasks/errors.js';
import { loadResults, notLoaded } from '../tasks/results.js';
import { expiryOf } from '../tasks/signed-url.js';
import { checkTaskId } from '../tasks/tasks.js';
import { succeeded, waitForTask, type Waiting } from '../tasks/wait.js';
import { toText, type JSONObject } from '../util/json.js';
import { decodeAnswer, decodeImages, pngSize, type DecodedImage, type DecodedImages } from './decode.js';
import { encodeImage, imagePath } from './encode.js';
import type { GeneratedImages, ImageCall } from './image.js';
import { readImageCall, readImageDefaults } from './option-table.js';
import type { ImageOptions, QwenImageDetails, QwenImageOptions } from './options.js';
import { planImage, type ImagePlan } from './plan.js';

/** The images of a call as the service described them. */
interface Answer {
  decoded: DecodedImages;
  reply: HttpResponse;
  taskId: string | undefined;
  requestId?: string;
  usage?: JSONObject;
}

const halfAnHour = 1_800_000;

// A PNG of 4096 by 4096 pixels has about 24 megabytes.
const maxBytes = 128 * 1024 * 1024;

/** Makes the function that makes a model's images. */
export function createImages(
  connection: Connection,
  modelId: string,
  options: QwenImageOptions,
): (call: ImageCall) => Promise<GeneratedImages> {
  const mediaURL = createMediaURL(connection);
  return async (call) => {
    const read = readOptions(options, call, connection.optionNames);
    call.warnings.push(...connection.notices.pending());
    const { resume } = read.known;
    const answer =
      resume === undefined
        ? await make(connection, mediaURL, modelId, call, read)
        : await resumed(connection, resume.taskId, waitingOf(call, read));
    const images = await collect(connection, call, read, answer);
    connection.notices.settle();
    return images;
  };
}

/** The options of a call, with the model's as defaults. */
function readOptions(options: QwenImageOptions, call: ImageCall, names: readonly string[]): ImageOptions {
  if (!hasOptions(options) && !hasProviderOptions(call.providerOptions, names)) return { known: {}, extra: {} };
  const defaults = readImageDefaults(options, call.warnings);
  return withDefaults(readImageCall(call.providerOptions, names, call.warnings), defaults);
}

function waitingOf({ abortSignal, headers }: ImageCall, { known }: ImageOptions): Waiting {
  const { pollInterval, deadline = halfAnHour, timeout } = known;
  return { abortSignal, headers, timeout, pollInterval, deadline, cancels: true };
}

async function make(
  connection: Connection,
  mediaURL: MediaURL,
  model: string,
  call: ImageCall,
  read: ImageOptions,
): Promise<Answer> {
  const { abortSignal, headers } = call;
  const { upload, images = [], timeout } = read.known;
  const capabilities = imageCapabilitiesOf(model);
  const files: Media[] = [...call.files, ...images.map((url) => ({ type: 'url' as const, url }))];
  const host = new URL(connection.dashscopeURL('')).hostname;
  const plan = planImage(model, capabilities, call, read, { inputs: files.length, answersAtOnce: isTokenPlan(host) });
  const use = { model, upload, inline: true, maxBytes: capabilities.inputs.maxBytes };
  const urlOf = (media: Media, argument: string) =>
    mediaURL(media, { ...use, argument }, { abortSignal, headers, timeout });
  const [mask, ...urls] = await Promise.all([
    call.mask && urlOf(call.mask, 'mask'),
    ...files.map((file, index) => urlOf(file, `image ${index + 1}`)),
  ]);
  const inputs = urls.filter((url) => url !== undefined);
  const request = {
    abortSignal,
    headers,
    timeout,
    url: connection.dashscopeURL(imagePath(plan)),
    body: encodeImage(model, plan, inputs, mask),
    serviceHeaders: hasStored([...inputs, mask ?? '']) || namesStored(plan.input) ? resolveHeader : {},
  };
  return send(connection, plan, request, waitingOf(call, read));
}

async function send(
  connection: Connection,
  { endpoint }: ImagePlan,
  request: Parameters<typeof createTask>[1],
  waiting: Waiting,
): Promise<Answer> {
  if (endpoint !== 'messages') {
    const created = await createTask(connection, request);
    return finished(await waitForTask(connection, created.task.id, waiting, created));
  }
  const { reply, body } = await sendOnce(connection, request, 'answer');
  return { ...decodeAnswer(body), reply, taskId: undefined };
}

async function resumed(connection: Connection, taskId: string, waiting: Waiting): Promise<Answer> {
  checkTaskId(taskId, 'resume.taskId');
  return finished(await waitForTask(connection, taskId, waiting));
}

function finished(answer: TaskAnswer): Answer {
  const { id, output, requestId, usage } = succeeded(answer);
  return { decoded: decodeImages(output), reply: answer.reply, taskId: id, requestId, usage };
}

/** Downloads the images, and warns of missing ones. */
async function collect(
  connection: Connection,
  { abortSignal, headers, warnings, n, seed }: ImageCall,
  { known }: ImageOptions,
  { decoded, reply, taskId, requestId, usage }: Answer,
): Promise<GeneratedImages> {
  const made = decoded.images.filter((image): image is DecodedImage & { url: string } => 'url' in image);
  const failures: NonNullable<QwenImageDetails['failures']> = decoded.images.flatMap((image) =>
    'url' in image ? [] : [image],
  );
  if (made.length === 0) throw empty(reply, taskId, failures[0]?.message);
  const urls = made.map(({ url }) => url);
  const loaded = await loadResults(connection, urls, {
    abortSignal,
    headers,
    timeout: known.timeout,
    maxBytes,
    taskId,
  });
  const images: Uint8Array[] = [];
  const details: QwenImageDetails[] = [];
  let unloaded: Error | undefined;
  loaded.forEach((result, index) => {
    const image = made[index]!;
    if ('file' in result) {
      images.push(result.file.bytes);
      details.push(detailsOf(image, result.file.bytes, seed));
    } else {
      unloaded ??= result.error;
      failures.push({ message: result.error.message, url: image.url });
    }
  });
  if (unloaded !== undefined && images.length === 0) throw notLoaded(unloaded, urls[0]!, taskId);
  for (const { message } of failures) warnings.push({ type: 'other', message: `An image is missing: ${message}` });
  if (failures.length === 0 && images.length < n && known.enableSequential !== true) {
    warnings.push({ type: 'other', message: `The service made ${images.length} of ${n} images.` });
  }
  // The AI SDK keeps only this list of the metadata.
  const [first, ...others] = details.map((one) => ({
    ...one,
    ...(taskId !== undefined && { taskId }),
    ...(requestId !== undefined && { requestId }),
  }));
  const ofRequest = {
    ...(usage !== undefined && { usage }),
    ...(decoded.texts.length > 0 && { texts: decoded.texts }),
    ...(failures.length > 0 && { failures }),
  };
  const metadata = { images: [{ ...first!, ...ofRequest }, ...others] };
  return { images, metadata, headers: reply.headers };
}

function detailsOf(image: { url: string; actualPrompt?: string }, bytes: Uint8Array, seed: number | undefined) {
  const expiresAt = expiryOf(image.url);
  return {
    ...image,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(seed !== undefined && { seed }),
    ...pngSize(bytes),
  };
}

/** Images that did not come are not requested again, because the call may be billed. */
function empty(reply: HttpResponse, taskId: string | undefined, reason: string | undefined): Error {
  const message = reason ?? 'The service answered without an image.';
  const error = reply.toError({ message, transient: false }, { responseBody: toText(reason) }) as APICallError;
  return taskId === undefined ? error : rewritten(error, `${error.message} (task ${taskId})`, { taskId });
}
