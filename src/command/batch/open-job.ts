import { dirname, resolve } from 'node:path';
import type { QwenBatchAnswer, QwenBatchEmbedding, QwenBatchJob, QwenBatchPrice, QwenBatchStatus } from '../../ai7.js';
import { commandJournal } from './journal.js';
import { readValues } from './lines.js';
import type { Terminal } from '../terminal.js';
import type { JobPaths } from './paths.js';
import { ResultFile } from './result-file.js';
import type { JobSettings } from './settings.js';
import { commandLine } from './words.js';

export interface RunOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((status: QwenBatchStatus) => void) | undefined;
  /** Milliseconds. */
  pollInterval?: number | undefined;
  /** The live price of a million tokens. */
  price?: QwenBatchPrice | undefined;
}

/** A job, and the file that its results go to. */
export interface OpenJob {
  job: QwenBatchJob<QwenBatchAnswer<unknown> | QwenBatchEmbedding>;
  results: ResultFile;
}

/** Opens the job of a file. The provider is loaded here: nothing else of the command needs it. */
export async function openJob(paths: JobPaths, settings: JobSettings, options: RunOptions = {}): Promise<OpenJob> {
  const { createQwen } = await import('../../ai7.js');
  const { run, model, baseURL, modelOptions, schema, hours, maxLines, maxAttempts, keepFiles, file } = settings;
  const results = new ResultFile(resolve(dirname(paths.file), settings.out));
  const shared = {
    model,
    modelOptions,
    journal: commandJournal(paths.journal, settings, results),
    completionHours: hours,
    maxLines,
    maxAttempts,
    keepFiles,
    abortSignal: options.signal,
    onProgress: options.onProgress,
    pollInterval: options.pollInterval,
    price: options.price,
  };
  const { batch } = createQwen({ baseURL });
  const items = () => readValues(paths.file);
  const job =
    file.kind === 'texts' ? batch(run, { ...shared, texts: items }) : batch(run, { ...shared, prompts: items, schema });
  return { job: job as OpenJob['job'], results };
}

/** The error of a command that was stopped, in its own words; any other error as it is. */
export function whenStopped(error: unknown, { file }: JobPaths, { stopped }: Pick<Terminal, 'stopped'>): unknown {
  if (!stopped.aborted) return error;
  const message =
    `Stopped. The batches that were created go on at the service. ${commandLine('results', file)} goes on from here, and ` +
    `${commandLine('cancel', file)} cancels them.`;
  return new Error(message, { cause: error });
}
