import { APICallError } from '@ai-sdk/provider';
import { toAPICallError } from '../http/api-call-error.js';
import { isRetryable } from '../http/error-codes.js';
import { cancelBatch, getBatch, hasEnded, type BatchService, type WireBatch, type WireBatchError } from './endpoint.js';
import { isGone, withPart } from './errors.js';
import type { JobParts, Watch } from './job-parts.js';
import type { Part } from './ledger.js';
import { abandonPart, createPart } from './submit.js';

/** The parts of a job that a poll needs. */
export interface Polling extends Omit<JobParts, 'report'> {
  pollInterval: number;
}

// A batch is refused within seconds, so the first polls come early; later ones at the interval that the service asks for.
const firstPolls = [1_000, 5_000, 15_000];
// A batch goes on while the network is down.
const maxFailures = 10;
// A new batch may be unknown for a moment.
const maxUnknown = 3;
const hour = 3_600_000;

/** True for a part whose batch runs, or waits until the service has room for it. */
export function isPolled({ batchId, end }: Part, { postponedAt, refusals }: Watch): boolean {
  return end === undefined && refusals === undefined && (batchId !== undefined || postponedAt !== undefined);
}

/** Asks for the batch of a part. True if something has changed. */
export async function pollPart(job: Polling, part: Part, watch: Watch): Promise<boolean> {
  const { pollInterval, service, ledger, limits } = job;
  let batch: WireBatch;
  try {
    if (part.batchId === undefined && !(await createsPostponed(job, part, watch))) return part.end !== undefined;
    batch = await getBatch(service, part.batchId!);
  } catch (error) {
    watch.failures += 1;
    if (!APICallError.isInstance(error) || watch.failures >= maxFailuresOf(error, part)) throw withPart(error, part);
    watch.nextPoll = Date.now() + pollInterval;
    return false;
  }
  watch.failures = 0;
  watch.nextPoll = Date.now() + Math.min(pollInterval, firstPolls[watch.polls] ?? pollInterval);
  watch.polls += 1;
  const isChanged = note(watch, batch);
  if (batch.status !== 'failed') watch.postponedAt = undefined;
  if (!hasEnded(batch)) {
    if (isOverdue(batch, watch, limits.completionHours)) await cancelOverdue(service, batch, watch);
    return isChanged;
  }
  if (batch.status === 'failed') await refused(job, part, watch, batch);
  else await ledger.setEnd(part, endOf(batch));
  return true;
}

/**
 * True for a batch that stands still an hour after its window has ended. One line that never ends keeps it open for good,
 * such as one with the URL of a picture that the service cannot reach.
 */
function isOverdue({ createdAt }: WireBatch, { changedAt, isOverdue: isCancelled }: Watch, maxHours: number): boolean {
  if (createdAt === undefined || isCancelled === true) return false;
  const now = Date.now();
  return now - createdAt.getTime() > (maxHours + 1) * hour && now - changedAt > hour;
}

async function cancelOverdue(service: BatchService, { id }: WireBatch, watch: Watch): Promise<void> {
  try {
    await cancelBatch(service, id);
    watch.isOverdue = true;
  } catch {
    // The next poll tries it again.
  }
}

/** Creates a batch for which the service had no room. False if it still has none, or if the job has been cancelled. */
async function createsPostponed(job: Polling, part: Part, watch: Watch): Promise<boolean> {
  const { ledger, limits, pollInterval } = job;
  if (job.isCancelled()) {
    await ledger.setEnd(part, { status: 'cancelled' });
    return false;
  }
  const refusal = await createPart({ ...job, completionHours: limits.completionHours }, part);
  if (refusal === undefined) return true;
  postpone(watch, pollInterval, limits.completionHours, withPart(refusal, part));
  return false;
}

/** Puts a creation off until the next poll. Throws once that has gone on for as long as the batch itself may take. */
export function postpone(watch: Watch, pollInterval: number, maxHours: number, refusal: unknown): void {
  watch.postponedAt ??= Date.now();
  if (Date.now() - watch.postponedAt > maxHours * hour) throw refusal;
  watch.nextPoll = Date.now() + pollInterval;
}

/** The number of polls in a row that may fail. */
function maxFailuresOf(error: APICallError, part: Part): number {
  if (error.isRetryable) return maxFailures;
  return isGone(error, part) ? maxUnknown : 1;
}

function note(watch: Watch, { status, counts }: WireBatch): boolean {
  const { completed, failed } = counts;
  if (watch.status === status && watch.counts.completed === completed && watch.counts.failed === failed) return false;
  Object.assign(watch, { status, counts: { completed, failed }, changedAt: Date.now() });
  return true;
}

function endOf({ status, outputFileId, errorFileId }: WireBatch): NonNullable<Part['end']> {
  return { status, outputFileId, errorFileId };
}

// Complaints that are true of every line: they stop the job, because each further file would be refused as well.
const ofTheJob = /^(model_not_found|url_not_found|mismatched_test_url|mismatched_model)$/;

/**
 * Notes why a batch failed its validation. Lines that the service complains about have failed, and the others go again;
 * a complaint about all of them ends the run.
 */
async function refused(job: Polling, part: Part, watch: Watch, { errors }: WireBatch): Promise<void> {
  const { ledger, service, pollInterval, limits } = job;
  const general = errors.find((error) => error.line === undefined || ofTheJob.test(error.code ?? '')) ?? errors[0];
  const indexOf = ({ line }: WireBatchError) => (line === undefined ? undefined : part.lines.at(line - 1));
  if (general !== undefined && isRetryable(toFailure(general))) {
    await ledger.reopen(part);
    return postpone(watch, pollInterval, limits.completionHours, jobError(job, part, general));
  }
  const isOfLines = errors.every((error) => indexOf(error) !== undefined && !ofTheJob.test(error.code ?? ''));
  if (errors.length === 0 || !isOfLines) {
    const error = jobError(job, part, general);
    await abandonPart({ service, ledger }, part);
    throw error;
  }
  watch.refusals = new Map(errors.map((error) => [indexOf(error)!, toFailure(error)]));
}

function toFailure({ code, message, param }: WireBatchError) {
  return { code, message, parameter: param, status: /quota|throttl/i.test(code ?? '') ? 429 : 400 };
}

function jobError({ service, run }: Polling, part: Part, error: WireBatchError | undefined): unknown {
  const { message, code } = error ?? { message: 'It gave no reason.', code: undefined };
  const where =
    error?.line === undefined ? '' : ` (line ${error.line}, prompt at index ${part.lines.at(error.line - 1)})`;
  const failure = { code, message: `The service refused a batch of the job ${run}: ${message}${where}`, status: 400 };
  const url = service.connection.compatibleURL('/batches');
  const made = toAPICallError(failure, { url, requestBody: undefined, redact: (text) => text });
  return withPart(made, part);
}
