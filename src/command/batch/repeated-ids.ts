import { createHash } from 'node:crypto';
import { isObject } from '../../util/json.js';
import { readLines } from './lines.js';

const maxListed = 10;

/** Finds the ids that more than one line of a file has. Keeps eight bytes for each line, and no id. */
export class RepeatedIds {
  private keys = new Float64Array(1_024);
  private lines = 0;
  private areGiven = false;

  /** Adds the id of the next line. A line without one has its index, as its result does. */
  add(id: string | undefined): void {
    if (id !== undefined) this.areGiven = true;
    if (this.lines === this.keys.length) {
      const larger = new Float64Array(2 * this.lines);
      larger.set(this.keys);
      this.keys = larger;
    }
    this.keys[this.lines] = id === undefined ? this.lines : keyOf(id);
    this.lines += 1;
  }

  /** Reads the lines again, and names those with an id of an earlier line. Empty if there is none. */
  async describe(path: string): Promise<string[]> {
    const repeated = this.areGiven ? this.repeatedKeys() : new Set();
    const rows: string[] = [];
    if (repeated.size === 0) return rows;
    const first = new Map<string, { number: number; isGiven: boolean }>();
    let index = -1;
    for await (const some of readLines(path)) {
      for (const line of some) {
        index += 1;
        const given = idOf(JSON.parse(line));
        const id = given ?? String(index);
        if (!repeated.has(keyOf(id))) continue;
        const earlier = first.get(id);
        const isGiven = given !== undefined;
        if (earlier === undefined) first.set(id, { number: index + 1, isGiven });
        else
          rows.push(
            `line ${index + 1}: the id ${JSON.stringify(id)}${isGiven ? '' : ', its index,'} ${isOf(earlier)}.`,
          );
        if (rows.length === maxListed) return [...rows, 'There may be more.'];
      }
    }
    return rows;
  }

  /** A few keys that more than one line has. */
  private repeatedKeys(): Set<number> {
    const keys = this.keys.slice(0, this.lines).sort();
    const found = new Set<number>();
    for (let place = 1; place < keys.length && found.size < maxListed; place += 1) {
      if (keys[place] === keys[place - 1]) found.add(keys[place]!);
    }
    return found;
  }
}

/** The id of a line; undefined if it has none. */
export function idOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

function isOf({ number, isGiven }: { number: number; isGiven: boolean }): string {
  return isGiven ? `is that of line ${number}` : `is the index of line ${number}`;
}

/** A number for an id: the id itself if it looks like an index, otherwise a hash below 0. */
function keyOf(id: string): number {
  if (/^(?:0|[1-9]\d{0,14})$/.test(id)) return Number(id);
  return -1 - createHash('sha256').update(id).digest().readUIntBE(0, 6);
}
