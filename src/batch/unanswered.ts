import type { Failure } from '../http/failure.js';
import { untilAborted } from '../util/abort.js';
import { lineError, named } from './errors.js';
import { IndexSet } from './index-set.js';
import type { JobParts, Result, Watch } from './job-parts.js';
import type { Part } from './ledger.js';

type Base = Pick<Result, 'id' | 'index' | 'attempt' | 'warnings'>;

const overdue =
  'its batch stood still beyond its window of time, and was cancelled. A URL that the service cannot reach is the usual reason.';

const notInFiles: Failure = { message: 'its batch has completed, and no file of it has the line.' };

/**
 * The results of lines of a part that no file answers: those of a batch that failed its validation, for example. Lines
 * that go again have none. `isOpen` tells the lines that have had no answer, by index and position.
 */
export async function unanswered(
  job: JobParts,
  part: Part,
  watch: Watch,
  isOpen: (index: number, position: number) => boolean,
): Promise<Result[]> {
  const { ledger, service } = job;
  const { notes, refusals } = watch;
  const open = new IndexSet();
  let position = -1;
  for (const index of part.lines) {
    position += 1;
    if (!isOpen(index, position) || ledger.delivered.has(index) || ledger.ownerOf(index) !== part) continue;
    const goesAgain = refusals?.has(index) !== true && part.end?.status !== 'cancelled' && sendsAgain(job, index);
    if (!goesAgain) open.add(index);
  }
  const ids = await untilAborted(idsOf(job, open), service.context.abortSignal);
  const url = service.connection.compatibleURL('/batches');
  return [...open].map((index): Result => {
    const warnings = notes.get(index)?.warnings ?? [];
    const base = { id: ids.get(index) ?? String(index), index, attempt: ledger.attemptsOf(index), warnings };
    const failure = refusals?.get(index) ?? (part.end?.status === 'completed' ? notInFiles : undefined);
    if (failure !== undefined) {
      return { status: 'failed', ...base, error: lineError(failure, { part, url, redact: (text) => text, ...base }) };
    }
    const why = part.end === undefined ? 'was refused for other lines' : `ended as ${part.end.status}`;
    return notRun(part, watch, base, `its batch ${why}.`);
  });
}

/** The callers' ids of lines, which no list keeps: they are read from the items again, if these can be. */
async function idsOf({ source, codec, ids }: JobParts, indexes: IndexSet): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  if (!ids.areGiven || !source.isRepeatable || indexes.size === 0) return found;
  let index = -1;
  for await (const item of source.open()) {
    index += 1;
    const id = indexes.has(index) ? codec.idOf(item) : undefined;
    if (typeof id === 'string') found.set(index, id);
    if (index >= indexes.last) break;
  }
  return found;
}

/** Sends a line in another part if its item can be read again and it has tries left. */
export function sendsAgain(
  {
    source,
    ledger,
    limits,
    again,
    isCancelled,
  }: Pick<JobParts, 'source' | 'ledger' | 'limits' | 'again' | 'isCancelled'>,
  index: number,
): boolean {
  if (!source.isRepeatable || isCancelled() || ledger.attemptsOf(index) >= limits.maxAttempts) return false;
  again.lines += 1;
  ledger.release(index);
  return true;
}

/** The result of a line that no batch has run. */
export function notRun({ batchId, fileId }: Part, { isOverdue }: Watch, base: Base, why: string): Result {
  const ids = [batchId && `batch ${batchId}`, fileId && `input file ${fileId}`].filter(Boolean).join(', ');
  const message =
    `The line of the prompt ${named(base.index, base.id)} was not run: ${isOverdue ? overdue : why} It was not billed. ` +
    `Run the job again with the same journal to send it (${ids}).`;
  return { status: 'not-run', ...base, error: new Error(message) };
}
