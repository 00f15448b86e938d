import { InvalidArgumentError } from '@ai-sdk/provider';
import { isObject } from '../util/json.js';
import { serverOfHost, type QwenServer } from './servers.js';
import { environment, type QwenProviderSettings, type QwenRegion } from './settings.js';
import { didYouMean } from '../util/nearest.js';
import { withoutTrailing } from '../util/text.js';

/** Base URLs without a trailing slash; undefined for a protocol that the server does not speak. */
export interface Endpoints {
  compatible: string | undefined;
  dashscope: string | undefined;
  /** True if Model Studio (or its emulator) answers there, so that its models' rules apply. */
  isModelStudio: boolean;
  /** The reason for the choice of the host, for messages: "region singapore, the default". */
  chosenBy: string;
}

export const sharedHosts: Partial<Record<QwenRegion, string>> = {
  singapore: 'dashscope-intl.aliyuncs.com',
  virginia: 'dashscope-us.aliyuncs.com',
  beijing: 'dashscope.aliyuncs.com',
  'hong-kong': 'cn-hongkong.dashscope.aliyuncs.com',
};

export const workspaceZones: Record<QwenRegion, string> = {
  singapore: 'ap-southeast-1',
  virginia: 'us-east-1',
  beijing: 'cn-beijing',
  'hong-kong': 'cn-hongkong',
  frankfurt: 'eu-central-1',
  tokyo: 'ap-northeast-1',
};

/** The environment variables of the base URLs: of the OpenAI-compatible protocol, and of the DashScope protocol. */
export const urlVariables = ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL'] as const;

function invalid(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message });
}

/** Shows a value in a message. Text that looks like a key is hidden, because keys end up in the wrong setting. */
function shown(value: unknown): string {
  if (typeof value !== 'string') return `a ${value === null ? 'null' : typeof value}`;
  const mayBeSecret = value.length > 40 || /[@?#=]|^(sk|Bearer)\b/i.test(value);
  return mayBeSecret ? `a text of ${value.length} characters` : `"${value}"`;
}

/** Resolves the base URLs of the settings. Throws `InvalidArgumentError` for an invalid region, workspace id or URL. */
export function resolveEndpoints(settings: QwenProviderSettings): Endpoints {
  const { baseURL, region, server, workspaceId } = settings;
  if (workspaceId !== undefined && !isWorkspaceId(workspaceId)) {
    throw invalid(
      'workspaceId',
      `workspaceId must be letters, digits, underscores and hyphens, got ${shown(workspaceId)}.`,
    );
  }
  if (typeof baseURL === 'string') return fromURL(baseURL, 'baseURL', server);
  if (baseURL !== undefined) return fromPair(isObject(baseURL) ? baseURL : {}, 'baseURL', server);
  if (region === undefined && workspaceId === undefined) {
    const [compatible, dashscope] = urlVariables.map(environment);
    if (compatible !== undefined || dashscope !== undefined) {
      const set = urlVariables.filter((name) => environment(name) !== undefined).join(' and ');
      return fromPair({ compatible, dashscope }, set, server);
    }
  }
  checkHosted(server);
  const chosen = `region ${region ?? 'singapore'}, ${region === undefined ? 'the default' : 'set by `region`'}`;
  const host = hostOf(region ?? 'singapore', workspaceId);
  return fromHost(host, workspaceId === undefined ? chosen : `${chosen}; workspace set by \`workspaceId\``);
}

/** A key passed as the workspace id would become part of the host name. */
function isWorkspaceId(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]+$/.test(value) && !value.startsWith('sk-');
}

/** Only Model Studio has hosts named by region and workspace. */
function checkHosted(server: QwenServer | undefined): void {
  if (server === undefined || server === 'model-studio') return;
  throw invalid('server', `server: '${server}' needs a baseURL, the address of that server.`);
}

function hostOf(region: QwenRegion, workspaceId: string | undefined): string {
  if (typeof region !== 'string' || !Object.hasOwn(workspaceZones, region)) {
    const regions = Object.keys(workspaceZones);
    const question = typeof region === 'string' ? didYouMean(region, regions) : undefined;
    throw invalid(
      'region',
      `region must be ${regions.join(', ')}, got ${shown(region)}.${question ? ` ${question}` : ''}`,
    );
  }
  if (workspaceId !== undefined) return `${workspaceId}.${workspaceZones[region]}.maas.aliyuncs.com`;
  const host = sharedHosts[region];
  if (host === undefined) {
    throw invalid('region', `The region ${region} has only hosts of workspaces: pass a workspaceId as well.`);
  }
  return host;
}

