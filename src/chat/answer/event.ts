import type { JSONObject, JSONValue } from '../../util/json.js';
import type { BuiltInToolType, ToolUse } from '../tools/built-in.js';

/** The finish reason in the AI SDK's terms. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'other' | 'unknown';

/** Tokens that a call used. A count that the service did not send is undefined, never 0 or NaN. */
export interface Usage {
  inputTokens?: number;
  outputTokens?: number;
  totalTokens?: number;
  /** Input tokens read from the context cache; included in inputTokens. */
  cachedInputTokens?: number;
  /** Input tokens written to the explicit context cache; included in inputTokens. */
  cacheWriteTokens?: number;
  /** Output tokens spent on thinking; included in outputTokens. */
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

/** The answer's id, model and time; each only if the service sent it. */
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
  /** Id of the output item that it belongs to; Responses protocol only. */
  item?: string;
}

export interface TextEvent {
  type: 'text';
  delta: string;
  /** Like that of thinking. */
  item?: string;
}

/** A piece of a tool call's arguments. All pieces of a call, joined, are the arguments of its `tool-call` event. */
export interface ToolDeltaEvent {
  type: 'tool-delta';
  id: string;
  name: string;
  delta: string;
}

/** A whole tool call. It comes when the stream has ended, never earlier. */
export interface ToolCallEvent {
  type: 'tool-call';
  id: string;
  name: string;
  /** As the model wrote them; '{}' if it wrote none. Not checked here, so that the SDK's repair can run. */
  arguments: string;
  /** Id of the output item that it is; Responses protocol only. */
  item?: string;
}

/** The service has begun to call a built-in tool. The whole call follows, if the answer does not break off. */
export interface BuiltInStartEvent {
  type: 'built-in-start';
  id: string;
  /** The tool's key in the caller's tools. */
  name: string;
  /** False if the caller has not offered the tool; `name` is then the service's name of it. */
  offered: boolean;
}

/** A call of a tool that the service ran itself, with its result. */
export interface BuiltInCallEvent extends ToolUse {
  type: 'built-in-call';
  id: string;
  tool: BuiltInToolType;
  name: string;
  offered: boolean;
  failed: boolean;
}

/** A page that the answer is based on. Each comes once. */
export interface SourceEvent {
  type: 'source';
  /** The number in the text's citation marks, else the URL. */
  id: string;
  url: string;
  title?: string;
  metadata: Record<string, JSONValue>;
}

/** A document that the answer is based on. */
export interface DocumentEvent {
  type: 'document';
  id: string;
  mediaType: string;
  title: string;
  filename?: string;
}

/** A file from the model, such as the speech of an omni model. */
export interface FileEvent {
  type: 'file';
  mediaType: string;
  base64: string;
}

/** A chunk as the service sent it; only if the caller asked for raw chunks. */
export interface RawEvent {
  type: 'raw';
  value: unknown;
}

/** An error after the answer had begun. A `finish` with reason 'error' follows. */
export interface ErrorEvent {
  type: 'error';
  error: unknown;
}

export interface FinishEvent {
  type: 'finish';
  reason: FinishReason;
  /** The service's finish reason, if it sent one. */
  rawReason?: string;
  usage: Usage;
  logprobs?: TokenLogprob[];
  /** Details without a neutral field, for `providerMetadata.qwen`. */
  metadata?: Record<string, JSONValue>;
}

/** The events of an answer, for all protocols. */
export type AnswerEvent =
  | MetadataEvent
  | ReasoningEvent
  | TextEvent
  | ToolDeltaEvent
  | ToolCallEvent
  | BuiltInStartEvent
  | BuiltInCallEvent
  | SourceEvent
  | DocumentEvent
  | FileEvent
  | RawEvent
  | ErrorEvent
  | FinishEvent;
