import type { JSONObject } from '../../util/json.js';
import type { ChatOptions } from '../checked-options.js';
import type { BuiltInTool } from '../tools/built-in.js';
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

/** The form of the answer: free text, or a JSON object (by a schema, if there is one). */
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

/** One chat call, independent of protocol and specification. */
export interface ChatRequest extends Sampling {
  model: string;
  prompt: Prompt;
  /** Upper bound of what the prompt contains: every step that looks for something rare asks here first. */
  traits: PromptTraits;
  /** True if the wire streams. A whole answer is then folded from the stream. */
  stream: boolean;
  tools: Tool[];
  /** Tools that the service runs itself; Responses protocol only. */
  builtInTools?: BuiltInTool[];
  toolChoice?: ToolChoice;
  /** Names of tools by the aliases that are sent. */
  toolNames?: ReadonlyMap<string, string>;
  output: Output;
  /** The way in which `output` is requested on the wire; decided by the model's rules. */
  responseFormat: 'none' | 'object' | 'schema';
  /** The effort of thinking in the AI SDK's terms; `none` turns it off. The model's rules translate it. */
  reasoning?: string;
  options: ChatOptions;
  /** The service's message, if it refused to answer by the schema of `output`. */
  schemaRefusal?: string;
}

/** A chat call as a specification's reader makes it, before the model's rules are applied. */
export interface ChatCall extends Omit<ChatRequest, 'model' | 'responseFormat' | 'traits'> {
  /** True if the caller wants raw chunks as well. */
  raw?: boolean;
  /** Warnings about settings that the reader could not use. */
  warnings: Warning[];
}
