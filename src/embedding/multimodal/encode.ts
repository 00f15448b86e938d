import type { JSONValue } from '../../util/json.js';

export const contentsPath = '/services/embeddings/multimodal-embedding/multimodal-embedding';

/** One content on the wire; several fields become one vector. */
export interface WireContent {
  text?: string;
  image?: string;
  video?: string;
  multi_images?: string[];
}

/** Writes the body of a request for vectors of contents. */
export function encodeContents(
  model: string,
  contents: readonly WireContent[],
  parameters: Record<string, JSONValue | undefined>,
): Record<string, unknown> {
  const says = Object.values(parameters).some((value) => value !== undefined);
  return { model, input: { contents }, ...(says && { parameters }) };
}
