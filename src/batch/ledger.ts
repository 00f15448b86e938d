import { Bits } from './bits.js';
import { IndexSet } from './index-set.js';
import type { Entry } from './journal-entry.js';
import type { QwenBatchJournal } from './options.js';

/** The results that come again after a crash, at most: the one that the caller was busy with, and those before it. */
export const maxUnwritten = 64;
// Milliseconds. A caller that takes longer for a result has each noted at once.
const maxAge = 10;

/** A file of lines, from its cutting to the delivery of its results. */
export interface Part {
  number: number;
  lines: IndexSet;
  bytes: number;
  hash: number;
  filename: string;
  /** The endpoint of the lines, such as `/v1/embeddings`. */
  url: string;
  fileId?: string | undefined;
  /** True if a creation has been sent whose answer may not have come. */
  isCreating?: boolean | undefined;
  batchId?: string | undefined;
  end?: { status: string; outputFileId?: string | undefined; errorFileId?: string | undefined };
  isClosed?: boolean;
}

/** The state of a job. It changes only by entries of its journal, so that a later process comes to the same one. */
export class Ledger {
  readonly parts: Part[] = [];
  /** The lines whose results have been delivered. */
  readonly delivered = new Bits();
  /** Lines that were taken out of their part, to go into another one. */
  private readonly released = new Set<number>();
  /** Lines whose results the caller has had, but not the journal. */
  private unwritten: number[] = [];
  private writtenAt = 0;
  private top = -1;
  private count = 0;

  constructor(private readonly journal: QwenBatchJournal) {}

  /** Applies an entry. False for one that does not fit to those before it. */
  apply(entry: Entry): boolean {
    if (entry.t === 'd') return this.applyDelivery(typeof entry.i === 'number' ? [entry.i] : entry.i);
    if (entry.t === 'part') return this.applyPart(entry);
    if (!('part' in entry)) return true;
    const part = this.parts.find(({ number }) => number === entry.part);
    if (part === undefined) return false;
    switch (entry.t) {
      case 'file':
        part.fileId = entry.file;
        break;
      case 'create':
        part.isCreating = true;
        break;
      case 'batch':
        part.batchId = entry.batch;
        break;
      case 'end':
        part.end = { status: entry.status, outputFileId: entry.output, errorFileId: entry.error };
        break;
      case 'again':
        part.batchId = undefined;
        part.isCreating = undefined;
        break;
      case 'closed':
        part.isClosed = true;
        break;
      case 'dropped':
        this.parts.splice(this.parts.indexOf(part), 1);
        break;
    }
    return true;
  }

  private applyPart({ part: number, lines: text, bytes, hash, filename, url }: Extract<Entry, { t: 'part' }>): boolean {
    const lines = IndexSet.parse(text);
    if (lines === undefined) return false;
    this.parts.push({ number, lines, bytes, hash, filename, url });
    this.top = Math.max(this.top, lines.last);
    this.count = Math.max(this.count, number);
    if (this.released.size > 0) for (const index of lines) this.released.delete(index);
    return true;
  }

  private applyDelivery(lines: readonly number[]): boolean {
    if (!Array.isArray(lines) || !lines.every(Number.isInteger)) return false;
    for (const index of lines) this.delivered.add(index);
    return true;
  }

  /** Writes an entry, then applies it: what the state says is always in the journal. */
  private async note(entry: Entry): Promise<void> {
    await this.writeDeliveries();
    await this.journal.append(JSON.stringify(entry), { durable: true });
    this.apply(entry);
  }

  /** The part whose results will have an answer for a line; undefined if the line is in none. */
  ownerOf(index: number): Part | undefined {
    if (index > this.top || this.released.has(index)) return undefined;
    return this.parts.findLast((part) => part.isClosed !== true && part.lines.has(index));
  }

  /** True if the results of a part will have the answer for one of its lines: no later part has the line as well. */
  owns(part: Part, index: number): boolean {
    if (this.released.has(index)) return false;
    for (let place = this.parts.length - 1; this.parts[place] !== part; place -= 1) {
      const later = this.parts[place];
      if (later === undefined || (later.isClosed !== true && later.lines.has(index))) return false;
    }
    return part.isClosed !== true;
  }

  /** Takes a line out of its part, so that it goes into another one. */
  release(index: number): void {
    this.released.add(index);
  }

  /** The number of parts that have held a line. */
  attemptsOf(index: number): number {
    return index > this.top ? 0 : this.parts.filter(({ lines }) => lines.has(index)).length;
  }

  async addPart({ lines, ...part }: Pick<Part, 'lines' | 'bytes' | 'hash' | 'filename' | 'url'>): Promise<Part> {
    await this.note({ t: 'part', part: this.count + 1, lines: lines.toText(), ...part });
    return this.parts.at(-1)!;
  }

  async setFile({ number }: Part, file: string): Promise<void> {
    await this.note({ t: 'file', part: number, file });
  }

  async setCreating({ number }: Part): Promise<void> {
    await this.note({ t: 'create', part: number });
  }

  async setBatch({ number }: Part, batch: string): Promise<void> {
    await this.note({ t: 'batch', part: number, batch });
  }

  async setEnd({ number }: Part, { status, outputFileId, errorFileId }: NonNullable<Part['end']>): Promise<void> {
    await this.note({ t: 'end', part: number, status, output: outputFileId, error: errorFileId });
  }

  async reopen({ number }: Part): Promise<void> {
    await this.note({ t: 'again', part: number });
  }

  async close({ number }: Part): Promise<void> {
    await this.note({ t: 'closed', part: number });
  }

  async drop({ number }: Part): Promise<void> {
    await this.note({ t: 'dropped', part: number });
  }

  /**
   * Notes that the caller has had the result of a line. A promise only if the journal returns one. Writing each note by
   * itself would take longer than parsing the answer, so a caller that is fast has several in one entry.
   */
  deliver(index: number): void | Promise<void> {
    this.delivered.add(index);
    this.unwritten.push(index);
    if (this.unwritten.length === maxUnwritten || Date.now() - this.writtenAt > maxAge) return this.writeDeliveries();
  }

  /** Writes the notes of results that are in no entry yet. */
  writeDeliveries(): void | Promise<void> {
    if (this.unwritten.length === 0) return;
    const entry: Entry = { t: 'd', i: this.unwritten };
    this.unwritten = [];
    this.writtenAt = Date.now();
    return this.journal.append(JSON.stringify(entry), { durable: false });
  }
}
