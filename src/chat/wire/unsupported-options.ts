import { groupFrames } from '../prompt/frames.js';
import type { PartOptions } from '../options.js';
import type { Message } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { ownOptions, ownSearchFields, type Protocol } from './own-options.js';

const elsewhere: Record<Protocol, string> = {
  compatible:
    'The OpenAI-compatible protocol has no such parameter; only the native DashScope protocol has it: ' +
    'qwen.dashscope(...).',
  dashscope:
    'The native DashScope protocol has no such parameter; only the OpenAI-compatible protocol has it: qwen(...).',
};

/** A warning for every option that a protocol has no place for, or that stands where it means nothing. */
export function unsentOptions({ options: { known }, prompt, traits }: ChatRequest, protocol: Protocol): Warning[] {
  const other = protocol === 'dashscope' ? 'compatible' : 'dashscope';
  const unsent = new Map<string, string>();
  for (const name of ownOptions[other]) {
    const value = known[name];
    if (value !== undefined && !isDefault(name, value)) unsent.set(name, elsewhere[protocol]);
  }
  for (const name of ownSearchFields[other]) {
    if (known.searchOptions?.[name] !== undefined) unsent.set(`searchOptions.${name}`, elsewhere[protocol]);
  }
  for (const { kind, options } of traits?.options === false ? [] : prompt.flatMap(placesOf)) {
    const { extra, ...given } = options ?? {};
    const names = carriesExtra.has(kind) ? Object.keys(given) : Object.keys({ ...given, ...extra });
    for (const name of names) {
      if (takes(protocol, kind, name)) continue;
      const meaningless = `It means nothing on a part of the kind ${kind}.`;
      unsent.set(name, takes(other, kind, name) ? elsewhere[protocol] : meaningless);
    }
  }
  return [...unsent].map(([setting, details]) => ({ type: 'unsupported-setting', setting, details }));
}

/** Text alone is what every model answers with anyway. */
function isDefault(name: string, value: unknown): boolean {
  return name === 'modalities' && Array.isArray(value) && value.every((kind) => kind === 'text');
}

/** What can have options. */
export type PlaceKind =
  | 'text'
  | 'image'
  | 'frames'
  | 'video'
  | 'audio'
  | 'document'
  | 'assistant text'
  | 'tool-call'
  | 'tool-result';

/** Parts of user messages, which also carry parameters in the service's own spelling. */
const carriesExtra: ReadonlySet<PlaceKind> = new Set(['text', 'image', 'frames', 'video', 'audio', 'document']);

const pixels = ['minPixels', 'maxPixels'];

const taken: Record<PlaceKind, { both: readonly string[] } & Partial<Record<Protocol, readonly string[]>>> = {
  text: { both: ['cacheControl'] },
  image: { both: ['cacheControl', ...pixels], dashscope: ['enableRotate'] },
  frames: { both: ['cacheControl', ...pixels, 'totalPixels', 'frame', 'fps'] },
  video: { both: ['cacheControl', ...pixels, 'totalPixels', 'fps'], dashscope: ['maxFrames'] },
  audio: { both: ['cacheControl'], compatible: ['format'] },
  document: { both: ['cacheControl'] },
  'assistant text': { both: ['cacheControl'] },
  'tool-call': { both: [] },
  'tool-result': { both: ['cacheControl'] },
};

/** Whether a protocol has a place for an option on a part of this kind. */
export function takes(protocol: Protocol, kind: PlaceKind, option: string): boolean {
  const { both, [protocol]: own = [] } = taken[kind];
  return both.includes(option) || own.includes(option);
}

interface Place {
  kind: PlaceKind;
  options: PartOptions | undefined;
}

/** Everything in a message that can have options, and what it is. */
function placesOf(message: Message): Place[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'user':
      return groupFrames(message.parts).map(({ type, options }) => ({ kind: type, options }));
    case 'assistant': {
      const says = message.parts.some((part) => part.type === 'text');
      const parts = message.parts.flatMap((part): Place[] => {
        if (part.type === 'reasoning') return [];
        return [{ kind: part.type === 'text' ? 'assistant text' : part.type, options: part.options }];
      });
      // A mark on the message stands on its text.
      const mark = message.options?.cacheControl;
      if (says || mark === undefined) return parts;
      return [...parts, { kind: 'tool-call', options: { cacheControl: mark } }];
    }
    case 'tool':
      return message.results.map(({ type, options }) => ({ kind: type, options }));
  }
}
