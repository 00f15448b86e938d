import type { JSONValue } from '../../util/json.js';
import type { WireMessage } from '../wire/wire.js';

/** Marks the end of a prefix for the explicit context cache. */
export interface WireCacheControl {
  type: 'ephemeral';
  ttl?: string;
}

/** A part of a message's content. Pixel limits and fps are beside the URL object, not in it. */
export type WirePart = { cache_control?: WireCacheControl } & (
  | { type: 'text'; text: string }
  | { type: 'image_url'; image_url: { url: string }; min_pixels?: number; max_pixels?: number }
  | ({ type: 'video_url'; video_url: { url: string } } & WireVideoLimits)
  | ({ type: 'video'; video: string[] } & WireVideoLimits)
  | { type: 'input_audio'; input_audio: { data: string; format?: string } | { url: string } }
  // Parts that only other servers have.
  | { type: 'audio_url'; audio_url: { url: string } }
  | { type: 'input_video'; input_video: { data: string } | { url: string } }
);

export interface WireVideoLimits {
  fps?: number;
  min_pixels?: number;
  max_pixels?: number;
  total_pixels?: number;
}

export interface WireToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

/** Body of `POST /chat/completions`. Undefined fields are not sent. */
export interface WireRequest {
  model: string;
  messages: WireMessage<string | WirePart[], WireToolCall>[];
  stream?: true;
  stream_options?: { include_usage: true };
  [parameter: string]: JSONValue | object | undefined;
}
