import { failureOf } from '../rules/api-error.js';
import { isObject, toText } from '../util/objects.js';
import type { ScriptedAnswer } from './script.js';

const kinds = {
  text: (value: unknown) => typeof value === 'string',
  number: (value: unknown) => typeof value === 'number' && value >= 0,
  object: isObject,
  array: Array.isArray,
  name: (value: unknown) => typeof value === 'string' || isObject(value),
};

const words: Record<keyof typeof kinds, string> = {
  text: 'a text',
  number: 'a number from 0',
  object: 'an object',
  array: 'an array',
  name: 'the name of a failure, or an object with status, code and message',
};

/** Every field of an answer, with the kind of its value. */
const fields = {
  text: 'text',
  reasoning: 'text',
  toolCalls: 'array',
  deltas: 'array',
  finishReason: 'text',
  usage: 'object',
  logprobs: 'array',
  sources: 'array',
  toolInfo: 'array',
  ocrResult: 'object',
  items: 'array',
  embeddings: 'array',
  scores: 'array',
  task: 'object',
  batch: 'object',
  failure: 'name',
  failureForm: 'text',
  failAfter: 'object',
  firstTokenDelay: 'number',
  deltaDelay: 'number',
  chunkSize: 'number',
  raw: 'object',
} satisfies Record<keyof ScriptedAnswer, keyof typeof kinds>;

/** Throws for an answer that the emulator would not send as it was meant. A misspelt field would do nothing. */
export function checkScript(answer: unknown): void {
  if (!isObject(answer)) throw new TypeError(`A scripted answer must be an object, given ${shown(answer)}.`);
  for (const [name, value] of Object.entries(answer)) {
    const kind = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined;
    if (kind === undefined) {
      throw new TypeError(`A scripted answer has no field "${name}". Its fields: ${Object.keys(fields).join(', ')}.`);
    }
    if (value !== undefined && !kinds[kind](value)) {
      throw new TypeError(`"${name}" of a scripted answer must be ${words[kind]}, given ${shown(value)}.`);
    }
  }
  if (typeof answer.failure === 'string') failureOf(answer.failure as NonNullable<ScriptedAnswer['failure'] & string>);
}

function shown(value: unknown): string {
  const text = toText(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
