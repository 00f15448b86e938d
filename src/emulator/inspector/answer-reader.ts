import { type Payload, readPayload } from './payload.js';
import { copyOf } from './copy-of.js';
import type { ChunkKind, ReadAnswer } from './shape.js';

/** The contents of a chunk, for the time line. */
export interface ReadChunk {
  kind: ChunkKind;
  piece: string;
  tokens?: number;
}

/** Characters of an answer that are kept, and those of a line or body that is read at its end. */
const maxAnswer = 1_000_000;
const maxRest = 20_000_000;

/** Reads an answer while its chunks leave the emulator. Of one without an end, it keeps the beginning. */
export class AnswerReader {
  readonly answer: ReadAnswer = { text: '', reasoning: '', toolCalls: [] };
  /** True if the answer is longer than what is kept. */
  isCut = false;
  private rest = '';
  private room = maxAnswer;
  /** Characters of each text so far, with those that are not kept. */
  private readonly lengths = new Map<string, number>();

  /**
   * @param streams The body is a stream of events; otherwise it is read at its end.
   * @param mayGrow An event may hold the answer so far, as those of the native protocol do without
   * `incremental_output`.
   */
  constructor(
    private readonly streams: boolean,
    private readonly mayGrow: boolean,
  ) {}

  /** Characters of the answer that are kept. */
  get size(): number {
    return maxAnswer - this.room;
  }

  /** Reads the next chunk. A chunk may end within an event. */
  read(text: string): ReadChunk {
    this.rest += text;
    if (this.rest.length > maxRest) {
      this.rest = '';
      this.isCut = true;
    }
    if (!this.streams) return { kind: 'other', piece: '' };
    const lines = this.rest.split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    const parts: ReadChunk[] = [];
    for (const line of lines) {
      const data = /^data: ?(.*)$/.exec(line)?.[1];
      if (data !== undefined) parts.push(this.add(data));
    }
    return join(parts);
  }

  /** Reads what is left at the end of the body. */
  end(): void {
    if (this.rest.trim() !== '') this.add(this.rest.replace(/^data: ?/, ''));
    this.rest = '';
  }

  private add(data: string): ReadChunk {
    if (data === '[DONE]') return { kind: 'end', piece: '' };
    let json: unknown;
    try {
      json = JSON.parse(data);
    } catch {
      return { kind: 'other', piece: '' };
    }
    return this.take(readPayload(json));
  }

  private take({ text, reasoning, tools, finishReason, tokens, units, taskId, error, audio }: Payload): ReadChunk {
    const { answer } = this;
    const piece = this.newIn(text, answer.text, 'text');
    const thought = this.newIn(reasoning, answer.reasoning, 'reasoning');
    answer.text += piece;
    answer.reasoning += thought;
    const called = (tools ?? []).map(({ index, name = '', arguments: more }) => {
      const call = (answer.toolCalls[index] ??= { name: '', arguments: '' });
      if (name !== '') call.name = name;
      const added = this.newIn(more, call.arguments, `tool ${index}`);
      call.arguments += added;
      return name + added;
    });
    if (finishReason !== undefined) answer.finishReason = finishReason;
    if (tokens !== undefined) answer.tokens = { ...answer.tokens, ...tokens };
    if (units !== undefined) answer.units = { ...answer.units, ...units };
    if (taskId !== undefined) answer.taskId = copyOf(taskId.slice(0, 100));
    if (error !== undefined) answer.error = error;
    const output = tokens?.output === undefined ? {} : { tokens: tokens.output };
    if (error !== undefined) return { kind: 'error', piece: error.message };
    if (piece !== '') return { kind: 'text', piece, ...output };
    if (thought !== '') return { kind: 'reasoning', piece: thought, ...output };
    if (called.length > 0) return { kind: 'tool', piece: called.join(''), ...output };
    if (audio) return { kind: 'audio', piece: '', ...output };
    return { kind: tokens === undefined ? 'other' : 'usage', piece: '', ...output };
  }

  /** The part of a text that was not there before, as far as there is room for it. */
  private newIn(given = '', kept: string, name: string): string {
    const length = this.lengths.get(name) ?? 0;
    const repeats = this.mayGrow && given.length >= length && given.startsWith(kept);
    const piece = repeats ? given.slice(length) : given;
    this.lengths.set(name, length + piece.length);
    const fitting = piece.slice(0, this.room);
    this.room -= fitting.length;
    this.isCut ||= fitting.length < piece.length;
    return fitting === given ? given : copyOf(fitting);
  }
}

const order: readonly ChunkKind[] = ['error', 'text', 'reasoning', 'tool', 'audio', 'usage', 'end', 'other'];

/** Several events in one chunk: the kind that says most, and all pieces. */
function join(parts: readonly ReadChunk[]): ReadChunk {
  const kind = order.find((one) => parts.some((part) => part.kind === one)) ?? 'other';
  const tokens = parts.findLast((part) => part.tokens !== undefined)?.tokens;
  return { kind, piece: parts.map((part) => part.piece).join(''), ...(tokens !== undefined && { tokens }) };
}
