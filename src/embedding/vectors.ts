import { InvalidResponseDataError } from '@ai-sdk/provider';
import { inWords, isObject } from '../util/json.js';

/** A row of an answer, as the server wrote it. */
export interface EmbeddedRow {
  /** The index of its text; absent if rows have the order of the texts. */
  index: unknown;
  vector: unknown;
  /** The sparse vector beside the dense one, if there is one. */
  sparse?: unknown;
}

/** Reads the rows of a list, whose index is in `indexName`. An invalid row becomes an empty one. */
export function rowsOf(list: unknown, indexName: 'index' | 'text_index'): EmbeddedRow[] {
  if (!Array.isArray(list)) return [];
  return list.map((row: unknown) =>
    isObject(row)
      ? { index: row[indexName], vector: row.embedding, sparse: row.sparse_embedding }
      : { index: undefined, vector: row },
  );
}

/** An answer with the rows of vectors. */
export interface VectorSource {
  rows: EmbeddedRow[];
  body: unknown;
}

/**
 * The vectors of an answer, in the order of its texts. Throws `InvalidResponseDataError` with the row unless each text
 * has one vector of numbers: a wrong one would be stored, and found much later.
 */
export function readVectors({ rows, body }: VectorSource, texts: number): number[][] {
  const refuse = (what: string): never => {
    throw new InvalidResponseDataError({ data: body, message: `The service was sent ${texts} texts and ${what}.` });
  };
  const vectors: number[][] = [];
  const places: number[] = [];
  rows.forEach(({ index, vector }, position) => {
    const place = index ?? position;
    const row = `row ${position} of its answer`;
    if (!isPlace(place, texts)) return refuse(`${row} is for none of them: its index is ${inWords(place)}`);
    if (places[place] !== undefined) {
      return refuse(`${row} is for the text at index ${place}, which row ${places[place]} is for as well`);
    }
    if (!Array.isArray(vector) || vector.length === 0) return refuse(`${row} (index ${place}) has no vector`);
    const odd = vector.findIndex((value) => !Number.isFinite(value));
    if (odd !== -1) {
      return refuse(`${row} (index ${place}) has ${inWords(vector[odd])} in place of a number, at ${odd}`);
    }
    places[place] = position;
    vectors[place] = vector as number[];
  });
  for (let place = 0; place < texts; place += 1) {
    if (vectors[place] === undefined) refuse(`gave no embedding for the one at index ${place}`);
  }
  return vectors;
}

function isPlace(value: unknown, texts: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < texts;
}

/** Throws `InvalidResponseDataError` for vectors of different lengths. */
export function checkLengths(vectors: readonly number[][]): void {
  const length = vectors[0]?.length;
  const odd = vectors.findIndex((vector) => vector.length !== length);
  if (odd === -1) return;
  throw new InvalidResponseDataError({
    data: vectors.map((vector) => vector.length),
    message: `The embedding of text ${odd} has ${vectors[odd]?.length} numbers, the first one has ${length}.`,
  });
}
