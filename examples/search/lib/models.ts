import { qwen } from 'ai-sdk-qwen/ai7';

const embeddingModel = 'text-embedding-v4';
const dimensions = 512;

// Documents and queries are embedded differently.
export const documentModel = qwen.embedding(embeddingModel, { dimensions, textType: 'document' });
export const queryModel = qwen.embedding(embeddingModel, { dimensions, textType: 'query' });

const { DASHSCOPE_HTTP_BASE_URL, DASHSCOPE_COMPATIBLE_BASE_URL } = process.env;
const address = DASHSCOPE_HTTP_BASE_URL ?? DASHSCOPE_COMPATIBLE_BASE_URL;

/**
 * Where vectors are from. Those of another model, of another size or from another address do not compare: what the
 * emulator made says nothing about meaning. The emulator may listen on another port each time.
 */
export const origin = [embeddingModel, dimensions, address ? new URL(address).hostname : 'Model Studio'].join(' ');

export const rerankingModel = qwen.reranking('qwen3-rerank');
