import { InvalidArgumentError } from '@ai-sdk/provider';
import { isObject } from '../util/json.js';
import type { QwenTimeout } from '../http/timeout.js';
import type { FetchFunction } from '../http/transport.js';

/** Regions of Model Studio. Frankfurt and Tokyo have workspace hosts only, so they need a `workspaceId`. */
export type QwenRegion = 'singapore' | 'virginia' | 'beijing' | 'hong-kong' | 'frankfurt' | 'tokyo';

/** Settings of a provider: `createQwen(settings)`. All are optional. */
export interface QwenProviderSettings {
  /**
   * Key of Model Studio. Default: the environment variable DASHSCOPE_API_KEY, then ALICLOUD_API_KEY, then
   * ALIBABA_API_KEY, read at the first call. Keys belong to one region. Servers that need none take any text.
   */
  apiKey?: string;
  /**
   * Region whose host is called. Default: `singapore`.
   *
   * @see https://www.alibabacloud.com/help/en/model-studio/base-url
   */
  region?: QwenRegion;
  /**
   * URL to call instead of a region's: the one of either protocol (`…/compatible-mode/v1`, `…/api/v1`; the other is
   * derived from it), or of any OpenAI-compatible server such as vLLM, SGLang or Ollama, whose models are then not
   * held to DashScope's rules. An object names the protocol where a path misleads: `{ compatible, native }` for a
   * gateway of its own paths, `{ compatible: 'https://…/api/v1' }` for another server. Redirects are followed within
   * the URL's origin alone, so that neither key nor prompt goes elsewhere. Default:
   * DASHSCOPE_COMPATIBLE_BASE_URL and DASHSCOPE_HTTP_BASE_URL if set, unless a region or a workspace was chosen.
   */
  baseURL?: string | { compatible?: string; native?: string };
  /** Headers of every call. They win over the package's own, whatever their case. */
  headers?: Record<string, string | undefined>;
  /** Makes the HTTP calls instead of the global `fetch`: for proxies, logging, tests, or the emulator. */
  fetch?: FetchFunction;
  /** How long calls wait for the service, in milliseconds. Models and calls can say otherwise. Default: no limit. */
  timeout?: QwenTimeout;
  /** Workspace to call: its own host in the region, or with a baseURL the X-DashScope-WorkSpace header. */
  workspaceId?: string;
}

/** Base URLs without a trailing slash; undefined where a server does not speak the protocol. */
export interface Endpoints {
  compatible: string | undefined;
  native: string | undefined;
  /** Whether Model Studio (or its emulator) answers there, so that its models' rules hold. */
  dashscope: boolean;
}

const sharedHosts: Partial<Record<QwenRegion, string>> = {
  singapore: 'dashscope-intl.aliyuncs.com',
  virginia: 'dashscope-us.aliyuncs.com',
  beijing: 'dashscope.aliyuncs.com',
  'hong-kong': 'cn-hongkong.dashscope.aliyuncs.com',
};

const workspaceZones: Record<QwenRegion, string> = {
  singapore: 'ap-southeast-1',
  virginia: 'us-east-1',
  beijing: 'cn-beijing',
  'hong-kong': 'cn-hongkong',
  frankfurt: 'eu-central-1',
  tokyo: 'ap-northeast-1',
};

const baseUrlVariables = 'DASHSCOPE_COMPATIBLE_BASE_URL or DASHSCOPE_HTTP_BASE_URL';

/** An environment variable where there is an environment (not in browsers and some edge runtimes). */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name]?.trim() || undefined;
}

