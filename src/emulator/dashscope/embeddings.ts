import { checkTexts, readLength } from '../checks/embedding.js';
import { checkFields } from '../checks/fields.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { type CheckScope, oneOf, text } from '../checks/values.js';
import { embed, embedSparsely } from '../model/embed.js';
import type { RequestContext } from '../server/context.js';
import { isOlderEmbedding } from '../catalogue/dashscope.js';
import type { Model } from '../catalogue/model.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import { refuse } from '../rules/api-error.js';
import { countTokens } from '../util/words.js';

const textType = oneOf('query', 'document');
const outputType = oneOf('dense', 'sparse', 'dense&sparse');

/** Answers POST /services/embeddings/text-embedding/text-embedding. */
export async function answerEmbeddings(context: RequestContext, model: Model): Promise<PreparedAnswer> {
  const { given: body, id, policy } = context;
  if (model.kind === 'native') refuse('model-not-emulated', { model: model.id });
  if (model.kind !== 'embedding') refuse('url-mismatch');
  checkFields(body, 'model input parameters', policy);
  const { texts, ...others } = body.input as JsonObject;
  checkFields(others, '', policy, 'input.');
  const listed = Array.isArray(texts) ? texts : [undefined];
  const rows = checkTexts(listed, model, (limit) => tooMany(model, limit));
  const { length, type, dense, sparse, instruct } = readParameters(body.parameters, { model, policy });
  const script = await takeAnswerScript(context, rows.join('\n'));
  if (script.raw !== undefined) return { script };
  const manner = type === 'query' ? `${type} ${instruct}` : '';
  const embeddings = rows.map((row, index) => ({
    ...(dense && { embedding: script.embeddings?.[index] ?? embed(row, length, manner) }),
    ...(sparse && { sparse_embedding: embedSparsely(row) }),
    text_index: index,
  }));
  const tokens = script.usage?.promptTokens ?? rows.reduce((sum, row) => sum + countTokens(row), 0);
  // A script may have fewer vectors than there are texts.
  const answered = script.embeddings ? embeddings.slice(0, script.embeddings.length) : embeddings;
  return {
    script,
    body: { output: { embeddings: answered }, usage: { total_tokens: tokens }, request_id: id },
  };
}

function readParameters(value: unknown, scope: CheckScope) {
  const { model, policy } = scope;
  const given = value ?? {};
  if (!isObject(given)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  checkFields(given, 'text_type dimension output_type instruct', policy, 'parameters.');
  const { text_type: type = 'document', dimension, output_type: output = 'dense', instruct } = given;
  textType(type, 'text_type', scope);
  outputType(output, 'output_type', scope);
  const older = isOlderEmbedding(model.id);
  if (older && output !== 'dense') policy.unsupported(`output_type ${output}`, model.id);
  let follows = false;
  if (instruct !== undefined && instruct !== null) {
    text(instruct, 'instruct', scope);
    const known = model.id === 'text-embedding-v4';
    const field = known ? 'instruct with text_type document' : 'instruct';
    follows = known && type === 'query';
    if (!follows) policy.unsupported(field, model.id);
  }
  const length = readLength(dimension, 'dimension', model);
  const dense = older || output !== 'sparse';
  const sparse = !older && output !== 'dense';
  return { length, type, dense, sparse, instruct: follows ? instruct : '' };
}

/** v1 and v2 have a different error (error codes page). */
function tooMany(model: Model, limit: number): never {
  refuse(isOlderEmbedding(model.id) ? 'embedding-batch-old' : 'embedding-batch', { limit });
}
