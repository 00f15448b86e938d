import { groupFrames } from '../core/frames.js';
import type { PartOptions } from '../core/options.js';
import type { Message } from '../core/prompt.js';
import type { ChatRequest } from '../core/request.js';
import type { Warning } from '../core/warning.js';

const nativeOnly = 'The OpenAI-compatible protocol has no such parameter; only the native DashScope protocol has it: qwen.dashscope(...).';

/** A warning for every option that this protocol has no place for, or that stands where it means nothing. */
export function unsentOptions({ options: { known }, prompt }: ChatRequest): Warning[] {
  const unsent = new Map<string, string>();
  for (const name of ['ocrOptions', 'vlEnableImageHwOutput', 'enableTextImageMixed'] as const) {
    if (known[name] !== undefined) unsent.set(name, nativeOnly);
  }
  for (const name of ['enableSource', 'enableCitation', 'citationFormat', 'prependSearchResult'] as const) {
    if (known.searchOptions?.[name] !== undefined) unsent.set(`searchOptions.${name}`, nativeOnly);
  }
  for (const { kind, options } of prompt.flatMap(placesOf)) {
    const { extra, ...given } = options ?? {};
    const names = userKinds.has(kind) ? Object.keys(given) : Object.keys({ ...given, ...extra });
    for (const name of names) {
      if (name === 'maxFrames' || name === 'enableRotate') unsent.set(name, nativeOnly);
      else if (!taken[kind].includes(name)) unsent.set(name, `It means nothing on a part of the kind ${kind}.`);
    }
  }
  return [...unsent].map(([setting, details]) => ({ type: 'unsupported-setting', setting, details }));
}

type Kind = UserKind | 'assistant text' | 'tool-call' | 'tool-result';
type UserKind = 'text' | 'image' | 'frames' | 'video' | 'audio' | 'document';

/** Parts that also carry parameters in the service's own spelling. */
const userKinds: ReadonlySet<Kind> = new Set<UserKind>(['text', 'image', 'frames', 'video', 'audio', 'document']);

const taken: Record<Kind, readonly string[]> = {
  text: ['cacheControl'],
  image: ['cacheControl', 'minPixels', 'maxPixels'],
  frames: ['cacheControl', 'minPixels', 'maxPixels', 'totalPixels', 'frame', 'fps'],
  video: ['cacheControl', 'minPixels', 'maxPixels', 'totalPixels', 'fps'],
  audio: ['cacheControl', 'format'],
  document: ['cacheControl'],
  'assistant text': ['cacheControl'],
  'tool-call': [],
  'tool-result': ['cacheControl'],
};

/** Everything in a message that can have options, and what it is. */
function placesOf(message: Message): { kind: Kind; options: PartOptions | undefined }[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'user':
      return groupFrames(message.parts).map(({ type, options }) => ({ kind: type, options }));
    case 'assistant': {
      const says = message.parts.some((part) => part.type === 'text');
      const parts = message.parts.flatMap((part): { kind: Kind; options: PartOptions | undefined }[] => {
        if (part.type === 'reasoning') return [];
        return [{ kind: part.type === 'text' ? 'assistant text' : part.type, options: part.options }];
      });
      // A mark on the message stands on its text.
      const mark = message.options?.cacheControl;
      return says || mark === undefined ? parts : [...parts, { kind: 'tool-call', options: { cacheControl: mark } }];
    }
    case 'tool':
      return message.results.map(({ type, options }) => ({ kind: type, options }));
  }
}
