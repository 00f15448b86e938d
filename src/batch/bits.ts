/** A set of indexes that takes one bit for each, such as the lines whose results have been delivered. */
export class Bits {
  private words = new Uint32Array(32);
  size = 0;

  has(index: number): boolean {
    return ((this.words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  /** False if the index was in the set. */
  add(index: number): boolean {
    if (this.has(index)) return false;
    const word = index >>> 5;
    if (word >= this.words.length) {
      const longer = new Uint32Array(Math.max(word + 1, 2 * this.words.length));
      longer.set(this.words);
      this.words = longer;
    }
    this.words[word]! |= 1 << (index & 31);
    this.size += 1;
    return true;
  }
}
