import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Warning } from '../options/warning.js';
import { inWords, isObject } from '../util/json.js';
import { didYouMean } from '../util/nearest.js';
import { servers } from './servers.js';
import type { QwenProviderSettings } from './settings.js';

/** All settings; a setting of the type that is missing here does not compile. */
const settingNames: Record<keyof QwenProviderSettings, true> = {
  apiKey: true,
  region: true,
  baseURL: true,
  server: true,
  headers: true,
  fetch: true,
  timeout: true,
  workspaceId: true,
  name: true,
};

/** Names that other tools use for a setting. If they were ignored, calls and the key would go elsewhere. */
const otherNames: Readonly<Record<string, keyof QwenProviderSettings>> = {
  url: 'baseURL',
  uri: 'baseURL',
  endpoint: 'baseURL',
  host: 'baseURL',
  apiBase: 'baseURL',
  api_base: 'baseURL',
  apiUrl: 'baseURL',
  apiEndpoint: 'baseURL',
  key: 'apiKey',
  token: 'apiKey',
  apiToken: 'apiKey',
  accessToken: 'apiKey',
  secret: 'apiKey',
  defaultHeaders: 'headers',
  extraHeaders: 'headers',
  workspace: 'workspaceId',
};

/** Advice for settings that other providers of the AI SDK have and this one lacks. */
const instead: Readonly<Record<string, string>> = {
  includeUsage: 'Streams always ask for the usage.',
  supportsStructuredOutputs: 'The id of a model decides what it can do.',
  queryParams: 'For a URL with a query, pass a `fetch` that adds it.',
  transformRequestBody:
    'Send parameters as providerOptions.qwen in snake_case, or pass a `fetch` that changes the body.',
  generateId: 'Tool calls keep the ids of the service.',
};

/**
 * Checks the settings of a provider. Returns a warning for each unknown one: hosts add their own settings and those of
 * other providers. A misspelt setting throws, because calls might go to the wrong place.
 */
export function checkSettings(settings: QwenProviderSettings): Warning[] {
  if (!isObject(settings)) {
    throw invalid(
      'settings',
      `createQwen expects a settings object, got ${settings === null ? 'null' : typeof settings}.`,
    );
  }
  checkValues(settings);
  const warn = (setting: string, details: string): Warning => ({ type: 'unsupported-setting', setting, details });
  const unused = Object.keys(settings)
    .filter((name) => !Object.hasOwn(settingNames, name) && settings[name] !== undefined)
    .map((name) => warn(name, unusedSetting(name)));
  const { timeout } = settings as { timeout?: unknown };
  if (typeof timeout !== 'number') return unused;
  return [
    ...unused,
    warn('timeout', `A number counts as { headers: ${timeout} }, the longest wait for the answer to begin.`),
  ];
}

function checkValues({ fetch, server, name }: QwenProviderSettings): void {
  if (server !== undefined && !(servers as readonly unknown[]).includes(server)) {
    const question = typeof server === 'string' ? didYouMean(server, servers) : undefined;
    throw invalid(
      'server',
      `server: ${inWords(server)} is not a known server. ${question ?? `Expected ${servers.join(', ')}.`}`,
    );
  }
  if (fetch !== undefined && typeof fetch !== 'function') {
    throw invalid(
      'fetch',
      'fetch must be a function like globalThis.fetch (for the emulator: createEmulator().fetch).',
    );
  }
  if (name !== undefined && (typeof name !== 'string' || name.trim() === '')) {
    throw invalid('name', `name must be a string that is not empty, got ${inWords(name)}.`);
  }
}

function unusedSetting(name: string): string {
  const known = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  const question = known === undefined ? didYouMean(name, Object.keys(settingNames)) : `Did you mean ${known}?`;
  if (question !== undefined) throw invalid(name, `createQwen has no setting "${name}". ${question}`);
  const reason = Object.hasOwn(instead, name) ? ` ${instead[name]}` : '';
  return `createQwen has no such setting; it was ignored.${reason}`;
}

function invalid(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message });
}
