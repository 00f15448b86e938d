import { checkFields } from '../checks/fields.js';
import type { ImageModel } from '../catalogue/image-model.js';
import type { ScriptedAnswer } from '../model/script.js';
import { ApiError, failureOf } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { endingsOf } from '../server/native-errors.js';
import { send } from '../server/send.js';
import type { TaskEnd } from '../stores/tasks.js';
import { create, createTask, refusedLater } from '../tasks/create.js';
import type { JsonObject } from '../util/objects.js';
import { keepPictures } from './draw.js';
import { checkImage } from './inputs.js';
import { readInput } from './older-input.js';
import { ownOutput } from './own-output.js';
import { readCount, readParameters } from './parameters.js';
import { checkLate, readSize, type Size } from './size.js';

const timeout = 298;

/** A request of an older endpoint, checked. */
interface OlderRequest {
  prompt: string;
  count: number;
  size: Size;
  seed: number | undefined;
  extends: boolean;
}

/** Answers the older endpoints. They create a task from nearly any request, and refuse it in the task. */
export function answerOlder(context: RequestContext, model: ImageModel): Promise<Response> {
  const input = context.given.input as JsonObject;
  const prompt = input.prompt ?? input.ref_prompt ?? '';
  // Unknown fields are found at once: they are the emulator's own matter.
  const known = readParameters(context, model);
  const { fields, urls, check } = readInput(input, model);
  checkFields(input, fields, context.policy, 'input.');
  const creation = { kind: 'image', model: model.id, prompt: typeof prompt === 'string' ? prompt : '' } as const;
  const end = (script: ScriptedAnswer) => {
    try {
      check();
      for (const url of urls) checkImage(url, context, model);
      return endOf(context, model, readRequest(creation.prompt, known, model), script);
    } catch (error) {
      if (error instanceof ApiError) return refusedLater(error.failure);
      throw error;
    }
  };
  if (model.bare && !isTask(context)) {
    return create(context, creation, (script) => {
      const { output, usage, status } = end(script);
      if (status === 'FAILED') throw new ApiError(failureFrom(output));
      return send(context, { script, body: { output, usage, request_id: context.id } }, endingsOf(context));
    });
  }
  const metrics = model.id.startsWith('wanx-v1') && { task_metrics: { TOTAL: 4, SUCCEEDED: 0, FAILED: 0 } };
  return createTask(context, { ...creation, timeout, end, ...(metrics && { runningOutput: metrics }) });
}

function isTask({ headers }: RequestContext): boolean {
  return headers.get('x-dashscope-async')?.toLowerCase() === 'enable';
}

function failureFrom(output: object | undefined) {
  const { code, message } = output as { code: string; message: string };
  return { status: 400, code, message };
}

function readRequest(prompt: string, known: JsonObject, model: ImageModel): OlderRequest {
  const size = readSize(known.size, { model, hasImages: model.images[0] > 0 });
  checkLate(String(known.size ?? model.standardSize), size, model.size);
  return {
    prompt,
    size,
    count: readCount(known, model.n, false),
    seed: known.seed as number | undefined,
    extends: known.prompt_extend !== false && model.parameters.includes('prompt_extend'),
  };
}

/** Pictures that failed stand among the others, with a code and a message. */
function endOf(context: RequestContext, model: ImageModel, request: OlderRequest, script: ScriptedAnswer): TaskEnd {
  const { prompt, count } = request;
  const failed = Math.min(script.task?.failedImages ?? 0, count);
  const urls = keepPictures(context, { model, ...request }, count - failed);
  if (model.id.startsWith('qwen-mt')) {
    return { status: 'SUCCEEDED', output: { image_url: urls[0] }, usage: { image_count: 1 } };
  }
  const failure = failureOf('input-inspection');
  const error = { code: failure.nativeCode, message: failure.message };
  const metrics = { task_metrics: { TOTAL: count, SUCCEEDED: urls.length, FAILED: failed } };
  if (urls.length === 0) return { status: 'FAILED', output: { ...error, ...metrics } };
  const own = ownOutput(model, context.given.input as JsonObject, context.now, () =>
    keepPictures(context, { model, ...request }, count),
  );
  const told = request.extends ? { orig_prompt: prompt, actual_prompt: `${prompt}, drawn by the emulator` } : {};
  const results = [...urls.map((url) => ({ ...told, url })), ...Array.from({ length: failed }, () => error)];
  return {
    status: 'SUCCEEDED',
    output: { ...own, results, ...(model.id !== 'wanx-style-repaint-v1' && metrics) },
    usage: { image_count: urls.length },
  };
}
