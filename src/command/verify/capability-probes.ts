import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import { families } from '../../catalogue/families.js';
import { chat, image, png, tool } from './bodies.js';
import type { Answer, Probe, ProbeRequest, Refusal } from './probe.js';

const source = 'the catalogue of this package';
const answers: Answer = { kind: 'answer', shape: { 'choices.0': 'object' } };
const refuses: Refusal = { kind: 'refusal', status: 400 };

const thinkingOff = 'two pages of the documentation disagree on whether its thinking can be switched off';
const jsonUnknown = 'the documentation does not say whether it takes response_format';

/** Questions on which the sources disagree, by model and capability. Any answer is news. */
const openQuestions: Readonly<Record<string, string>> = {
  'kimi-k3/tools': thinkingOff,
  'kimi-k3/json': thinkingOff,
  'qwen3.8-2.4t-a95b/json': jsonUnknown,
  'qwen3.8-omni-flash/json': jsonUnknown,
};

type Body = Record<string, unknown>;

interface Question {
  /** The capability's name in the catalogue. */
  name: keyof ModelCapabilities;
  body: Body;
  expected: Answer | Refusal;
}

/** A probe for each capability of each family of chat models that one cheap request can tell. */
export function capabilityProbes(): Probe[] {
  return families
    .filter(({ capabilities }) => canBeAsked(capabilities))
    .flatMap(({ ids, capabilities }) => {
      const [model] = ids;
      return questionsFor(capabilities).map(({ name, body, expected }): Probe => {
        const request: ProbeRequest = {
          protocol: 'compatible',
          path: '/chat/completions',
          body: { ...body, model },
        };
        const id = `capabilities/${model}/${name}`;
        const open = openQuestions[`${model}/${name}`];
        const thinks = capabilities.thinking === 'always';
        return { id, group: 'capabilities', request, expected, open, thinks, certainty: 'documented', source };
      });
    });
}

/** Models whose messages have another form are left out: a plain question says nothing about them. */
function canBeAsked({ kind, nativeOnly, documents, inputs }: ModelCapabilities): boolean {
  if (nativeOnly === true || documents !== undefined || kind === 'translation') return false;
  return inputs === undefined || inputs.includes('text');
}

function questionsFor(capabilities: ModelCapabilities): Question[] {
  const { thinking, maxThinkingTokens, tools, json, webSearch, partial, inputs } = capabilities;
  const { streamOnly, maxOutputTokens } = capabilities;
  const briefly = maxThinkingTokens === undefined ? {} : { thinking_budget: 1 };
  const ask = (name: Question['name'], more: Body, expected: Question['expected']): Question => {
    return { name, body: frugal(capabilities, more), expected };
  };
  return [
    ...(thinking === 'hybrid' ? [ask('thinking', { ...thoughts, ...briefly }, answers)] : []),
    ...(thinking === 'none' ? [ask('thinking', { enable_thinking: false }, refuses)] : []),
    ...(tools === undefined ? [] : [ask('tools', { tools: [tool('now')] }, tools ? answers : refuses)]),
    ...(json === undefined || !mayBeAskedForJson(capabilities)
      ? []
      : [ask('json', jsonQuestion(json), json === 'none' ? refuses : answers)]),
    ...(webSearch === true ? [ask('webSearch', { enable_search: true }, answers)] : []),
    // A model that always thinks may refuse a prefix for that.
    ...(partial === true && thinking !== 'always' ? [ask('partial', started, answers)] : []),
    ...(inputs?.includes('image') === true ? [ask('inputs', picture, answers)] : []),
    ...(streamOnly === true ? [ask('streamOnly', { stream: false }, refuses)] : []),
    ...(maxOutputTokens === undefined ? [] : [ask('maxOutputTokens', { max_tokens: maxOutputTokens + 1 }, tooMany)]),
  ];
}

/** A model that always thinks may refuse `response_format` for that. */
function mayBeAskedForJson({ thinking, thinkingWithJson }: ModelCapabilities): boolean {
  return thinking !== 'always' || thinkingWithJson === true;
}

const tooMany: Refusal = { kind: 'refusal', status: 400, message: /max_tokens/ };
const thoughts: Body = { enable_thinking: true, stream: true };
const picture = { messages: [{ role: 'user', content: [image(png(32, 32)), { type: 'text', text: 'Colour?' }] }] };
const started: Body = {
  messages: [
    { role: 'user', content: 'Count.' },
    { role: 'assistant', content: 'One, two,', partial: true },
  ],
};

function jsonQuestion(json: NonNullable<ModelCapabilities['json']>): Body {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  };
  const format =
    json === 'schema' ? { type: 'json_schema', json_schema: { name: 'a', schema } } : { type: 'json_object' };
  return { response_format: format, messages: [{ role: 'user', content: 'JSON, please.' }] };
}

/** One token, streamed where the model needs that, and no thinking where it can be switched off. */
function frugal({ thinking, streamOnly, speech }: ModelCapabilities, more: Body): Body {
  return {
    ...chat({ max_tokens: 1 }, 'Hi'),
    ...(thinking === 'hybrid' && { enable_thinking: false }),
    ...((streamOnly === true || thinking === 'always') && { stream: true }),
    ...(speech === true && { modalities: ['text'] }),
    ...more,
  };
}
