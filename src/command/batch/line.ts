import type { QwenBatchEmbeddingInput, QwenBatchPrompt } from '../../ai7.js';
import { either, integer, jsonObject, jsonObjects, oneOf, ownType, text, texts } from '../../options/checks.js';
import type { OptionCheck } from '../../options/checks.js';
import { inWords, isObject } from '../../util/json.js';
import { didYouMean } from '../../util/nearest.js';

/** The kind of a job's lines: prompts to answer, or texts to embed. */
export type LineKind = 'prompts' | 'texts';

const anyNumber = ownType<number>(Number.isFinite, 'a number');

const prompt: Record<keyof QwenBatchPrompt, OptionCheck> = {
  id: text,
  prompt: either(text, jsonObjects),
  messages: jsonObjects,
  system: text,
  instructions: text,
  tools: jsonObject,
  toolChoice: either(oneOf('auto', 'none', 'required'), jsonObject),
  schema: jsonObject,
  maxOutputTokens: integer(1),
  maxTokens: integer(1),
  temperature: anyNumber,
  topP: anyNumber,
  topK: anyNumber,
  presencePenalty: anyNumber,
  frequencyPenalty: anyNumber,
  stopSequences: texts,
  seed: integer(0),
  reasoning: text,
  providerOptions: jsonObject,
};

const embedding: Record<keyof QwenBatchEmbeddingInput, OptionCheck> = { id: text, text };

/** The kind of a line. A line of a text to embed has a `text`. */
export function kindOf(value: unknown): LineKind {
  return isObject(value) && 'text' in value ? 'texts' : 'prompts';
}

/** The reason why a line cannot be sent; undefined for a good one. */
export function faultOf(value: unknown, kind: LineKind): string | undefined {
  if (!isObject(value)) return `it is ${inWords(value)}; expected ${example(kind)}.`;
  if ('custom_id' in value && 'body' in value) {
    return `it is a line of OpenAI's batch format. Write a call of the AI SDK instead: ${example(kind)}.`;
  }
  if (kind !== kindOf(value)) {
    return kind === 'texts'
      ? 'it has no text, and the lines before it are texts to embed.'
      : 'it has a text to embed, and the lines before it are prompts.';
  }
  const fields: Readonly<Record<string, OptionCheck>> = kind === 'texts' ? embedding : prompt;
  for (const [name, given] of Object.entries(value)) {
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const names = Object.keys(fields);
    if (check === undefined)
      return `there is no field ${name}. ${didYouMean(name, names) ?? `Fields are ${names.join(', ')}.`}`;
    if (!check.schema.safeParse(given).success) return `${name} is ${inWords(given)}; expected ${check.accepts}.`;
  }
  if (kind === 'texts' || 'prompt' in value !== 'messages' in value) return undefined;
  return 'prompt' in value ? 'it has both prompt and messages.' : 'it has neither a prompt nor messages.';
}

function example(kind: LineKind): string {
  return kind === 'texts' ? '{"id": "1", "text": "…"}' : '{"id": "1", "prompt": "…"} or {"id": "1", "messages": [ … ]}';
}
