import { InvalidArgumentError, LoadAPIKeyError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { withoutTrailingSlash } from '@ai-sdk/provider-utils';
import { mergeHeaders } from './core/headers.js';
import type { Connection, FetchFunction } from './core/transport.js';
import { hintFor } from './hints.js';

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
   * held to DashScope's rules. Give both for a gateway whose paths differ. Default: DASHSCOPE_COMPATIBLE_BASE_URL and
   * DASHSCOPE_HTTP_BASE_URL if set, unless a region or a workspace was chosen.
   */
  baseURL?: string | { compatible?: string; native?: string };
  /** Headers of every call. They win over the package's own, whatever their case. */
  headers?: Record<string, string | undefined>;
  /** Makes the HTTP calls instead of the global `fetch`: for proxies, logging, tests, or the emulator. */
  fetch?: FetchFunction;
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

const keyVariables = ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY'] as const;

/** An environment variable where there is an environment (not in browsers and some edge runtimes). */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name]?.trim() || undefined;
}

/** Finds where the settings point. Throws `InvalidArgumentError` for a region or URL that is none. */
export function resolveEndpoints({ baseURL, region, workspaceId }: QwenProviderSettings): Endpoints {
  if (typeof baseURL === 'string') return fromURL(checkURL(baseURL, 'baseURL'));
  if (baseURL !== undefined) return fromPair(baseURL, 'baseURL');
  if (region === undefined && workspaceId === undefined) {
    const compatible = environment('DASHSCOPE_COMPATIBLE_BASE_URL');
    const native = environment('DASHSCOPE_HTTP_BASE_URL');
    if (compatible !== undefined || native !== undefined) return fromPair({ compatible, native }, 'environment');
  }
  return fromHost(hostOf(region ?? 'singapore', workspaceId));
}

function hostOf(region: QwenRegion, workspaceId: string | undefined): string {
  const zone = workspaceZones[region];
  if (zone === undefined) {
    throw new InvalidArgumentError({
      argument: 'region',
      message: `"${String(region)}" is no region. Accepted: ${Object.keys(workspaceZones).join(', ')}.`,
    });
  }
  if (workspaceId !== undefined) {
    if (!/^[\w-]+$/.test(workspaceId)) {
      throw new InvalidArgumentError({
        argument: 'workspaceId',
        message: `"${workspaceId}" is no workspace id: letters, digits, underscores and hyphens are accepted.`,
      });
    }
    return `${workspaceId}.${zone}.maas.aliyuncs.com`;
  }
  const host = sharedHosts[region];
  if (host === undefined) {
    throw new InvalidArgumentError({
      argument: 'region',
      message: `The region ${region} has workspace hosts only: pass a workspaceId as well.`,
    });
  }
  return host;
}

function fromHost(host: string): Endpoints {
  return {
    compatible: `https://${host}/compatible-mode/v1`,
    native: `https://${host}/api/v1`,
    dashscope: true,
  };
}

function fromPair(pair: { compatible?: string; native?: string }, setting: string): Endpoints {
  const compatible = pair.compatible === undefined ? undefined : fromURL(checkURL(pair.compatible, setting));
  const native = pair.native === undefined ? undefined : fromURL(checkURL(pair.native, setting));
  return {
    // Named as one protocol's, a URL is that protocol's whatever its path.
    compatible: pair.compatible === undefined ? native?.compatible : withoutTrailingSlash(pair.compatible.trim()),
    native: pair.native === undefined ? compatible?.native : withoutTrailingSlash(pair.native.trim()),
    dashscope: native !== undefined || compatible?.dashscope === true,
  };
}

/** Tells by the path which protocol a URL is of, and derives the other one's: they share the host. */
function fromURL(url: string): Endpoints {
  const match = /^(.*)\/(compatible-mode|api)\/v1$/.exec(url);
  if (match) {
    return { compatible: `${match[1]}/compatible-mode/v1`, native: `${match[1]}/api/v1`, dashscope: true };
  }
  const { hostname } = new URL(url);
  return { compatible: url, native: undefined, dashscope: /(^|\.)(aliyuncs|alicloudapi)\.com$/.test(hostname) };
}

function checkURL(url: string, argument: string): string {
  const trimmed = url.trim();
  const valid = /^https?:\/\/[^\s/?#]+/i.test(trimmed) && isURL(trimmed);
  if (!valid) {
    throw new InvalidArgumentError({
      argument,
      message: `"${url}" is no base URL. Accepted are http(s) URLs such as https://dashscope-intl.aliyuncs.com/compatible-mode/v1.`,
    });
  }
  return withoutTrailingSlash(trimmed) ?? trimmed;
}

function isURL(text: string): boolean {
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}

/** Reads and checks the key. Throws `LoadAPIKeyError`, which never contains it. */
export function loadKey({ apiKey }: QwenProviderSettings): string {
  const given = apiKey ?? keyVariables.map(environment).find((value) => value !== undefined);
  if (given === undefined) {
    throw new LoadAPIKeyError({
      message: `The API key is missing. Set the environment variable ${keyVariables.join(', or ')}, or pass createQwen({ apiKey }).`,
    });
  }
  const key = typeof given === 'string' ? given.trim() : '';
  const fault =
    typeof given !== 'string'
      ? `is a ${typeof given}, not a string`
      : key === ''
        ? 'is empty'
        : /[\r\n]/.test(key)
          ? 'contains a line break'
          : /[^\t\x20-\x7e\xa0-\xff]/.test(key)
            ? 'contains characters that a header cannot carry'
            : undefined;
  if (fault !== undefined) {
    const source = apiKey === undefined ? `from ${keyVariables.join(', ')}` : 'passed to createQwen({ apiKey })';
    throw new LoadAPIKeyError({
      message: `The API key ${source} ${fault}. A key of Model Studio looks like sk-…; it goes into ${keyVariables[0]} (or ${keyVariables.slice(1).join(', ')}) or into createQwen({ apiKey }).`,
    });
  }
  return key;
}

/** The connection that a provider's models share. The key is read when the first call is made, and then kept. */
export function createConnection(settings: QwenProviderSettings): Connection {
  let key: string | undefined;
  const loaded = () => (key ??= loadKey(settings));
  const workspace = settings.baseURL === undefined ? undefined : settings.workspaceId;
  return {
    fetch: settings.fetch,
    headers: () =>
      mergeHeaders(
        { authorization: `Bearer ${loaded()}`, 'x-dashscope-workspace': workspace },
        settings.headers,
      ),
    hint: hintFor,
  };
}

/** The base URL of the compatible protocol. Throws if the settings name a server of the native one only. */
export function compatibleURL(endpoints: Endpoints): string {
  if (endpoints.compatible !== undefined) return endpoints.compatible;
  throw new UnsupportedFunctionalityError({
    functionality: 'the OpenAI-compatible protocol',
    message: 'baseURL names a native endpoint only. Pass baseURL.compatible as well.',
  });
}
