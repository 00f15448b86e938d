import { LoadAPIKeyError } from '@ai-sdk/provider';
import { keyFromEnvironment, keyVariables, type QwenProviderSettings } from './settings.js';

/** Reads and checks the key. Throws `LoadAPIKeyError`, which never contains it. */
export function loadKey({ apiKey }: QwenProviderSettings): string {
  const given = apiKey ?? keyFromEnvironment();
  if (given === undefined) {
    throw new LoadAPIKeyError({
      message:
        `The API key is missing. Set the environment variable ${keyVariables.join(', or ')}, ` +
        'or pass createQwen({ apiKey }).',
    });
  }
  const fault = faultOfKey(given);
  if (fault === undefined) return given.trim();
  const [variable, ...others] = keyVariables;
  const source = apiKey === undefined ? `from ${keyVariables.join(', ')}` : 'passed to createQwen({ apiKey })';
  throw new LoadAPIKeyError({
    message:
      `The API key ${source} ${fault}. A key of Model Studio looks like sk-…. Set it in ${variable} ` +
      `(or ${others.join(', ')}), or pass createQwen({ apiKey }).`,
  });
}

/** The reason why a key cannot go into a header; undefined for a good key. */
export function faultOfKey(given: unknown): string | undefined {
  if (typeof given !== 'string') return `is a ${typeof given}, not a string`;
  const key = given.trim();
  if (key === '') return 'is empty';
  if (/[\r\n]/.test(key)) return 'contains a line break';
  if (/^bearer\s/i.test(key)) return 'begins with "Bearer", which the package adds itself';
  if (/^(["'`]).*\1$/.test(key)) return 'is in quotation marks';
  return /[^\t\x20-\x7e\xa0-\xff]/.test(key) ? 'contains characters that a header cannot carry' : undefined;
}
