import { APICallError } from '@ai-sdk/provider';
import type { RoomyBytes } from '../http/multipart.js';
import { isSurelyRefused, rewritten } from '../tasks/errors.js';
import { pause } from '../util/abort.js';
import {
  cancelBatch,
  createBatch,
  findBatches,
  findFile,
  removeFile,
  uploadLines,
  type BatchService,
  type WireBatch,
} from './endpoint.js';
import { withPart } from './errors.js';
import type { Ledger, Part } from './ledger.js';

/** The parts of a job that creating its batches needs. */
export interface Submission {
  service: BatchService;
  ledger: Ledger;
  run: string;
  completionHours: number;
  pollInterval: number;
  /** Further metadata, which the service gives back with the batch. */
  metadata?: Readonly<Record<string, string>> | undefined;
}

const maxTries = 5;
// A job runs for hours: a network that is down for two minutes ends none.
export const maxPatientTries = 8;
// A service without room has some in minutes rather than seconds.
const maxBusyTries = 2;
const firstPause = 1_000;

/** Waits after a refusal of the moment, longer each time. The service names no time for these endpoints. */
export async function again<Value>(
  service: BatchService,
  work: () => Promise<Value>,
  tries = maxTries,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!APICallError.isInstance(error) || !error.isRetryable || attempt === tries) throw error;
      await pause(firstPause * 2 ** (attempt - 1), service.context.abortSignal);
    }
  }
}

/** Uploads the lines of a part. After a crash during the upload, the file may be there already. */
export async function uploadPart(submission: Submission, part: Part, lines: RoomyBytes, isNew: boolean): Promise<void> {
  const { service, ledger } = submission;
  const found = isNew ? undefined : await again(service, () => findFile(service, part.filename, part.bytes));
  let fileId: string;
  try {
    // An upload costs nothing, so it may be repeated; a second file of the same lines is never used.
    fileId = found ?? (await again(service, () => uploadLines(service, part.filename, lines), maxPatientTries));
  } catch (error) {
    if (!APICallError.isInstance(error) || !isSurelyRefused(error) || error.isRetryable) throw error;
    // The lines are cut anew when the job goes on, perhaps into smaller files.
    await ledger.drop(part);
    throw uploadError(error, part);
  }
  await ledger.setFile(part, fileId);
}

function uploadError(error: APICallError, { lines, bytes }: Part): APICallError {
  const advice = error.statusCode === 413 ? ' A lower maxLines makes smaller files.' : '';
  const file = `the file of the prompts at index ${lines.first} to ${lines.last}, ${bytes} bytes`;
  return rewritten(error, `${error.message} (${file}).${advice}`, {});
}

/**
 * Creates the batch of a part whose file is uploaded, and never two: if an earlier creation may have gone through, its
 * batch is looked for by its input file, which no other batch has. Resolves with the refusal if the service has no room.
 */
export async function createPart(submission: Submission, part: Part): Promise<APICallError | undefined> {
  const { ledger, run, completionHours, service, metadata } = submission;
  let mayExist = part.isCreating === true;
  for (let attempt = 1; ; attempt += 1) {
    const existing = mayExist ? await findPart(submission, part) : undefined;
    if (existing !== undefined) {
      await ledger.setBatch(part, existing.id);
      return undefined;
    }
    if (part.isCreating !== true) await ledger.setCreating(part);
    const body = {
      input_file_id: part.fileId!,
      endpoint: part.url,
      completion_window: `${completionHours}h`,
      metadata: { ds_name: `${run} ${part.number}`.slice(0, 100), ai_sdk_qwen_part: part.filename, ...metadata },
    };
    try {
      const batch = await createBatch(service, body);
      await ledger.setBatch(part, batch.id);
      return undefined;
    } catch (error) {
      if (!APICallError.isInstance(error)) throw error;
      if (isSurelyRefused(error) && !error.isRetryable) {
        await abandonPart(submission, part);
        throw withPart(error, part);
      }
      mayExist ||= !isSurelyRefused(error);
      if (isSurelyRefused(error) && attempt >= maxBusyTries) {
        if (!mayExist) await ledger.reopen(part);
        return error;
      }
      if (attempt === maxPatientTries) throw withPart(error, part);
      const wait = Math.min(firstPause * 2 ** (attempt - 1), submission.pollInterval);
      await pause(wait, service.context.abortSignal);
    }
  }
}

/** A refused creation leaves a file that nothing will use. Its lines are cut again when the job goes on. */
export async function abandonPart(
  { service, ledger }: Pick<Submission, 'service' | 'ledger'>,
  part: Part,
): Promise<void> {
  await ledger.drop(part);
  if (part.fileId !== undefined) await removeFile(service, part.fileId).catch(() => {});
}

// A batch may be listed a moment after its creation.
const searches = [0, 1_000, 3_000];

/** Finds the batch of an unknown creation. Should there be two, the older one is kept and the other is cancelled. */
async function findPart(submission: Submission, part: Part): Promise<WireBatch | undefined> {
  const { service } = submission;
  for (const wait of searches) {
    if (wait > 0) await pause(Math.min(wait, submission.pollInterval), service.context.abortSignal);
    const batches = await again(service, () => findBatches(service, part.fileId!));
    // One that failed its validation has run nothing, and its part has been created again.
    const others = batches.filter(({ status }) => status !== 'failed');
    const oldest = others.pop();
    if (oldest === undefined) continue;
    for (const other of others) await cancelBatch(service, other.id).catch(() => {});
    return oldest;
  }
  return undefined;
}
