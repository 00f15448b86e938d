import { checkFields } from '../checks/fields.js';
import { embed } from '../embed.js';
import type { Exchange } from '../exchange.js';
import type { Model } from '../models.js';
import { refuse } from '../refusal.js';
import { countTokens } from '../words.js';
import type { Head } from './answer.js';
import { type Prepared, takeScript } from './prepared.js';

/** Rows in a request, and the lengths a vector may have, the default first (text embedding page). */
const NEW_LENGTHS = [1024, 768, 512, 256, 128, 64];
const limits: Record<string, { rows: number; lengths: number[] }> = {
  'text-embedding-v4': { rows: 10, lengths: [1024, 2048, 1536, 768, 512, 256, 128, 64] },
  'text-embedding-v3': { rows: 10, lengths: NEW_LENGTHS },
  'text-embedding-v2': { rows: 25, lengths: [1536] },
  'text-embedding-v1': { rows: 25, lengths: [1536] },
};

/** Answers POST /embeddings. */
export async function answerEmbeddings(exchange: Exchange, model: Model, head: Head): Promise<Prepared> {
  const { body } = exchange;
  if (model.kind !== 'embedding') refuse('model-native-only', { model: model.id });
  checkFields(body, 'model input dimensions encoding_format user');
  const { rows, lengths } = limits[model.id]!;
  const texts = readInput(body['input'], rows, model);
  const dimensions = readDimensions(body['dimensions'], lengths);
  const format = body['encoding_format'] ?? 'float';
  if (format !== 'float') refuse('embedding-encoding', { given: format });
  const script = await takeScript(exchange, texts.join('\n'));
  if (script.raw !== undefined) return { script };
  const vectors = script.embeddings ?? texts.map((text) => embed(text, dimensions));
  const tokens = script.usage?.promptTokens ?? texts.reduce((sum, text) => sum + countTokens(text), 0);
  return {
    script,
    body: {
      data: vectors.map((embedding, index) => ({ embedding, index, object: 'embedding' })),
      model: head.model,
      object: 'list',
      usage: { prompt_tokens: tokens, total_tokens: tokens },
      id: head.id,
    },
  };
}

function readInput(value: unknown, rows: number, model: Model): string[] {
  const texts = Array.isArray(value) ? value : [value];
  if (texts.length === 0 || !texts.every((text) => typeof text === 'string')) refuse('embedding-input');
  if (texts.length > rows) refuse('embedding-batch', { limit: rows });
  for (const text of texts) {
    if (text === '' || (text.length > model.input && countTokens(text) > model.input)) {
      refuse('input-length', { limit: model.input });
    }
  }
  return texts;
}

function readDimensions(value: unknown, lengths: number[]): number {
  // v1 and v2 have one length, and the compatible endpoint passes over what is asked of them.
  if (value === undefined || value === null || lengths.length === 1) return lengths[0]!;
  if (!Number.isInteger(value)) refuse('parameter-type', { field: 'dimensions', type: 'Integer' });
  if (!lengths.includes(value as number)) {
    refuse('embedding-dimension', { accepted: `[${[...lengths].sort((a, b) => a - b).join(', ')}]` });
  }
  return value as number;
}
