import { APICallError } from '@ai-sdk/provider';
import { toAPICallError } from '../http/api-call-error.js';
import { isRetryable } from '../http/error-codes.js';
import { getBatch, hasEnded, removeFile, type WireBatch, type WireBatchError } from './endpoint.js';
import { lineError, withPart } from './errors.js';
import type { JobParts, Result, Watch } from './job-parts.js';
import type { Part } from './ledger.js';
import { notRun, sendsAgain } from './read-part.js';
import { abandonPart, createPart } from './submit.js';

/** The parts of a job that a look at a batch needs. */
export interface Looking extends Omit<JobParts, 'report'> {
  pollInterval: number;
  /** Results of lines that no file will have. */
  waiting: Result[];
}

// A batch is refused within seconds, so the first looks come early; later ones at the interval that the service asks for.
const firstLooks = [1_000, 5_000, 15_000];
// A batch goes on while the network is down.
const maxFailures = 10;

/** True for a part whose batch runs, or waits until the service has room for it. */
export function isLookedAt({ batchId, end }: Part, { isPostponed }: Watch): boolean {
  return end === undefined && (batchId !== undefined || isPostponed === true);
}

/** Looks at the batch of a part. True if something has changed. */
export async function lookAt(job: Looking, part: Part, watch: Watch): Promise<boolean> {
  const { pollInterval, service, ledger, limits } = job;
  let batch: WireBatch;
  try {
    if (part.batchId === undefined) await createPart({ ...job, completionHours: limits.completionHours }, part);
    batch = await getBatch(service, part.batchId!);
  } catch (error) {
    watch.failures += 1;
    const passes = APICallError.isInstance(error) && error.isRetryable && watch.failures < maxFailures;
    if (!passes) throw withPart(error, part);
    watch.nextLook = Date.now() + pollInterval;
    return false;
  }
  watch.isPostponed = false;
  watch.failures = 0;
  watch.nextLook = Date.now() + Math.min(pollInterval, firstLooks[watch.looks] ?? pollInterval);
  watch.looks += 1;
  const isChanged = note(watch, batch);
  if (!hasEnded(batch)) return isChanged;
  if (batch.status === 'failed') await refused(job, part, watch, batch);
  else await ledger.setEnd(part, endOf(batch));
  return true;
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
 * Settles a batch that failed its validation, so that nothing of it ran. Lines that the service complains about have
 * failed; the others go again.
 */
async function refused(job: Looking, part: Part, watch: Watch, { errors }: WireBatch): Promise<void> {
  const { ledger, service, pollInterval, waiting } = job;
  const general = errors.find((error) => error.line === undefined || ofTheJob.test(error.code ?? '')) ?? errors[0];
  const bad = errors.filter(({ line }) => line !== undefined && part.lines.at(line - 1) !== undefined);
  if (general !== undefined && isRetryable(toFailure(general))) {
    await ledger.reopen(part);
    watch.isPostponed = true;
    watch.nextLook = Date.now() + pollInterval;
    return;
  }
  if (bad.length === 0 || bad.length < errors.length || errors.some(({ code = '' }) => ofTheJob.test(code))) {
    const error = jobError(job, part, general);
    await abandonPart({ service, ledger }, part);
    throw error;
  }
  const url = service.connection.compatibleURL('/batches');
  const lineOf = (index: number) => ({ id: String(index), index, attempt: ledger.attemptsOf(index), warnings: [] });
  for (const error of bad) {
    const index = part.lines.at(error.line! - 1)!;
    const base = lineOf(index);
    const place = { part, url, redact: (text: string) => text, ...base };
    waiting.push({ status: 'failed', ...base, error: lineError(toFailure(error), place) });
    job.givenUp.add(index);
  }
  for (const index of part.lines) {
    if (job.givenUp.has(index) || ledger.delivered.has(index) || sendsAgain(job, index)) continue;
    waiting.push(notRun(part, lineOf(index), 'its batch was refused for other lines.'));
  }
  await ledger.close(part);
  if (part.fileId !== undefined) await removeFile(service, part.fileId).catch(() => {});
}

function toFailure({ code, message, param }: WireBatchError) {
  return { code, message, parameter: param, status: /quota|throttl/i.test(code ?? '') ? 429 : 400 };
}

function jobError({ service, run }: Looking, part: Part, error: WireBatchError | undefined): unknown {
  const { message, code } = error ?? { message: 'It gave no reason.', code: undefined };
  const where =
    error?.line === undefined ? '' : ` (line ${error.line}, prompt at index ${part.lines.at(error.line - 1)})`;
  const failure = { code, message: `The service refused a batch of the job ${run}: ${message}${where}`, status: 400 };
  const url = service.connection.compatibleURL('/batches');
  const made = toAPICallError(failure, { url, requestBody: undefined, redact: (text) => text });
  return withPart(made, part);
}
