import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { untilAborted } from '../util/abort.js';
import { sha256 } from '../util/sha256.js';
import { tell } from '../util/tell.js';
import { Bits } from './bits.js';
import { createBudget } from './budget.js';
import type { CheckedOptions } from './check-options.js';
import { Delivery, type ResultGroup } from './delivery.js';
import { cancelBatch, getBatch, hasEnded, type BatchService } from './endpoint.js';
import { BatchAbortedError } from './errors.js';
import { estimate } from './estimate.js';
import { FileEngine } from './file-engine.js';
import type { JobParts, Result } from './job-parts.js';
import { memoryJournal, openLedger } from './journal.js';
import type { JournalHead } from './journal-entry.js';
import type { Ledger, Part } from './ledger.js';
import type { LineCodec } from './line-codec.js';
import { runLive } from './live-engine.js';
import type { QwenBatchEstimate, QwenBatchPartStatus, QwenBatchStatus, QwenBatchSubmission } from './options.js';
import { createSource, type Source } from './source.js';
import { again } from './submit.js';

/** The state of a job, and the engine that runs it. */
interface Running {
  ledger: Ledger;
  files?: FileEngine | undefined;
  /** The calls of another engine than `batch`. */
  calls?: { open: number };
}

/** A job that is loaded: `qwen.batch()` passes its calls on to it. Nothing is read or sent before one of them. */
export class Job {
  private readonly source: Source<unknown>;
  private isCancelled = false;
  /** True while an iteration or a submission may write to the journal. */
  private isRunning = false;
  private running: Running | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly run: string,
    private readonly codec: LineCodec,
    private readonly options: CheckedOptions,
  ) {
    this.source = createSource<unknown>(options.items, codec.kind);
  }

  /** Runs the job, or goes on with it. Hands over each result once. */
  results(): Delivery {
    return new Delivery(this.groups());
  }

  private async *groups(): AsyncGenerator<ResultGroup, void, undefined> {
    const turn = this.begin();
    try {
      const job = this.parts(await turn.open(), turn.signal);
      const { ledger, givenUp } = job;
      for await (const results of this.engine(job)) yield { results, ledger, givenUp };
    } catch (error) {
      throw turn.explain(error);
    } finally {
      await turn.end();
    }
  }

  /** Uploads the lines and creates their batches. The results are left to a later iteration. */
  async submit(): Promise<QwenBatchSubmission> {
    this.checkSubmits();
    const turn = this.begin();
    try {
      const ledger = await turn.open();
      const files = this.fileEngine(this.parts(ledger, turn.signal));
      const { refused, complete } = await files.submit();
      return { ...statusOf(this.run, { ledger, files }), refused, complete };
    } catch (error) {
      throw turn.explain(error);
    } finally {
      await turn.end();
    }
  }

  async estimate(): Promise<QwenBatchEstimate> {
    return await estimate(this.codec, this.source, this.options);
  }

  async status(): Promise<QwenBatchStatus> {
    const inspected = await this.inspect();
    const { ledger, files } = inspected;
    if (files === undefined) return statusOf(this.run, inspected, await pollOpenParts(this.service(), ledger));
    await files.poll();
    return statusOf(this.run, inspected);
  }

  async cancel(): Promise<void> {
    this.isCancelled = true;
    const { ledger, files } = await this.inspect();
    for (const part of openParts(ledger)) await cancelPart(this.service(), part);
    await files?.poll();
  }

  private checkSubmits(): void {
    const { engine, journal } = this.options;
    if (engine !== 'batch') {
      const message = `submit() needs engine: 'batch'. The calls of engine '${engine}' are answered only while the job is iterated.`;
      throw new InvalidArgumentError({ argument: 'engine', message });
    }
    if (journal !== undefined) return;
    const message = 'submit() needs a journal: without one, nothing would lead to the results.';
    throw new InvalidArgumentError({ argument: 'journal', message });
  }

  /** Begins an iteration or a submission: the one that writes to the journal. */
  private begin() {
    if (this.isRunning) {
      const message = 'The job is running: wait for the end of its iteration, or of submit().';
      throw new InvalidArgumentError({ argument: 'job', message });
    }
    this.isRunning = true;
    const { abortSignal, journal = memoryJournal() } = this.options;
    const stop = new AbortController();
    const forward = () => stop.abort(abortSignal!.reason);
    if (abortSignal?.aborted === true) forward();
    else abortSignal?.addEventListener('abort', forward, { once: true });
    let ledger: Ledger | undefined;
    return {
      signal: stop.signal,
      open: async () => (ledger = await untilAborted(openLedger(journal, this.head()), stop.signal)),
      explain(error: unknown): unknown {
        if (abortSignal?.aborted !== true || ledger === undefined) return error;
        const open = openParts(ledger).map(({ batchId }) => batchId!);
        return new BatchAbortedError(abortSignal.reason, open);
      },
      end: async () => {
        abortSignal?.removeEventListener('abort', forward);
        // A caller that leaves the loop stops the reading and the uploads, not the batches.
        stop.abort(new DOMException('The job was left.', 'AbortError'));
        await this.running?.files?.settled();
        this.running = undefined;
        try {
          await ledger?.writeDeliveries();
        } finally {
          await journal.close?.();
          this.isRunning = false;
        }
      },
    };
  }

  private parts(ledger: Ledger, abortSignal: AbortSignal): Omit<JobParts, 'report'> {
    const { engine, price, maxCost, limits, headers } = this.options;
    return {
      run: this.run,
      codec: this.codec,
      source: this.source,
      ledger,
      service: { connection: this.connection, context: { abortSignal, headers } },
      limits,
      budget: createBudget(engine, price, maxCost),
      givenUp: new Bits(),
      again: { lines: 0 },
      ids: { areGiven: false },
      isCancelled: () => this.isCancelled,
    };
  }

  private engine(job: Omit<JobParts, 'report'>): AsyncIterable<Result[]> {
    const { engine, order, concurrency } = this.options;
    if (engine === 'batch') return this.fileEngine(job).results();
    const calls = { open: 0 };
    this.running = { ledger: job.ledger, calls };
    return runLive({ ...job, concurrency, order, calls, changed: this.teller(job.service) });
  }

  private fileEngine(job: Omit<JobParts, 'report'>): FileEngine {
    const { pollInterval, keepFiles, order } = this.options;
    const { ledger, service } = job;
    const files = new FileEngine({ ...job, pollInterval, keepFiles, order, changed: this.teller(service) });
    this.running = { ledger, files };
    return files;
  }

  /** A function that tells the caller the state of the running job. */
  private teller({ context }: BatchService): () => Promise<void> {
    const { onProgress } = this.options;
    return async () => {
      if (this.running !== undefined) await tell(onProgress, statusOf(this.run, this.running), context.abortSignal);
    };
  }

  /** Calls about a job go on when its run has been left. */
  private service(): BatchService {
    return { connection: this.connection, context: { headers: this.options.headers } };
  }

  /** The state of the job: the running one's, or the journal's. */
  private async inspect(): Promise<Running> {
    const { journal = memoryJournal(), engine } = this.options;
    if (this.running !== undefined) return this.running;
    const ledger = await openLedger(journal, this.head(), true);
    return engine === 'batch' ? { ledger } : { ledger, calls: { open: 0 } };
  }

  private head(): JournalHead {
    const { connection, run, codec, options } = this;
    return {
      run,
      host: new URL(connection.compatibleURL('')).host,
      account: accountOf(connection, { headers: options.headers }),
      model: codec.model,
      kind: codec.kind,
      engine: options.engine,
    };
  }
}

