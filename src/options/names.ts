import type { ProviderOptions } from './types.js';

/** The keys of `providerOptions` that are read; later ones win. */
export const optionNames = ['alibaba', 'dashscope', 'qwen'] as const;

/** The keys for a provider with another name, which AI SDK hosts also write in camel case. */
export function optionNamesOf(name: string | undefined): readonly string[] {
  if (name === undefined || (optionNames as readonly string[]).includes(name)) return optionNames;
  const prefix = (name.split('.')[0] as string).trim();
  const camelCase = prefix.replace(/[_-]([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return [...new Set([...optionNames, camelCase, prefix, name])];
}

/** True if a call, a message or a part has options for this package, or options that look like it. */
export function hasProviderOptions(options: ProviderOptions, names: readonly string[]): boolean {
  if (options === undefined) return false;
  return names.some((name) => options[name] !== undefined) || misspelt(options, names).length > 0;
}

/** The keys of `providerOptions` that differ from one that is read only in case, blanks and signs. */
export function misspelt(options: object, names: readonly string[]): { key: string; meant: string }[] {
  return Object.entries(options).flatMap(([key, value]) => {
    if (value === undefined || names.includes(key)) return [];
    const meant = names.findLast((name) => plain(name) === plain(key));
    return meant === undefined ? [] : [{ key, meant }];
  });
}

function plain(name: string): string {
  return name.replace(/[\s._-]/g, '').toLowerCase();
}

/** True if an object of options has any value. */
export function hasOptions(options: object | undefined): boolean {
  return Object.values(options ?? {}).some((value) => value !== undefined);
}
