import { findEmbeddingModel } from './catalogue/embeddings.js';
import { checkDimensions } from './catalogue/rules/embedding.js';
import * as compatible from './compatible/embed.js';
import { createEmbedding, type EmbeddingCall } from './core/embedding.js';
import type { NeutralEmbeddingModel } from './core/model.js';
import type { QwenEmbeddingOptions } from './core/options.js';
import { post, readAnswer } from './core/transport.js';
import * as native from './dashscope/embed.js';
import { readEmbeddingCall, readEmbeddingOptions, type EmbeddingOptions } from './options.js';
import type { Service } from './service.js';

// Requests in flight at once that ordinary accounts can have without being throttled.
const defaultConcurrency = 8;

/** Options that only the native protocol has. */
const nativeOnly = ['textType', 'outputType', 'instruct'] as const;

/** A text embedding model. Options that only the native protocol has move its calls there. */
export function embeddingModel(
  { connection, compatibleURL, nativeURL, dashscope }: Service,
  protocol: 'compatible' | 'native',
  modelId: string,
  options?: QwenEmbeddingOptions,
): NeutralEmbeddingModel {
  const defaults = readEmbeddingOptions(options);
  const { concurrency = defaultConcurrency } = defaults.known;
  const { rowsPerRequest } = findEmbeddingModel(modelId);
  const embedding = createEmbedding({ rowsPerRequest, concurrency }, async (texts, call) => {
    const read = withCall(defaults, call);
    const { dimensions } = read.known;
    const nativeOption = nativeOnly.find((name) => read.known[name] !== undefined);
    const goesNative = protocol === 'native' || nativeOption !== undefined;
    if (dashscope()) checkDimensions(modelId, dimensions);
    const reply = await post(connection, {
      abortSignal: call.abortSignal,
      headers: call.headers,
      url: goesNative ? nativeURL(native.embeddingPath, nativeOption) : compatibleURL('/embeddings'),
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

/** The options of a call, with the model's as defaults. */
function withCall(defaults: EmbeddingOptions, call: EmbeddingCall): EmbeddingOptions {
  const own = readEmbeddingCall(call.providerOptions, call.warnings ?? []);
  const dimensions = own.known.dimensions ?? call.dimensions ?? defaults.known.dimensions;
  return {
    known: { ...defaults.known, ...own.known, dimensions },
    extra: { ...defaults.extra, ...own.extra },
  };
}
