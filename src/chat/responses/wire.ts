import type { JSONObject, JSONValue } from '../../util/json.js';
import type { BuiltInToolType } from '../tools/built-in.js';

/** A part of a message. */
export type WirePart =
  | { type: 'input_text'; text: string }
  | { type: 'input_image'; image_url: string }
  | { type: 'output_text'; text: string };

/** An item of the input: a message, or a call, a result or thinking of an earlier turn. */
export type WireItem =
  | { type: 'message'; id?: string; role: 'system' | 'user' | 'assistant'; content: string | WirePart[] }
  | { type: 'function_call'; id?: string; call_id: string; name: string; arguments: string }
  | { type: 'function_call_output'; call_id: string; output: string }
  | { type: 'reasoning'; id: string; summary: { type: 'summary_text'; text: string }[] }
  | WireCall;

/** An earlier call of a tool of the service, with its result. */
export interface WireCall {
  type: `${BuiltInToolType}_call`;
  id: string;
  status: 'completed' | 'failed';
  [field: string]: JSONValue;
}

/** A tool: a function, whose fields are flat, unlike those of the chat protocols, or a tool of the service. */
export interface WireTool extends JSONObject {
  type: 'function' | BuiltInToolType;
}

/** Body of `POST /responses`. Undefined fields are not sent. */
export interface WireRequest {
  model: string;
  input: WireItem[];
  [parameter: string]: JSONValue | object | undefined;
}
