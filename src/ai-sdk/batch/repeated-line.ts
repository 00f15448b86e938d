import type { EncodedLine } from '../../batch/line-codec.js';
import type { QwenBatchPrompt } from '../../batch/options.js';
import { isObject } from '../../util/json.js';

type Item = string | QwenBatchPrompt;

/** A line that was encoded, and all of its prompt but the text. */
interface Pattern {
  line: EncodedLine;
  /** The messages before the text, such as that of the system. */
  before: readonly unknown[];
  settings: Readonly<Record<string, unknown>>;
  size: number;
}

/**
 * Makes lines from the last one that was encoded: most prompts of a job differ only in their text. The rules of models
 * look for options, media, tools and turns, and read the words of a text only for JSON output.
 */
export class RepeatedLine {
  private pattern: Pattern | undefined;

  constructor(private readonly counted: (body: EncodedLine['body']) => string) {}

  /** Keeps the line of a prompt. It must not ask for JSON. */
  keep(item: Item, line: EncodedLine): void {
    const settings = plainSettings(item);
    const messages = line.body.messages as unknown[];
    if (settings === undefined || !isUserText(messages.at(-1), textOf(item))) return;
    this.pattern = { line, before: messages.slice(0, -1), settings, size: Object.keys(settings).length };
  }

  /** The line of a prompt that is like the kept one but for its text; undefined for another. */
  lineOf(item: Item): EncodedLine | undefined {
    const { pattern } = this;
    if (pattern === undefined || !isLike(item, pattern)) return undefined;
    const { line, before } = pattern;
    const messages = [...before, { role: 'user', content: textOf(item) }];
    const body = { ...line.body, messages };
    const { group, warnings, maxOutputTokens, reading } = line;
    return { body, group, warnings, maxOutputTokens, counted: () => this.counted(body), reading };
  }
}

function textOf(item: Item): unknown {
  return typeof item === 'string' ? item : item.prompt;
}

function isUserText(message: unknown, text: unknown): boolean {
  if (!isObject(message) || typeof text !== 'string') return false;
  return message.role === 'user' && message.content === text && Object.keys(message).length === 2;
}

/** The settings of a prompt; undefined if some are objects, which may change between two prompts unnoticed. */
function plainSettings(item: Item): Pattern['settings'] | undefined {
  if (typeof item === 'string') return {};
  const { id: _id, prompt: _prompt, ...settings } = item;
  return Object.values(settings).some((value) => Object(value) === value) ? undefined : settings;
}

function isLike(item: Item, { settings, size }: Pattern): boolean {
  if (typeof item === 'string') return size === 0;
  if (!isObject(item) || typeof item.prompt !== 'string') return false;
  let count = 0;
  for (const name of Object.keys(item)) {
    if (name === 'id' || name === 'prompt') continue;
    if (!Object.hasOwn(settings, name) || item[name] !== settings[name]) return false;
    count += 1;
  }
  return count === size;
}
