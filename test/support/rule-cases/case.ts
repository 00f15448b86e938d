import type { rules } from '../../../src/emulator/rules/rules.js';
import { type Asked, chat } from '../emulator-requests.js';

/** A request that a rule refuses, and the refusal. Defaults: 400, invalid_parameter_error. */
export interface Case extends Asked {
  rule: keyof typeof rules;
  body?: unknown;
  code?: string;
  status?: number;
  message: string;
}

/** The words that whole answers put in front of a refusal by the model server. */
export const MODEL_SERVER = '<400> InternalError.Algo.InvalidParameter: ';
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
