import type { Warning } from '../../options/warning.js';
import type { ChatOptions, PartOptions } from '../checked-options.js';
import { partMarks } from '../option-table.js';
import type { Message, Prompt } from '../prompt/prompt.js';
import type { ChatCall, Sampling } from '../prompt/request.js';

/** Options that this protocol carries, that act on the history, or that are not sent on any protocol. */
const carried: ReadonlySet<string> = new Set([
  'enableThinking',
  'reasoningEffort',
  'preserveThinking',
  'clearThinking',
  'maxCompletionTokens',
  'previousResponseId',
  'conversation',
  'store',
  'sessionCache',
  'dataInspection',
  'waitTimeout',
  'api',
  'timeout',
  'upload',
  'incrementalOutput',
  'strictJsonSchema',
] satisfies (keyof ChatOptions['known'])[]);

const sampling = {
  stopSequences: 'stop',
  seed: 'seed',
  topK: 'topK',
  presencePenalty: 'presencePenalty',
  frequencyPenalty: 'frequencyPenalty',
} satisfies Record<string, keyof Sampling>;

/**
 * The call without the settings that the service would ignore in silence, and with a warning for each. It comes before
 * the model's rules, which are about settings that are sent.
 */
export function withoutIgnored(call: ChatCall): { call: ChatCall; warnings: Warning[] } {
  const names = new Set<string>();
  const left: ChatCall = { ...call, options: { known: { ...call.options.known }, extra: call.options.extra } };
  for (const [name, field] of Object.entries(sampling)) {
    if (left[field] === undefined) continue;
    names.add(name);
    left[field] = undefined;
  }
  for (const [name, value] of Object.entries(left.options.known)) {
    if (carried.has(name)) continue;
    if (value !== undefined && !isDefault(name, value)) names.add(name);
    delete left.options.known[name as keyof ChatOptions['known']];
  }
  const ofPrompt = call.prompt.flatMap(optionNames);
  if (ofPrompt.length > 0) left.prompt = withoutOptions(call.prompt);
  for (const name of ofPrompt) names.add(name);
  if (call.tools.some(({ cacheControl }) => cacheControl !== undefined)) names.add('cacheControl');
  const details = 'The Responses protocol has no such parameter. qwen(...) has it.';
  return { call: left, warnings: [...names].map((setting) => ({ type: 'unsupported-setting', setting, details })) };
}

/** Text is every model's default. */
function isDefault(name: string, value: unknown): boolean {
  return name === 'modalities' && Array.isArray(value) && value.every((kind) => kind === 'text');
}

/** The options of a message and of its parts. None of them has a place in this protocol. */
function optionNames(message: Message): string[] {
  const parts = message.role === 'system' ? [] : message.role === 'tool' ? message.results : message.parts;
  const places = [message.options, ...parts.map(({ options }) => options)];
  return places.flatMap((options) => {
    const { extra, ...known } = { extra: undefined, ...options };
    return Object.entries({ ...known, ...(extra as object | undefined) }).flatMap(([name, value]) =>
      value === undefined || Object.hasOwn(partMarks, name) ? [] : [name],
    );
  });
}

function withoutOptions(prompt: Prompt): Prompt {
  const bare = <Part extends { options?: PartOptions }>(part: Part): Part => ({
    ...part,
    options: part.options && { itemId: part.options.itemId, builtInTool: part.options.builtInTool },
  });
  return prompt.map((message): Message => {
    if (message.role === 'system') return { ...message, options: undefined };
    if (message.role === 'user') return { ...message, options: undefined, parts: message.parts.map(bare) };
    if (message.role === 'assistant') return { ...message, options: undefined, parts: message.parts.map(bare) };
    return { ...message, options: undefined, results: message.results.map(bare) };
  });
}
