import { unsentBecause, type Dialect } from '../../connection/dialect.js';
import type { Warning } from '../../options/warning.js';
import type { JSONObject } from '../../util/json.js';
import type { MessageOptions, PartOptions } from '../checked-options.js';
import type { Message, Prompt } from '../prompt/prompt.js';
import type { ChatRequest, Tool } from '../prompt/request.js';

interface AdaptedPrompt {
  prompt: Prompt;
  tools: Tool[];
  /** Parameters that the prompt needs. */
  fields: JSONObject;
  warnings: Warning[];
}

/** A prompt in the form for a server other than Model Studio: one system message, and no options of Model Studio. */
export function adaptPrompt(request: ChatRequest, dialect: Dialect): AdaptedPrompt {
  const unsent = new Set<string>();
  const keep = keeper(dialect, unsent);
  const continues = request.prompt.at(-1)?.options?.partial === true;
  if (continues && dialect.prefix === undefined) unsent.add('partial');

  const plain = !request.traits.options;
  const prompt = oneSystemMessage(plain ? request.prompt : request.prompt.map((message) => withOptions(message, keep)));
  const tools = request.tools.map((tool) =>
    tool.cacheControl === undefined
      ? tool
      : { ...tool, cacheControl: keep({ cacheControl: tool.cacheControl })?.cacheControl },
  );
  const warnings: Warning[] = [...unsent].map((setting) => ({
    type: 'unsupported-setting',
    setting,
    details: unsentBecause(dialect),
  }));
  if (prompt.some(({ role }, index) => role === 'system' && index > 0)) {
    warnings.push({ type: 'other', message: misplaced });
  }
  return { prompt, tools, fields: continues ? (dialect.prefix ?? {}) : {}, warnings };
}

const misplaced =
  'A system message is between the turns, where the chat templates of Qwen3.5 and later refuse it ("System message ' +
  'must be at the beginning."). Put it first, or write it into a user message.';

/** Joins the system messages at the start: the chat templates of Qwen3.5 and later accept only one. */
function oneSystemMessage(prompt: Prompt): Prompt {
  const others = prompt.findIndex(({ role }) => role !== 'system');
  const count = others === -1 ? prompt.length : others;
  if (count < 2) return prompt;
  const first = prompt.slice(0, count).flatMap((message) => (message.role === 'system' ? [message] : []));
  const text = first.flatMap((message) => message.text || []).join('\n\n');
  const options = first.findLast((message) => message.options !== undefined)?.options;
  return [{ role: 'system', text, ...(options && { options }) }, ...prompt.slice(count)];
}

type Keep = (options: (MessageOptions & PartOptions) | undefined) => (MessageOptions & PartOptions) | undefined;

/** Keeps the options of a message or a part that the server has, and adds the others to `unsent`. */
function keeper({ cacheControl: caches }: Dialect, unsent: Set<string>): Keep {
  return (options) => {
    if (options === undefined) return undefined;
    const { cacheControl, partial: _partial, extra, format, ...others } = options;
    for (const name of Object.keys(others)) unsent.add(name);
    if (cacheControl !== undefined && caches !== true) unsent.add('cacheControl');
    return {
      ...(cacheControl !== undefined && caches === true && { cacheControl }),
      ...(extra !== undefined && { extra }),
      ...(format !== undefined && { format }),
    };
  };
}

function withOptions(message: Message, keep: Keep): Message {
  const options = orNone(keep(message.options));
  switch (message.role) {
    case 'system':
      return { ...message, options };
    case 'user':
      return {
        ...message,
        options,
        parts: message.parts.map((part) => ({ ...part, options: orNone(keep(part.options)) })),
      };
    case 'assistant':
      return {
        ...message,
        options,
        parts: message.parts.map((part) =>
          part.type === 'reasoning' ? part : { ...part, options: orNone(keep(part.options)) },
        ),
      };
    case 'tool':
      return {
        ...message,
        options,
        results: message.results.map((result) => ({ ...result, options: orNone(keep(result.options)) })),
      };
  }
}

/** Without options a text is a plain string, which every server accepts. */
function orNone<Options extends object>(options: Options | undefined): Options | undefined {
  return options === undefined || Object.keys(options).length === 0 ? undefined : options;
}