/** What was given, for a message. */
function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : `What was given, a value of type ${typeof value},`;
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
function checkSettings(settings: QwenProviderSettings): void {
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

/**
 * Finds where the settings point. Throws `InvalidArgumentError` for a region, workspace id or URL that is none, and for
 * settings that there are none of.
 */
export function resolveEndpoints(settings: QwenProviderSettings): Endpoints {
  checkSettings(settings);
  const { baseURL, region, workspaceId } = settings;
  if (workspaceId !== undefined && !(typeof workspaceId === 'string' && /^[\w-]+$/.test(workspaceId))) {
    throw new InvalidArgumentError({
      argument: 'workspaceId',
      message: `${quoted(workspaceId)} is no workspace id: letters, digits, underscores and hyphens are accepted.`,
    });
  }
  if (typeof baseURL === 'string') return fromURL(baseURL, 'baseURL');
  if (baseURL !== undefined) return fromPair(isObject(baseURL) ? baseURL : {}, 'baseURL');
  if (region === undefined && workspaceId === undefined) {
    const compatible = environment('DASHSCOPE_COMPATIBLE_BASE_URL');
    const native = environment('DASHSCOPE_HTTP_BASE_URL');
    if (compatible !== undefined || native !== undefined) return fromPair({ compatible, native }, baseUrlVariables);
  }
  return fromHost(hostOf(region ?? 'singapore', workspaceId));
}

function hostOf(region: QwenRegion, workspaceId: string | undefined): string {
  if (typeof region !== 'string' || !Object.hasOwn(workspaceZones, region)) {
    throw new InvalidArgumentError({
      argument: 'region',
      message: `${quoted(region)} is no region. Accepted: ${Object.keys(workspaceZones).join(', ')}.`,
    });
  }
  if (workspaceId !== undefined) return `${workspaceId}.${workspaceZones[region]}.maas.aliyuncs.com`;
  const host = sharedHosts[region];
  if (host === undefined) {
    throw new InvalidArgumentError({
      argument: 'region',
      message: `The region ${region} has workspace hosts only: pass a workspaceId as well.`,
    });
  }
  return host;
}

const compatiblePath = '/compatible-mode/v1';
const nativePath = '/api/v1';

function fromHost(host: string): Endpoints {
  return {
    compatible: `https://${host}${compatiblePath}`,
    native: `https://${host}${nativePath}`,
    dashscope: true,
  };
}

/** Tells by its path which protocol a URL is of. */
function fromURL(url: string, setting: string): Endpoints {
  const checked = checkURL(url, setting);
  return checked.endsWith(nativePath) ? complete(undefined, checked) : complete(checked, undefined);
}

/** Named as one protocol's, a URL is that protocol's whatever its path. */
function fromPair(pair: { compatible?: string; native?: string }, setting: string): Endpoints {
  const compatible = pair.compatible === undefined ? undefined : checkURL(pair.compatible, setting);
  const native = pair.native === undefined ? undefined : checkURL(pair.native, setting);
  if (compatible === undefined && native === undefined) {
    throw new InvalidArgumentError({
      argument: setting,
      message: `${setting} names no URL. Accepted are a URL as a string, or { compatible, native } with one or both.`,
    });
  }
  return complete(compatible, native);
}

/** Adds the URL of the other protocol, if it is known. */
function complete(compatible: string | undefined, native: string | undefined): Endpoints {
  return {
    compatible: compatible ?? sibling(native, nativePath, compatiblePath),
    native: native ?? sibling(compatible, compatiblePath, nativePath),
    dashscope: native !== undefined || isDashScope(compatible ?? ''),
  };
}

/** The other protocol's URL, which has the same host if the path is the usual one. */
function sibling(url: string | undefined, from: string, to: string): string | undefined {
  return url?.endsWith(from) === true ? url.slice(0, -from.length) + to : undefined;
}

/** By the path, or by the hosts of Model Studio, its subscription plans and the API gateway before it. */
function isDashScope(url: string): boolean {
  const host = /(^|\.)(dashscope(-intl|-us)?|maas)\.aliyuncs\.com$|\.alicloudapi\.com$/;
  return url.endsWith(compatiblePath) || host.test(new URL(url).hostname);
}

/** What curl examples call, and what is no base URL anywhere. */
const endpointPath = /(\/chat)?\/completions$|\/embeddings$|\/services\/(aigc|embeddings|rerank)\/.+$/;

function checkURL(url: string, setting: string): string {
  const trimmed = typeof url === 'string' ? url.trim().replace(/\/+$/, '') : '';
  const valid = isBaseURL(trimmed);
  const endpoint = valid ? endpointPath.exec(trimmed)?.[0] : undefined;
  if (endpoint !== undefined) {
    throw new InvalidArgumentError({
      argument: setting,
      message:
        `"${trimmed}" (${setting}) is the URL of one endpoint. Leave its end out (${endpoint}), which each call ` +
        'puts behind the base URL.',
    });
  }
  if (valid) return trimmed;
  throw new InvalidArgumentError({
    argument: setting,
    message:
      `${withoutPassword(quoted(url))} (${setting}) is no base URL. Accepted are http(s) URLs without user, query and ` +
      `fragment, such as https://dashscope-intl.aliyuncs.com${compatiblePath}.`,
  });
}

function isBaseURL(text: string): boolean {
  // Paths are put behind it, and fetch takes no user in a URL.
  if (!/^https?:\/\/[^\s/?#@\\]+(\/[^\s?#]*)?$/i.test(text)) return false;
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//***@');
}
