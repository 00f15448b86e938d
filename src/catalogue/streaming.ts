import type { ChatRequest } from '../core/request.js';
import type { ModelRow } from './row.js';

/** Whether a call will think: `maybe` where the caller leaves it to a model whose default is not known. */
export function thinks(row: ModelRow, { options: { known } }: Pick<ChatRequest, 'options'>): 'yes' | 'no' | 'maybe' {
  if (row.thinking === 'none') return 'no';
  if (row.thinking === 'always') return 'yes';
  if (known.enableThinking !== undefined) return known.enableThinking ? 'yes' : 'no';
  if (known.reasoningEffort !== undefined) return known.reasoningEffort === 'none' ? 'no' : 'yes';
  if (row.thinksByDefault === undefined) return 'maybe';
  return row.thinksByDefault ? 'yes' : 'no';
}

/**
 * Models that answer in streams alone, and calls that think on models that refuse it un-streamed, are streamed and
 * folded, so that `generateText` works and gives what `streamText` gives.
 */
export function mustStream(row: ModelRow, request: Pick<ChatRequest, 'options'>): boolean {
  return row.streamOnly === true || (row.thinkingNeedsStream === true && thinks(row, request) !== 'no');
}
