import type { JSONObject, JSONValue } from '../../util/json.js';

/** Why the model stopped, in the AI SDK's words. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'other' | 'unknown';

/** Tokens that a call used. A count that the service did not name is undefined, never 0 and never NaN. */
export interface Usage {
  inputTokens?: number;
  outputTokens?: number;
  totalTokens?: number;
  /** Input tokens read from the context cache; inside inputTokens. */
  cachedInputTokens?: number;
  /** Input tokens written to the explicit context cache; inside inputTokens. */
  cacheWriteTokens?: number;
  /** Output tokens spent on thinking; inside outputTokens. */
  reasoningTokens?: number;
  /** Input tokens by modality. */
  input?: TokenKinds;
  /** Output tokens by modality. */
  output?: TokenKinds;
  /** The usage object as the service sent it. */
  raw?: JSONObject;
}

export interface TokenKinds {
  text?: number;
  image?: number;
  video?: number;
  audio?: number;
}

/** One token of the answer with its log probability, and the likeliest alternatives. */
export interface TokenLogprob {
  token: string;
  logprob: number;
  topLogprobs: { token: string; logprob: number }[];
}

/** The answer's id, the model that gave it and when; each only if the service said so. */
export interface MetadataEvent {
  type: 'metadata';
  id?: string;
  model?: string;
  timestamp?: Date;
  requestId?: string;
}

export interface ReasoningEvent {
  type: 'reasoning';
  delta: string;
}

export interface TextEvent {
  type: 'text';
  delta: string;
}

/** A piece of a tool call's arguments. The pieces of one call, joined, are its `tool-call` event's arguments. */
export interface ToolDeltaEvent {
  type: 'tool-delta';
  id: string;
  name: string;
  delta: string;
}

/** A whole tool call. Comes when the stream has ended, never earlier. */
export interface ToolCallEvent {
  type: 'tool-call';
  id: string;
  name: string;
  /** As the model wrote them; '{}' if it wrote none. Not checked here, so that the SDK's repair can run. */
  arguments: string;
}

/** A page that the answer is based on; each one comes once. */
export interface SourceEvent {
  type: 'source';
  /** The number that citation marks in the text name, else the URL. */
  id: string;
  url: string;
  title?: string;
  metadata: Record<string, JSONValue>;
}

/** A file that the model made, such as the speech of an omni model. */
export interface FileEvent {
  type: 'file';
  mediaType: string;
  base64: string;
}

/** A chunk as the service sent it; only when the caller asked for them. */
export interface RawEvent {
  type: 'raw';
  value: unknown;
}

/** Something went wrong after the answer had begun. A `finish` with reason 'error' follows. */
export interface ErrorEvent {
  type: 'error';
  error: unknown;
}

export interface FinishEvent {
  type: 'finish';
  reason: FinishReason;
  /** The reason in the service's words, if it gave one. */
  rawReason?: string;
  usage: Usage;
  logprobs?: TokenLogprob[];
  /** What the service said beyond the neutral fields, for `providerMetadata.qwen`. */
  metadata?: Record<string, JSONValue>;
}

/** What an answer consists of, whichever protocol it came over. */
export type AnswerEvent =
  | MetadataEvent
  | ReasoningEvent
  | TextEvent
  | ToolDeltaEvent
  | ToolCallEvent
  | SourceEvent
  | FileEvent
  | RawEvent
  | ErrorEvent
  | FinishEvent;
