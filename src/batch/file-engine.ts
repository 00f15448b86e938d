import { pause, untilAborted } from '../util/abort.js';
import { createLimit } from '../util/limit.js';
import { removeFile } from './endpoint.js';
import { isGone, lostError } from './errors.js';
import { feed, maxOpenParts, newWatch, type Feed } from './feed.js';
import { inOrder } from './in-order.js';
import type { JobParts, Result, Watch, Watches } from './job-parts.js';
import type { Part } from './ledger.js';
import { LineBuffer } from './line-buffer.js';
import { isPolled, pollPart } from './poll.js';
import { readPart } from './read-part.js';

export interface FileEngineOptions extends Omit<JobParts, 'report'> {
  pollInterval: number;
  keepFiles: boolean;
  order: 'input' | 'completion';
  /** Called when the state has changed. */
  changed(): Promise<void>;
}

// Results of refused prompts that wait for the caller.
const maxWaiting = 100;
const pollsAtOnce = 10;
// Milliseconds for an upload or a creation that was aborted.
const maxGoodbye = 1_000;

/** The engine of one run of a job with files. */
export class FileEngine {
  readonly watches: Watches = new Map();
  private readonly waiting: Result[] = [];
  private readonly signal = createSignal();
  private readonly feeding: Feed;
  private fed: Promise<unknown> = Promise.resolve();
  /** The error of a part whose results are gone. */
  private lost: unknown;

  constructor(private readonly job: FileEngineOptions) {
    for (const part of job.ledger.parts) {
      if (part.isClosed === true) continue;
      const check = new LineBuffer({ keeps: part.fileId === undefined });
      this.watches.set(part, newWatch({ notes: new Map(), check }));
    }
    this.feeding = {
      ...job,
      watches: this.watches,
      opened: () => this.changed(),
      room: async () => {
        await this.until(() => this.hasRoom());
        return true;
      },
      report: async (result) => {
        await this.until(() => this.waiting.length < maxWaiting);
        this.waiting.push(result);
        this.signal.wake();
      },
    };
  }

  /** The results, a few at a time. Each further round sends the lines again that have neither a result nor a part. */
  async *results(): AsyncGenerator<Result[], void, undefined> {
    const { again, order } = this.job;
    const held: Result[] = [];
    do {
      again.lines = 0;
      for await (const results of this.round()) {
        if (order === 'input') held.push(...results);
        else yield results;
      }
    } while (again.lines > 0);
    if (this.lost !== undefined) throw this.lost;
    if (order !== 'input') return;
    yield* inOrder({ job: this.feeding, watches: this.watches, held, close: (part) => this.close(part) });
  }

  /** Sends the lines without waiting for a batch. Those for which there is no room are left to `results()`. */
  async submit(): Promise<{ refused: number; complete: boolean }> {
    let refused = 0;
    const complete = await feed({
      ...this.feeding,
      room: async () => this.hasRoom(),
      report: async () => void (refused += 1),
    });
    const isCreated = [...this.watches.values()].every(({ postponedAt }) => postponedAt === undefined);
    return { refused, complete: complete && isCreated };
  }

  /** Resolves when nothing writes to the journal any more, or soon after: the caller's source may never answer. */
  async settled(): Promise<void> {
    await withinTime(this.fed, maxGoodbye);
  }

  /** Polls the batches that are due, or all of them. */
  async poll(all = true): Promise<void> {
    const limit = createLimit(pollsAtOnce);
    const now = Date.now();
    const due = this.running().filter(([, watch]) => all || watch.nextPoll <= now);
    const changes = await Promise.all(
      // The caller may ask for the status meanwhile, and two polls could create a batch twice.
      due.map(([part, watch]) =>
        limit(() => (watch.poll ??= this.pollPart(part, watch).finally(() => (watch.poll = undefined)))),
      ),
    );
    if (changes.includes(true)) await this.changed();
  }

  private async pollPart(part: Part, watch: Watch): Promise<boolean> {
    try {
      return await pollPart(this.job, part, watch);
    } catch (error) {
      this.leave(part, error);
      return true;
    }
  }

