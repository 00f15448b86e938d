import type { MessageOptions, PartOptions } from '../checked-options.js';

/** The place of a media part's bytes: at a URL (passed on, not downloaded) or here. */
export type MediaSource =
  | { kind: 'url'; url: string }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'base64'; base64: string };

/** Text in a message. */
export interface TextPart {
  type: 'text';
  text: string;
  options?: PartOptions;
}

/** An image, a video, an audio clip or a document in a user message. */
export interface MediaPart {
  type: 'image' | 'video' | 'audio' | 'document';
  source: MediaSource;
  /** IANA media type; undefined if unknown (an image at a URL). */
  mediaType?: string;
  filename?: string;
  options?: PartOptions;
}

/** The model's thinking in an earlier turn. */
export interface ReasoningPart {
  type: 'reasoning';
  text: string;
  options?: PartOptions;
}

/** A tool call of an earlier turn. */
export interface ToolCallPart {
  type: 'tool-call';
  id: string;
  name: string;
  /** The arguments as JSON text. Always valid JSON: the service refuses a history with broken arguments. */
  arguments: string;
  options?: PartOptions;
}

/** The result of a tool call as text for the model. */
export interface ToolResultPart {
  type: 'tool-result';
  id: string;
  name: string;
  text: string;
  /** Pictures and recordings of the result. On the wire a result is text, so the model's rules move them out. */
  media?: MediaPart[];
  /** True if the tool failed. */
  failed?: true;
  options?: PartOptions;
}

export interface SystemMessage {
  role: 'system';
  text: string;
  options?: MessageOptions;
}

export interface UserMessage {
  role: 'user';
  parts: (TextPart | MediaPart)[];
  options?: MessageOptions;
}

export interface AssistantMessage {
  role: 'assistant';
  parts: (TextPart | ReasoningPart | ToolCallPart)[];
  options?: MessageOptions;
}

export interface ToolMessage {
  role: 'tool';
  results: ToolResultPart[];
  options?: MessageOptions;
}

/** One message of a prompt, independent of protocol and specification. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

export type Prompt = Message[];
