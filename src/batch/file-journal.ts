import { InvalidArgumentError } from '@ai-sdk/provider';
import { LineSplitter } from '../util/line-splitter.js';
import type { QwenBatchJournal } from './options.js';

// The members of node:fs that are used here. The package has no Node types.
interface Files {
  openSync(path: string, flags: string): number;
  closeSync(file: number): void;
  readSync(file: number, buffer: Uint8Array, offset: number, length: number, position: number): number;
  writeSync(file: number, bytes: Uint8Array, offset: number): number;
  ftruncateSync(file: number, length: number): void;
  fstatSync(file: number): { size: number };
  fsync(file: number, done: (error: Error | null) => void): void;
  readFileSync(path: string, encoding: 'utf8'): string;
  writeFileSync(path: string, text: string, options: { flag: string }): void;
  unlinkSync(path: string): void;
}

interface NodeProcess {
  pid: number;
  kill(pid: number, signal: 0): void;
}

/** A function, because a bundler would fold a literal and fail on the import when it builds for the edge. */
const ofNode = (name: string): string => `node:${name}`;

const encoder = new TextEncoder();

/** Journals that this process writes. */
const written = new Set<string>();

/**
 * A journal in a file, for Node, Bun and Deno: a line of JSON for each entry, only ever appended. An entry on which money
 * depends is on the disk before the job goes on. The file survives a crash at any moment, and only one process can write
 * it at a time: its number is in a file beside it, `.lock`.
 */
export function fileJournal(path: string): QwenBatchJournal {
  if (typeof path !== 'string' || path === '') {
    throw new InvalidArgumentError({ argument: 'path', message: 'fileJournal() needs the path of a file.' });
  }
  return new FileJournal(path);
}

class FileJournal implements QwenBatchJournal {
  private files: Files | undefined;
  private file: number | undefined;
  /** Where the last whole line ends. A crash may have torn the one after it. */
  private end = 0;
  private isClosed = false;

  constructor(private readonly path: string) {}

  async *load(): AsyncGenerator<string, void, undefined> {
    const { openSync, closeSync } = await this.fs();
    this.end = 0;
    this.isClosed = false;
    let source: number;
    try {
      source = openSync(this.path, 'r');
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return;
      throw error;
    }
    try {
      yield* this.read(source);
    } finally {
      closeSync(source);
    }
  }

  private *read(source: number): Generator<string, void, undefined> {
    const buffer = new Uint8Array(64 * 1024);
    const decoder = new TextDecoder();
    const splitter = new LineSplitter();
    let place = 0;
    for (;;) {
      const bytes = this.files!.readSync(source, buffer, 0, buffer.length, place);
      if (bytes === 0) return;
      const piece = buffer.subarray(0, bytes);
      if (place === 0 && !isOfJournal(piece)) throw strange(this.path);
      const lines = splitter.push(decoder.decode(piece, { stream: true }));
      if (lines.length > 0) this.end = place + piece.lastIndexOf(10) + 1;
      place += bytes;
      yield* lines;
    }
  }

  append(entry: string, { durable }: { durable: boolean }): void | Promise<void> {
    // A promise costs more than the note that a result was delivered.
    if (durable || this.files === undefined) return this.store(entry, durable);
    this.write(this.files, entry);
  }

  private async store(entry: string, durable: boolean): Promise<void> {
    const files = await this.fs();
    if (durable && this.file !== undefined && files.fstatSync(this.file).size !== this.end) {
      this.close();
      throw busy(this.path, 'another process has written to it');
    }
    const file = this.write(files, entry);
    if (!durable) return;
    await new Promise<void>((resolve, reject) => files.fsync(file, (error) => (error ? reject(error) : resolve())));
  }

  close(): void {
    this.isClosed = true;
    if (this.files === undefined || this.file === undefined) return;
    this.files.closeSync(this.file);
    this.file = undefined;
    unlock(this.files, this.path);
  }

  private async fs(): Promise<Files> {
    return (this.files ??= (await import(/* @vite-ignore */ /* webpackIgnore: true */ ofNode('fs'))) as Files);
  }

  private write(files: Files, entry: string): number {
    const file = (this.file ??= this.open(files));
    const bytes = encoder.encode(`${entry}\n`);
    try {
      for (let place = 0; place < bytes.length;) place += files.writeSync(file, bytes, place);
    } catch (error) {
      // A full disk may have taken a piece of the entry, and nothing may follow that.
      this.close();
      throw error;
    }
    this.end += bytes.length;
    return file;
  }

  private open(files: Files): number {
    // The end of its last line is known only after it was read.
    if (this.isClosed) throw busy(this.path, 'its job has ended');
    lock(files, this.path);
    const file = files.openSync(this.path, 'a+');
    if (this.cutTornLine(files, file)) return file;
    files.closeSync(file);
    unlock(files, this.path);
    throw busy(this.path, 'it has changed since it was read');
  }

  /** False if another process has written whole lines since the journal was read, or has replaced it. */
  private cutTornLine(files: Files, file: number): boolean {
    const torn = files.fstatSync(file).size - this.end;
    if (torn <= 0) return torn === 0;
    const tail = new Uint8Array(torn);
    files.readSync(file, tail, 0, torn, this.end);
    if (tail.includes(10) || !isOfJournal(tail)) return false;
    files.ftruncateSync(file, this.end);
    return true;
  }
}

function lock(node: Files, path: string): void {
  const { process } = globalThis as unknown as { process: NodeProcess };
  const name = `${path}.lock`;
  if (written.has(path)) throw busy(path, 'this process writes it already');
  for (let attempt = 1; ; attempt += 1) {
    try {
      node.writeFileSync(name, `${process.pid}`, { flag: 'wx' });
      written.add(path);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST' || attempt === 3) throw error;
      const holder = Number(node.readFileSync(name, 'utf8'));
      if (holder !== process.pid && isAlive(process, holder)) {
        throw busy(path, `the process ${holder} writes it; if that is no longer so, delete ${name}`);
      }
      // Its process ended without closing the journal.
      node.unlinkSync(name);
    }
  }
}

function unlock(node: Files, path: string): void {
  const { process } = globalThis as unknown as { process: NodeProcess };
  written.delete(path);
  try {
    if (Number(node.readFileSync(`${path}.lock`, 'utf8')) === process.pid) node.unlinkSync(`${path}.lock`);
  } catch {
    // Somebody has deleted it.
  }
}

function isAlive(process: NodeProcess, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

const begin = encoder.encode('{"t":"');

/**
 * True for bytes that begin like an entry, or are the zeros that a power failure leaves. Anything else is a file of the
 * user, which must not be cut.
 */
function isOfJournal(bytes: Uint8Array): boolean {
  return begin.every((byte, index) => index >= bytes.length || bytes[index] === byte || bytes[index] === 0);
}

function strange(path: string): InvalidArgumentError {
  const message = `${path} is a file that fileJournal() did not write. Pass the path of a new file.`;
  return new InvalidArgumentError({ argument: 'journal', message });
}

function busy(path: string, why: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'journal', message: `The journal ${path} cannot be written: ${why}.` });
}
