import { qwen } from 'ai-sdk-qwen/ai7';

/** Vectors of another size or of another model do not compare: delete the database's folder when you change this. */
export const dimensions = 512;

// Documents and queries are embedded differently.
export const documentModel = qwen.embedding('text-embedding-v4', { dimensions, textType: 'document' });
export const queryModel = qwen.embedding('text-embedding-v4', { dimensions, textType: 'query' });

export const rerankingModel = qwen.reranking('qwen3-rerank');
