import type { Region } from './regions.js';

/** An ability of a model beyond text. */
export type Ability =
  // input and output
  | 'image'
  | 'video'
  | 'audio'
  | 'speech'
  // parameters: tools, json_object, json_schema, enable_search, partial, n, logprobs …
  | 'tools'
  | 'json'
  | 'schema'
  | 'search'
  | 'partial'
  | 'n'
  | 'logprobs'
  | 'required-tool'
  | 'effort'
  | 'budget'
  | 'preserve'
  | 'clear'
  | 'tool-stream'
  | 'interpreter'
  | 'translate'
  | 'transcribe'
  | 'skill'
  | 'ocr'
  // documents by URL, and by the id of an uploaded file
  | 'document'
  | 'file-ids'
  // wire: must always stream, must stream when it thinks, streams the whole text so far, JSON while it thinks
  | 'stream-only'
  | 'stream-thinking'
  | 'cumulative'
  | 'json-thinking'
  // the legacy completions endpoint
  | 'fill-in';

/** The facts about one model. */
export interface Model {
  id: string;
  /** The endpoint that serves it; `native`: only the native protocol does. */
  kind: 'chat' | 'embedding' | 'native';
  /** Maximum input and output tokens. */
  input: number;
  output: number;
  /** none: never; on and off: the default of enable_thinking; only: always. */
  thinking: 'none' | 'on' | 'off' | 'only';
  /** Maximum of thinking_budget. */
  budget: number;
  can: ReadonlySet<Ability>;
  /** The chat service of the native protocol that has it. */
  service: 'text' | 'multimodal';
  /** The only region that has it; undefined: all have it. */
  region?: Region;
}

/** Models with the same limits and abilities. */
export interface Family {
  /** Ids separated by spaces; `base{-a,-b,}` stands for several with one stem. */
  ids: string;
  /** Ids with a date (`-2025-09-23`, `-0919`) exist as well. Any date is accepted. */
  dated?: true;
  /** Abilities of the dated ids only. */
  datedCan?: string;
  input: number;
  output: number;
  thinking?: Model['thinking'];
  budget?: number;
  can?: string;
  region?: Region;
}
