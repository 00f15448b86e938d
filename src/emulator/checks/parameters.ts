import type { Ability } from '../catalogue/model.js';
import { refuse } from '../rules/api-error.js';
import { entryOf, type JsonObject } from '../util/objects.js';
import {
  boolean,
  float,
  freeForm,
  integer,
  isInteger,
  isText,
  list,
  listOf,
  object,
  oneOf,
  ranged,
  text,
  type Check,
  type CheckScope,
} from './values.js';

const seed: Check = (value) => {
  if (!isInteger(value)) refuse('seed-type');
  if (value < 0) refuse('seed-range', { given: value, side: 'lesser than the minimum of 0' });
  if (value > 2 ** 31 - 1) refuse('seed-range', { given: value, side: `greater than the maximum of ${2 ** 31 - 1}` });
};

const stop: Check = (value) => {
  const valid =
    isText(value) ||
    listOf(value, isText) ||
    listOf(value, isInteger) ||
    listOf(value, (item) => listOf(item, isInteger));
  if (!valid) refuse('stop');
};

const pairs = list(object({ source: text, target: text }));

/** Fields of `search_options` on both protocols. */
export const searchOptions: Record<string, Check> = {
  forced_search: boolean,
  search_strategy: oneOf('turbo', 'max', 'agent', 'agent_max', 'standard', 'pro'),
  enable_search_extension: boolean,
  freshness: ranged(1, 36_500, true),
  assigned_site_list: list(text),
  intention_options: object({ prompt_intervene: text }),
};

/** Parameters of both protocols, with the check of each. */
const parameters: Record<string, Check> = {
  temperature: float((value) => value >= 0 && value < 2, 'temperature'),
  // The documentation excludes 0, but a request with 0 was answered in 2026.
  top_p: float((value) => value >= 0 && value <= 1, 'top_p'),
  top_k: integer((value) => value >= 0, 'top_k'),
  repetition_penalty: float((value) => value > 0, 'repetition_penalty'),
  presence_penalty: float((value) => value >= -2 && value <= 2, 'presence_penalty'),
  frequency_penalty: ranged(-2, 2, false),
  max_tokens: integer(
    (value, model) => value >= 1 && value <= model.output,
    'max_tokens',
    (model) => model.output,
  ),
  max_completion_tokens: (value, field, scope) => {
    const { output, budget } = scope.model;
    ranged(1, output + budget, true)(value, field, scope);
  },
  seed,
  stop,
  n: integer((value) => value >= 1 && value <= 4, 'n'),
  logprobs: boolean,
  top_logprobs: ranged(0, 5, true),
  stream: boolean,
  stream_options: object({ include_usage: boolean }),
  parallel_tool_calls: boolean,
  tool_stream: boolean,
  enable_thinking: boolean,
  thinking_budget: integer(
    (value, model) => value >= 1 && value <= model.budget,
    'thinking_budget',
    (model) => model.budget,
  ),
  preserve_thinking: boolean,
  clear_thinking: boolean,
  reasoning_effort: oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
  enable_search: boolean,
  search_options: object(searchOptions),
  enable_code_interpreter: boolean,
  vl_high_resolution_images: boolean,
  translation_options: object({
    source_lang: text,
    target_lang: text,
    terms: pairs,
    tm_list: pairs,
    domains: text,
  }),
  asr_options: object({ language: text, enable_itn: boolean, enable_lid: boolean }),
  modalities: list(oneOf('text', 'audio')),
  audio: object({ voice: text, format: oneOf('wav') }),
  skill: list(freeForm),
  metadata: freeForm,
  user: text,
  store: boolean,
  logit_bias: freeForm,
};

/** Parameters that only some models take, with the ability that they need. */
const abilities: Record<string, Ability> = {
  n: 'n',
  logprobs: 'logprobs',
  tool_stream: 'tool-stream',
  thinking_budget: 'budget',
  preserve_thinking: 'preserve',
  clear_thinking: 'clear',
  reasoning_effort: 'effort',
  enable_code_interpreter: 'interpreter',
  vl_high_resolution_images: 'image',
  translation_options: 'translate',
  asr_options: 'transcribe',
  ocr_options: 'ocr',
  vl_enable_image_hw_output: 'image',
  modalities: 'audio',
  audio: 'speech',
  skill: 'skill',
};

/**
 * Refuses parameters of a wrong type or out of range, and returns those that the model supports. Null means
 * absent. `own`: parameters that only this protocol has, or checks differently.
 */
export function checkParameters(given: JsonObject, scope: CheckScope, own: Record<string, Check> = {}): JsonObject {
  const taken = Object.entries(given).filter(([field, value]) => {
    if (value === null || value === undefined) return false;
    (entryOf(own, field) ?? entryOf(parameters, field))?.(value, field, scope);
    return isSupported(field, value, scope);
  });
  if (given.reasoning_effort != null && given.thinking_budget != null) refuse('effort-and-budget');
  return Object.fromEntries(taken);
}

function isSupported(field: string, value: unknown, { model, policy }: CheckScope): boolean {
  const ability = entryOf(abilities, field);
  if (ability === undefined || isIdle(field, value) || model.can.has(ability)) return true;
  policy.unsupported(field, model.id);
  return false;
}

/** True for values that change nothing: switched off, a single choice, text only. */
function isIdle(field: string, value: unknown): boolean {
  if (field === 'n') return value === 1;
  if (field === 'modalities') return Array.isArray(value) && value.every((item) => item === 'text');
  return value === false;
}
