import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** The statuses of results that are written. A line that was not run has no result yet. */
export type WrittenStatus = 'succeeded' | 'failed' | 'refused';

// A line begins with what a later process has to know, so that it need not parse the rest.
const start = /^\{"index":(\d{1,15}),"status":"(succeeded|failed|refused)",/;
const startBytes = 60;
const bufferBytes = 1024 * 1024;
const maxWaiting = 64 * 1024;

/**
 * The file of a job's results, a line of JSON each. It is the record of what has been delivered: a result that is not in
 * it is read again, so that each is written exactly once, whatever happens to the process.
 */
export class ResultFile {
  /** The number of results in the file, by status. */
  readonly counts = { succeeded: 0, failed: 0, refused: 0 };
  private file: number | undefined;
  /** Where the last whole line ends. A crash may have torn the one after it. */
  private end = 0;
  private waiting: string[] = [];
  private waitingLength = 0;

  constructor(readonly path: string) {}

  get size(): number {
    const { succeeded, failed, refused } = this.counts;
    return succeeded + failed + refused;
  }

  /** Yields the indexes of the results in the file. */
  *indexes(): Generator<number, void, undefined> {
    Object.assign(this.counts, { succeeded: 0, failed: 0, refused: 0 });
    this.end = 0;
    const file = this.openToRead();
    if (file === undefined) return;
    try {
      for (const head of this.heads(file)) {
        const [, index, status] = start.exec(head) ?? [];
        if (index === undefined) throw new Error(`${this.path} has lines that this command did not write.`);
        this.counts[status as WrittenStatus] += 1;
        yield Number(index);
      }
    } finally {
      closeSync(file);
    }
  }

  /** Adds a result. It is in the file after `flush()` at the latest. */
  write(index: number, status: WrittenStatus, fields: object): void {
    const line = `${JSON.stringify({ index, status, ...fields })}\n`;
    this.counts[status] += 1;
    this.waiting.push(line);
    this.waitingLength += line.length;
    if (this.waitingLength > maxWaiting) this.store();
  }

  /** Writes all results to the disk. */
  flush(): void {
    this.store();
    if (this.file !== undefined) fsyncSync(this.file);
  }

  close(): void {
    this.flush();
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private store(): void {
    if (this.waiting.length === 0) return;
    this.file ??= this.openToWrite();
    const bytes = Buffer.from(this.waiting.join(''));
    for (let done = 0; done < bytes.length;) done += writeSync(this.file, bytes, done);
    this.end += bytes.length;
    this.waiting = [];
    this.waitingLength = 0;
  }

  private openToRead(): number | undefined {
    try {
      return openSync(this.path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private openToWrite(): number {
    const file = openSync(this.path, 'a');
    if (fstatSync(file).size > this.end) ftruncateSync(file, this.end);
    return file;
  }

  /** The beginnings of all whole lines. Embeddings are long, and the rest of a line is not needed. */
  private *heads(file: number): Generator<string, void, undefined> {
    const buffer = Buffer.alloc(bufferBytes);
    let head = '';
    for (let place = 0; ;) {
      const piece = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, place));
      if (piece.length === 0) return;
      let from = 0;
      for (let to = piece.indexOf(10); to !== -1; to = piece.indexOf(10, from)) {
        yield head + piece.toString('latin1', from, Math.min(to, from + startBytes));
        head = '';
        from = to + 1;
        this.end = place + from;
      }
      if (head.length < startBytes) head += piece.toString('latin1', from, from + startBytes);
      place += piece.length;
    }
  }
}
