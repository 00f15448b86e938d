import type { FailureRow } from './failure.js';
import { assumed } from './rows.js';

const rerankPage = 'Model Studio docs, text rerank page (June 2026)';

/** Rules of reranking. The limits are documented; the service's words for them are not known. */
export const rerankRules = {
  'rerank-empty': assumed("'{field}' must not be empty", rerankPage),
  'rerank-item': assumed("'{field}' must be {accepted}", rerankPage),
  'rerank-count': assumed('Range of the number of {kind} should be [1, {limit}]', rerankPage),
  'rerank-length': assumed('Range of input length should be [1, {limit}]', rerankPage),
} satisfies Record<string, FailureRow>;
