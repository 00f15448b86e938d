import { InvalidArgumentError } from '@ai-sdk/provider';
import { compatiblePath, dashscopePath, namedURLs, ofPair, type BaseURLs, type NamedURLs } from './base-urls.js';
import type { QwenServer } from './servers.js';
import type { QwenProviderSettings, QwenRegion } from './settings.js';
import { didYouMean } from '../util/nearest.js';
import { withoutTrailing } from '../util/text.js';

/** The base URLs of a provider. */
export interface Endpoints extends BaseURLs {
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
  const { region, server, workspaceId } = settings;
  if (workspaceId !== undefined && !isWorkspaceId(workspaceId)) {
    throw invalid(
      'workspaceId',
      `workspaceId must be letters, digits, underscores and hyphens, got ${shown(workspaceId)}.`,
    );
  }
  const urls = namedURLs(settings, checkURL);
  if (urls !== undefined) return checkNamed(urls);
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

function fromHost(host: string, chosenBy: string): Endpoints {
  return {
    compatible: `https://${host}${compatiblePath}`,
    dashscope: `https://${host}${dashscopePath}`,
    isModelStudio: true,
    chosenBy,
  };
}

/** The endpoints of a pair of URLs. Throws `InvalidArgumentError` for wrong ones. */
export function fromPair(
  pair: { compatible?: string; dashscope?: string; native?: string },
  setting: string,
  server: QwenServer | undefined,
): Endpoints {
  return checkNamed(ofPair(pair, setting, server, checkURL));
}

function checkNamed({ setting, ...urls }: NamedURLs): Endpoints {
  if (urls.compatible === undefined && urls.dashscope === undefined) {
    throw invalid(setting, `${setting} must be a URL, or { compatible, dashscope } with one URL or both.`);
  }
  const chosenBy = setting === 'baseURL' ? 'set by `baseURL`' : `set by the environment variable ${setting}`;
  return { ...urls, chosenBy };
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
