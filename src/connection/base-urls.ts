import { isObject } from '../util/json.js';
import { serverOfHost, type QwenServer } from './servers.js';
import { environment, type QwenProviderSettings } from './settings.js';

/** Base URLs without a trailing slash; undefined for a protocol that the server does not speak. */
export interface BaseURLs {
  compatible: string | undefined;
  dashscope: string | undefined;
  /** True if Model Studio (or its emulator) answers there, so that its models' rules apply. */
  isModelStudio: boolean;
}

/** Base URLs, and the setting or the environment variables that name them. */
export interface NamedURLs extends BaseURLs {
  setting: string;
}

/** Returns a URL of a setting without a trailing slash. It may throw for other texts. */
export type URLReader = (url: string, setting: string) => string;

/** The environment variables of the base URLs: of the OpenAI-compatible protocol, and of the DashScope protocol. */
export const urlVariables = ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL'] as const;

export const compatiblePath = '/compatible-mode/v1';
export const dashscopePath = '/api/v1';

/** The base URLs that the settings or the environment name; undefined where a region decides. */
export function namedURLs(
  { baseURL, region, server, workspaceId }: QwenProviderSettings,
  read: URLReader,
): NamedURLs | undefined {
  if (typeof baseURL === 'string') return ofURL(read(baseURL, 'baseURL'), server);
  if (baseURL !== undefined) return ofPair(isObject(baseURL) ? baseURL : {}, 'baseURL', server, read);
  if (region !== undefined || workspaceId !== undefined) return undefined;
  const [compatible, dashscope] = urlVariables.map(environment);
  const set = urlVariables.filter((name) => environment(name) !== undefined).join(' and ');
  return set === '' ? undefined : ofPair({ compatible, dashscope }, set, server, read);
}

/** Tells the protocol of a URL by its path. */
function ofURL(url: string, server: QwenServer | undefined): NamedURLs {
  // OpenRouter's path is the same as that of the DashScope protocol.
  const other = (server ?? serverOfHost(url) ?? 'model-studio') !== 'model-studio';
  const dashscope = url.endsWith(dashscopePath) && !other;
  return dashscope ? complete(undefined, url, server, 'baseURL') : complete(url, undefined, server, 'baseURL');
}

/** A URL that is named as one protocol's is used for that protocol, whatever its path. */
export function ofPair(
  pair: { compatible?: string | undefined; dashscope?: string | undefined; native?: string | undefined },
  setting: string,
  server: QwenServer | undefined,
  read: URLReader,
): NamedURLs {
  const compatible = pair.compatible === undefined ? undefined : read(pair.compatible, setting);
  const named = pair.dashscope ?? pair.native;
  const dashscope = named === undefined ? undefined : read(named, setting);
  return complete(compatible, dashscope, server, setting);
}

/** Adds the URL of the other protocol if it is known. */
function complete(
  compatible: string | undefined,
  dashscope: string | undefined,
  server: QwenServer | undefined,
  setting: string,
): NamedURLs {
  const found = dashscope !== undefined || (compatible !== undefined && isModelStudio(compatible));
  return {
    compatible: compatible ?? sibling(dashscope, dashscopePath, compatiblePath),
    dashscope: dashscope ?? sibling(compatible, compatiblePath, dashscopePath),
    isModelStudio: server === undefined ? found : server === 'model-studio',
    setting,
  };
}

/** The other protocol's URL: the same host, if the path is the usual one. */
function sibling(url: string | undefined, from: string, to: string): string | undefined {
  return url?.endsWith(from) === true ? url.slice(0, -from.length) + to : undefined;
}

/** Tells by the path or the host. */
function isModelStudio(url: string): boolean {
  return url.endsWith(compatiblePath) || serverOfHost(url) === 'model-studio';
}
