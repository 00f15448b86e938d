import type { FailureName } from '../../../emulator/index.js';
import { tool } from '../bodies.js';
import type { Asked } from './case.js';
import { wordsOf } from './words.js';

/** A request that a rule refuses, and the refusal. Defaults: 400, InvalidParameter. */
export interface NativeCase extends Asked {
  rule: FailureName;
  body: unknown;
  code?: string;
  status?: number;
  message: string | RegExp;
}

export const sseHeaders = { 'X-DashScope-SSE': 'enable' };
export const city = tool('weather');
export const unknown = (field: string) => wordsOf('unknown-field').replace('{field}', field);
export const say = (messages: unknown[], parameters: object = {}) => ({
  model: 'qwen-plus',
  input: { messages },
  parameters: { result_format: 'message', ...parameters },
});
