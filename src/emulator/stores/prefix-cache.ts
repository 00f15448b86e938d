import type { Question } from '../model/question.js';
import { countTokens, hash } from '../util/words.js';

/**
 * Minimum length of a cached prefix, maximum number of markers, and lifetime (explicit cache guide).
 */
const minTokens = 1_024;
const maxMarkers = 4;
const lifetime = 5 * 60_000;

/** Prefixes marked with cache_control, which the service keeps between requests. */
export class PrefixCache {
  private readonly expiries = new Map<string, number>();

  /** Counts the tokens of a request that come from the cache, and those that are written to it. */
  use(question: Question, now: number): { read: number; written: number } {
    const prefixes = markedPrefixes(question).filter((prefix) => prefix.tokens >= minTokens);
    const hits = prefixes.filter((prefix) => (this.expiries.get(prefix.key) ?? 0) > now);
    const read = Math.max(0, ...hits.map((prefix) => prefix.tokens));
    const longest = Math.max(0, ...prefixes.map((prefix) => prefix.tokens));
    for (const prefix of prefixes) this.expiries.set(prefix.key, now + lifetime);
    return { read, written: longest - read };
  }

  clear(): void {
    this.expiries.clear();
  }
}

/** The request up to each marker: tools first, then the parts in order. Only the last markers count. */
function markedPrefixes({ model, tools, messages }: Question): { key: string; tokens: number }[] {
  let length = model.id.length;
  let key = hash(model.id);
  let tokens = 0;
  const prefixes: { key: string; tokens: number }[] = [];
  const add = (piece: string, marked: boolean | undefined) => {
    length += piece.length;
    key = hash(piece, key);
    tokens += countTokens(piece);
    if (marked) prefixes.push({ key: `${length}:${key}`, tokens });
  };
  for (const tool of tools) add(JSON.stringify([tool.name, tool.description, tool.schema]), tool.marked);
  for (const message of messages) {
    add(message.role, false);
    for (const part of message.parts) {
      add(part.kind === 'text' ? part.text : JSON.stringify(part), part.marked);
    }
  }
  return prefixes.slice(-maxMarkers);
}
