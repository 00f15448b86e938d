/** Writes bits, and the codes of H.264 that take as many bits as their number needs. */
export class BitWriter {
  private readonly bytes: number[] = [];
  private current = 0;
  private filled = 0;

  bits(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      this.current = (this.current << 1) | ((value >> bit) & 1);
      this.filled += 1;
      if (this.filled === 8) this.flush();
    }
    return this;
  }

  /** An Exp-Golomb code (`ue(v)`): zeros for its length, then the number plus one. */
  code(value: number): this {
    const length = 32 - Math.clz32(value + 1);
    return this.bits(0, length - 1).bits(value + 1, length);
  }

  /** Fills the byte with zeros. */
  align(): this {
    return this.filled === 0 ? this : this.bits(0, 8 - this.filled);
  }

  /** Whole bytes; only after `align`. */
  raw(bytes: Iterable<number>): this {
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  /** Ends with a one and zeros, as each unit of a stream does. */
  end(): Uint8Array {
    this.bits(1, 1).align();
    return new Uint8Array(this.bytes);
  }

  private flush(): void {
    this.bytes.push(this.current);
    this.current = 0;
    this.filled = 0;
  }
}
