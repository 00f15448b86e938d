import { isObject, type JsonObject } from '../util/objects.js';

/** A line of a file. */
export interface FileLine {
  /** From 1. */
  number: number;
  bytes: Uint8Array;
}

const newline = 10;
const blank = /^\s*$/;

/** The lines of a file, without blank ones; only one at a time is decoded. */
export function* linesOf(bytes: Uint8Array): Generator<FileLine> {
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    number += 1;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (line.length > 4 || !blank.test(decode(line))) yield { number, bytes: line };
  }
}

const decoder = new TextDecoder();

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** A line as a JSON object; undefined for anything else. */
export function parseLine({ bytes }: FileLine): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