const compatiblePath = '/compatible-mode/v1';
const dashscopePath = '/api/v1';

function fromHost(host: string, chosenBy: string): Endpoints {
  return {
    compatible: `https://${host}${compatiblePath}`,
    dashscope: `https://${host}${dashscopePath}`,
    isModelStudio: true,
    chosenBy,
  };
}

/** Tells the protocol of a URL by its path. */
function fromURL(url: string, setting: string, server: QwenServer | undefined): Endpoints {
  const checked = checkURL(url, setting);
  // OpenRouter's path is the same as that of the DashScope protocol.
  const other = (server ?? serverOfHost(checked) ?? 'model-studio') !== 'model-studio';
  const dashscope = checked.endsWith(dashscopePath) && !other;
  return dashscope ? complete(undefined, checked, server, setting) : complete(checked, undefined, server, setting);
}

/** A URL that is named as one protocol's is used for that protocol, whatever its path. */
export function fromPair(
  pair: { compatible?: string; dashscope?: string; native?: string },
  setting: string,
  server: QwenServer | undefined,
): Endpoints {
  const compatible = pair.compatible === undefined ? undefined : checkURL(pair.compatible, setting);
  const named = pair.dashscope ?? pair.native;
  const dashscope = named === undefined ? undefined : checkURL(named, setting);
  if (compatible === undefined && dashscope === undefined) {
    throw invalid(setting, `${setting} must be a URL, or { compatible, dashscope } with one URL or both.`);
  }
  return complete(compatible, dashscope, server, setting);
}

/** Adds the URL of the other protocol if it is known. */
function complete(
  compatible: string | undefined,
  dashscope: string | undefined,
  server: QwenServer | undefined,
  setting: string,
): Endpoints {
  const found = dashscope !== undefined || isModelStudio(compatible ?? '');
  return {
    compatible: compatible ?? sibling(dashscope, dashscopePath, compatiblePath),
    dashscope: dashscope ?? sibling(compatible, compatiblePath, dashscopePath),
    isModelStudio: server === undefined ? found : server === 'model-studio',
    chosenBy: setting === 'baseURL' ? 'set by `baseURL`' : `set by the environment variable ${setting}`,
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

/** URLs of curl examples, which are never a base URL. */
const endpointPath = /(\/chat)?\/completions$|\/embeddings$|\/services\/(aigc|embeddings|rerank)\/.+/;

function checkURL(url: string, setting: string): string {
  const trimmed = typeof url === 'string' ? withoutTrailing('/', url.trim()) : '';
  if (!isBaseURL(trimmed)) {
    const form = 'Use http(s)://host/path without user, query or fragment.';
    throw invalid(setting, `${describeURL(url)} (${setting}) is not a base URL. ${form}`);
  }
  const endpoint = endpointPath.exec(trimmed)?.[0];
  if (endpoint === undefined) return trimmed;
  throw invalid(
    setting,
    `"${trimmed}" (${setting}) is the URL of one endpoint. Leave out ${endpoint}: each call adds its path.`,
  );
}

function isBaseURL(text: string): boolean {
  // Paths are appended, and `fetch` accepts no user in a URL.
  if (!/^https?:\/\/[^\s/?#@\\]+(\/[^\s?#]*)?$/i.test(text)) return false;
  return (parse(text)?.hostname ?? '') !== '';
}

/**
 * Shows a URL in a message without user, query and fragment, which may be secret. A text that is not a URL is hidden,
 * because it may be secret.
 */
function describeURL(url: unknown): string {
  const parsed = typeof url === 'string' ? parse(url) : undefined;
  // A password may contain slashes and question marks.
  if (parsed === undefined || parsed.host === '' || parsed.pathname.includes('@')) {
    return typeof url === 'string' && /^[\w.-]+(:\d+)?\/[\w./-]*$|^[\w.-]+:\d+$/.test(url) ? `"${url}"` : shown(url);
  }
  const { protocol, username, password, host, pathname, search, hash } = parsed;
  const user = username === '' && password === '' ? '' : '***@';
  return `"${protocol}//${user}${host}${pathname}${search && '?***'}${hash && '#***'}"`;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
