import type { ContentEmbeddingModelId } from '../../catalogue/embeddings.js';
import type { QwenTimeout } from '../../http/timeout.js';
import type { SnakeCaseParameters } from '../../options/types.js';
import type { JSONObject } from '../../util/json.js';

/** An image or a video: an http(s), `oss://` or (images only) `data:` URL, or the bytes. */
export type QwenContentMedia = string | URL | Uint8Array;

/** A content to embed. Several fields together become one vector, if the model supports that. */
export interface QwenContent {
  text?: string;
  image?: QwenContentMedia;
  /** A video. Its bytes need `upload: 'auto'`. */
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
  /** The contents to embed, one vector for each, in order. */
  contents: QwenContent[];
  /** Length of the vectors. Default: the model's. */
  dimensions?: number | undefined;
  /** A sentence in English that says what the vectors are for. */
  instruct?: string | undefined;
  /** Makes one vector of all contents. qwen3-vl-embedding. Default false. */
  enableFusion?: boolean | undefined;
  /** Share of a video's frames that the model reads, 0 to 1. Default 1. */
  fps?: number | undefined;
  /** Resolution at which images are read, 0 to 3. tongyi-embedding-vision of 2026-03-06. Default 1. */
  resLevel?: number | undefined;
  /** Maximum number of frames of a video, 1 to 64. tongyi-embedding-vision of 2026-03-06. Default 8. */
  maxVideoFrames?: number | undefined;
  /** `auto` uploads videos, and images that are too large for a request, to the service's temporary store. */
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
  /** A vector for each content, in order; one vector if all of them were fused. */
  embeddings: number[][];
  usage: {
    /** Tokens of texts, images and videos together; undefined if the service does not count them. */
    tokens: number | undefined;
    /** The service's usage object. */
    raw: JSONObject;
  };
  requestId: string | undefined;
  response: { headers: Record<string, string>; body: unknown };
}

/**
 * Embeds texts, images and videos.
 *
 * @throws InvalidArgumentError for what the model certainly refuses; APICallError if the call fails.
 */
export type EmbedContents = (options: QwenEmbedContentsOptions) => Promise<QwenContentEmbeddings>;
