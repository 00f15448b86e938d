import type { RerankingCapabilities } from './capabilities.js';

/** Id of a reranking model that this package knows. */
export type KnownRerankingModelId = keyof typeof rerankingModels;

/** Id of a reranking model: one that this package knows, or any other. */
export type RerankingModelId = KnownRerankingModelId | (string & {});

/** Reranking models (Model Studio docs, text rerank page, 2026; the endpoint of qwen3.7-text-rerank: litellm, 2026). */
export const rerankingModels = {
  'qwen3.7-text-rerank': { endpoint: 'dashscope', inputs: ['text'] },
  'qwen3-rerank': { endpoint: 'flat', inputs: ['text'], instruct: true },
  'qwen3-vl-rerank': { endpoint: 'dashscope', inputs: ['text', 'image', 'video'], instruct: true },
  'gte-rerank-v2': { endpoint: 'dashscope', inputs: ['text'], instruct: false },
} as const satisfies Record<string, RerankingCapabilities>;

/** Names of model lines with a member that stands for the line. */
const lines: readonly (readonly [RegExp, KnownRerankingModelId])[] = [
  [/^gte-rerank/, 'gte-rerank-v2'],
  [/^qwen[\d.]*-vl-.*rerank/, 'qwen3-vl-rerank'],
  [/^qwen3\.\d+-.*rerank/, 'qwen3.7-text-rerank'],
];

/** Newer text models use the flat endpoint. */
const unknownReranker: RerankingCapabilities = { endpoint: 'flat', inputs: ['text'] };

/** The capabilities of a reranking model; of its line for an unknown id. */
export function rerankingCapabilitiesOf(id: string): RerankingCapabilities {
  if (Object.hasOwn(rerankingModels, id)) return rerankingModels[id as KnownRerankingModelId];
  const member = lines.find(([name]) => name.test(id))?.[1];
  return member === undefined ? unknownReranker : rerankingModels[member];
}
