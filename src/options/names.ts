import type { ProviderOptions } from './types.js';

/** The names under which provider options are read; the later ones win. */
export const optionNames = ['alibaba', 'dashscope', 'qwen'] as const;

/** The same for a provider that has a name of its own, which AI SDK hosts also write in camel case. */
export function optionNamesOf(name: string | undefined): readonly string[] {
  if (name === undefined || (optionNames as readonly string[]).includes(name)) return optionNames;
  const prefix = (name.split('.')[0] as string).trim();
  const camelCase = prefix.replace(/[_-]([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return [...new Set([...optionNames, camelCase, prefix, name])];
}

/** Whether a call, a message or a part has options for this package. */
export function hasProviderOptions(options: ProviderOptions, names: readonly string[]): boolean {
  return options !== undefined && names.some((name) => options[name] !== undefined);
}

/** Whether an object of options says anything. */
export function hasOptions(options: object | undefined): boolean {
  return Object.values(options ?? {}).some((value) => value !== undefined);
}
