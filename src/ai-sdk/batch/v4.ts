import { APICallError, InvalidArgumentError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { BatchError, BatchStatus, GroupedLine, TextBatches } from '../../batch/text-batches.js';
import type { Answer } from '../../chat/answer/fold.js';
import type { ChatLines, ChatReading } from '../../chat/compatible/lines.js';
import type { ProviderOptions } from '../../options/types.js';
import type { CallContext } from '../../http/call-context.js';
import { isObject, valueOfJSON } from '../../util/json.js';
import { readCall, type CallOptions } from '../chat/call-v2.js';
import { toGenerated } from '../chat/block-calls.js';
import { specificationV4 } from '../chat/v4.js';
import { toWarning, type WarningV3 } from '../warning.js';

/** Options of each method of a batch of AI SDK 7. */
export interface BatchV4CallOptions {
  providerOptions?: ProviderOptions;
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
}

/** One request of a batch. */
export interface BatchV4Request {
  id: string;
  type: string;
  modelId: string;
  options: object;
}

/** The state of a batch. */
export interface BatchV4Status {
  status: 'pending' | 'completed' | 'failed';
  rawStatus?: string;
  requestCounts?: { total: number; pending: number; completed: number; failed: number };
  error?: { message: string; code?: string };
  createdAt?: string;
}

/** The result of one request. */
export type BatchV4ItemResult = { type: 'text'; id: string } & (
  | { status: 'succeeded'; result: ReturnType<typeof toGeneratedV4> }
  | { status: 'failed' | 'cancelled' | 'expired'; error: { message: string; code?: string; statusCode?: number } }
);

/** The batches of a provider for AI SDK 7, which calls them experimental. They keep nothing: an id says all. */
export interface BatchV4 {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  doStartBatch(
    options: BatchV4CallOptions & { requests: readonly BatchV4Request[]; webhookUrl?: string | undefined },
  ): Promise<BatchV4Status & { batchId: string; warnings: { requestId?: string; warning: WarningV3 }[] }>;
  doGetBatchStatus(options: BatchV4CallOptions & { batchId: string }): Promise<BatchV4Status>;
  doGetBatchResults(options: BatchV4CallOptions & { batchId: string }): Promise<ReadableStream<BatchV4ItemResult>>;
  doCancelBatch(options: BatchV4CallOptions & { batchId: string }): Promise<object>;
  doListBatches(
    options: BatchV4CallOptions & { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<{ batches: (BatchV4Status & { batchId: string })[]; nextCursor?: string }>;
}

/** The methods, which the first call loads. */
export type LoadedBatchV4 = Omit<BatchV4, 'specificationVersion' | 'provider' | 'supportedUrls'>;

/** Makes the batches of a provider. `linesOf` has the rules and the encoder of a model. */
export function createBatchV4(
  batches: (context: CallContext) => TextBatches,
  linesOf: (modelId: string) => Promise<ChatLines>,
): LoadedBatchV4 {
  const contextOf = ({ abortSignal, headers }: BatchV4CallOptions): CallContext => ({ abortSignal, headers });
  return {
    async doStartBatch({ requests, webhookUrl, ...options }) {
      const warnings: { requestId?: string; warning: WarningV3 }[] = [];
      const lines: GroupedLine[] = [];
      for (const request of requests) {
        const { line, warnings: ofLine } = await encode(request, linesOf);
        lines.push(line);
        warnings.push(...ofLine.map((warning) => ({ requestId: request.id, warning })));
      }
      const service = batches(contextOf(options));
      const batchId = await service.start(lines, webhookUrl);
      return { batchId, warnings, ...toStatus(await service.status(batchId)) };
    },
    doGetBatchStatus: async ({ batchId, ...options }) => toStatus(await batches(contextOf(options)).status(batchId)),
    async doGetBatchResults({ batchId, ...options }) {
      const results = batches(contextOf(options)).results(batchId);
      return new ReadableStream<BatchV4ItemResult>({
        async pull(controller) {
          const { done, value } = await results.next();
          if (done === true) return controller.close();
          controller.enqueue('error' in value ? failed(value.id, value.error) : await read(value, linesOf));
        },
        async cancel() {
          await results.return();
        },
      });
    },
    async doCancelBatch({ batchId, ...options }) {
      await batches(contextOf(options)).cancel(batchId);
      return {};
    },
    async doListBatches({ limit, cursor, ...options }) {
      const page = await batches(contextOf(options)).list({ limit, after: cursor });
      return {
        batches: page.batches.map(({ batchId, ...status }) => ({ batchId, ...toStatus(status) })),
        ...(page.next !== undefined && { nextCursor: page.next }),
      };
    },
  };
}

async function encode(
  { id, type, modelId, options }: BatchV4Request,
  linesOf: (modelId: string) => Promise<ChatLines>,
): Promise<{ line: GroupedLine; warnings: WarningV3[] }> {
  if (type !== 'text') throw new UnsupportedFunctionalityError({ functionality: `batches of the type ${type}` });
  const lines = await linesOf(modelId);
  try {
    const encoded = lines.encode(readCall(options as CallOptions, lines.reader, lines.defaults));
    const { body, group, reading, warnings } = encoded;
    // The service gives it back with the batch, so that any process can read the results.
    const note = JSON.stringify([modelId, reading.json, reading.answers, [...(reading.toolNames ?? [])]]);
    return { line: { id, body, group: `${group} ${note}`, note }, warnings: warnings.map(toWarning) };
  } catch (cause) {
    const message = `The request ${id} of the batch cannot be sent: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new InvalidArgumentError({ argument: 'requests', message, cause });
  }
}

function toStatus({ status, counts, error, createdAt }: BatchStatus): BatchV4Status {
  const { total, completed, failed: failures } = counts;
  const state =
    status === 'completed' ? 'completed' : /^(failed|expired|cancelled)$/.test(status) ? 'failed' : 'pending';
  return {
    status: state,
    rawStatus: status,
    requestCounts: { total, completed, failed: failures, pending: Math.max(0, total - completed - failures) },
    ...(error !== undefined && { error }),
    ...(createdAt !== undefined && { createdAt: createdAt.toISOString() }),
  };
}

function failed(id: string, { kind, ...error }: BatchError): BatchV4ItemResult {
  return { type: 'text', id, status: kind, error };
}

async function read(
  { id, body, note }: { id: string; body: unknown; note: unknown },
  linesOf: (modelId: string) => Promise<ChatLines>,
): Promise<BatchV4ItemResult> {
  const [modelId, json, answers, names] = readNote(note);
  const reading: ChatReading = { json, answers, ...(names.length > 0 && { toolNames: new Map(names) }) };
  try {
    const answer: Answer = (await linesOf(modelId)).decode(body, reading, (text) => text);
    return { type: 'text', id, status: 'succeeded', result: toGeneratedV4(answer) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { statusCode, data } = APICallError.isInstance(error) ? error : { statusCode: undefined, data: undefined };
    const code = isObject(data) && typeof data.code === 'string' ? data.code : undefined;
    const details = { message, ...(code !== undefined && { code }), ...(statusCode !== undefined && { statusCode }) };
    return { type: 'text', id, status: 'failed', error: details };
  }
}

function toGeneratedV4(answer: Answer) {
  return toGenerated(specificationV4, answer);
}

type Note = [modelId: string, json: boolean, answers: number, toolNames: [string, string][]];

/** A batch that another program created has no note; its answers are read as plain text. */
function readNote(text: unknown): Note {
  const note = valueOfJSON(String(text));
  if (Array.isArray(note) && note.length === 4) return note as Note;
  return ['qwen-plus', false, 1, []];
}
