import { InvalidArgumentError } from '@ai-sdk/provider';
import { embeddingCapabilitiesOf } from '../catalogue/embeddings.js';
import type { Connection } from '../connection/connection.js';
import { isCarried } from '../options/table.js';
import type { Warning } from '../options/warning.js';
import { decodeEmbedding, encodeEmbedding } from './compatible.js';
import { embeddingTable, readEmbeddingOptions } from './option-table.js';
import type { QwenEmbeddingOptions } from './options.js';
import { checkEmbedding } from './rules.js';
import { readVectors } from './vectors.js';

/** Writes texts as lines of a batch with the encoder of live calls, and reads their vectors. */
export interface EmbeddingLines {
  warnings: readonly Warning[];
  encode(text: string): Record<string, unknown>;
  decode(body: unknown): { vector: number[]; tokens?: number };
}

/** Throws for an option that no line can carry. */
export function embeddingLines(
  { dialect: spoken, notices }: Connection,
  modelId: string,
  options: QwenEmbeddingOptions,
): EmbeddingLines {
  const read: Warning[] = [];
  const { known, extra } = readEmbeddingOptions(options, read);
  if (spoken.modelStudio === true) {
    checkEmbedding(modelId, known);
    if (embeddingCapabilitiesOf(modelId).contents !== undefined) {
      throw refused(
        'model',
        `${modelId} embeds media at an endpoint that batches don't have; use a text embedding model.`,
      );
    }
  }
  for (const [name, row] of Object.entries(embeddingTable)) {
    if (known[name as keyof typeof known] === undefined || isCarried(row, 'compatible')) continue;
    throw refused(
      name,
      `${name} needs the DashScope protocol, and the lines of a batch have the OpenAI-compatible one.`,
    );
  }
  return {
    warnings: [...notices.pending(), ...read],
    encode(text) {
      if (typeof text !== 'string' || text === '')
        throw refused('texts', 'A text to embed must be a string with characters.');
      // An array of texts in a line is documented nowhere.
      return { ...encodeEmbedding(modelId, [text], known.dimensions, spoken, extra), input: text };
    },
    decode(body) {
      const { rows, tokens } = decodeEmbedding(body);
      return { vector: readVectors({ rows, body }, 1)[0]!, ...(tokens !== undefined && { tokens }) };
    },
  };
}

function refused(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message });
}
