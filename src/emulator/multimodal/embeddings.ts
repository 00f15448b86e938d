import { checkFields } from '../checks/fields.js';
import type { Model } from '../catalogue/model.js';
import { embed } from '../model/embed.js';
import { refuse } from '../rules/api-error.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import type { RequestContext } from '../server/context.js';
import { entryOf, isObject, type JsonObject } from '../util/objects.js';
import { countTokens } from '../util/words.js';
import { type Content, readContents, wordsFor } from './contents.js';
import { type Limits, limits as table } from './limits.js';

/** Tokens of a picture or a video. The emulator does not look at it. */
const mediaTokens = 256;

/** Answers POST /services/embeddings/multimodal-embedding/multimodal-embedding. */
export async function answerMultimodal(context: RequestContext, { id: model }: Model): Promise<PreparedAnswer> {
  const { given, policy } = context;
  const limits = entryOf(table, model) ?? refuse('url-mismatch');
  checkFields(given, 'model input parameters', policy);
  const { contents: listed, ...others } = given.input as JsonObject;
  checkFields(others, '', policy, 'input.');
  const { dimension, fuses } = readParameters(given.parameters, limits, context);
  const contents = readContents(listed, limits, context);
  const rows = rowsOf(contents, fuses, limits);
  const script = await takeAnswerScript(context, rows.map(({ words }) => words).join('\n'));
  if (script.raw !== undefined) return { script };
  const embeddings = rows.map(({ words, type }, index) => ({
    index,
    embedding: script.embeddings?.[index] ?? embed(words, dimension),
    type,
  }));
  return {
    script,
    body: { output: { embeddings }, usage: usageOf(contents, limits), request_id: context.id },
  };
}

function readParameters(value: unknown, limits: Limits, { policy }: RequestContext) {
  const given = value ?? {};
  if (!isObject(given)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  const { dimension = limits.dimensions[0]!, enable_fusion: fusion = false } = given;
  checkFields(given, limits.parameters, policy, 'parameters.');
  if (!limits.dimensions.includes(dimension as number)) {
    refuse('contents-dimension', { accepted: `[${limits.dimensions.join(', ')}]` });
  }
  if (typeof fusion !== 'boolean') refuse('parameter-type', { field: 'enable_fusion', type: 'Boolean' });
  const fuses = limits.fuses === 'always' || (limits.fuses === 'asked' && fusion);
  return { dimension: dimension as number, fuses };
}

interface Row {
  words: string;
  type: string;
}

/** A row a vector: of all contents together, or of each. */
function rowsOf(contents: readonly Content[], fuses: boolean, limits: Limits): Row[] {
  if (fuses) return [{ words: contents.map(wordsFor).join(' '), type: limits.fuses === 'asked' ? 'fusion' : 'vl' }];
  return contents.map((content) => {
    const [kind, ...more] = Object.keys(content);
    return { words: wordsFor(content), type: more.length > 0 ? 'fused' : kind! };
  });
}

function usageOf(contents: readonly Content[], { usage }: Limits): object {
  const texts = contents.reduce((sum, { text }) => sum + (typeof text === 'string' ? countTokens(text) : 0), 0);
  const images = contents.flatMap(({ image, video, multi_images: several }) => [image, video, several].flat());
  const count = images.filter((url) => url !== undefined).length;
  const pictures = count * mediaTokens;
  if (usage === 'images') return { input_tokens: texts, image_tokens: pictures, total_tokens: texts + pictures };
  if (usage === 'counted') return { input_tokens: texts, image_tokens: pictures, image_count: count, duration: 0 };
  return {
    input_tokens: texts + pictures,
    input_tokens_details: { image_tokens: pictures, text_tokens: texts },
    output_tokens: 1,
    total_tokens: texts + pictures + 1,
  };
}
