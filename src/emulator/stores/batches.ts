import type { Region } from '../catalogue/regions.js';
import type { BatchDelay, ScriptedBatch } from '../model/script.js';
import { type BatchState, type BatchTimes, stateOf } from './batch-times.js';

/** Limits of batches. */
export interface BatchLimits {
  /** Bytes of a file. Default 500 MB. */
  fileBytes: number;
  /** Lines of a file. Default 50,000. */
  lines: number;
  /** Bytes of a line. Default 1 MB, as a guide of the service says; the API's own page says 6 MB. */
  lineBytes: number;
  /** Batches that run at the same time. Default 1,000. */
  running: number;
  /** Files of an account, and their bytes. Default 10,000 and 100 GB. */
  files: number;
  accountBytes: number;
}

const megabyte = 1024 * 1024;
const limits: BatchLimits = {
  fileBytes: 500 * megabyte,
  lines: 50_000,
  lineBytes: megabyte,
  running: 1_000,
  files: 10_000,
  accountBytes: 100 * 1024 * megabyte,
};

/** Choices about batches. */
export interface BatchOptions {
  /** Default `{ polls: 1 }`: the first look finds the batch at work, the second one finds it completed. */
  delay?: BatchDelay | undefined;
  /** Smaller or larger limits than those of the service. */
  limits?: Partial<BatchLimits> | undefined;
  /**
   * The file in which failed lines are found. `output-file`: among the results, and `request_counts.failed` stays 0,
   * as was seen. Default `error-file`, as documented.
   */
  failures?: 'error-file' | 'output-file' | undefined;
  /**
   * Lines that a cancelled or expired batch has not run: an error each in the error file, or nothing anywhere. Default
   * `error-file`.
   */
  unrun?: 'error-file' | 'missing' | undefined;
  /** Results show the thinking as `reasoning_content`; the pages of the service disagree. Default false. */
  reasoning?: boolean | undefined;
  /** Length of the vectors in results instead of the model's, for tests with very many lines. */
  dimensions?: number | undefined;
  /** The rate limits of files and batches are enforced, on the emulator's clock. Default false. */
  rateLimits?: boolean | undefined;
  /** Milliseconds of the emulator's clock for which a call to the batch chat host waits. Default 0. */
  wait?: number | undefined;
}

/** Numbers of batches and lines, and of what the service asks money for. */
export interface BatchCounts {
  /** Batches that were created, including those whose answer was lost. */
  created: number;
  /** Lines of the batches that passed the validation. */
  lines: number;
  /** Lines that were answered; only these cost money. They are counted when a look finds the batch at its end. */
  billed: number;
  /** Calls that the batch chat host answered. */
  waited: number;
  /** Tokens of billed lines. */
  promptTokens: number;
  completionTokens: number;
}

const none: BatchCounts = { created: 0, lines: 0, billed: 0, waited: 0, promptTokens: 0, completionTokens: 0 };

/** A reason why a file is refused. */
export interface LineError {
  code: string;
  message: string;
  param: string | null;
  line: number | null;
}

/** The result files of a batch, and how its lines ended. */
export interface BatchOutcome {
  completed: number;
  failed: number;
  outputId: string | null;
  errorId: string | null;
}

/** A batch as it is kept. */
export interface Batch extends BatchTimes {
  id: string;
  endpoint: string;
  model: string;
  inputId: string;
  /** Its input until it has run. */
  input: Uint8Array | undefined;
  completionWindow: string;
  metadata: Record<string, unknown> | null;
  region: Region | undefined;
  errors: LineError[];
  script: ScriptedBatch;
  /** Warnings of the call that created it. */
  warnings: string[];
  /** Set when its lines begin to run, which is after its end: nobody can see a result before. */
  outcome?: Promise<BatchOutcome>;
}

/** Batches and their results are deleted 30 days after the end. */
export const batchLifetime = 30 * 24 * 3_600_000;

/** Batches, the newest first, and what they have cost. */
export class BatchStore {
  readonly counts: BatchCounts = { ...none };
  readonly limits: BatchLimits;
  readonly delay: BatchDelay;
  /** Calls that wait on the batch chat host, by model. */
  readonly waiting = new Map<string, number>();
  private readonly arrivals = new Map<string, number[]>();
  private batches: Batch[] = [];

  constructor(readonly options: BatchOptions = {}) {
    this.limits = { ...limits, ...options.limits };
    this.delay = options.delay ?? { polls: 1 };
  }

  add(batch: Batch): void {
    this.batches.unshift(batch);
    this.counts.created += 1;
    if (batch.end !== 'failed') this.counts.lines += batch.total;
  }

  get(id: string, now: number): Batch | undefined {
    return this.list(now).find((batch) => batch.id === id);
  }

  list(now: number): Batch[] {
    return this.batches.filter((batch) => isKept(stateOf(batch, now), now));
  }

  /** Counts the batches of a model, or of all, that have not ended. */
  running(now: number, model?: string): number {
    return this.batches.filter((batch) => {
      if (model !== undefined && batch.model !== model) return false;
      return stateOf(batch, now).ended === undefined;
    }).length;
  }

  /** Counts a call against a rate limit; false where it is one too many. */
  admits(call: string, max: number, within: number, now: number): boolean {
    if (!this.options.rateLimits) return true;
    const recent = (this.arrivals.get(call) ?? []).filter((time) => now - time < within);
    if (recent.length < max) recent.push(now);
    else return false;
    this.arrivals.set(call, recent);
    return true;
  }

  clear(): void {
    this.batches = [];
    this.arrivals.clear();
    this.waiting.clear();
    Object.assign(this.counts, none);
  }
}

function isKept({ ended }: BatchState, now: number): boolean {
  return ended === undefined || now - ended <= batchLifetime;
}
