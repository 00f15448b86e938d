import { traitsOf } from '../prompt/traits.js';
import type { ChatCall, ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import type { PreparedCall } from './prepared-call.js';
import { settleEarlierThinking } from './earlier-thinking.js';
import { checkInputs } from './inputs.js';
import { moveResultMedia } from './result-media.js';
import { applyJson } from './json.js';
import { applyOptions } from './options.js';
import { applyPartial, applyThinking, thinks } from './thinking.js';
import { applyToolNames } from './tool-names.js';
import { applyTools } from './tools.js';

/**
 * Applies what a model can do to a call: throws for what can't be sent, settles what the service is known to refuse, and
 * says so in a warning. The order matters: a prefix, the wish for JSON or for a certain tool can switch thinking off,
 * and thinking decides whether the call must stream.
 */
export function applyRules(
  capabilities: ModelCapabilities,
  model: string,
  call: ChatCall,
  protocol: PreparedCall['protocol'] = 'compatible',
): { request: ChatRequest; warnings: Warning[] } {
  const prepared: PreparedCall = {
    capabilities,
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
  checkInputs(prepared);
  applyThinking(prepared);
  applyPartial(prepared);
  applyTools(prepared);
  applyToolNames(prepared);
  applyJson(prepared);
  applyOptions(prepared);
  settleEarlierThinking(prepared);
  // After the others: it is no user's message that begins a turn.
  moveResultMedia(prepared);
  applyStreaming(prepared);
  return { request: prepared.request, warnings: prepared.warnings };
}

/**
 * Models that answer in streams alone, and calls that think on models that refuse it un-streamed, are streamed and
 * folded, so that `generateText` works and gives what `streamText` gives.
 */
function applyStreaming({ capabilities, request }: PreparedCall): void {
  const thinking = capabilities.thinkingNeedsStream === true && thinks(capabilities, request) !== 'no';
  if (capabilities.streamOnly === true || thinking) request.stream = true;
}