function openParts({ parts }: Ledger): Part[] {
  return parts.filter(({ batchId, end, isClosed }) => batchId !== undefined && end === undefined && isClosed !== true);
}

/** Cancels a batch. The service refuses this for one that has ended meanwhile, which is fine. */
async function cancelPart(service: BatchService, { batchId }: Part): Promise<void> {
  try {
    await again(service, () => cancelBatch(service, batchId!));
  } catch (error) {
    const batch = await getBatch(service, batchId!).catch(() => undefined);
    if (batch === undefined || !(hasEnded(batch) || batch.status === 'cancelling')) throw error;
  }
}

type Statuses = Map<Part, Pick<QwenBatchPartStatus, 'status' | 'completed' | 'failed'>>;

async function pollOpenParts(service: BatchService, ledger: Ledger): Promise<Statuses> {
  const statuses: Statuses = new Map();
  for (const part of openParts(ledger)) {
    const { status, counts } = await again(service, () => getBatch(service, part.batchId!));
    statuses.set(part, { status, completed: counts.completed, failed: counts.failed });
  }
  return statuses;
}

function statusOf(run: string, { ledger, files, calls }: Running, statuses?: Statuses): QwenBatchStatus {
  const open = ledger.parts.filter(({ isClosed }) => isClosed !== true);
  return {
    run,
    sent: calls ? ledger.delivered.size + calls.open : ledger.parts.reduce((sum, { lines }) => sum + lines.size, 0),
    delivered: ledger.delivered.size,
    parts: open.map((part): QwenBatchPartStatus => {
      const watch = files?.watches.get(part);
      const { batchId, fileId, end } = part;
      const known = statuses?.get(part);
      const status = end?.status ?? known?.status ?? watch?.status ?? 'uploading';
      return {
        ...(batchId !== undefined && { batchId }),
        ...(fileId !== undefined && { inputFileId: fileId }),
        status,
        hasEnded: hasEnded({ status }),
        lines: part.lines.size,
        completed: known?.completed ?? watch?.counts.completed ?? 0,
        failed: known?.failed ?? watch?.counts.failed ?? 0,
        unchangedFor: watch === undefined ? 0 : Date.now() - watch.changedAt,
      };
    }),
  };
}

/** A hash by which a journal knows its account. Keys are long and random, so it tells nothing of them. */
function accountOf(connection: Connection, { headers }: CallContext): string {
  const given = Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  );
  const { authorization = '' } = { ...connection.headers(given), ...given };
  return sha256(new TextEncoder().encode(`ai-sdk-qwen batch ${authorization}`)).slice(0, 16);
}
