import { untilAborted } from '../util/abort.js';
import { createLimit } from '../util/limit.js';
import type { ProviderOptions } from '../options/types.js';
import type { CallContext } from '../http/call-context.js';
import type { Warning } from '../options/warning.js';
import { readSparse, type QwenSparseEmbedding } from './sparse.js';
import { checkLengths, readVectors, type EmbeddedRow } from './vectors.js';

/** What one answer holds; its rows are not checked yet. */
export interface EmbeddedRows {
  rows: EmbeddedRow[];
  tokens?: number;
}

/** The vectors of all texts in their order, and the answers that they came in. */
export interface Embeddings {
  vectors: number[][];
  /** The sparse vectors beside them, if they were asked for. */
  sparse?: QwenSparseEmbedding[];
  /** Tokens of all requests together; undefined if an answer does not say. */
  tokens?: number;
  headers?: Record<string, string>;
  /** The bodies of the answers, in the order of the texts. */
  bodies: unknown[];
}

/** One call of an embedding model. */
export interface EmbeddingCall extends CallContext {
  /** Options of this call, which the model's own give way to; `ai` 4 passes none. */
  providerOptions?: ProviderOptions;
  /** Length of the vectors, where the specification has a setting for it. */
  dimensions?: number;
  /** Where to say what could not be honoured; `ai` 4 and 5 have no place for it. */
  warnings?: Warning[];
}

/** An embedding model, in the words of no protocol and no specification. */
export interface Embedding {
  /** Texts that one call may have: what one request takes, times the requests that may be in flight. */
  maxTexts: number;
  /** Texts that one request takes. */
  rowsPerRequest: number;
  embed(texts: string[], call: EmbeddingCall): Promise<Embeddings>;
}

/** An embedding model without a specification. */
export interface NeutralEmbeddingModel {
  provider: string;
  modelId: string;
  embedding: Embedding;
}

/** One request for a few texts. */
export type SendRows = (
  texts: string[],
  call: EmbeddingCall,
) => Promise<EmbeddedRows & { headers: Record<string, string>; body: unknown }>;

/** How texts are spread over requests. */
export interface EmbeddingLimits {
  rowsPerRequest: number;
  /** Requests in flight at once, whatever a call asks for. */
  concurrency: number;
}

/** What one request brought. */
interface Answer {
  texts: string[];
  vectors: number[][];
  sparse?: QwenSparseEmbedding[];
  tokens?: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Spreads a call's texts over requests that run side by side. `ai` 4 makes one call after the other, so a call takes as
 * many texts as may be in flight. The first error counts, once the requests beside it have settled; an abort waits for
 * none of them. The SDK tries a call that failed again with the same list of texts: only what failed is sent then.
 */
export function createEmbedding({ rowsPerRequest, concurrency }: EmbeddingLimits, send: SendRows): Embedding['embed'] {
  const limit = createLimit(concurrency);
  // By the list of texts itself, so that nothing is kept once the caller has let go of it.
  const paid = new WeakMap<string[], Map<number, Answer>>();

  const request = async (batch: string[], call: EmbeddingCall): Promise<Answer> => {
    const { rows, tokens, headers, body } = await send(batch, call);
    const vectors = readVectors({ rows, body }, batch.length);
    return { texts: batch, vectors, sparse: readSparse({ rows, body }), tokens, headers, body };
  };

  return async (texts, call) => {
    const { abortSignal } = call;
    const answers = paid.get(texts) ?? new Map<number, Answer>();
    paid.delete(texts);
    let failure: { error: unknown } | undefined;
    const embedBatch = async (batch: string[], place: number): Promise<void> => {
      if (isFor(answers.get(place), batch)) return;
      answers.delete(place);
      await limit(async () => {
        // What has not been sent when a request fails, or the caller gives up, would be thrown away.
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
    // Requests of other calls may hold all places: the turn of this one may be far away.
    await untilAborted(sending, abortSignal);
    if (failure === undefined) return collect(batches.map((_batch, place) => answers.get(place)!));
    if (answers.size > 0) paid.set(texts, answers);
    throw (failure as { error: unknown }).error;
  };
}

function batchesOf(texts: readonly string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < texts.length; start += size) batches.push(texts.slice(start, start + size));
  return batches;
}

/** Whether an answer is for these texts: the list may have been changed between two tries. */
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
