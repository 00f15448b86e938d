import { checkTexts, embeddingLimits, readLength } from '../checks/embedding.js';
import { checkFields } from '../checks/fields.js';
import { embed } from '../model/embed.js';
import type { RequestContext } from '../server/context.js';
import type { Model } from '../catalogue/model.js';
import { refuse } from '../rules/api-error.js';
import { countTokens } from '../util/words.js';
import type { Head } from './answer.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';

/** Answers POST /embeddings. `length`: that of the vectors in place of the one that is asked for. */
export async function answerEmbeddings(
  context: RequestContext,
  model: Model,
  head: Head,
  length?: number,
): Promise<PreparedAnswer> {
  const { given, policy } = context;
  if (model.kind !== 'embedding') refuse('model-native-only', { model: model.id });
  const body = checkFields(given, 'model input dimensions encoding_format user', policy);
  const texts = checkTexts([body.input].flat(), model, (limit) => refuse('embedding-batch', { limit }));
  // v1 and v2 have a single length, and the compatible endpoint ignores `dimensions` for them.
  const fixed = embeddingLimits(model).lengths.length === 1;
  const dimensions = readLength(fixed ? undefined : body.dimensions, 'dimensions', model);
  const format = body.encoding_format ?? 'float';
  if (format !== 'float' && format !== 'base64') refuse('embedding-encoding', { given: format });
  const script = await takeAnswerScript(context, texts.join('\n'));
  if (script.raw !== undefined) return { script };
  const vectors = script.embeddings ?? texts.map((text) => embed(text, length ?? dimensions));
  const tokens = script.usage?.promptTokens ?? texts.reduce((sum, text) => sum + countTokens(text), 0);
  return {
    script,
    body: {
      data: vectors.map((vector, index) => ({
        embedding: format === 'base64' ? encodeVector(vector) : vector,
        index,
        object: 'embedding',
      })),
      model: head.model,
      object: 'list',
      usage: { prompt_tokens: tokens, total_tokens: tokens },
      id: head.id,
    },
  };
}

/**
 * A vector as base64 of 32-bit floats, least significant byte first. Assumed: the documentation lists only
 * `float`, but this is the default of the openai clients, which are known to work with the service.
 */
function encodeVector(vector: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  for (const [index, value] of vector.entries()) view.setFloat32(index * 4, value, true);
  const characters = Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte));
  return btoa(characters.join(''));
}
