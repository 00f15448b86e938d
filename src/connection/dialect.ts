import type { JSONObject } from '../util/json.js';

/** Options of this package that servers name differently, or that only some of them take. */
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

/** The field of a message that holds what a model thought. */
export type ThoughtsField = 'reasoning' | 'reasoning_content';

/** How a server is told to think. A field that is absent is not documented, and nothing is sent for it. */
export interface ThinkingForm {
  /** Fields that switch thinking on; none are needed where models think unless told otherwise. */
  readonly on?: JSONObject;
  /** Fields that switch thinking off. */
  readonly off?: JSONObject;
  /** Path of the field that limits the tokens of thinking. */
  readonly budget?: string;
  /** How hard the model thinks. */
  readonly effort?: {
    /** Path of the field. */
    readonly field: string;
    readonly values: readonly string[];
    /** Only some models take it, so it is sent for the option `reasoningEffort` but not for the SDK's `reasoning`. */
    readonly onlyIfNamed?: true;
  };
}

/** How a server ranks documents. */
export interface RerankingForm {
  /** What follows the base URL; `{model}` stands for the model's id. */
  readonly path: string;
  /** The end of the base URL that the path replaces. */
  readonly replaces?: string;
  /** What follows a base URL that ends otherwise. Default: the path. */
  readonly otherwise?: string;
  /** `cohere`: query, documents, top_n; `tei`: query, texts; `deepinfra`: queries, documents. */
  readonly form: 'cohere' | 'tei' | 'deepinfra';
  /** Name of the instruction. */
  readonly instruct?: string;
}

/** In what a server's form of the OpenAI protocol differs from others. */
export interface Dialect {
  /** What messages and the documentation call the server. */
  readonly name: string;
  /** True if the server is not known, so that it gets the plain form. */
  readonly unknown?: true;
  /** Model Studio itself, which takes all that this package writes, in its own spelling. */
  readonly modelStudio?: true;
  /** Paths of the fields that carry options; others are left out with a warning. */
  readonly parameters: Partial<Record<DialectOption, string>>;
  readonly thinking: ThinkingForm;
  /** The field in which thoughts go back to the server, until an answer came with the other one. */
  readonly thoughts: ThoughtsField;
  /** `base64` and `data-url` stand in `input_audio.data`; `audio_url` is a part of its own, for bytes and URLs alike. */
  readonly audio: 'base64' | 'data-url' | 'audio_url';
  /** The part that takes the URL of a recording, where `audio` does not. */
  readonly audioURL?: 'audio_url' | 'input_audio';
  /** The part that takes a video. */
  readonly video?: 'video_url' | 'input_video';
  /** `schema`: json_schema and json_object; `schema-only`: json_schema; `object`: json_object; `none`: neither. */
  readonly json: 'schema' | 'schema-only' | 'object' | 'none';
  /** Carries `cache_control`, the mark of the explicit context cache. */
  readonly cacheControl?: true;
  /** Fields that make the answer continue a last assistant message. */
  readonly prefix?: JSONObject;
  /** Takes `stream_options.include_usage`. Absent: the usage comes without it. */
  readonly streamOptions?: true;
  /** Refuses whole answers of models that think. */
  readonly streamOnly?: true;
  /** Optional fields of an embedding request that it takes. */
  readonly embedding: readonly ('dimensions' | 'encoding_format')[];
  /** Absent: no endpoint for it is documented. */
  readonly reranking?: RerankingForm;
}

/** Why an option was left out, and what to do about it. */
export function unsentBecause({ name, unknown }: Dialect): string {
  if (unknown !== true) return `${name} documents no parameter for it, so it was not sent.`;
  return (
    `No parameter of ${name} is known for it, so it was not sent. Say which server it is, such as ` +
    "createQwen({ server: 'vllm' }), or pass the parameter in the server's own spelling."
  );
}
