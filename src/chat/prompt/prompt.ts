import type { MessageOptions, PartOptions } from '../options.js';

/** Where the bytes of a media part are: behind a URL (passed on, not downloaded) or here. */
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
  /** IANA media type; undefined when nobody knows it (an image behind a URL). */
  mediaType?: string;
  filename?: string;
  options?: PartOptions;
}

/** What the model thought in an earlier turn. */
export interface ReasoningPart {
  type: 'reasoning';
  text: string;
}

/** A tool call that the model made in an earlier turn. */
export interface ToolCallPart {
  type: 'tool-call';
  id: string;
  name: string;
  /** The arguments as JSON text. Always valid JSON: the service refuses a history with broken arguments. */
  arguments: string;
  options?: PartOptions;
}

/** What a tool call gave back, already as the text that the model is to read. */
export interface ToolResultPart {
  type: 'tool-result';
  id: string;
  name: string;
  text: string;
  /** Pictures and recordings of the result, which the model's rules move out of it: on the wire it is text. */
  media?: MediaPart[];
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

/** One message of a prompt, in the words of no protocol and no specification. */
export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage;

export type Prompt = Message[];
