/*
 * A second decoder, written from the protocol's documentation as simply as possible. It shares no code with the
 * client, keeps a whole stream in memory, and knows the answer only when the stream has ended.
 */

export type Wire = 'compatible' | 'repeating' | 'native';

/** The content of a whole answer. */
export interface Said {
  text: string;
  thoughts: string;
  calls: { id?: string; name: string; arguments: string }[];
  alternatives: string[];
  annotations?: unknown;
  reason?: string;
  usage: (number | undefined)[];
  id?: string;
  model?: string;
  error?: { status?: number; message: string };
}

interface Event {
  name?: string;
  status?: number;
  data: string;
}

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The events of a body. The last one counts without its blank line, if its data line is whole. */
export function readEvents(body: string): Event[] {
  const events: Event[] = [];
  let event: Event = { data: '' };
  let data: string[] = [];
  for (const line of [...body.split(/\r\n|\r|\n/), '']) {
    if (line === '') {
      if (data.length > 0) events.push({ ...event, data: data.join('\n') });
      event = { data: '' };
      data = [];
    } else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    else if (line.startsWith('event:')) event.name = line.slice(6).trim();
    else if (line.startsWith(':HTTP_STATUS/')) event.status = Number(line.slice(13));
  }
  return events;
}

/** Decodes the events of a stream. `answers` is how many were asked for. */
export function decode(events: readonly Event[], wire: Wire, answers: number): Said {
  const said: Said = { text: '', thoughts: '', calls: [], alternatives: [], usage: [] };
  const calls = new Calls();
  const others = new Map<number, string>();
  let answer: number | undefined;
  for (const { name, status, data } of events) {
    if (data === '[DONE]') break;
    const chunk = fieldsOf(JSON.parse(data));
    const error = name === 'error' ? chunk : fieldsOf(chunk.error);
    if (textOf(error.message) !== '') {
      said.error = {
        status: status !== undefined && status >= 400 ? status : numberOf(error.code),
        message: textOf(error.message),
      };
      break;
    }
    const output = wire === 'native' ? fieldsOf(chunk.output) : chunk;
    const usage = fieldsOf(chunk.usage);
    if (Object.keys(usage).length > 0) said.usage = usageOf(usage);
    let talks = false;
    for (const item of listOf(output.choices)) {
      const choice = fieldsOf(item);
      const message = fieldsOf(choice.delta ?? choice.message);
      const reason = [choice.finish_reason, output.finish_reason]
        .map(textOf)
        .find((word) => word !== '' && word !== 'null');
      const content = Array.isArray(message.content)
        ? message.content.map((part) => textOf(fieldsOf(part).text)).join('')
        : textOf(message.content);
      const thoughts = textOf(message.reasoning_content) || textOf(message.reasoning);
      const fragments = listOf(message.tool_calls);
      if (reason === 'error_finish') {
        said.error = { message: content };
        break;
      }
      talks ||= reason !== undefined || content !== '' || thoughts !== '' || fragments.length > 0;
      talks ||= listOf(message.annotations).length > 0;
      const index = numberOf(choice.index) ?? answer ?? 0;
      answer ??= index;
      if (answers > 1 && index !== answer) {
        others.set(index, (others.get(index) ?? '') + content);
        continue;
      }
      if (wire === 'repeating') said.text = content === '' ? said.text : content;
      else said.text += content;
      said.thoughts += thoughts;
      for (const fragment of fragments) calls.add(fieldsOf(fragment));
      if (Array.isArray(message.annotations)) said.annotations = message.annotations;
      said.reason = reason ?? said.reason;
    }
    if (talks || wire === 'native') {
      said.id ??= textOf(wire === 'native' ? chunk.request_id : chunk.id) || undefined;
      said.model ??= textOf(chunk.model) || undefined;
    }
  }
  said.calls = calls.all();
  said.alternatives = [...others.values()];
  return said;
}

