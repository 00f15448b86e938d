import type { ChatRequest } from '../prompt/request.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import { budgetFor } from './thinking-budget.js';
import type { PreparedCall } from './prepared-call.js';

/** Tells if a call will think: `maybe` if the call doesn't say and the model's default is not known. */
export function thinks(capabilities: ModelCapabilities, { options: { known } }: ChatRequest): 'yes' | 'no' | 'maybe' {
  if (capabilities.thinking === 'none') return 'no';
  if (capabilities.thinking === 'always') return 'yes';
  if (known.enableThinking !== undefined) return known.enableThinking ? 'yes' : 'no';
  if (known.reasoningEffort !== undefined) return known.reasoningEffort === 'none' ? 'no' : 'yes';
  if (capabilities.thinksByDefault === undefined) return 'maybe';
  return capabilities.thinksByDefault ? 'yes' : 'no';
}

/** True if the caller asked for thinking explicitly. */
export function insistsOnThinking({ options: { known } }: ChatRequest): boolean {
  return known.enableThinking === true || (known.reasoningEffort !== undefined && known.reasoningEffort !== 'none');
}

/** Adjusts the settings about thinking to the model's capabilities. */
export function applyThinking(prepared: PreparedCall): void {
  const { capabilities, request } = prepared;
  // The capabilities of another server's models are not known here; its dialect controls thinking.
  if (capabilities.foreign === true) return;
  applyReasoning(prepared);
  const known = request.options.known;
  if (capabilities.reasoningEffort === 'none' && known.reasoningEffort !== undefined) translateEffort(prepared);
  if (known.reasoningEffort !== undefined && known.thinkingBudget !== undefined) {
    // "'reasoning_effort' and 'thinking_budget' cannot be set simultaneously" (quoted in a public issue, 2026).
    drop(prepared, 'thinkingBudget', 'The service refuses thinkingBudget together with reasoningEffort.');
  }
  if (capabilities.thinking === 'none') {
    for (const option of ['thinkingBudget', 'reasoningEffort'] as const) {
      if (known[option] !== undefined) drop(prepared, option, `${request.model} does not think.`);
    }
    if (known.enableThinking === true) drop(prepared, 'enableThinking', `${request.model} does not think.`);
    // The model never thinks, and refuses the parameter itself.
    delete known.enableThinking;
  }
  if (capabilities.thinking === 'always') {
    if (known.enableThinking === false) drop(prepared, 'enableThinking', `${request.model} always thinks.`);
    if (known.reasoningEffort === 'none') drop(prepared, 'reasoningEffort', `${request.model} always thinks.`);
    delete known.enableThinking;
  }
  if (known.enableThinking === false) {
    for (const option of ['thinkingBudget', 'reasoningEffort'] as const) {
      if (known[option] !== undefined && known[option] !== 'none') drop(prepared, option, 'Thinking is off.');
    }
  }
}

/** Translates the AI SDK's effort for the model; options of this package win over it. */
function applyReasoning({ capabilities, request, warnings }: PreparedCall): void {
  const {
    reasoning,
    model,
    options: { known },
  } = request;
  if (reasoning === undefined || known.enableThinking !== undefined || known.reasoningEffort !== undefined) return;
  const warn = (details: string) => warnings.push({ type: 'unsupported-setting', setting: 'reasoning', details });
  if (capabilities.thinking === 'none') {
    if (reasoning !== 'none') warn(`${model} does not think.`);
    return;
  }
  if (capabilities.thinking === 'always' && reasoning === 'none') {
    warn(`${model} always thinks.`);
    return;
  }
  // A budget is more exact, and the service accepts only one of the two.
  const exact = known.thinkingBudget !== undefined;
  const effort = effortFor(reasoning, capabilities);
  if (capabilities.reasoningEffort === 'switch') {
    if (reasoning === 'none' || !exact) known.reasoningEffort = effort;
    return;
  }
  known.enableThinking = reasoning !== 'none';
  if (reasoning === 'none') return;
  if (capabilities.reasoningEffort === 'degree') {
    if (!exact) known.reasoningEffort = effort;
    return;
  }
  known.thinkingBudget ??= budgetFor(capabilities, reasoning);
  if (known.thinkingBudget === undefined) {
    warn(`The effort "${reasoning}" is not documented for ${model}, so it was left out; thinking is on.`);
  }
}

const degrees = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** The AI SDK's effort in the model's terms: the next higher one that it accepts, or else its highest. */
function effortFor(reasoning: string, { reasoningEfforts }: ModelCapabilities): string {
  if (reasoningEfforts === undefined || !degrees.includes(reasoning))
    return reasoning === 'minimal' ? 'low' : reasoning;
  const enough = reasoningEfforts.find((effort) => degrees.indexOf(effort) >= degrees.indexOf(reasoning));
  return enough ?? reasoningEfforts.at(-1) ?? reasoning;
}

/** Models before qwen3.8 only turn thinking on or off. */
function translateEffort(prepared: PreparedCall): void {
  const known = prepared.request.options.known;
  const effort = known.reasoningEffort;
  known.enableThinking ??= effort !== 'none';
  drop(
    prepared,
    'reasoningEffort',
    `${prepared.request.model} has no efforts; thinking is ${known.enableThinking ? 'on' : 'off'}.`,
  );
}

/** Switches thinking off for a call that cannot have it; false if the model cannot switch it off. */
export function switchThinkingOff(prepared: PreparedCall, reason: string): boolean {
  const { capabilities, request, warnings } = prepared;
  const state = thinks(capabilities, request);
  if (state === 'no') return true;
  if (capabilities.thinking !== 'hybrid') return false;
  const known = request.options.known;
  // If it is not known whether the model would have thought, no option is taken away.
  const asked = state === 'yes' || known.thinkingBudget !== undefined;
  known.enableThinking = false;
  delete known.thinkingBudget;
  delete known.reasoningEffort;
  if (asked) warnings.push({ type: 'other', message: `Thinking is off for this call: ${reason}` });
  return true;
}

/**
 * Partial mode is documented only without thinking (partial mode page, Mar 2026). It is not certain that the service
 * refuses the two together, so an explicit `enableThinking: true` is still sent.
 */
export function applyPartial(prepared: PreparedCall): void {
  if (prepared.request.prompt.at(-1)?.options?.partial !== true || insistsOnThinking(prepared.request)) return;
  switchThinkingOff(prepared, 'the answer continues a prefix, which is documented only without thinking.');
}

/** Leaves an option out, with a warning that says why. */
export function drop(
  { request, warnings }: PreparedCall,
  option: keyof ChatRequest['options']['known'],
  details: string,
): void {
  delete request.options.known[option];
  warnings.push({ type: 'unsupported-setting', setting: option, details });
}
