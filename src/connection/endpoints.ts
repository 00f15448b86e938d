import { InvalidArgumentError } from '@ai-sdk/provider';
import { isObject } from '../util/json.js';
import { serverOfHost, type QwenServer } from './servers.js';
import { checkSettings, environment, type QwenProviderSettings, type QwenRegion } from './settings.js';
import { withoutTrailingSlashes } from '../util/text.js';

/** Base URLs without a trailing slash; undefined where a server does not speak the protocol. */
export interface Endpoints {
  compatible: string | undefined;
  dashscope: string | undefined;
  /** Whether Model Studio (or its emulator) answers there, so that its models' rules hold. */
  isModelStudio: boolean;
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

/** What was given, for a message. */
function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : `What was given, a value of type ${typeof value},`;
}

/**
 * Finds where the settings point. Throws `InvalidArgumentError` for a region, workspace id or URL that is none, and for
 * settings that there are none of.
 */
export function resolveEndpoints(settings: QwenProviderSettings): Endpoints {
  checkSettings(settings);
  const { baseURL, region, server, workspaceId } = settings;
  if (workspaceId !== undefined && !(typeof workspaceId === 'string' && /^[\w-]+$/.test(workspaceId))) {
    throw new InvalidArgumentError({
      argument: 'workspaceId',
      message: `${quoted(workspaceId)} is no workspace id: letters, digits, underscores and hyphens are accepted.`,
    });
  }
  if (typeof baseURL === 'string') return fromURL(baseURL, 'baseURL', server);
  if (baseURL !== undefined) return fromPair(isObject(baseURL) ? baseURL : {}, 'baseURL', server);
  if (region === undefined && workspaceId === undefined) {
    const compatible = environment('DASHSCOPE_COMPATIBLE_BASE_URL');
    const dashscope = environment('DASHSCOPE_HTTP_BASE_URL');
    if (compatible !== undefined || dashscope !== undefined) {
      return fromPair({ compatible, dashscope }, baseUrlVariables, server);
    }
  }
  checkHosted(server);
  return fromHost(hostOf(region ?? 'singapore', workspaceId));
}

/** Only Model Studio has hosts that regions and workspaces name. */
function checkHosted(server: QwenServer | undefined): void {
  if (server === undefined || server === 'model-studio') return;
  throw new InvalidArgumentError({
    argument: 'server',
    message: `server: '${server}' needs a baseURL, the address of that server.`,
  });
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
const dashscopePath = '/api/v1';

function fromHost(host: string): Endpoints {
  return {
    compatible: `https://${host}${compatiblePath}`,
    dashscope: `https://${host}${dashscopePath}`,
    isModelStudio: true,
  };
}

/** Tells by its path which protocol a URL is of. */
function fromURL(url: string, setting: string, server: QwenServer | undefined): Endpoints {
  const checked = checkURL(url, setting);
  // OpenRouter's path is the same as that of the DashScope protocol.
  const other = (server ?? serverOfHost(checked) ?? 'model-studio') !== 'model-studio';
  const dashscope = checked.endsWith(dashscopePath) && !other;
  return dashscope ? complete(undefined, checked, server) : complete(checked, undefined, server);
}

/** Named as one protocol's, a URL is that protocol's whatever its path. */
function fromPair(
  pair: { compatible?: string; dashscope?: string; native?: string },
  setting: string,
  server: QwenServer | undefined,
): Endpoints {
  const compatible = pair.compatible === undefined ? undefined : checkURL(pair.compatible, setting);
  const named = pair.dashscope ?? pair.native;
  const dashscope = named === undefined ? undefined : checkURL(named, setting);
  if (compatible === undefined && dashscope === undefined) {
    throw new InvalidArgumentError({
      argument: setting,
      message: `${setting} names no URL. Accepted are a URL as a string, or { compatible, dashscope } with one or both.`,
    });
  }
  return complete(compatible, dashscope, server);
}

/** Adds the URL of the other protocol, if it is known. */
function complete(
  compatible: string | undefined,
  dashscope: string | undefined,
  server: QwenServer | undefined,
): Endpoints {
  const found = dashscope !== undefined || isModelStudio(compatible ?? '');
  return {
    compatible: compatible ?? sibling(dashscope, dashscopePath, compatiblePath),
    dashscope: dashscope ?? sibling(compatible, compatiblePath, dashscopePath),
    isModelStudio: server === undefined ? found : server === 'model-studio',
  };
}

/** The other protocol's URL, which has the same host if the path is the usual one. */
function sibling(url: string | undefined, from: string, to: string): string | undefined {
  return url?.endsWith(from) === true ? url.slice(0, -from.length) + to : undefined;
}

/** By the path or the host. */
function isModelStudio(url: string): boolean {
  return url.endsWith(compatiblePath) || serverOfHost(url) === 'model-studio';
}

/** What curl examples call, and what is no base URL anywhere. */
const endpointPath = /(\/chat)?\/completions$|\/embeddings$|\/services\/(aigc|embeddings|rerank)\/.+/;

function checkURL(url: string, setting: string): string {
  const trimmed = typeof url === 'string' ? withoutTrailingSlashes(url.trim()) : '';
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
