import type { Model } from '../catalogue/model.js';
import { refuse } from '../rules/api-error.js';
import { countTokens } from '../util/words.js';

/** Maximum rows of a request, and lengths of a vector, the default first (text embedding page). */
const newLengths = [1024, 768, 512, 256, 128, 64];
const newest = { rows: 10, lengths: [1024, 2048, 1536, 768, 512, 256, 128, 64] };
const limits: Record<string, { rows: number; lengths: number[] }> = {
  'qwen3.7-text-embedding': newest,
  'qwen3.7-text-embedding-flash': newest,
  'text-embedding-v4': newest,
  'text-embedding-v3': { rows: 10, lengths: newLengths },
  'text-embedding-v2': { rows: 25, lengths: [1536] },
  'text-embedding-v1': { rows: 25, lengths: [1536] },
};

/** The limits of an embedding model. */
export function embeddingLimits(model: Model): { rows: number; lengths: number[] } {
  return limits[model.id]!;
}

/** Refuses a list with items other than texts, with too many texts, or with texts that are too long. */
export function checkTexts(texts: unknown[], model: Model, tooMany: (limit: number) => never): string[] {
  const { rows } = embeddingLimits(model);
  if (texts.length === 0 || !texts.every((text) => typeof text === 'string')) refuse('embedding-input');
  if (texts.length > rows) tooMany(rows);
  for (const text of texts) {
    if (text === '' || (text.length > model.input && countTokens(text) > model.input)) {
      refuse('input-length', { limit: model.input });
    }
  }
  return texts;
}

/** Reads the length of the vectors. */
export function readLength(value: unknown, field: string, model: Model): number {
  const { lengths } = embeddingLimits(model);
  if (value === undefined || value === null) return lengths[0]!;
  if (!Number.isInteger(value)) refuse('parameter-type', { field, type: 'Integer' });
  if (!lengths.includes(value as number)) {
    refuse('embedding-dimension', { accepted: `[${[...lengths].sort((a, b) => a - b).join(', ')}]` });
  }
  return value as number;
}
