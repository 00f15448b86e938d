import { groupFrames } from '../prompt/frames.js';
import type { PartOptions } from '../checked-options.js';
import type { Message } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { isCarried, type OptionRows, type Protocol } from '../../options/table.js';
import { chatTable, partMarks, partTable, type OptionPlaceKind } from '../option-table.js';

const elsewhere: Record<Protocol, string> = {
  compatible:
    'The OpenAI-compatible protocol has no such parameter; only the DashScope protocol has it: ' +
    'qwen.dashscope(...).',
  dashscope: 'The DashScope protocol has no such parameter; only the OpenAI-compatible protocol has it: qwen(...).',
};

/** A warning for every option that a protocol cannot carry, or that has no effect in its place. */
export function unsupportedOptions({ options: { known }, prompt, traits }: ChatRequest, protocol: Protocol): Warning[] {
  const names = notCarried(known, chatTable, protocol);
  if (names.length === 0 && !traits.options) return [];
  const other = protocol === 'dashscope' ? 'compatible' : 'dashscope';
  const unsupported = new Map<string, string>(names.map((name) => [name, elsewhere[protocol]]));
  for (const { kind, options } of traits.options ? prompt.flatMap(placesOf) : []) {
    const { extra, ...given } = options ?? {};
    for (const name of Object.keys(carriesExtra.has(kind) ? given : { ...given, ...extra })) {
      if (Object.hasOwn(partMarks, name) || supportsOption(protocol, kind, name)) continue;
      const meaningless = `It has no effect on a part of the kind ${kind}.`;
      unsupported.set(name, supportsOption(other, kind, name) ? elsewhere[protocol] : meaningless);
    }
  }
  return [...unsupported].map(([setting, details]) => ({ type: 'unsupported-setting', setting, details }));
}

/** The names of options that only another protocol has, including the fields of groups. */
function notCarried(options: object, rows: OptionRows, protocol: Protocol): string[] {
  const names: string[] = [];
  for (const name of Object.keys(options)) {
    const value = (options as Record<string, unknown>)[name];
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
    if (row === undefined || value === undefined || isDefault(name, value)) continue;
    if (!isCarried(row, protocol)) names.push(name);
    else if (row.group !== undefined) {
      for (const inner of notCarried(value as object, row.group, protocol)) names.push(`${name}.${inner}`);
    }
  }
  return names;
}

/** Text is every model's default. */
function isDefault(name: string, value: unknown): boolean {
  return name === 'modalities' && Array.isArray(value) && value.every((kind) => kind === 'text');
}

/** Parts of user messages, which also carry parameters in the service's spelling. */
const carriesExtra: ReadonlySet<OptionPlaceKind> = new Set(['text', 'image', 'frames', 'video', 'audio', 'document']);

/** True if a protocol can carry an option on a part of this kind. */
export function supportsOption(protocol: Protocol, kind: OptionPlaceKind, option: string): boolean {
  const row = Object.hasOwn(partTable, option) ? partTable[option as keyof typeof partTable] : undefined;
  return row !== undefined && row.on.includes(kind) && isCarried(row, protocol);
}

interface OptionPlace {
  kind: OptionPlaceKind;
  options: PartOptions | undefined;
}

/** All places in a message that can have options. */
function placesOf(message: Message): OptionPlace[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'user':
      return groupFrames(message.parts).map(({ type, options }) => ({ kind: type, options }));
    case 'assistant': {
      const says = message.parts.some((part) => part.type === 'text');
      const parts = message.parts.flatMap((part): OptionPlace[] => {
        if (part.type === 'reasoning') return [];
        return [{ kind: part.type === 'text' ? 'assistant text' : part.type, options: part.options }];
      });
      // A marker on the message is written on its text.
      const mark = message.options?.cacheControl;
      if (says || mark === undefined) return parts;
      return [...parts, { kind: 'tool-call', options: { cacheControl: mark } }];
    }
    case 'tool':
      return message.results.map(({ type, options }) => ({ kind: type, options }));
  }
}
