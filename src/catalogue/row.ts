/** What a message may carry. `document` is a file that the service reads itself (`fileid://`). */
export type Input = 'text' | 'image' | 'video' | 'audio' | 'document';

/** What one model takes, does and refuses. An absent field is not known, and nothing is refused for it. */
export interface ModelRow {
  /** True for models of another server, which Model Studio's own rules say nothing of. */
  foreign?: boolean;
  /** What the model is for; also how docs/reference/models.md groups the rows. */
  kind:
    | 'chat'
    | 'vision'
    | 'reasoning'
    | 'visual reasoning'
    | 'omni'
    | 'audio'
    | 'ocr'
    | 'coder'
    | 'math'
    | 'translation'
    | 'document'
    | 'research'
    | 'character'
    | 'intent'
    | 'third party'
    | 'unknown';
  /** Media that a message may carry. Absent: not known. */
  inputs?: readonly Input[];
  /** True if the model can also answer in speech. */
  speech?: boolean;
  /** Tokens of prompt and answer together. */
  contextWindow?: number;
  maxInputTokens?: number;
  maxOutputTokens?: number;
  /** `none`: refuses enable_thinking; `hybrid`: the caller's choice; `always`: can't be switched off. */
  thinking?: 'none' | 'hybrid' | 'always';
  /** Whether a hybrid model thinks when it isn't told. Absent where the sources disagree. */
  thinksByDefault?: boolean;
  /** True if a call that thinks is refused unless it streams. */
  thinkingNeedsStream?: boolean;
  /** True if the model takes response_format and thinking together. */
  thinkingWithJson?: boolean;
  /**
   * `switch`: reasoning_effort is this model's switch for thinking (`none` is off); `degree`: it takes an effort while
   * enable_thinking is the switch; `none`: it knows on and off only. Absent: not known.
   */
  reasoningEffort?: 'switch' | 'degree' | 'none';
  /** True if every call that does not stream is refused, or might be. */
  streamOnly?: boolean;
  /** Function tools. */
  tools?: boolean;
  /** `schema`: json_schema and json_object; `object`: json_object alone; `none`: no response_format. */
  json?: 'schema' | 'object' | 'none';
  webSearch?: boolean;
  /** Prefix continuation: a last assistant message marked `partial`. */
  partial?: boolean;
  /** Explicit context cache (cache_control). */
  cache?: boolean;
  /** True if a stream repeats the text so far in every chunk of the compatible protocol. */
  cumulativeStream?: boolean;
  /** True if the model takes one user message and no other role. */
  singleUserMessage?: boolean;
  /** Frames a video may have as a list, from and to. */
  frames?: readonly [number, number];
  /** The native service that serves the model. */
  service?: 'text' | 'multimodal';
  /** True if only the native protocol serves the model. */
  nativeOnly?: boolean;
}

/** What one embedding model takes. An absent field is not known, and nothing is refused for it. */
export interface EmbeddingRow {
  /** Vector lengths that may be asked for; the first is the default. */
  dimensions?: readonly number[];
  /** Texts that one request may carry. */
  rowsPerRequest: number;
  /** Tokens that one text may have. */
  maxTokensPerRow?: number;
  /** Sparse vectors (native protocol). */
  sparse?: boolean;
  /** Instructions for queries (native protocol). */
  instruct?: boolean;
}
