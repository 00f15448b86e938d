import type { ContentEmbeddingModelId } from '../../catalogue/embeddings.js';
import type { QwenTimeout } from '../../http/timeout.js';
import type { SnakeCaseParameters } from '../../options/types.js';
import type { JSONObject } from '../../util/json.js';

/** An image or a video: an http(s), `oss://` or (images only) `data:` URL, or the bytes. */
export type QwenContentMedia = string | URL | Uint8Array;

/** A content to embed. Several fields together become one vector, of models that can do that. */
export interface QwenContent {
  text?: string;
  image?: QwenContentMedia;
  /** A video. Bytes of one need `upload: 'auto'`. */
  video?: QwenContentMedia;
  /** A series of images that becomes one vector. tongyi-embedding-vision. */
  images?: QwenContentMedia[];
}

/**
 * Options of `qwen.embedContents`.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/multimodal-embedding-api-reference
 */
export interface QwenEmbedContentsOptions extends SnakeCaseParameters {
  /** The model, such as `qwen3-vl-embedding`. */
  model: ContentEmbeddingModelId;
  /** What is embedded: a vector for each content, in their order. */
  contents: QwenContent[];
  /** Length of the vectors. Default: the model's own. */
  dimensions?: number | undefined;
  /** A sentence in English on what the vectors are for. */
  instruct?: string | undefined;
  /** Makes one vector of all contents. qwen3-vl-embedding. Default false. */
  enableFusion?: boolean | undefined;
  /** Share of a video's frames that the model looks at, 0 to 1. Default 1. */
  fps?: number | undefined;
  /** Resolution at which images are read, 0 to 3. tongyi-embedding-vision of 2026-03-06. Default 1. */
  resLevel?: number | undefined;
  /** Most frames of a video, 1 to 64. tongyi-embedding-vision of 2026-03-06. Default 8. */
  maxVideoFrames?: number | undefined;
  /** `auto` puts videos, and images that are too large for a request, into the service's temporary store. */
  upload?: 'auto' | undefined;
  /** Ends the call at once. */
  abortSignal?: AbortSignal | undefined;
  /** Headers of this call, which win over the provider's. */
  headers?: Record<string, string | undefined> | undefined;
  /** Time limits of each request in milliseconds. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** The result of `qwen.embedContents`. */
export interface QwenContentEmbeddings {
  /** A vector for each content, in their order; one vector if all of them were fused. */
  embeddings: number[][];
  usage: {
    /** Tokens of texts, images and videos together; undefined if the service does not say. */
    tokens: number | undefined;
    /** The service's own account. */
    raw: JSONObject;
  };
  requestId: string | undefined;
  response: { headers: Record<string, string>; body: unknown };
}

/**
 * Embeds texts, images and videos.
 *
 * @throws InvalidArgumentError for what the model surely refuses; APICallError if the call fails.
 */
export type EmbedContents = (options: QwenEmbedContentsOptions) => Promise<QwenContentEmbeddings>;
