import type { CallContext } from '../http/call-context.js';
import type { Redact } from '../http/redact.js';
import type { QwenBatchUsage } from './options.js';

/** An item of the input as the body of a line. */
export interface EncodedLine {
  body: Record<string, unknown>;
  /** Lines of different groups go into different files: the service takes one way of thinking in a file. */
  group: string;
  warnings: readonly string[];
  /** Upper bound of the output tokens; undefined if there is none. */
  maxOutputTokens: number | undefined;
  /** The text that is counted as input tokens. */
  counted(): string;
  /** Facts by which only this line's answer is read; undefined for most lines, so that nothing is kept. */
  reading?: unknown;
}

/** The fields of a result that a kind of model adds. */
export type DecodedLine = { usage?: QwenBatchUsage } & (
  | { fields: object }
  | { error: Error; text?: string | undefined }
);

/**
 * The functions of a kind of model that write a line and read its answer. The provider makes them from the kind's codec,
 * so that lines are those of live calls and a batch imports no kind.
 */
export interface LineCodec<Item = unknown> {
  model: string;
  kind: 'prompts' | 'texts';
  /** The endpoint in a line, such as `/v1/embeddings`. */
  url: string;
  /** The caller's id of an item. */
  idOf(item: Item): unknown;
  /** Throws what a live call would throw. */
  encode(item: Item): EncodedLine;
  /** Reads the body of an answer. Throws if it is none. */
  decode(body: unknown, reading: unknown, redact: Redact): DecodedLine | Promise<DecodedLine>;
  /** Makes the call live. */
  call(item: Item, context: CallContext): Promise<DecodedLine & { warnings: readonly string[] }>;
}