/** Input, output, total, cached and thinking tokens, in either protocol's names. */
function usageOf(usage: Fields): (number | undefined)[] {
  const input = fieldsOf(usage.prompt_tokens_details);
  const output = fieldsOf(usage.completion_tokens_details ?? usage.output_tokens_details);
  return [
    numberOf(usage.prompt_tokens ?? usage.input_tokens),
    numberOf(usage.completion_tokens ?? usage.output_tokens),
    numberOf(usage.total_tokens),
    numberOf(input.cached_tokens),
    numberOf(output.reasoning_tokens),
  ];
}

interface Call {
  id?: string;
  index?: unknown;
  name: string;
  arguments: string;
}

/**
 * The calls of an answer: a fragment goes by its id, then by its index, then to the latest call. Ids that come again tell
 * calls apart; others may change with every fragment.
 */
class Calls {
  private readonly calls: Call[] = [];
  private readonly fragments: Fields[] = [];
  private trusted = new Set<unknown>();

  add(fragment: Fields): void {
    this.fragments.push(fragment);
  }

  private read(fragment: Fields): void {
    const { name, arguments: text } = fieldsOf(fragment.function);
    const given = { id: textOf(fragment.id) || undefined, name: textOf(name).trim() };
    const piece = textOf(text);
    let call = this.find(fragment, given);
    const bare = given.id === undefined && given.name === '';
    if (call !== undefined && bare && isWhole(call)) call = this.unfinished() ?? this.nextOf(call, piece);
    if (call !== undefined && this.isOver(call, given, piece)) call = undefined;
    if (call === undefined) {
      call = { id: given.id, index: fragment.index, name: '', arguments: '' };
      this.calls.push(call);
    } else if (isWhole(call) && piece.startsWith('{')) {
      // The same call once more.
      return;
    }
    call.id ??= given.id;
    call.name ||= given.name;
    call.arguments += piece;
  }

  private find({ index }: Fields, { id }: { id?: string }): Call | undefined {
    const named = id === undefined ? undefined : this.calls.find((call) => call.id === id);
    if (named !== undefined) return named;
    return this.calls.findLast((call) => index === undefined || index === null || call.index === index);
  }

  private unfinished(): Call | undefined {
    return this.calls.findLast((call) => !isWhole(call) && call.arguments !== 'null');
  }

  /** An object after a whole one is the next call of the tool, if it does not say the same. */
  private nextOf(call: Call, piece: string): Call {
    if (!piece.startsWith('{')) return call;
    const next = { index: call.index, name: call.name, arguments: '' };
    this.calls.push(next);
    return next;
  }

  /** True if a fragment begins another call than the one that its place points to. */
  private isOver(call: Call, { id, name }: { id?: string; name: string }, piece: string): boolean {
    if (id !== undefined && id === call.id) return false;
    if (name === '') return false;
    if (call.id !== undefined && this.trusted.has(id)) return true;
    if (id !== undefined && call.id !== undefined && (isWhole(call) || ['', 'null'].includes(call.arguments)))
      return true;
    return isWhole(call) && piece !== '' ? true : call.name !== '' && name !== call.name;
  }

  all(): Said['calls'] {
    const ids = this.fragments.map(({ id }) => id).filter((id) => textOf(id) !== '');
    const again = ids.some((id, place) => ids.indexOf(id) !== place);
    this.trusted = new Set(again ? ids : []);
    for (const fragment of this.fragments) this.read(fragment);
    const all = this.calls.filter(
      (call, place) => call.id !== undefined || !this.calls.slice(0, place).some((one) => isAgain(one, call)),
    );
    return all.map(({ id, name, arguments: text }) => {
      const empty = ['', 'null'].includes(text.trim());
      return { id, name, arguments: empty ? '{}' : text };
    });
  }
}

function isWhole({ arguments: text }: Call): boolean {
  try {
    return typeof JSON.parse(text) === 'object' && JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/** True if a call without an id says the same as one at its index. */
function isAgain(one: Call, other: Call): boolean {
  if (one.index !== other.index || one.name !== other.name || !isWhole(one) || !isWhole(other)) return false;
  return other.index !== undefined && sorted(one.arguments) === sorted(other.arguments);
}

function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
    value === null || typeof value !== 'object' || Array.isArray(value)
      ? value
      : Object.entries(value as Fields).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
