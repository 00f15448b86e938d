import type { Message } from '../prompt/prompt.js';
import type { PreparedCall } from './prepared-call.js';

/**
 * Sends tools whose names the service refuses under an alias; the answer's calls get their own names back. MCP servers
 * have tools named `search`, and names with dots or slashes.
 */
export function applyToolNames({ capabilities, request }: PreparedCall): void {
  if (capabilities.foreign === true || (request.tools.length === 0 && request.traits.calledTools.size === 0)) return;
  const aliases = aliasesOf(new Set([...request.tools.map(({ name }) => name), ...request.traits.calledTools]));
  if (aliases.size === 0) return;
  const rename = <Named extends { name: string }>(named: Named): Named => {
    const alias = aliases.get(named.name);
    return alias === undefined ? named : { ...named, name: alias };
  };
  const choice = request.toolChoice;
  request.tools = request.tools.map(rename);
  if (typeof choice === 'object') request.toolChoice = rename(choice);
  request.prompt = request.prompt.map((message): Message => {
    if (message.role === 'tool') return { ...message, results: message.results.map(rename) };
    if (message.role !== 'assistant') return message;
    return { ...message, parts: message.parts.map((part) => (part.type === 'tool-call' ? rename(part) : part)) };
  });
  request.toolNames = new Map([...aliases].map(([name, alias]) => [alias, name]));
}

const maxLength = 64;

/** "Tool names are not allowed to be [search]"; letters, digits, `_` and `-`, at most 64 (error codes page, 2026). */
function isRefused(name: string): boolean {
  return name === 'search' || !/^[\w-]{1,64}$/.test(name);
}

function aliasesOf(names: ReadonlySet<string>): Map<string, string> {
  const aliases = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) if (!isRefused(name)) taken.add(name);
  for (const name of names) {
    if (!isRefused(name)) continue;
    const alias = freeName(name, taken);
    taken.add(alias);
    aliases.set(name, alias);
  }
  return aliases;
}

/** The nearest name that the service accepts and no other tool has. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const words = name.slice(0, maxLength).replace(/[^\w-]/g, '_');
  const near = words === '' || words === 'search' ? `${words || 'a'}_tool` : words;
  let free = near;
  for (let number = 2; taken.has(free); number += 1) {
    const ending = `_${number}`;
    free = near.slice(0, maxLength - ending.length) + ending;
  }
  return free;
}
