import type { FailureRow } from './failure.js';
import { assumed } from './rows.js';

const RERANK = 'Model Studio docs, text rerank page (June 2026)';

/** What only reranking refuses. The limits are documented, the service's words for them are not. */
export const rerankRules = {
  'rerank-empty': assumed("'{field}' must not be empty", RERANK),
  'rerank-item': assumed("'{field}' must be {accepted}", RERANK),
  'rerank-count': assumed('Range of the number of {kind} should be [1, {limit}]', RERANK),
  'rerank-length': assumed('Range of input length should be [1, {limit}]', RERANK),
} satisfies Record<string, FailureRow>;
