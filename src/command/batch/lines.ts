import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { LineSplitter } from '../../util/line-splitter.js';
import { UsageError } from '../exit-codes.js';

/** The facts by which a file is known again. */
export interface FileFacts {
  bytes: number;
  sha256: string;
}

/** Adds up the facts of a file whose bytes are read. */
export class FactsReader {
  private bytes = 0;
  private readonly hash = createHash('sha256');

  add(piece: Buffer): void {
    this.bytes += piece.length;
    this.hash.update(piece);
  }

  /** The facts at the end of the file. */
  end(): FileFacts {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** Reads the size and the hash of a file. */
export async function readFacts(path: string): Promise<FileFacts> {
  const facts = new FactsReader();
  for await (const piece of open(path)) facts.add(piece);
  return facts.end();
}

/**
 * Reads the lines of a file, a few at a time. Only \n ends a line, with or without \r: the module node:readline would end
 * one at U+2028 as well, which a text in JSON may hold.
 */
export async function* readLines(path: string, facts?: FactsReader): AsyncGenerator<string[], void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const splitter = new LineSplitter();
  for await (const piece of open(path)) {
    facts?.add(piece);
    const lines = splitter.push(decode(decoder, piece, path));
    if (lines.length > 0) yield lines.map(withoutReturn);
  }
  const rest = splitter.rest + decode(decoder, undefined, path);
  if (rest !== '') yield [withoutReturn(rest)];
}

/** Opens the values of a file that has been checked. */
export async function* readValues(path: string): AsyncGenerator<never, void, undefined> {
  for await (const lines of readLines(path)) for (const line of lines) yield JSON.parse(line) as never;
}

async function* open(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function decode(decoder: TextDecoder, piece: Buffer | undefined, path: string): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new Error(`${path} is not UTF-8.`);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
