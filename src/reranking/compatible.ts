import type { RerankingForm } from '../connection/dialect.js';
import type { JSONObject } from '../util/json.js';

/** The fields of a reranking request besides query and documents. */
export interface RerankOptions {
  topN?: number;
  instruct?: string;
  returnDocuments?: boolean;
  extra: JSONObject;
}

/** Writes the body of a reranking request in a server's form. The forms without a limit rank all documents. */
export function encodeRerank(
  model: string,
  query: string,
  documents: string[],
  { topN, instruct, returnDocuments, extra }: RerankOptions,
  { form, instruct: instruction = 'instruct' }: Pick<RerankingForm, 'form' | 'instruct'> = { form: 'cohere' },
): Record<string, unknown> {
  const instructed = instruct === undefined ? extra : { [instruction]: instruct, ...extra };
  switch (form) {
    case 'cohere':
      return { model, query, documents, top_n: topN, return_documents: returnDocuments, ...instructed };
    case 'tei':
      return { query, texts: documents, ...instructed };
    case 'deepinfra':
      return { queries: [query], documents, ...instructed };
  }
}
