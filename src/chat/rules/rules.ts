import { traitsOf } from '../prompt/traits.js';
import type { ChatCall, ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { ModelRow } from '../../catalogue/row.js';
import type { Draft } from './draft.js';
import { checkInputs } from './inputs.js';
import { applyJson } from './json.js';
import { applyOptions } from './options.js';
import { dropStaleReasoning } from './reasoning.js';
import { applyPartial, applyThinking, thinks } from './thinking.js';
import { applyTools } from './tools.js';

/**
 * What a model's row means for a call: throws for what can't be sent, settles what the service is known to refuse, and
 * says so in a warning. The order matters: a prefix, the wish for JSON or for a certain tool can switch thinking off,
 * and thinking decides whether the call must stream.
 */
export function applyRules(
  row: ModelRow,
  model: string,
  call: ChatCall,
  protocol: Draft['protocol'] = 'compatible',
): { request: ChatRequest; warnings: Warning[] } {
  const draft: Draft = {
    row,
    protocol,
    // What is new comes before what is copied: behind it, it costs ten times as much (V8 11).
    request: {
      model,
      traits: traitsOf(call.prompt),
      responseFormat: 'none',
      ...call,
      options: { known: { ...call.options.known }, extra: call.options.extra },
    },
    warnings: [],
  };
  checkInputs(draft);
  applyThinking(draft);
  applyPartial(draft);
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
