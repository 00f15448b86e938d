import { InvalidArgumentError } from '@ai-sdk/provider';
import type { QwenTimeout } from '../http/timeout.js';
import type { FetchFunction } from '../http/transport.js';
import { isObject } from '../util/json.js';

/** Regions of Model Studio. Frankfurt and Tokyo have only workspace hosts, so they need a `workspaceId`. */
export type QwenRegion = 'singapore' | 'virginia' | 'beijing' | 'hong-kong' | 'frankfurt' | 'tokyo';

/** Settings of `createQwen`. All are optional. */
export interface QwenProviderSettings {
  /**
   * API key of Model Studio. Each key belongs to one region; servers without keys accept any text. Default: the
   * environment variable DASHSCOPE_API_KEY, then ALICLOUD_API_KEY, then ALIBABA_API_KEY, read at the first call.
   */
  apiKey?: string;
  /**
   * Region whose host is called. Default: `singapore`.
   *
   * @see https://www.alibabacloud.com/help/en/model-studio/base-url
   */
  region?: QwenRegion;
  /**
   * URL to call instead of a region's host. It can be the URL of either protocol (`…/compatible-mode/v1` or `…/api/v1`;
   * the other is derived from it), or the URL of any OpenAI-compatible server such as vLLM, SGLang or Ollama, which is
   * not held to DashScope's rules. If the path of a URL misleads, an object names the protocol: `{ compatible,
   * dashscope }` for a gateway with other paths (`native` is the old name of `dashscope`), or
   * `{ compatible: 'https://…/api/v1' }` for another server. Redirects are followed only within the URL's origin.
   * Default: DASHSCOPE_COMPATIBLE_BASE_URL and DASHSCOPE_HTTP_BASE_URL, unless a region or a workspace is set.
   */
  baseURL?: string | { compatible?: string; dashscope?: string; native?: string };
  /** Headers of every call. They take precedence over the package's headers, in any letter case. */
  headers?: Record<string, string | undefined>;
  /** Replaces the global `fetch`: for proxies, logging, tests, or the emulator. */
  fetch?: FetchFunction;
  /** Time limits of calls, in milliseconds. Models and calls can override them. Default: no limit. */
  timeout?: QwenTimeout;
  /** Workspace to call: selects its host in the region, or with a baseURL sends the X-DashScope-WorkSpace header. */
  workspaceId?: string;
}

/** An environment variable where there is an environment (not in browsers and some edge runtimes). */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name]?.trim() || undefined;
}

/** All settings: one that is added to the type and not here does not compile. */
const settingNames: Record<keyof QwenProviderSettings, true> = {
  apiKey: true,
  region: true,
  baseURL: true,
  headers: true,
  fetch: true,
  timeout: true,
  workspaceId: true,
};

/** Under a misspelt name a setting would be passed over, and calls go where nobody wants them. */
export function checkSettings(settings: QwenProviderSettings): void {
  if (!isObject(settings)) {
    throw new InvalidArgumentError({
      argument: 'settings',
      message:
        `createQwen takes an object of settings, such as { apiKey }, and no ${typeof settings}. ` +
        `Accepted: ${Object.keys(settingNames).join(', ')}.`,
    });
  }
  const { fetch } = settings;
  const unknown = Object.keys(settings).find(
    (name) => !Object.hasOwn(settingNames, name) && settings[name] !== undefined,
  );
  if (unknown !== undefined) {
    throw new InvalidArgumentError({
      argument: unknown,
      message: `createQwen has no setting "${unknown}". Accepted: ${Object.keys(settingNames).join(', ')}.`,
    });
  }
  if (fetch !== undefined && typeof fetch !== 'function') {
    throw new InvalidArgumentError({
      argument: 'fetch',
      message:
        'fetch is no function. Accepted is one that is called like the global fetch; of an emulator, ' +
        'createEmulator().fetch.',
    });
  }
}
