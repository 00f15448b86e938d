import type { JSONObject, JSONValue } from '../../util/json.js';
import type { WireMessage } from '../wire/wire.js';

/** A part of a message's content: one of the media keys or `text`, with its limits beside it. */
export interface WirePart {
  /** Only on the text endpoint. */
  type?: string;
  text?: string;
  image?: string;
  /** The URL of a video, or the URLs of its frames. */
  video?: string | string[];
  audio?: string;
  doc_url?: string[];
  fps?: number;
  max_frames?: number;
  min_pixels?: number;
  max_pixels?: number;
  total_pixels?: number;
  enable_rotate?: boolean;
  cache_control?: { type: 'ephemeral'; ttl?: string };
  [parameter: string]: JSONValue | undefined;
}

export interface WireToolCall {
  id: string;
  index: number;
  type: 'function';
  function: { name: string; arguments: string };
}

/** Body of `POST /services/aigc/text-generation/generation` and `…/multimodal-generation/generation`. */
export type WireRequest = {
  model: string;
  input: { messages: WireMessage<string | WirePart[], WireToolCall>[] };
  parameters: JSONObject;
};
