import { isObject } from '../../util/json.js';
import type { Warning } from '../../options/warning.js';
import type { Part, PromptMessage } from './reading.js';

/**
 * Separates tool calls that another provider ran itself, such as a web search. A history has their results in the
 * assistant message; they become a call and a tool message, like those of the application's tools. One without the
 * other is left out, because the service refuses it.
 */
export function separateProviderCalls(prompt: readonly PromptMessage[], warnings: Warning[]): readonly PromptMessage[] {
  if (!prompt.some(hasProviders)) return prompt;
  const calls = pairCalls(prompt);
  return prompt.flatMap((message) => (message.role === 'assistant' ? separate(message, calls, warnings) : [message]));
}

interface Calls {
  /** Results in assistant messages, by their calls. */
  results: Map<Part, Part>;
  /** Those results. */
  paired: Set<Part>;
  /** Calls that a tool message answers. */
  answered: Set<Part>;
}

function partsOf({ content }: PromptMessage): Part[] {
  return Array.isArray(content) ? content.filter(isObject) : [];
}

function hasProviders({ role, content }: PromptMessage): boolean {
  return role === 'assistant' && Array.isArray(content) && content.some((part) => isObject(part) && isProviders(part));
}

function isProviders(part: Part): boolean {
  return part.type === 'tool-result' || (part.type === 'tool-call' && part.providerExecuted === true);
}

function pairCalls(prompt: readonly PromptMessage[]): Calls {
  const results = new Map<Part, Part>();
  const answered = new Set<Part>();
  // Some providers reuse their ids in later turns.
  const latest = new Map<string, Part>();
  for (const message of prompt) {
    for (const part of partsOf(message)) {
      const id = String(part.toolCallId);
      if (message.role === 'assistant' && part.type === 'tool-call') latest.set(id, part);
      const call = part.type === 'tool-result' ? latest.get(id) : undefined;
      if (call === undefined) continue;
      if (message.role === 'tool') {
        answered.add(call);
        results.delete(call);
      } else if (!answered.has(call) && !results.has(call)) {
        // The result may come turns after its call.
        results.set(call, part);
      }
    }
  }
  return { results, paired: new Set(results.values()), answered };
}

/** The messages that an assistant message becomes. Content after a result stays after it. */
function separate(message: PromptMessage, { results, paired, answered }: Calls, warnings: Warning[]): PromptMessage[] {
  const messages: PromptMessage[] = [];
  let content: Part[] = [];
  let own: Part[] = [];
  // True while a call waits for the tool message that follows; the call cannot be moved away from it.
  let waits = false;
  let resulted = false;
  const close = () => {
    messages.push({ role: 'assistant', content });
    if (own.length > 0) messages.push({ role: 'tool', content: own });
    content = [];
    own = [];
    resulted = false;
  };
  for (const part of partsOf(message)) {
    if (part.type === 'tool-result') {
      if (!paired.has(part)) leaveOut('A result', 'whose call is not before it', part, warnings);
      resulted = true;
      continue;
    }
    const result = results.get(part);
    if (isProviders(part) && result === undefined && !answered.has(part)) {
      leaveOut('A call', 'which has no result', part, warnings);
      continue;
    }
    if (resulted && own.length > 0 && !waits) close();
    if (result !== undefined) own.push(result);
    else if (part.type === 'tool-call') waits = true;
    content.push(part);
  }
  close();
  // The options of a message belong to its end.
  const last = messages.findLast(({ role }) => role === 'assistant');
  if (last !== undefined) last.providerOptions = message.providerOptions;
  return messages;
}

function leaveOut(what: string, why: string, { toolName }: Part, warnings: Warning[]): void {
  const message = `${what} of the tool ${String(toolName)}, ${why}, was left out: the service accepts them only in pairs.`;
  warnings.push({ type: 'other', message });
}
