import type { JSONObject } from '../../util/json.js';
import type { ChatOptions } from '../options.js';
import type { Prompt } from './prompt.js';
import type { PromptTraits } from './traits.js';
import type { Warning } from '../../options/warning.js';

/** A function that the model may call. */
export interface Tool {
  name: string;
  description?: string;
  /** JSON schema of the arguments. */
  parameters: JSONObject;
  /** Marks the tools up to this one as a prefix to cache. */
  cacheControl?: { type: 'ephemeral'; ttl?: string };
}

export type ToolChoice = 'auto' | 'none' | 'required' | { name: string };

/** What the answer is to be: free text, or a JSON object (of a schema, if there is one). */
export type Output = { kind: 'text' } | { kind: 'json'; schema?: JSONObject; name?: string; description?: string };

/** Sampling settings of the AI SDK, under one name each. */
export interface Sampling {
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  seed?: number;
  stop?: string[];
  presencePenalty?: number;
  frequencyPenalty?: number;
}

/** One chat call, in the words of no protocol and no specification. */
export interface ChatRequest extends Sampling {
  model: string;
  prompt: Prompt;
  /** What the prompt has in it at most; undefined if it has not been looked through. */
  traits?: PromptTraits;
  /** Whether the wire streams; a whole answer is then folded from the stream. */
  stream: boolean;
  tools: Tool[];
  toolChoice?: ToolChoice;
  /** Names of tools by the aliases that they are sent under. */
  toolNames?: ReadonlyMap<string, string>;
  output: Output;
  /** How `output` is asked for on the wire; decided by the model's rules. */
  responseFormat: 'none' | 'object' | 'schema';
  /** How hard to think, in the AI SDK's words; `none` is not at all. The model's rules say what it means. */
  reasoning?: string;
  options: ChatOptions;
  /** The service's words, if it has refused to answer by the schema of `output`. */
  schemaRefusal?: string;
}

/** A chat call as a specification's reader makes it, before the model's rules have had their say. */
export interface ChatCall extends Omit<ChatRequest, 'model' | 'responseFormat'> {
  /** Whether the chunks themselves are wanted beside the events. */
  raw?: boolean;
  /** What the reader could not take over. */
  warnings: Warning[];
}
