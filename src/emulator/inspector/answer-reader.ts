import { type Payload, readPayload } from './payload.js';
import type { ChunkKind, ReadAnswer } from './shape.js';

/** The contents of a chunk, for the time line. */
export interface ReadChunk {
  kind: ChunkKind;
  piece: string;
  tokens?: number;
}

/** Reads an answer while its chunks leave the emulator. */
export class AnswerReader {
  readonly answer: ReadAnswer = { text: '', reasoning: '', toolCalls: [] };
  private rest = '';

  /**
   * @param streams The body is a stream of events; otherwise it is read at its end.
   * @param mayGrow An event may hold the answer so far, as those of the native protocol do without
   * `incremental_output`.
   */
  constructor(
    private readonly streams: boolean,
    private readonly mayGrow: boolean,
  ) {}

  /** Reads the next chunk. A chunk may end within an event. */
  read(text: string): ReadChunk {
    this.rest += text;
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

  private take({ text, reasoning, tools, finishReason, tokens, error, audio }: Payload): ReadChunk {
    const { answer } = this;
    const piece = this.newIn(text, answer.text);
    const thought = this.newIn(reasoning, answer.reasoning);
    answer.text += piece;
    answer.reasoning += thought;
    for (const { index, name, arguments: more = '' } of tools ?? []) {
      const call = (answer.toolCalls[index] ??= { name: '', arguments: '' });
      if (name !== undefined && name !== '') call.name = name;
      call.arguments += this.newIn(more, call.arguments);
    }
    if (finishReason !== undefined) answer.finishReason = finishReason;
    if (tokens !== undefined) answer.tokens = { ...answer.tokens, ...tokens };
    if (error !== undefined) answer.error = error;
    const output = tokens?.output === undefined ? {} : { tokens: tokens.output };
    if (error !== undefined) return { kind: 'error', piece: error.message };
    if (piece !== '') return { kind: 'text', piece, ...output };
    if (thought !== '') return { kind: 'reasoning', piece: thought, ...output };
    if (tools !== undefined && tools.length > 0) {
      return {
        kind: 'tool',
        piece: tools.map((tool) => (tool.name ?? '') + (tool.arguments ?? '')).join(''),
        ...output,
      };
    }
    if (audio) return { kind: 'audio', piece: '', ...output };
    return { kind: tokens === undefined ? 'other' : 'usage', piece: '', ...output };
  }

  /** The part of a text that was not there before. */
  private newIn(given = '', before: string): string {
    return this.mayGrow && given.startsWith(before) ? given.slice(before.length) : given;
  }
}

const order: readonly ChunkKind[] = ['error', 'text', 'reasoning', 'tool', 'audio', 'usage', 'end', 'other'];

/** Several events in one chunk: the kind that says most, and all pieces. */
function join(parts: readonly ReadChunk[]): ReadChunk {
  const kind = order.find((one) => parts.some((part) => part.kind === one)) ?? 'other';
  const tokens = parts.findLast((part) => part.tokens !== undefined)?.tokens;
  return { kind, piece: parts.map((part) => part.piece).join(''), ...(tokens !== undefined && { tokens }) };
}
