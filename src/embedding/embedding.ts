import { untilAborted } from '../util/abort.js';
import { createLimit } from '../util/limit.js';
import type { ProviderOptions } from '../options/types.js';
import type { CallContext } from '../http/call-context.js';
import { mergeHeaders } from '../http/headers.js';
import type { Warning } from '../options/warning.js';
import { readSparse, type QwenSparseEmbedding } from './sparse.js';
import { checkLengths, readVectors, type EmbeddedRow } from './vectors.js';

/** The content of one answer; its rows are not checked yet. */
export interface EmbeddedRows {
  rows: EmbeddedRow[];
  tokens?: number;
}

/** The vectors of all texts in order, and the answers that contained them. */
export interface Embeddings {
  vectors: number[][];
  /** The sparse vectors, if they were requested. */
  sparse?: QwenSparseEmbedding[];
  /** Tokens of all requests; undefined if an answer lacks the count. */
  tokens?: number;
  headers?: Record<string, string>;
  /** The bodies of the answers, in the order of the texts. */
  bodies: unknown[];
}

/** One call of an embedding model. */
export interface EmbeddingCall extends CallContext {
  /** Options of this call, which win over the model's; `ai` 4 passes none. */
  providerOptions?: ProviderOptions;
  /** Length of the vectors, if the specification has a setting for it. */
  dimensions?: number;
  /** Receives warnings; absent for `ai` 4 and 5, which cannot show them. */
  warnings?: Warning[];
}

/** An embedding model, independent of protocol and specification. */
export interface Embedding {
  /** Maximum number of texts in one call: texts per request times parallel requests. */
  maxTexts: number;
  /** Maximum number of texts in one request. */
  rowsPerRequest: number;
  embed(texts: string[], call: EmbeddingCall): Promise<Embeddings>;
}

/** An embedding model without a specification. */
export interface EmbeddingModel {
  provider: string;
  modelId: string;
  embedding: Embedding;
}

/** One request for a few texts. */
export type SendRows = (
  texts: string[],
  call: EmbeddingCall,
) => Promise<EmbeddedRows & { headers: Record<string, string>; body: unknown }>;

/** Limits for spreading texts over requests. */
export interface EmbeddingLimits {
  rowsPerRequest: number;
  /** Maximum number of parallel requests of the model. */
  concurrency: number;
}

/** The answer to one request. */
interface Answer {
  texts: string[];
  vectors: number[][];
  sparse?: QwenSparseEmbedding[];
  tokens?: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Spreads a call's texts over parallel requests. `ai` 4 makes one call after the other, so a call takes as many texts
 * as may be in flight. The first error counts, once the parallel requests have settled; an abort waits for none of
 * them. The SDK retries a failed call with the same list of texts: only the failed part is sent again.
 */
export function createEmbedding({ rowsPerRequest, concurrency }: EmbeddingLimits, send: SendRows): Embedding['embed'] {
  const limit = createLimit(concurrency);
  // Keyed by the list of texts, so that nothing is kept once the caller drops the list.
  const paid = new WeakMap<string[], Paid>();

  const request = async (batch: string[], call: EmbeddingCall): Promise<Answer> => {
    const { rows, tokens, headers, body } = await send(batch, call);
    const vectors = readVectors({ rows, body }, batch.length);
    return { texts: batch, vectors, sparse: readSparse({ rows, body }), tokens, headers, body };
  };

  return async (texts, call) => {
    const { abortSignal } = call;
    const kept = paid.get(texts);
    const answers = kept !== undefined && isSameCall(kept.call, call) ? kept.answers : new Map<number, Answer>();
    paid.delete(texts);
    let failure: { error: unknown } | undefined;
    const embedBatch = async (batch: string[], place: number): Promise<void> => {
      if (isFor(answers.get(place), batch)) return;
      answers.delete(place);
      await limit(async () => {
        // After a failure or an abort, further answers would be thrown away.
        if (failure !== undefined || abortSignal?.aborted === true) return;
        try {
          answers.set(place, await request(batch, call));
        } catch (error) {
          failure ??= { error };
        }
      });
    };
    const batches = batchesOf(texts, rowsPerRequest);
    const sending = Promise.all(batches.map(embedBatch));
    // Requests of other calls may hold all places, so this one's turn may be far away.
    await untilAborted(sending, abortSignal);
    if (failure === undefined) return collect(batches.map((_batch, place) => answers.get(place)!));
    if (answers.size > 0) paid.set(texts, { call, answers });
    throw (failure as { error: unknown }).error;
  };
}

/** The answers of a call that failed, and the call itself. */
interface Paid {
  call: EmbeddingCall;
  answers: Map<number, Answer>;
}

/** True if two calls ask for the same. Other options, or another account, give other answers. */
function isSameCall(one: EmbeddingCall, other: EmbeddingCall): boolean {
  return askedBy(one) === askedBy(other);
}

function askedBy({ providerOptions, dimensions, headers }: EmbeddingCall): string {
  const sorted = Object.entries(mergeHeaders(headers)).sort(([first], [second]) => (first < second ? -1 : 1));
  return JSON.stringify([providerOptions, dimensions, sorted]);
}

function batchesOf(texts: readonly string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < texts.length; start += size) batches.push(texts.slice(start, start + size));
  return batches;
}

/** True if an answer is for these texts: the list may have changed between two tries. */
function isFor(answer: Answer | undefined, batch: readonly string[]): boolean {
  return answer?.texts.length === batch.length && batch.every((text, index) => text === answer.texts[index]);
}

function collect(answers: readonly Answer[]): Embeddings {
  const vectors = answers.flatMap((answer) => answer.vectors);
  checkLengths(vectors);
  const tokens = answers.reduce<number | undefined>(
    (sum, answer) => (sum === undefined || answer.tokens === undefined ? undefined : sum + answer.tokens),
    0,
  );
  const sparse = answers.every((answer) => answer.sparse !== undefined)
    ? answers.flatMap((answer) => answer.sparse ?? [])
    : undefined;
  return { vectors, sparse, tokens, headers: answers[0]?.headers, bodies: answers.map(({ body }) => body) };
}
