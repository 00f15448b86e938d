import type { Failure } from '../http/failure.js';
import type { BatchService } from './endpoint.js';
import type { Bits } from './bits.js';
import type { Budget } from './budget.js';
import type { Ledger, Part } from './ledger.js';
import type { LineBuffer, Notes } from './line-buffer.js';
import type { LineCodec } from './line-codec.js';
import type { QwenBatchEmbedding, QwenBatchAnswer, QwenBatchFailure } from './options.js';
import type { Source } from './source.js';

export type Result = QwenBatchAnswer<unknown> | QwenBatchEmbedding | QwenBatchFailure;

/** The limits of a job's files and tries. */
export interface JobLimits {
  maxLines: number;
  maxLineBytes: number;
  maxFileBytes: number;
  maxAttempts: number;
  completionHours: number;
}

/** The memory of a part while its batch runs. */
export interface Watch {
  notes: Notes;
  /** The part's lines, written again after a start, until they are all there and equal. */
  check?: LineBuffer | undefined;
  counts: { completed: number; failed: number };
  status: string;
  changedAt: number;
  polls: number;
  /** Polls in a row that failed. */
  failures: number;
  nextPoll: number;
  /** True once its lines that go again are known, in a job that keeps the order of its input. */
  isScanned?: boolean;
  /** When the service began to have no room for the batch; undefined while it has some. */
  postponedAt?: number | undefined;
  /** The complaints about lines, by index, of a batch that failed its validation: nothing of it ran. */
  refusals?: ReadonlyMap<number, Failure>;
  /** True once the batch was cancelled because it did not end with its window of time. */
  isOverdue?: boolean;
  /** The poll that is under way. */
  poll?: Promise<boolean> | undefined;
}

/** The parts that the engines of a job share. */
export interface JobParts<Item = unknown> {
  run: string;
  codec: LineCodec<Item>;
  source: Source<Item>;
  ledger: Ledger;
  service: BatchService;
  limits: JobLimits;
  budget: Budget;
  /** Lines that this process does not send again, though a later one may. */
  givenUp: Bits;
  /** The number of lines that go again in the next round. */
  again: { lines: number };
  /** True once an item with an id has been read. */
  ids: { areGiven: boolean };
  isCancelled(): boolean;
  /** Passes on a result that needs no batch; resolves when there is room for the next. */
  report(result: Result): Promise<void>;
}

/** The open parts of a job. */
export type Watches = Map<Part, Watch>;
