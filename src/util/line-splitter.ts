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
    const lines = piece.slice(0, end).split('\n');
    // Joining the texts before would copy the whole piece.
    lines[0] = this.rest + lines[0]!;
    this.rest = piece.slice(end + 1);
    return lines;
  }
}
