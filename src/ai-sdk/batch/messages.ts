import { InvalidArgumentError } from '@ai-sdk/provider';
import type { QwenBatchMessage, QwenBatchPrompt } from '../../batch/options.js';
import { inWords, isObject } from '../../util/json.js';
import type { Part, PromptMessage } from '../chat/reading.js';

/**
 * Turns the prompt of an application, as `generateText` takes it in any AI SDK, into the messages that a specification
 * passes to a model.
 */
export function toPromptMessages({ prompt, messages, system, instructions }: QwenBatchPrompt): PromptMessage[] {
  const given = messages ?? prompt;
  if (messages !== undefined && prompt !== undefined)
    throw refused('It has both prompt and messages; pass one of them.');
  const first = system ?? instructions;
  const head: PromptMessage[] = first === undefined ? [] : [{ role: 'system', content: first }];
  if (typeof given === 'string') return [...head, { role: 'user', content: [{ type: 'text', text: given }] }];
  if (!Array.isArray(given) || given.length === 0) {
    throw refused(`Its prompt is ${inWords(given)}; expected a text, or messages of the AI SDK.`);
  }
  return [...head, ...given.map(toMessage)];
}

function refused(message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'prompts', message });
}

function toMessage(message: QwenBatchMessage): PromptMessage {
  if (!isObject(message) || typeof message.role !== 'string') {
    throw refused(`A message is ${inWords(message)}; expected { role, content }.`);
  }
  const { role, content } = message;
  const providerOptions = optionsOf(message) as PromptMessage['providerOptions'];
  if (role === 'system') return { role, content: String(content), providerOptions };
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  if (!Array.isArray(parts))
    throw refused(`The content of a ${role} message is ${inWords(content)}; expected a text or parts.`);
  return { role, content: parts.filter(isObject).map((part) => toPart(part, role)), providerOptions };
}

function optionsOf(part: object): unknown {
  const { providerOptions, providerMetadata, experimental_providerMetadata } = part as Record<string, unknown>;
  return providerOptions ?? providerMetadata ?? experimental_providerMetadata;
}

/** The names of parts and fields differ between AI SDK 4 and the later ones. */
function toPart(part: Record<string, unknown>, role: string): Part {
  const providerOptions = optionsOf(part);
  switch (part.type) {
    case 'image':
      return { type: 'file', mediaType: mediaTypeOf(part) ?? 'image/*', data: toData(part.image), providerOptions };
    case 'file': {
      const { filename, data } = part;
      if (role === 'assistant') return part;
      return { type: 'file', mediaType: mediaTypeOf(part), filename, data: toData(data), providerOptions };
    }
    case 'tool-call':
      return { ...part, input: part.input ?? part.args, providerOptions };
    case 'tool-result':
      return { ...part, output: part.output ?? toOutput(part.result), providerOptions };
    default:
      return { ...part, providerOptions };
  }
}

function mediaTypeOf({ mediaType, mimeType }: Record<string, unknown>): unknown {
  return mediaType ?? mimeType;
}

function toData(data: unknown): unknown {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return data;
}

function toOutput(result: unknown): object {
  return typeof result === 'string' ? { type: 'text', value: result } : { type: 'json', value: result };
}
