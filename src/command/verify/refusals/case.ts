import type { FailureName } from '../../../emulator/index.js';
import { chat } from '../bodies.js';

/** The difference between a refused request and a chat call with the user's key. */
export interface Asked {
  /** After the base URL. */
  path?: string;
  method?: string;
  /** Sent in place of the user's key; null sends none. */
  key?: string | null;
  headers?: Record<string, string>;
  /** The base URL of a region that the rule needs. */
  base?: string;
  /** The only region in which the request is refused. */
  region?: 'singapore';
}

/** A request that a rule refuses, and the refusal. Defaults: a chat call, 400, invalid_parameter_error. */
export interface RefusalCase extends Asked {
  rule: FailureName;
  body?: unknown;
  code?: string;
  status?: number;
  message: string;
}

/** The words that whole answers put in front of a refusal by the model server. */
export const modelServer = '<400> InternalError.Algo.InvalidParameter: ';
export const call = { id: 'call_1', type: 'function', function: { name: 'now', arguments: '{}' } };
export const user = { role: 'user', content: 'Hello' };
export const schema = { name: 'city', schema: { type: 'object', properties: {} } };
export const sees = (...content: unknown[]) => chat({ model: 'qwen3-vl-plus', messages: [{ role: 'user', content }] });
export const translate = (options: unknown, messages: unknown[] = [user]) => ({
  model: 'qwen-mt-plus',
  messages,
  translation_options: options,
});
export const embed = (more: object) => ({ model: 'text-embedding-v3', input: 'Hello', ...more });
export const at = (path: string, body: unknown) => ({ path, body });
