import { LoadAPIKeyError } from '@ai-sdk/provider';
import { resolveEndpoints } from '../connection/endpoints.js';
import type { CallContext } from '../http/call-context.js';
import { mergeHeaders } from '../http/headers.js';
import type { Warning } from '../options/warning.js';
import type { ModelState } from './serialization.js';

/** Warnings about settings that were not stored. Throws `LoadAPIKeyError` if no other key can be used. */
export function warningsOf({ omitted, settings }: ModelState, { headers }: CallContext): Warning[] {
  const hasKey = mergeHeaders(headers).authorization !== undefined;
  const missing = omitted.filter((name) => !hasKey || !keys.test(name));
  if (missing.some((name) => keys.test(name)) && !resolveEndpoints(settings).isModelStudio) {
    // The key in the environment is Model Studio's and must not go to another server.
    throw new LoadAPIKeyError({
      message:
        'The key of the server at baseURL is missing: workflows do not store it. Pass it with the call, as ' +
        'headers.authorization; or leave apiKey out of the settings if the server accepts the key in DASHSCOPE_API_KEY.',
    });
  }
  return missing.map((setting) => ({ type: 'unsupported-setting', setting, details: detailsOf(setting) }));
}

const keys = /^(apiKey|headers\.authorization)$/;

function detailsOf(setting: string): string {
  if (keys.test(setting)) return 'Workflows do not store keys: the key in the environment was used instead.';
  if (setting === 'fetch') return 'Workflows do not store functions: the global fetch was used instead.';
  return 'Workflows do not store headers that may be secret, so this one was not sent. Pass it with the call.';
}
