import type { Model } from '../catalogue/model.js';
import type { Question } from '../model/question.js';
import { omniVoices } from '../catalogue/voices.js';
import { refuse } from '../rules/api-error.js';
import { orList } from '../util/words.js';
import { isObject, type JsonObject } from '../util/objects.js';
import type { ParameterPolicy } from './policy.js';

/** Reads the switches for thinking, and refuses one that the model does not have. */
export function readThinking(given: JsonObject, model: Model): boolean {
  const wanted = given.enable_thinking;
  const effort = given.reasoning_effort;
  if (typeof wanted === 'boolean') {
    if (model.thinking === 'none') refuse('enable_thinking', { model: model.id });
    if (model.thinking === 'only' && !wanted) refuse('thinking-only');
  }
  if (effort === 'none') return model.thinking === 'only';
  if (typeof wanted === 'boolean') return wanted;
  return typeof effort === 'string' || model.thinking === 'on' || model.thinking === 'only';
}

/** Reads `response_format`, the same on both protocols. */
export function readFormat(value: unknown): Question['format'] {
  if (value === undefined || value === null) return { type: 'text' };
  const type = isObject(value) ? value.type : value;
  if (!isObject(value) || (type !== 'text' && type !== 'json_object' && type !== 'json_schema')) {
    refuse('response_format', { given: typeof type === 'string' ? type : JSON.stringify(type) });
  }
  if (type !== 'json_schema') return { type };
  const wrapper = value.json_schema;
  if (!isObject(wrapper)) refuse('response_format', { given: type });
  const { name, schema } = wrapper;
  if (typeof name !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(name)) refuse('schema-name', { given: name });
  return { type, schema: isObject(schema) ? schema : {} };
}

/** Leaves out settings that are documented for other models only. */
export function dropUnsupported(question: Question, policy: ParameterPolicy): Question {
  const { model, thinking, speech, n } = question;
  const mute = speech && !model.can.has('speech');
  const single = thinking && n > 1;
  if (mute) policy.unsupported("modalities ['audio']", model.id);
  if (single) policy.unsupported('n greater than 1 in thinking mode', model.id);
  return { ...question, speech: speech && !mute, n: single ? 1 : n };
}

/** Refuses settings that the model does not support, or that exclude each other. */
export function checkCapability(question: Question, given: JsonObject): void {
  const { model, thinking, stream, format } = question;
  checkVoice(question);
  if (!stream) {
    if (question.speech) refuse('audio-not-streamed');
    if (model.can.has('stream-only')) refuse('stream-only');
    if (thinking && model.can.has('stream-thinking')) refuse('thinking-not-streamed');
  }
  if (given.enable_search === true && !model.can.has('search')) refuse('enable_search');
  checkFormat(model, format.type, thinking);
}

/** Refuses a voice that an older omni model does not have; the lists of newer ones grow. */
function checkVoice({ model, voice }: Question): void {
  const voices = omniVoices(model.id);
  if (voice === '' || voices === undefined || voices.includes(voice)) return;
  refuse('omni-voice', { accepted: orList(voices) });
}

function checkFormat(model: Model, type: Question['format']['type'], thinking: boolean): void {
  if (type === 'text') return;
  if (thinking && !model.can.has('json-thinking')) refuse('thinking-and-format');
  if (!model.can.has(type === 'json_schema' ? 'schema' : 'json')) {
    refuse('format-unsupported', { model: model.id, given: type });
  }
}
