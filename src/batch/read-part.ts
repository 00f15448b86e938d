import { APICallError } from '@ai-sdk/provider';
import { isRetryable } from '../http/error-codes.js';
import { pause } from '../util/abort.js';
import { Bits } from './bits.js';
import { openFile } from './endpoint.js';
import { lineError, withPart } from './errors.js';
import type { JobParts, Result, Watch } from './job-parts.js';
import type { Part } from './ledger.js';
import type { DecodedLine } from './line-codec.js';
import { readLines } from './lines.js';
import { hasRun, readResultLine, type FailedLine, type ResultLine } from './decode.js';
import { maxPatientTries } from './submit.js';
import { notRun, sendsAgain, unanswered } from './unanswered.js';

const firstPause = 1_000;

/** A reader of the files of one part. */
interface PartReader {
  job: JobParts;
  part: Part;
  watch: Watch;
  /** The places of lines that have been read; the service, or a repeated download, may send one twice. */
  seen: Bits;
  /** Tells which lines to read; the others are passed over. */
  wants(index: number): boolean;
  url: string;
}

/**
 * Reads the results of a part that has ended, in the order of its files, a few at a time. A line that may succeed in
 * another try yields nothing: it is in no open part once this one is closed, and so goes again.
 */
export async function* readPart(
  job: JobParts,
  part: Part,
  watch: Watch,
  wants?: (index: number) => boolean,
): AsyncGenerator<Result[], void, undefined> {
  const url = job.service.connection.compatibleURL('/batches');
  const reader: PartReader = { job, part, watch, seen: new Bits(), wants: wants ?? (() => true), url };
  // A batch that failed its validation has no files.
  const files = [part.end?.outputFileId, part.end?.errorFileId].filter((id) => id !== undefined);
  // A completed batch has run all lines. What a first download lacks must not be paid for again.
  const downloads = part.end?.status === 'completed' && wants === undefined ? 2 : 1;
  for (let count = 0; count < downloads && reader.seen.size < part.lines.size; count += 1) {
    for (const id of files) yield* readFile(reader, id);
  }
  if (reader.seen.size === part.lines.size) return;
  const results = await unanswered(
    job,
    part,
    watch,
    (index, position) => reader.wants(index) && !reader.seen.has(position),
  );
  if (results.length > 0) yield results;
}

/** Reads one file. A download that breaks off begins anew, and what was read of it is passed over. */
async function* readFile(reader: PartReader, id: string): AsyncGenerator<Result[], void, undefined> {
  const { service } = reader.job;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await openFile(service, id);
      for await (const lines of readLines(reply)) {
        const results: Result[] = [];
        for (const text of lines) {
          const line = text === '' ? undefined : readResultLine(text);
          const taken = line && take(reader, line, reply.redact);
          // Only schemas whose check waits for something make a promise.
          const result = taken instanceof Promise ? await taken : taken;
          if (result !== undefined) results.push(result);
        }
        if (results.length > 0) yield results;
      }
      return;
    } catch (error) {
      if (!APICallError.isInstance(error) || !error.isRetryable || attempt === maxPatientTries)
        throw withPart(error, reader.part);
      await pause(firstPause * 2 ** (attempt - 1), service.context.abortSignal);
    }
  }
}

/** The result of a line; undefined for one that is of no interest, has been read, or goes again. */
function take(
  reader: PartReader,
  line: ResultLine,
  redact: (text: string) => string,
): Result | Promise<Result> | undefined {
  const { job, part, watch, seen, wants } = reader;
  const { index, attempt } = line;
  const position = part.lines.positionOf(index);
  if (position === -1 || !wants(index) || !seen.add(position)) return undefined;
  if (job.ledger.delivered.has(index) || !job.ledger.owns(part, index)) return undefined;
  const notes = watch.notes.get(index);
  const base: Base = { id: line.id ?? String(index), index, attempt, warnings: notes?.warnings ?? [] };
  if ('failure' in line) return failed(reader, base, line, redact);
  try {
    const decoded = job.codec.decode(line.body, notes?.reading, redact);
    return decoded instanceof Promise ? toLaterResult(part, base, decoded) : toResult(part, base, decoded);
  } catch (error) {
    return broken(part, base, error);
  }
}

type Base = Pick<Result, 'id' | 'index' | 'attempt' | 'warnings'>;

function toResult(part: Part, base: Base, decoded: DecodedLine): Result {
  const { id, index, attempt, warnings } = base;
  const { usage } = decoded;
  // Each copy of an object takes a tenth of a microsecond.
  if ('fields' in decoded) {
    if (usage === undefined) return { status: 'succeeded', ...base, ...decoded.fields } as Result;
    return { status: 'succeeded', id, index, attempt, warnings, usage, ...decoded.fields } as Result;
  }
  const { error, text } = decoded;
  const known = { ...(usage !== undefined && { usage }), ...(text !== undefined && { text }) };
  return { status: 'failed', ...base, ...known, error: withPart(error, part) as Error };
}

async function toLaterResult(part: Part, base: Base, decoding: Promise<DecodedLine>): Promise<Result> {
  try {
    return toResult(part, base, await decoding);
  } catch (error) {
    return broken(part, base, error);
  }
}

function broken(part: Part, base: Base, error: unknown): Result {
  const cause = error instanceof Error ? error : new Error(String(error));
  return { status: 'failed', ...base, error: withPart(cause, part) as Error };
}

function failed(
  reader: PartReader,
  base: Base,
  line: FailedLine,
  redact: (text: string) => string,
): Result | undefined {
  const { job, part, watch, url } = reader;
  const { failure } = line;
  const stopped = stopOf(part, line);
  if (stopped === 'cancelled') return notRun(part, watch, base, failure.message);
  if ((stopped === 'expired' || isRetryable(failure)) && sendsAgain(job, base.index)) return undefined;
  if (stopped === 'expired') return notRun(part, watch, base, failure.message);
  return { status: 'failed', ...base, error: lineError(failure, { part, url, redact, ...base }) };
}

/** The state of the batch, if it ended before the line was run. */
function stopOf({ end }: Part, line: FailedLine): 'cancelled' | 'expired' | undefined {
  const stopped = end!.status;
  return (stopped === 'cancelled' || stopped === 'expired') && !hasRun(line) ? stopped : undefined;
}
