/** Lines whose order is mixed, and the characters that are encoded at once. */
const blockLines = 32;
const pieceCharacters = 256 * 1024;

/** Collects the lines of a file as bytes. Their order is not that of the input, as on the service. */
export class ResultWriter {
  private readonly pieces: Uint8Array[] = [];
  private readonly encoder = new TextEncoder();
  private block: string[] = [];
  private text = '';

  add(line: string): void {
    this.block.push(line);
    if (this.block.length === blockLines) this.mix();
  }

  /** The bytes of all lines. */
  end(): Uint8Array[] {
    this.mix();
    this.encode();
    return this.pieces;
  }

  /** The second line comes first, then the fourth; the lines of odd number follow. */
  private mix(): void {
    for (const parity of [1, 0]) {
      for (let place = parity; place < this.block.length; place += 2) this.text += `${this.block[place]!}\n`;
    }
    this.block = [];
    if (this.text.length >= pieceCharacters) this.encode();
  }

  private encode(): void {
    if (this.text !== '') this.pieces.push(this.encoder.encode(this.text));
    this.text = '';
  }
}
