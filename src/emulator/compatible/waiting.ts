import { waitsInBatch } from '../catalogue/batch-models.js';
import { failureOf, ApiError, refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';

/** The host on which a chat call costs half as much and waits until it is its turn. */
const batchChatHost = 'batch.dashscope.aliyuncs.com';
/** Calls of a model that wait at the same time, and the longest that one is held. */
const maxWaiting = 10_000;
const maxWait = 3_600_000;

/** True for a chat call to the batch chat host. */
export function waits({ url, path }: RequestContext): boolean {
  return url.hostname === batchChatHost && path === '/chat/completions';
}

/** Holds a call to the batch chat host until it is its turn, then answers it. */
export async function answerInTurn<T>(context: RequestContext, model: string, answer: () => Promise<T>): Promise<T> {
  const { batches, clock, now, signal, body } = context;
  if (!waitsInBatch(model)) refuse('batch-chat-model', { model });
  if (body.stream === true) refuse('batch-chat-stream');
  const waiting = batches.waiting.get(model) ?? 0;
  if (waiting >= maxWaiting) refuse('batch-capacity');
  batches.waiting.set(model, waiting + 1);
  try {
    const { wait = 0 } = batches.options;
    await clock.until(now + Math.min(wait, maxWait), signal);
    if (wait > maxWait) throw new ApiError(failureOf('request-timeout'));
    const answered = await answer();
    batches.counts.waited += 1;
    return answered;
  } finally {
    batches.waiting.set(model, (batches.waiting.get(model) ?? 1) - 1);
  }
}
