import { InvalidResponseDataError } from '@ai-sdk/provider';
import { untilAborted } from '../util/abort.js';
import { createLimit } from '../util/limit.js';
import type { ProviderOptions } from '../options/types.js';
import type { CallContext } from '../http/call-context.js';
import type { Warning } from '../options/warning.js';

/** What one answer holds: a vector a row, by the row's place among the texts; not checked yet. */
export interface EmbeddedRows {
  rows: unknown[];
  tokens?: number;
}

/** The vectors of all texts in their order, and the answers that they came in. */
export interface Embeddings {
  vectors: number[][];
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

/**
 * Spreads a call's texts over requests that run side by side. `ai` 4 makes one call after the other, so a call takes as
 * many texts as may be in flight. The first error counts, once the requests beside it have settled; an abort waits for
 * none of them.
 */
export function createEmbedding({ rowsPerRequest, concurrency }: EmbeddingLimits, send: SendRows): Embedding['embed'] {
  const limit = createLimit(concurrency);
  return async (texts, call) => {
    const { abortSignal } = call;
    const batches: string[][] = [];
    for (let start = 0; start < texts.length; start += rowsPerRequest) {
      batches.push(texts.slice(start, start + rowsPerRequest));
    }
    let failure: { error: unknown } | undefined;
    const sending = Promise.all(
      batches.map((batch) =>
        limit(async () => {
          // What has not been sent when a request fails, or the caller gives up, would be thrown away.
          if (failure !== undefined || abortSignal?.aborted === true) return undefined;
          try {
            return await send(batch, call);
          } catch (error) {
            failure ??= { error };
            return undefined;
          }
        }),
      ),
    );
    // Requests of other calls may hold all places: the turn of this one may be far away.
    const answers = await untilAborted(sending, abortSignal);
    if (failure !== undefined) throw (failure as { error: unknown }).error;
    return collect(batches, answers);
  };
}

function collect(batches: string[][], answers: (Awaited<ReturnType<SendRows>> | undefined)[]): Embeddings {
  const vectors: number[][] = [];
  const bodies: unknown[] = [];
  let tokens: number | undefined = 0;
  batches.forEach((batch, place) => {
    const answer = answers[place];
    bodies.push(answer?.body);
    tokens = tokens === undefined || answer?.tokens === undefined ? undefined : tokens + answer.tokens;
    batch.forEach((_text, row) => vectors.push(checkVector(answer, row, batch.length)));
  });
  const length = vectors[0]?.length;
  const odd = vectors.findIndex((vector) => vector.length !== length);
  if (odd !== -1) {
    throw new InvalidResponseDataError({
      data: vectors.map((vector) => vector.length),
      message: `The embedding of text ${odd} has ${vectors[odd]?.length} numbers, the first one has ${length}.`,
    });
  }
  return { vectors, tokens, headers: answers[0]?.headers, bodies };
}

function checkVector(answer: Awaited<ReturnType<SendRows>> | undefined, index: number, rows: number): number[] {
  const row = answer?.rows[index];
  // A look at both ends: asking every number would cost as much as parsing them.
  if (Array.isArray(row) && row.length > 0 && typeof row[0] === 'number' && typeof row.at(-1) === 'number') return row;
  throw new InvalidResponseDataError({
    data: answer?.body,
    message: `The service was sent ${rows} texts and gave no embedding for the one at index ${index}.`,
  });
}
