import type { JSONObject } from '../util/json.js';
import type { JsonForm } from './servers.js';

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

/** The form in which a server is told to think. Nothing is sent for a field that is absent: it is not documented. */
export interface ThinkingForm {
  /** Fields that switch thinking on; none are needed where models think unless told otherwise. */
  readonly on?: JSONObject;
  /** Fields that switch thinking off. */
  readonly off?: JSONObject;
  /** Path of the field that limits the tokens of thinking. */
  readonly budget?: string;
  /** The degree of thinking. */
  readonly effort?: {
    /** Path of the field. */
    readonly field: string;
    readonly values: readonly string[];
    /** Only some models take it, so it is sent for the option `reasoningEffort` but not for the SDK's `reasoning`. */
    readonly onlyIfNamed?: true;
  };
}

/** The form in which a server ranks documents. */
export interface RerankingForm {
  /** Path after the base URL; `{model}` stands for the model's id. */
  readonly path: string;
  /** The end of the base URL that the path replaces. */
  readonly replaces?: string;
  /** Path after a base URL that ends otherwise. Default: the same. */
  readonly otherwise?: string;
  /** `cohere`: query, documents, top_n; `tei`: query, texts; `deepinfra`: queries, documents. */
  readonly form: 'cohere' | 'tei' | 'deepinfra';
  /** Name of the instruction. */
  readonly instruct?: string;
}

/** The form in which a server wants what servers want differently. */
export interface Dialect {
  /** Its name in messages and in the documentation. */
  readonly name: string;
  /** True if the server is not known, so that it gets the plain form. */
  readonly unknown?: true;
  /** True for Model Studio, which takes every option under its name in snake_case. */
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
  readonly json: JsonForm;
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

/** The reason that an option was left out, and a way out if there is one. */
export function unsentBecause({ name, unknown }: Dialect): string {
  if (unknown !== true) return `${name} documents no parameter for it, so it was not sent.`;
  return (
    `No parameter of ${name} is known for it, so it was not sent. Name the server, such as ` +
    "createQwen({ server: 'vllm' }), or 'model-studio' for a gateway to it; or pass the parameter in the server's " +
    'spelling.'
  );
}
