import type { ChatCall, ChatRequest } from '../core/request.js';
import type { Warning } from '../core/warning.js';
import { checkInputs } from './rules/inputs.js';
import { applyJson } from './rules/json.js';
import { applyOptions } from './rules/options.js';
import { dropStaleReasoning } from './rules/reasoning.js';
import { applyThinking, thinks } from './rules/thinking.js';
import { applyTools } from './rules/tools.js';
import type { ModelRow } from './row.js';

/** A call on its way through the rules of its model. The rules change `request` and add to `warnings`. */
export interface Draft {
  readonly row: ModelRow;
  readonly protocol: 'compatible' | 'native';
  request: ChatRequest;
  warnings: Warning[];
}

/**
 * What a model's row means for a call: throws for what can't be sent, settles what the service is known to refuse, and
 * says so in a warning. The order matters: the wish for JSON or for a certain tool can switch thinking off, and
 * thinking decides whether the call must stream.
 */
export function applyRules(
  row: ModelRow,
  model: string,
  { warnings: _read, ...call }: ChatCall,
  protocol: Draft['protocol'] = 'compatible',
): { request: ChatRequest; warnings: Warning[] } {
  const draft: Draft = {
    row,
    protocol,
    request: {
      ...call,
      model,
      responseFormat: 'none',
      options: { known: { ...call.options.known }, extra: call.options.extra },
    },
    warnings: [],
  };
  checkInputs(draft);
  applyThinking(draft);
  applyTools(draft);
  applyJson(draft);
  applyOptions(draft);
  dropStaleReasoning(draft);
  applyStreaming(draft);
  return { request: draft.request, warnings: draft.warnings };
}

/**
 * Models that answer in streams alone, and calls that think on models that refuse it un-streamed, are streamed and
 * folded, so that `generateText` works and gives what `streamText` gives.
 */
function applyStreaming({ row, request }: Draft): void {
  const thinking = row.thinkingNeedsStream === true && thinks(row, request) !== 'no';
  if (row.streamOnly === true || thinking) request.stream = true;
}
