import type { JSONObject } from '../util/json.js';
import type { JsonForm } from './servers.js';

/** Options of this package that servers name differently, or that only some servers have. */
export type DialectOption =
  | 'topK'
  | 'repetitionPenalty'
  | 'stopTokenIds'
  | 'n'
  | 'logprobs'
  | 'topLogprobs'
  | 'parallelToolCalls'
  | 'maxCompletionTokens'
  | 'preserveThinking'
  | 'clearThinking'
  | 'user'
  | 'metadata'
  | 'modalities'
  | 'audio';

/** The field of a message that holds the model's thinking. */
export type ThoughtsField = 'reasoning' | 'reasoning_content';

/** The fields that control thinking on a server. An absent field is not documented, so nothing is sent for it. */
export interface ThinkingForm {
  /** Fields that switch thinking on; empty where models think by default. */
  readonly on?: JSONObject;
  /** Fields that switch thinking off. */
  readonly off?: JSONObject;
  /** Path of the field that limits the tokens of thinking. */
  readonly budget?: string;
  /** The effort of thinking. */
  readonly effort?: {
    /** Path of the field. */
    readonly field: string;
    readonly values: readonly string[];
    /** Only some models have it, so it is sent for the option `reasoningEffort` but not for the SDK's `reasoning`. */
    readonly onlyIfNamed?: true;
  };
}

/** The request by which a server ranks documents. */
export interface RerankingForm {
  /** Path after the base URL; `{model}` stands for the model's id. */
  readonly path: string;
  /** The end of the base URL that the path replaces. */
  readonly replaces?: string;
  /** Path after a base URL that ends differently. Default: the same. */
  readonly otherwise?: string;
  /** `cohere`: query, documents, top_n; `tei`: query, texts; `deepinfra`: queries, documents. */
  readonly form: 'cohere' | 'tei' | 'deepinfra';
  /** Name of the field for the instruction. */
  readonly instruct?: string;
}

/** The forms that differ between servers. */
export interface Dialect {
  /** The server's name in messages and in the documentation. */
  readonly name: string;
  /** True for an unknown server, which gets the plain form. */
  readonly unknown?: true;
  /** True for Model Studio, which takes every option under its name in snake_case. */
  readonly modelStudio?: true;
  /** Paths of the fields that carry options; other options are left out with a warning. */
  readonly parameters: Partial<Record<DialectOption, string>>;
  readonly thinking: ThinkingForm;
  /** The field in which thinking goes back to the server, until an answer came with the other field. */
  readonly thoughts: ThoughtsField;
  /** `base64` and `data-url` go into `input_audio.data`; `audio_url` is another part, for bytes and URLs alike. */
  readonly audio: 'base64' | 'data-url' | 'audio_url';
  /** The part for the URL of a recording, where `audio` takes no URL. */
  readonly audioURL?: 'audio_url' | 'input_audio';
  /** The part for a video. */
  readonly video?: 'video_url' | 'input_video';
  readonly json: JsonForm;
  /** Accepts `cache_control`, the marker of the explicit context cache. */
  readonly cacheControl?: true;
  /** Fields that make the answer continue the last assistant message. */
  readonly prefix?: JSONObject;
  /** Accepts `stream_options.include_usage`. Absent: the usage comes without it. */
  readonly streamOptions?: true;
  /** Refuses whole answers of models that think. */
  readonly streamOnly?: true;
  /** Optional fields of an embedding request that the server accepts. */
  readonly embedding: readonly ('dimensions' | 'encoding_format')[];
  /** Absent: no such endpoint is documented. */
  readonly reranking?: RerankingForm;
}

/** The reason why an option was left out, with a way to send it if there is one. */
export function unsentBecause({ name, unknown }: Dialect): string {
  if (unknown !== true) return `${name} documents no parameter for it, so it was not sent.`;
  return (
    `No parameter of ${name} is known for it, so it was not sent. Name the server, such as ` +
    "createQwen({ server: 'vllm' }), or 'model-studio' for a gateway to it; or pass the parameter in the server's " +
    'spelling.'
  );
}
