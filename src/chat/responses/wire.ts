import type { JSONObject, JSONValue } from '../../util/json.js';

/** A part of a user message. */
export type WirePart = { type: 'input_text'; text: string } | { type: 'input_image'; image_url: string };

/** An item of the input: a message, or a call, a result or thinking of an earlier turn. */
export type WireItem =
  | { type: 'message'; role: 'system' | 'user' | 'assistant'; content: string | WirePart[] }
  | { type: 'function_call'; call_id: string; name: string; arguments: string }
  | { type: 'function_call_output'; call_id: string; output: string }
  | { type: 'reasoning'; id: string; summary: { type: 'summary_text'; text: string }[] };

/** A function tool. Its fields are flat, unlike those of the chat protocols. */
export interface WireTool extends JSONObject {
  type: 'function';
  name: string;
}

/** Body of `POST /responses`. Undefined fields are not sent. */
export interface WireRequest {
  model: string;
  input: WireItem[];
  [parameter: string]: JSONValue | object | undefined;
}
