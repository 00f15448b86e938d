import type { ProviderOptions } from './types.js';

/** The names under which provider options are read; the later ones win. */
export const optionNames = ['alibaba', 'dashscope', 'qwen'] as const;

/** Whether a call, a message or a part has options for this package. */
export function hasProviderOptions(options: ProviderOptions): boolean {
  return options !== undefined && optionNames.some((name) => options[name] !== undefined);
}

/** Whether an object of options says anything. */
export function hasOptions(options: object | undefined): boolean {
  return Object.values(options ?? {}).some((value) => value !== undefined);
}
