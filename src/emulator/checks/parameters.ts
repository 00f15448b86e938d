import type { Ability, Model } from '../models.js';
import { refuse } from '../refusal.js';
import type { RuleName } from '../rules.js';
import { checkFields, isFields, type Fields } from './fields.js';

type Check = (value: unknown, field: string, model: Model) => void;

const isText = (value: unknown) => typeof value === 'string';
const isInteger = (value: unknown): value is number => Number.isInteger(value);
const listOf = (value: unknown, check: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every(check);

/** A number in a range; a rule of its own says the range in the service's words. */
function float(accepts: (value: number) => boolean, rule: RuleName): Check {
  return (value, field) => {
    if (typeof value !== 'number') refuse('parameter-type', { field, type: 'Float' });
    if (!accepts(value)) refuse(rule);
  };
}

function integer(
  accepts: (value: number, model: Model) => boolean,
  rule: RuleName,
  limit?: (m: Model) => number,
): Check {
  return (value, field, model) => {
    if (!isInteger(value)) refuse('parameter-type', { field, type: 'Integer' });
    if (!accepts(value, model)) refuse(rule, { limit: limit?.(model) });
  };
}

function ranged(least: number, most: number, whole: boolean): Check {
  return (value, field) => {
    const fits = whole ? isInteger(value) : typeof value === 'number';
    if (!fits) refuse('parameter-type', { field, type: whole ? 'Integer' : 'Float' });
    const number = value as number;
    if (number < least || number > most) refuse('parameter-range', { field, range: `[${least}, ${most}]` });
  };
}

const boolean: Check = (value, field) => {
  if (typeof value !== 'boolean') refuse('parameter-type', { field, type: 'Boolean' });
};

const text: Check = (value, field) => {
  if (typeof value !== 'string') refuse('parameter-type', { field, type: 'String' });
};

function oneOf(...accepted: string[]): Check {
  return (value, field) => {
    if (!accepted.includes(value as string)) {
      refuse('parameter-value', { field, given: value, accepted: `['${accepted.join("', '")}']` });
    }
  };
}

/** An object with these fields and no others. */
function object(fields: Record<string, Check>): Check {
  return (value, field, model) => {
    if (!isFields(value)) refuse('parameter-type', { field, type: 'Object' });
    checkFields(value, Object.keys(fields).join(' '), `${field}.`);
    for (const [name, item] of Object.entries(value)) {
      if (item !== null) fields[name]?.(item, `${field}.${name}`, model);
    }
  };
}

function list(check: Check): Check {
  return (value, field, model) => {
    if (!Array.isArray(value)) refuse('parameter-type', { field, type: 'Array' });
    value.forEach((item, index) => check(item, `${field}.${index}`, model));
  };
}

const seed: Check = (value) => {
  if (!isInteger(value)) refuse('seed-type');
  if (value < 0) refuse('seed-range', { given: value, side: 'lesser than the minimum of 0' });
  if (value > 2 ** 31 - 1)
    refuse('seed-range', { given: value, side: `greater than the maximum of ${2 ** 31 - 1}` });
};

const stop: Check = (value) => {
  const valid =
    isText(value) ||
    listOf(value, isText) ||
    listOf(value, isInteger) ||
    listOf(value, (item) => listOf(item, isInteger));
  if (!valid) refuse('stop');
};

const freeForm: Check = (value, field) => {
  if (!isFields(value)) refuse('parameter-type', { field, type: 'Object' });
};

const pairs = list(object({ source: text, target: text }));

/** Every parameter both protocols know, with the type and range it must have. */
const parameters: Record<string, Check> = {
  temperature: float((value) => value >= 0 && value < 2, 'temperature'),
  top_p: float((value) => value > 0 && value <= 1, 'top_p'),
  top_k: integer((value) => value >= 0, 'top_k'),
  repetition_penalty: float((value) => value > 0, 'repetition_penalty'),
  presence_penalty: float((value) => value >= -2 && value <= 2, 'presence_penalty'),
  frequency_penalty: ranged(-2, 2, false),
  max_tokens: integer(
    (value, model) => value >= 1 && value <= model.output,
    'max_tokens',
    (model) => model.output,
  ),
  max_completion_tokens: (value, field, model) =>
    ranged(1, model.output + model.budget, true)(value, field, model),
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
  reasoning_effort: oneOf('none', 'low', 'medium', 'high', 'xhigh', 'max'),
  enable_search: boolean,
  search_options: object({
    forced_search: boolean,
    search_strategy: oneOf('turbo', 'max', 'agent', 'agent_max', 'standard', 'pro'),
    enable_search_extension: boolean,
    freshness: ranged(1, 36_500, true),
    assigned_site_list: list(text),
    intention_options: object({ prompt_intervene: text }),
  }),
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

/** Parameters that only some models take, and what such a model can do. */
const abilities: Record<string, Ability> = {
  n: 'n',
  logprobs: 'logprobs',
  max_completion_tokens: 'completion-tokens',
  tool_stream: 'tool-stream',
  thinking_budget: 'budget',
  preserve_thinking: 'preserve',
  clear_thinking: 'clear',
  reasoning_effort: 'effort',
  enable_code_interpreter: 'interpreter',
  vl_high_resolution_images: 'image',
  translation_options: 'translate',
  asr_options: 'transcribe',
  modalities: 'audio',
  audio: 'speech',
  skill: 'skill',
};

/** Refuses parameters of a wrong type, out of their range, or not for this model. Null means absent. */
export function checkParameters(given: Fields, model: Model): void {
  for (const [field, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    parameters[field]?.(value, field, model);
    const ability = abilities[field];
    // Switched off, or a single choice, is what every model does anyway.
    const idle = value === false || (field === 'n' && value === 1);
    if (ability !== undefined && !idle && !model.can.has(ability)) {
      refuse('parameter-unsupported', { model: model.id, field });
    }
  }
  if (given['reasoning_effort'] != null && given['thinking_budget'] != null) refuse('effort-and-budget');
}
