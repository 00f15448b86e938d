import { InvalidArgumentError } from '@ai-sdk/provider';
import { throwIfAborted } from '../util/abort.js';
import { cancelBatch } from './endpoint.js';
import { refusal } from './errors.js';
import type { JobParts, Watch, Watches } from './job-parts.js';
import type { Part } from './ledger.js';
import { countSent } from './budget.js';
import { hasRoomFor, LineBuffer } from './line-buffer.js';
import { postpone } from './poll.js';
import { forEachItem } from './source.js';
import { abandonPart, createPart, uploadPart, type Submission } from './submit.js';
import { writeLine, type WrittenLine } from './write-line.js';

/** The jobs that the service takes at once are 1,000; a tenth leaves room for others of the account. */
export const maxOpenParts = 100;

/** A reader of items that cuts their lines into files. */
export interface Feed extends JobParts {
  watches: Watches;
  pollInterval: number;
  /** Resolves when another part may be opened, or with false if none will be. */
  room(): Promise<boolean>;
  /** Called when a part has a batch to poll. */
  opened(): Promise<void>;
}

/**
 * Reads all items once, and writes the lines of those that have no result and are in no open part into new parts. Lines
 * of parts that an earlier process opened are written as well, but only to see that they are the same. False if lines are
 * left because there is no room for them.
 */
export async function feed(job: Feed): Promise<boolean> {
  const { source, ledger, watches, codec, limits } = job;
  const buffers = new Map<string, LineBuffer>();
  const unchecked = uncheckedParts(watches);
  let index = -1;
  let hasRoom = true;
  await forEachItem(source.open(), (item) => {
    throwIfAborted(job.service.context.abortSignal);
    // The results of parts that an earlier process opened are read only when their lines have been seen.
    if (job.isCancelled() && unchecked().length === 0) return false;
    index += 1;
    if (!job.ids.areGiven && codec.idOf(item) !== undefined) job.ids.areGiven = true;
    const parts = unchecked().filter(({ lines }) => lines.has(index));
    if (parts.length > 0) return checkLine(job, parts, item, index);
    if (job.isCancelled()) return true;
    if (isSettled(job, index) || ledger.ownerOf(index) !== undefined) {
      countSent(job, item, index);
      return true;
    }
    let line: WrittenLine;
    try {
      line = writeLine(codec, item, { index, attempt: ledger.attemptsOf(index) + 1 }, limits.maxLineBytes);
    } catch (error) {
      return job.report(refusal(error, codec.idOf(item), index)).then(() => true);
    }
    job.budget.add(index, line);
    const added = addLine(job, buffers, index, line);
    return added === true || added.then((isAdded) => (hasRoom = isAdded));
  });
  if (!hasRoom) return false;
  checkEnd(watches, index + 1);
  for (const buffer of buffers.values()) if (!job.isCancelled() && !(await openPart(job, buffer))) return false;
  return true;
}

function isSettled({ ledger, givenUp }: Feed, index: number): boolean {
  return ledger.delivered.has(index) || givenUp.has(index);
}

/** Adds a line to the part of its group. A promise only if that is full; false if it cannot be opened for lack of room. */
function addLine(
  job: Feed,
  buffers: Map<string, LineBuffer>,
  index: number,
  line: WrittenLine,
): true | Promise<boolean> {
  const buffer = buffers.get(line.group);
  if (buffer === undefined) return putLine(buffers, index, line, new LineBuffer());
  if (hasRoomFor(buffer, line.text, job.limits)) return putLine(buffers, index, line, buffer);
  return addToNext(job, buffers, index, line, buffer);
}

function putLine(
  buffers: Map<string, LineBuffer>,
  index: number,
  { group, text, notes }: WrittenLine,
  buffer: LineBuffer,
): true {
  buffer.add(index, text);
  if (buffer.lines.size === 1) buffers.set(group, buffer);
  if (notes !== undefined) buffer.notes.set(index, notes);
  return true;
}

async function addToNext(
  job: Feed,
  buffers: Map<string, LineBuffer>,
  index: number,
  line: WrittenLine,
  full: LineBuffer,
): Promise<boolean> {
  buffers.delete(line.group);
  if (!(await openPart(job, full))) return false;
  // Files of a group are about as long as each other.
  return putLine(buffers, index, line, new LineBuffer({ expected: Math.ceil(1.1 * full.byteLength) }));
}

