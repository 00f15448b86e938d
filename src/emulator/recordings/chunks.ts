import type { RecordedChunk } from './exchange.js';

/** A chunk of a stream as it came. */
export interface TimedChunk {
  ms: number;
  text: string;
}

const usual = 'data: ';

/** Writes the chunks of a stream so that people can read and compare them. */
export function writeChunks(chunks: readonly TimedChunk[]): RecordedChunk[] {
  return chunks.flatMap(({ ms, text }) =>
    text.split(/(?<=\n\n)/).map((piece, index) => (index === 0 ? { ms, ...writePiece(piece) } : writePiece(piece))),
  );
}

/** Reads what `writeChunks` wrote: the same texts. */
export function readChunks(pieces: readonly RecordedChunk[]): TimedChunk[] {
  const chunks: TimedChunk[] = [];
  for (const piece of pieces) {
    const last = chunks.at(-1);
    if (piece.ms === undefined && last !== undefined) last.text += readPiece(piece);
    else chunks.push({ ms: piece.ms ?? 0, text: readPiece(piece) });
  }
  return chunks;
}

function writePiece(piece: string): RecordedChunk {
  const [, before, json] = /^((?:[^\n]*\n)*?data: ?)(.+)\n\n$/.exec(piece) ?? [];
  const data = json === undefined ? undefined : readExactly(json);
  if (data === undefined) return { text: piece };
  return before === usual ? { data } : { ...(before !== undefined && { before }), data };
}

function readPiece({ before = usual, data, text }: RecordedChunk): string {
  return data === undefined ? (text ?? '') : `${before}${JSON.stringify(data)}\n\n`;
}

/** Reads JSON that `JSON.stringify` writes in the same way; undefined for any other text. */
export function readExactly(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
