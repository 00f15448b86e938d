import type { ImageModel } from '../catalogue/image-model.js';
import type { RequestContext } from '../server/context.js';
import { endingsOf } from '../server/native-errors.js';
import { send } from '../server/send.js';
import { create, createTask } from '../tasks/create.js';
import { answerMessages, interleavedEvents } from './messages-answer.js';
import { readMessages } from './messages.js';

/** Seconds that the gateway says it waits (recorded). */
const timeout = 298;

/** Answers POST /services/aigc/multimodal-generation/generation of an image model: the pictures at once. */
export function answerSync(context: RequestContext, model: ImageModel): Promise<Response> {
  const request = readMessages(context, model);
  const { prompt } = request;
  return create(context, { kind: 'image', model: model.id, prompt }, (script) => {
    if (request.streams)
      return send(context, { script, events: interleavedEvents(context, request) }, endingsOf(context));
    const { choices, usage } = answerMessages(context, request);
    const { count } = request;
    const metric = model.id.startsWith('qwen-image-max') && {
      task_metric: { FAILED: 0, SUCCEEDED: count, TOTAL: count },
    };
    const body = { output: { choices, ...metric }, usage, request_id: context.id };
    return send(context, { script, body }, endingsOf(context));
  });
}

/** Answers POST /services/aigc/image-generation/generation: the same request, as a task. */
export function answerAsync(context: RequestContext, model: ImageModel): Promise<Response> {
  const request = readMessages(context, model);
  return createTask(context, {
    kind: 'image',
    model: model.id,
    prompt: request.prompt,
    timeout,
    end() {
      const { choices, usage } = answerMessages(context, request);
      return { status: 'SUCCEEDED', output: { finished: true, choices }, usage };
    },
  });
}