async function openPart(job: Feed, buffer: LineBuffer): Promise<boolean> {
  if (buffer.lines.size === 0) return true;
  if (!(await job.room())) return false;
  const { lines, byteLength: bytes, hash, notes } = buffer;
  const filename = `${job.run.replace(/[^\w.-]+/g, '-').slice(0, 40)}-${randomName()}.jsonl`;
  const part = await job.ledger.addPart({ lines, bytes, hash, filename, url: job.codec.url });
  job.watches.set(part, newWatch({ notes }));
  await submit(job, part, buffer, true);
  return true;
}

/** Uploads a part and creates its batch, as far as that has not been done. */
async function submit(job: Feed, part: Part, buffer: LineBuffer, isNew: boolean): Promise<void> {
  const { service } = job;
  const mayHaveBatch = part.batchId !== undefined || part.isCreating === true;
  if (job.isCancelled() && !mayHaveBatch) return await giveUp(job, part);
  const submission: Submission = { ...job, completionHours: job.limits.completionHours };
  if (part.fileId === undefined) await uploadPart(submission, part, buffer, isNew);
  if (part.batchId === undefined) {
    const noRoom = await createPart(submission, part);
    if (noRoom !== undefined) postpone(job.watches.get(part)!, job.pollInterval, job.limits.completionHours, noRoom);
  }
  // It was created while the caller cancelled the others.
  if (job.isCancelled() && part.batchId !== undefined) await cancelBatch(service, part.batchId).catch(() => {});
  await job.opened();
}

/** Drops a part that has no batch yet, because the job was cancelled. */
async function giveUp(job: Feed, part: Part): Promise<void> {
  await abandonPart(job, part);
  job.watches.delete(part);
  await job.opened();
}

/** Parts that an earlier process opened, and whose lines have not all been seen again. */
function uncheckedParts(watches: Watches): () => readonly Part[] {
  let parts = [...watches.keys()];
  return () => {
    if (parts.length > 0) parts = parts.filter((part) => watches.get(part)?.check !== undefined);
    return parts;
  };
}

/** Adds a line to the parts that held it before. */
async function checkLine(job: Feed, parts: readonly Part[], item: unknown, index: number): Promise<true> {
  for (const part of parts) await checkLineOf(job, part, item, index);
  return true;
}

async function checkLineOf(job: Feed, part: Part, item: unknown, index: number): Promise<void> {
  const watch = job.watches.get(part)!;
  const attempt = 1 + job.ledger.parts.filter(({ number, lines }) => number < part.number && lines.has(index)).length;
  let line: WrittenLine;
  try {
    line = writeLine(job.codec, item, { index, attempt }, job.limits.maxLineBytes);
  } catch (cause) {
    throw changed(part, cause);
  }
  job.budget.count(index, line);
  watch.check!.add(index, line.text);
  if (line.notes !== undefined) watch.notes.set(index, line.notes);
  if (watch.check!.lines.size < part.lines.size) return;
  const { byteLength, hash } = watch.check!;
  if (byteLength !== part.bytes || hash !== part.hash) throw changed(part);
  const written = watch.check!;
  watch.check = undefined;
  await submit(job, part, written, false);
}

function checkEnd(watches: Watches, count: number): void {
  for (const [part, { check }] of watches) if (check !== undefined) throw changed(part, undefined, count);
}

/** Results would be given to other prompts than those that were sent. */
function changed({ lines, batchId }: Part, cause?: unknown, count?: number): InvalidArgumentError {
  const which = count === undefined ? 'are not those' : `are only ${count}, and fewer than those`;
  const batch = batchId === undefined ? '' : ` (batch ${batchId})`;
  return new InvalidArgumentError({
    argument: 'prompts',
    cause,
    message:
      `The prompts ${which} that the journal was started with: the lines ${lines.first} to ${lines.last}${batch} differ. ` +
      'Pass the same prompts in the same order, with the same options and the same version of this package, or start ' +
      'another job with a new journal.',
  });
}

export function newWatch({ notes, check }: Pick<Watch, 'notes' | 'check'>): Watch {
  return {
    notes,
    check,
    counts: { completed: 0, failed: 0 },
    status: 'uploading',
    changedAt: Date.now(),
    polls: 0,
    failures: 0,
    nextPoll: 0,
  };
}

function randomName(): string {
  return Array.from({ length: 3 }, () => Math.random().toString(36).slice(2, 8)).join('');
}
