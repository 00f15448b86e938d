import { testModel } from '../catalogue/batch-models.js';
import { findModel } from '../catalogue/models.js';
import { takeBody } from '../checks/body.js';
import type { ParameterPolicy } from '../checks/policy.js';
import { renderAnswer, type Head } from '../compatible/answer.js';
import { askModel } from '../compatible/chat.js';
import { answerEmbeddings } from '../compatible/embeddings.js';
import { errorBody } from '../compatible/errors.js';
import type { RawAnswer } from '../model/script.js';
import { ApiError, refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import type { Batch } from '../stores/batches.js';
import { PrefixCache } from '../stores/prefix-cache.js';
import { concat } from '../util/bytes.js';
import { entryOf, isObject, type JsonObject } from '../util/objects.js';

/** The answer to a line. */
export interface LineAnswer {
  /** That of the request; its answer has it too. */
  id: string;
  status: number;
  body: JsonObject;
  /** Set where the line failed. */
  error?: { code: string | null; message: string };
}

/** Batches don't read or write the context cache. */
const noCache = new PrefixCache();
const noSignal = new AbortController().signal;

/** Answers a line with the services that answer live calls. */
export async function answerLine(
  context: RequestContext,
  batch: Batch,
  request: JsonObject,
  policy: ParameterPolicy,
): Promise<LineAnswer> {
  const customId = request.custom_id as string;
  const line = { customId, url: batch.endpoint, body: request.body as JsonObject };
  const own = entryOf(batch.script.lines ?? {}, customId);
  const id = context.newId();
  const lineContext: RequestContext = {
    ...context,
    id,
    policy,
    region: batch.region,
    cache: noCache,
    signal: noSignal,
    tempo: { firstTokenDelay: 0, deltaDelay: 0, chunkSize: undefined },
    script: async (asked) => ({ ...(own ?? (await context.script({ ...asked, line }))), firstTokenDelay: 0 }),
  };
  try {
    takeBody(lineContext, line.body);
    const head = { model: batch.model, id, created: Math.floor(context.now / 1000) };
    return { id, ...(await answer(lineContext, batch, head)) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, code, message } = error.failure;
    return { id, status, body: { error: errorBody(error.failure, id).error }, error: { code, message } };
  }
}

type Answered = Omit<LineAnswer, 'id'>;

async function answer(context: RequestContext, batch: Batch, head: Head): Promise<Answered> {
  if (batch.model === testModel) return { status: 200, body: rehearsal(head) };
  const model = findModel(batch.model, batch.region) ?? refuse('model-unknown', { model: batch.model });
  const { options } = context.batches;
  if (model.kind === 'embedding') {
    const { body, script } = await answerEmbeddings(context, model, head, options.dimensions);
    return script.raw === undefined ? { status: 200, body: body as JsonObject } : rawAnswer(script.raw);
  }
  // A line may ask for a stream, which models need to think, and always gets a whole answer.
  context.given = { ...context.given, stream: true };
  const { answer: decided, script } = await askModel(context, model);
  if (decided === undefined) return rawAnswer(script.raw!);
  return { status: 200, body: reshape(renderAnswer(decided, head) as JsonObject, options.reasoning === true) };
}

/** A whole chat answer in the shape that it has in a batch (recorded Apr 2026): fewer fields, in another order. */
function reshape({ created, usage, model, id, choices, object }: JsonObject, reasoning: boolean): JsonObject {
  const { completion_tokens, prompt_tokens, total_tokens } = usage as Record<string, number>;
  return {
    created,
    usage: { completion_tokens, prompt_tokens, total_tokens },
    model,
    id,
    choices: (choices as JsonObject[]).map(({ finish_reason, index, message }) => {
      const { content, reasoning_content, tool_calls } = message as JsonObject;
      return {
        finish_reason,
        index,
        message: {
          role: 'assistant',
          content,
          ...(reasoning && reasoning_content !== undefined && { reasoning_content }),
          ...(tool_calls !== undefined && { tool_calls }),
        },
      };
    }),
    object,
  };
}

/** The answer of batch-test-model to everything (batch page). */
function rehearsal({ created, model, id }: Head): JsonObject {
  return {
    created,
    usage: { completion_tokens: 6, prompt_tokens: 20, total_tokens: 26 },
    model,
    id: `chatcmpl-${id}`,
    choices: [{ finish_reason: 'stop', index: 0, message: { content: 'This is a test result.' } }],
    object: 'chat.completion',
  };
}

function rawAnswer({ status = 200, body }: RawAnswer): Answered {
  const pieces = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
  const encoder = new TextEncoder();
  const bytes = concat(pieces.map((piece) => (typeof piece === 'string' ? encoder.encode(piece) : piece)));
  const text = new TextDecoder().decode(bytes);
  const failed = status !== 200 && { error: { code: 'raw', message: text } };
  try {
    const parsed: unknown = JSON.parse(text);
    return { status, body: isObject(parsed) ? parsed : { text }, ...failed };
  } catch {
    return { status, body: { text }, ...failed };
  }
}
