import { APICallError } from '@ai-sdk/provider';
import type { Failure } from '../http/failure.js';
import { isRetryable } from '../http/error-codes.js';
import { pause } from '../util/abort.js';
import { Bits } from './bits.js';
import { openFile } from './endpoint.js';
import { lineError, named, withPart } from './errors.js';
import type { JobParts, Result, Watch } from './job-parts.js';
import type { Part } from './ledger.js';
import type { DecodedLine } from './line-codec.js';
import { readLines } from './lines.js';
import { readResultLine, type ResultLine } from './decode.js';

const maxTries = 5;
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
  wants: (index: number) => boolean = () => true,
): AsyncGenerator<Result[], void, undefined> {
  const url = job.service.connection.compatibleURL('/batches');
  const reader: PartReader = { job, part, watch, seen: new Bits(), wants, url };
  const { outputFileId, errorFileId } = part.end!;
  for (const id of [outputFileId, errorFileId]) if (id !== undefined) yield* readFile(reader, id);
  yield* missing(reader);
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
      if (!APICallError.isInstance(error) || !error.isRetryable || attempt === maxTries)
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
  if (job.ledger.delivered.has(index) || job.ledger.ownerOf(index) !== part) return undefined;
  const id = line.id ?? String(index);
  const notes = watch.notes.get(index);
  const base = { id, index, attempt, warnings: notes?.warnings ?? [] };
  if ('failure' in line) return failed(reader, base, line.failure, redact);
  const broken = (error: unknown): Result => {
    const cause = error instanceof Error ? error : new Error(String(error));
    return { status: 'failed', ...base, error: withPart(cause, part) as Error };
  };
  try {
    const decoded = job.codec.decode(line.body, notes?.reading, redact);
    if (decoded instanceof Promise) return decoded.then((one) => toResult(part, base, one), broken);
    return toResult(part, base, decoded);
  } catch (error) {
    return broken(error);
  }
}

function toResult(part: Part, base: Base, { usage, ...decoded }: DecodedLine): Result {
  const used = usage === undefined ? base : { ...base, usage };
  if ('fields' in decoded) return { status: 'succeeded', ...used, ...decoded.fields } as Result;
  const { error, text } = decoded;
  return { status: 'failed', ...used, error: withPart(error, part) as Error, ...(text !== undefined && { text }) };
}

type Base = Pick<Result, 'id' | 'index' | 'attempt' | 'warnings'>;

function failed(
  reader: PartReader,
  base: Base,
  failure: Failure,
  redact: (text: string) => string,
): Result | undefined {
  const { job, part, url } = reader;
  const stopped = stopOf(part, failure);
  if (stopped === 'cancelled') return notRun(part, base, failure.message);
  if ((stopped === 'expired' || isRetryable(failure)) && sendsAgain(job, base.index)) return undefined;
  if (stopped === 'expired') return notRun(part, base, failure.message);
  return { status: 'failed', ...base, error: lineError(failure, { part, url, redact, ...base }) };
}

/** The service documents no code for lines that were not run, so the batch's own state counts as well. */
function stopOf({ end }: Part, { code = '', message }: Failure): 'cancelled' | 'expired' | undefined {
  const stopped = end!.status;
  if (stopped !== 'cancelled' && stopped !== 'expired') return undefined;
  return /cancel|expire/i.test(`${code} ${message}`) ? stopped : undefined;
}

/** Sends a line in another part if its item can be read again and it has tries left. */
export function sendsAgain(
  { source, ledger, limits, again, isCancelled }: Omit<JobParts, 'report'>,
  index: number,
): boolean {
  if (!source.isRepeatable || isCancelled() || ledger.attemptsOf(index) >= limits.maxAttempts) return false;
  again.lines += 1;
  ledger.release(index);
  return true;
}

/** The lines of a part that are in none of its files. */
function* missing({ seen, ...reader }: PartReader): Generator<Result[], void, undefined> {
  const { job, part, wants, watch, url } = reader;
  if (seen.size === part.lines.size) return;
  const results: Result[] = [];
  let position = -1;
  for (const index of part.lines) {
    position += 1;
    if (!wants(index) || seen.has(position)) continue;
    if (job.ledger.delivered.has(index) || job.ledger.ownerOf(index) !== part) continue;
    const cancelled = part.end!.status === 'cancelled';
    if (!cancelled && sendsAgain(job, index)) continue;
    const base = {
      id: String(index),
      index,
      attempt: job.ledger.attemptsOf(index),
      warnings: watch.notes.get(index)?.warnings ?? [],
    };
    if (part.end!.status === 'completed') {
      const failure = { message: 'its batch has completed, and no file of it has the line.' };
      results.push({
        status: 'failed',
        ...base,
        error: lineError(failure, { part, url, redact: (text) => text, ...base }),
      });
    } else {
      results.push(notRun(part, base, `its batch ended as ${part.end!.status}.`));
    }
  }
  if (results.length > 0) yield results;
}

/** The result of a line that no batch has run. */
export function notRun(part: Part, base: Base, why: string): Result {
  const { batchId, fileId } = part;
  const ids = [batchId && `batch ${batchId}`, fileId && `input file ${fileId}`].filter(Boolean).join(', ');
  const message =
    `The line of the prompt ${named(base.index, base.id)} was not run: ${why} It was not billed. ` +
    `Run the job again with the same journal to send it (${ids}).`;
  return { status: 'not-run', ...base, error: new Error(message) };
}