  /** Goes on without a part whose results are gone. Any other error is thrown. */
  private leave(part: Part, error: unknown): void {
    if (!isGone(error, part) || this.job.order === 'input') throw error;
    this.lost ??= lostError(error, part);
    this.watches.delete(part);
    this.signal.wake();
  }

  private async *round(): AsyncGenerator<Result[], void, undefined> {
    let isFed = false;
    let failure: { error: unknown } | undefined;
    this.fed = feed(this.feeding)
      .catch((error: unknown) => (failure = { error }))
      .finally(() => {
        isFed = true;
        this.signal.wake();
      });
    for (;;) {
      if (failure !== undefined) throw failure.error;
      const ready = [...this.watches].find(([part, watch]) => isReady(part, watch));
      // Whatever is awaited here may change the rest, so it is read anew.
      if (this.waiting.length > 0) {
        const results = this.waiting.splice(0);
        this.signal.wake();
        yield results;
      } else if (ready !== undefined) {
        yield* this.read(...ready);
      } else if (isFed && this.openParts().length === 0) {
        return;
      } else {
        await this.wait();
        await this.poll(false);
      }
    }
  }

  /** Reads the results of a part. In the order of the input it only finds the lines that go again. */
  private async *read(part: Part, watch: Watch): AsyncGenerator<Result[], void, undefined> {
    try {
      for await (const results of readPart(this.feeding, part, watch)) if (this.job.order !== 'input') yield results;
    } catch (error) {
      return this.leave(part, error);
    }
    if (this.job.order !== 'input') return await this.close(part);
    watch.isScanned = true;
    this.signal.wake();
  }

  private async close(part: Part): Promise<void> {
    const { ledger, service, keepFiles } = this.job;
    await ledger.close(part);
    this.watches.delete(part);
    if (!keepFiles) {
      // A result matters more than a file that stays behind.
      const files = [part.fileId, part.end?.outputFileId, part.end?.errorFileId];
      for (const id of files) if (id !== undefined) await removeFile(service, id).catch(() => {});
    }
    await this.changed();
  }

  /** Waits until something has happened, or a poll of a batch is due. */
  private async wait(): Promise<void> {
    const { abortSignal } = this.job.service.context;
    const running = this.running();
    if (running.length === 0) return await untilAborted(this.signal.next(), abortSignal);
    const due = Math.min(...running.map(([, watch]) => watch.nextPoll));
    await withinTime(this.signal.next(), Math.max(0, due - Date.now()), abortSignal);
  }

  private async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await untilAborted(this.signal.next(), this.job.service.context.abortSignal);
  }

  private async changed(): Promise<void> {
    this.signal.wake();
    await this.job.changed();
  }

  private running(): [Part, Watch][] {
    return [...this.watches].filter(([part, watch]) => isPolled(part, watch));
  }

  private hasRoom(): boolean {
    return this.openParts().length < maxOpenParts;
  }

  /** Parts whose lines have not all been found to have a result, or to go again. */
  private openParts(): [Part, Watch][] {
    return [...this.watches].filter(([, watch]) => watch.isScanned !== true);
  }
}

/** True for a part whose results can be read: its batch has ended, and its lines are those of this job. */
function isReady({ end }: Part, { refusals, check, isScanned }: Watch): boolean {
  return (end !== undefined || refusals !== undefined) && check === undefined && isScanned !== true;
}

/** Waits for a promise, but no longer than a time. No timer is left behind, which would hold up the end of a process. */
async function withinTime(promise: Promise<unknown>, milliseconds: number, abortSignal?: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const elapsed = pause(milliseconds, timer.signal).catch(() => {});
  try {
    await untilAborted(Promise.race([promise, elapsed]), abortSignal);
  } finally {
    timer.abort();
  }
}

/** Wakes whoever waits for a change. */
function createSignal() {
  let wakes: (() => void)[] = [];
  return {
    next: () => new Promise<void>((resolve) => wakes.push(resolve)),
    wake() {
      const woken = wakes;
      wakes = [];
      for (const resolve of woken) resolve();
    },
  };
}
