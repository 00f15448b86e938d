/** Cuts a text that comes in pieces into its lines. A line of many pieces is joined once, so that its cost is linear. */
export class LineSplitter {
  /** The beginning of the line that has not ended yet. */
  rest = '';

  /** The lines that end in the next piece. */
  push(piece: string): string[] {
    const end = piece.lastIndexOf('\n');
    if (end === -1) {
      this.rest += piece;
      return [];
    }
    const lines = (this.rest + piece.slice(0, end)).split('\n');
    this.rest = piece.slice(end + 1);
    return lines;
  }
}
