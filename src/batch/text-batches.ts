import { InvalidArgumentError } from '@ai-sdk/provider';
import { toCustomId } from './custom-id.js';
import { hasRun, readResultLine, type FailedLine } from './decode.js';
import {
  cancelBatch,
  getBatch,
  hasEnded,
  listBatches,
  openFile,
  type BatchService,
  type WireBatch,
} from './endpoint.js';
import { memoryJournal } from './journal.js';
import { Ledger } from './ledger.js';
import { hasRoomFor, LineBuffer } from './line-buffer.js';
import { readLines } from './lines.js';
import { again, createPart, uploadPart, type Submission } from './submit.js';

/** A line, and the note that its batch carries for the reading of its answer. Lines of a group share a file. */
export interface GroupedLine {
  id: string;
  body: Record<string, unknown>;
  group: string;
  note: string;
}

export interface BatchStatus {
  status: string;
  counts: WireBatch['counts'];
  error?: { message: string; code?: string };
  createdAt?: Date;
}

export interface BatchError {
  kind: 'failed' | 'cancelled' | 'expired';
  message: string;
  code?: string;
  statusCode?: number;
}

export type TextResult = { id: string } & ({ body: unknown; note: unknown } | { error: BatchError });

const url = '/v1/chat/completions';
const noteKey = 'ai_sdk_qwen_note';
const limits = { maxLines: 10_000, maxFileBytes: 32 * 1024 * 1024 };

/**
 * Batches without a journal, one operation at a time, for the interface of AI SDK 7. What is one batch there may be
 * several at the service: its id joins theirs with `+`.
 */
export class TextBatches {
  constructor(private readonly service: BatchService) {}

  /** Uploads the lines and creates their batches. Should one be refused, those before it are cancelled. */
  async start(lines: readonly GroupedLine[], webhookUrl: string | undefined): Promise<string> {
    const ledger = new Ledger(memoryJournal());
    try {
      for (const { note, buffer } of cut(lines)) {
        const { lines: indexes, byteLength: bytes, hash } = buffer;
        const filename = `batch-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}.jsonl`;
        const part = await ledger.addPart({ lines: indexes, bytes, hash, filename, url });
        const submission: Submission = {
          service: this.service,
          ledger,
          run: 'AI SDK',
          completionHours: 24,
          pollInterval: 1_000,
          metadata: { [noteKey]: note, ...(webhookUrl !== undefined && { ds_batch_finish_callback: webhookUrl }) },
        };
        await uploadPart(submission, part, buffer, true);
        await again(this.service, async () => {
          const refusal = await createPart(submission, part);
          if (refusal !== undefined) throw refusal;
        });
      }
    } catch (error) {
      // Whoever started the batch gets no id, so nobody could read their results.
      const created = ledger.parts.flatMap(({ batchId }) => batchId ?? []);
      for (const id of created) await cancelBatch(this.afterAbort(), id).catch(() => {});
      throw error;
    }
    return ledger.parts.map(({ batchId }) => batchId).join('+');
  }

  async status(batchId: string): Promise<BatchStatus> {
    const batches = await this.get(batchId);
    const running = batches.find((batch) => !hasEnded(batch));
    const broken = batches.find(({ status }) => status !== 'completed');
    const [complaint] = batches.flatMap(({ errors }) => errors);
    const sum = (count: keyof WireBatch['counts']) => batches.reduce((total, { counts }) => total + counts[count], 0);
    const [first] = batches;
    return {
      status: (running ?? broken ?? first!).status,
      counts: { total: sum('total'), completed: sum('completed'), failed: sum('failed') },
      ...(complaint !== undefined && { error: withCode(complaint.message, complaint.code) }),
      ...(first?.createdAt !== undefined && { createdAt: first.createdAt }),
    };
  }

  /** The results of all batches, also of those that were cancelled or have expired. */
  async *results(batchId: string): AsyncGenerator<TextResult, void, undefined> {
    for (const batch of await this.get(batchId)) {
      if (!hasEnded(batch)) {
        const message = `The batch ${batch.id} is ${batch.status}: it has results once it has ended.`;
        throw new InvalidArgumentError({ argument: 'batchId', message });
      }
      for (const file of [batch.outputFileId, batch.errorFileId]) if (file !== undefined) yield* this.read(batch, file);
    }
  }

  async cancel(batchId: string): Promise<void> {
    for (const batch of await this.get(batchId)) if (!hasEnded(batch)) await cancelBatch(this.service, batch.id);
  }

  async list(query: Parameters<typeof listBatches>[1]) {
    const { batches, hasMore } = await listBatches(this.service, query);
    const rows = batches.map(({ id, status, counts, createdAt }) => ({ batchId: id, status, counts, createdAt }));
    return { batches: rows as (BatchStatus & { batchId: string })[], next: hasMore ? batches.at(-1)?.id : undefined };
  }

  /** For calls that clean up after an abort. */
  private afterAbort(): BatchService {
    const { connection, context } = this.service;
    return { connection, context: { headers: context.headers } };
  }

  private async get(batchId: string): Promise<WireBatch[]> {
    const batches: WireBatch[] = [];
    for (const id of batchId.split('+')) batches.push(await getBatch(this.service, id));
    return batches;
  }

  private async *read(batch: WireBatch, file: string): AsyncGenerator<TextResult, void, undefined> {
    for await (const lines of readLines(await openFile(this.service, file))) {
      for (const text of lines) {
        const line = readResultLine(text);
        if (line === undefined) continue;
        const id = line.id ?? String(line.index);
        if ('body' in line) yield { id, body: line.body, note: batch.metadata[noteKey] };
        else yield { id, error: toError(batch, line) };
      }
    }
  }
}

function toError({ status }: WireBatch, line: FailedLine): BatchError {
  const { code, message, status: statusCode } = line.failure;
  const kind = !hasRun(line) && (status === 'cancelled' || status === 'expired') ? status : 'failed';
  return { kind, ...withCode(message, code), ...(statusCode !== undefined && { statusCode }) };
}

function withCode(message: string, code: string | undefined): { message: string; code?: string } {
  return { message, ...(code !== undefined && { code }) };
}

/** Puts the lines of each group into files. */
function cut(lines: readonly GroupedLine[]): { note: string; buffer: LineBuffer }[] {
  const files: { note: string; buffer: LineBuffer }[] = [];
  const open = new Map<string, LineBuffer>();
  for (const [index, { id, body, group, note }] of lines.entries()) {
    const customId = JSON.stringify(toCustomId({ index, attempt: 1, id }));
    const text = `{"custom_id":${customId},"method":"POST","url":"${url}","body":${JSON.stringify(body)}}`;
    let buffer = open.get(group);
    if (buffer === undefined || !hasRoomFor(buffer, text, limits)) {
      buffer = new LineBuffer();
      open.set(group, buffer);
      files.push({ note, buffer });
    }
    buffer.add(index, text);
  }
  return files;
}
