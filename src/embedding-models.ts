import { findEmbeddingModel } from './catalogue/embeddings.js';
import { checkDimensions } from './catalogue/rules/embedding.js';
import * as compatible from './compatible/embed.js';
import { createEmbedding } from './core/embedding.js';
import type { NeutralEmbeddingModel } from './core/model.js';
import type { QwenEmbeddingOptions } from './core/options.js';
import { post, readAnswer } from './core/transport.js';
import * as native from './dashscope/embed.js';
import { readEmbeddingOptions, type EmbeddingOptions } from './options.js';
import type { Service } from './service.js';

// Requests in flight at once that ordinary accounts can have without being throttled.
const defaultConcurrency = 8;

/** A text embedding model. Options that only the native protocol has move its calls there. */
export function embeddingModel(
  { connection, compatibleURL, nativeURL, dashscope }: Service,
  protocol: 'compatible' | 'native',
  modelId: string,
  options?: QwenEmbeddingOptions,
): NeutralEmbeddingModel {
  const read = readEmbeddingOptions(options);
  const { dimensions, concurrency = defaultConcurrency } = read.known;
  const { rowsPerRequest } = findEmbeddingModel(modelId);
  const goesNative = protocol === 'native' || needsNative(read);
  const embedding = createEmbedding({ rowsPerRequest, concurrency }, async (texts, context) => {
    if (dashscope()) checkDimensions(modelId, dimensions);
    const reply = await post(connection, {
      ...context,
      url: goesNative ? nativeURL(native.embeddingPath) : compatibleURL('/embeddings'),
      body: goesNative
        ? native.encodeEmbedding(modelId, texts, read.known, read.extra)
        : compatible.encodeEmbedding(modelId, texts, dimensions, read.extra),
    });
    const body = await readAnswer(reply);
    const decoded = goesNative ? native.decodeEmbedding(body) : compatible.decodeEmbedding(body);
    return { ...decoded, headers: reply.headers, body };
  });
  return { provider: protocol === 'native' ? 'qwen.dashscope' : 'qwen.embedding', modelId, embedding };
}

function needsNative({ known }: EmbeddingOptions): boolean {
  return known.textType !== undefined || known.outputType !== undefined || known.instruct !== undefined;
}
