/**
 * Indexes of prompts in ascending order, kept as ranges: the lines of a file are mostly neighbours, and a journal writes
 * them as `0-9999`.
 */
export class IndexSet {
  /** First and last index of each range, one after the other. */
  private readonly bounds: number[] = [];
  /** The number of indexes before each range. */
  private readonly before: number[] = [];
  size = 0;

  /** Reads what `toText` wrote; undefined for another text. */
  static parse(text: string): IndexSet | undefined {
    const set = new IndexSet();
    for (const range of text.split(',')) {
      const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
      if (first === undefined || Number(first) > Number(last) || Number(first) <= set.last) return undefined;
      set.addRange(Number(first), Number(last));
    }
    return set;
  }

  /** Adds an index above all others. */
  add(index: number): void {
    this.addRange(index, index);
  }

  private addRange(first: number, last: number): void {
    if (this.size > 0 && first === this.last + 1) {
      this.bounds[this.bounds.length - 1] = last;
    } else {
      this.bounds.push(first, last);
      this.before.push(this.size);
    }
    this.size += last - first + 1;
  }

  /** The first index; -1 if there is none. */
  get first(): number {
    return this.bounds[0] ?? -1;
  }

  /** The last index; -1 if there is none. */
  get last(): number {
    return this.bounds.at(-1) ?? -1;
  }

  has(index: number): boolean {
    return this.positionOf(index) !== -1;
  }

  /** The place of an index among the others, from 0; -1 if it is not in the set. */
  positionOf(index: number): number {
    if (index < this.first || index > this.last) return -1;
    let low = 0;
    let high = this.before.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (index < this.bounds[2 * middle]!) high = middle - 1;
      else if (index > this.bounds[2 * middle + 1]!) low = middle + 1;
      else return this.before[middle]! + index - this.bounds[2 * middle]!;
    }
    return -1;
  }

  /** The index at a place, from 0; undefined beyond the end. */
  at(position: number): number | undefined {
    if (position < 0 || position >= this.size) return undefined;
    const range = this.before.findLastIndex((count) => count <= position);
    return this.bounds[2 * range]! + position - this.before[range]!;
  }

  *[Symbol.iterator](): Generator<number, void, undefined> {
    for (let range = 0; range < this.before.length; range += 1) {
      for (let index = this.bounds[2 * range]!; index <= this.bounds[2 * range + 1]!; index += 1) yield index;
    }
  }

  toText(): string {
    return this.before
      .map((_count, range) => {
        const [first, last] = this.bounds.slice(2 * range);
        return first === last ? `${first}` : `${first}-${last}`;
      })
      .join(',');
  }
}
