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
 * Applies a model's capabilities to a call: throws for what cannot be sent, and changes what the service is known to
 * refuse, with a warning. The order matters: a prefix, JSON or a required tool can switch thinking off, and thinking
 * decides whether the call must stream.
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
    request: toRequest(model, call),
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
  // Last, because its user message does not begin a turn.
  moveResultMedia(prepared);
  applyStreaming(prepared);
  return { request: prepared.request, warnings: prepared.warnings };
}

/** A request with the settings of a call. It names each field, because a spread of 17 takes V8 ten times as long. */
function toRequest(model: string, call: ChatCall): ChatRequest {
  const { prompt, options } = call;
  const request: { [Field in keyof Required<ChatRequest>]: ChatRequest[Field] } = {
    model,
    prompt,
    traits: traitsOf(prompt),
    stream: call.stream,
    maxTokens: call.maxTokens,
    temperature: call.temperature,
    topP: call.topP,
    topK: call.topK,
    seed: call.seed,
    stop: call.stop,
    presencePenalty: call.presencePenalty,
    frequencyPenalty: call.frequencyPenalty,
    tools: call.tools,
    builtInTools: call.builtInTools,
    toolChoice: call.toolChoice,
    toolNames: call.toolNames,
    output: call.output,
    responseFormat: 'none',
    reasoning: call.reasoning,
    options: { known: { ...options.known }, extra: options.extra },
    schemaRefusal: call.schemaRefusal,
  };
  return request;
}

/**
 * Streams and folds calls of models that only stream, and calls with thinking on models that refuse them without a
 * stream. `generateText` then works and returns the same as `streamText`.
 */
function applyStreaming({ capabilities, request }: PreparedCall): void {
  const thinking = capabilities.thinkingNeedsStream === true && thinks(capabilities, request) !== 'no';
  if (capabilities.streamOnly === true || thinking) request.stream = true;
}
