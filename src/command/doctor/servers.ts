import { urlVariables } from '../../connection/base-urls.js';
import { fromPair, resolveEndpoints, sharedHosts, workspaceZones } from '../../connection/endpoints.js';
import { planBaseURLs } from '../../connection/plan-hosts.js';
import { serverOfHost } from '../../connection/servers.js';
import type { QwenRegion } from '../../connection/settings.js';
import { type Check, check } from './check.js';
import type { KeyKind } from './key.js';
import { type Surroundings, variable } from './surroundings.js';

/** A server that is asked whether it accepts the key. */
export interface Server {
  /** `region singapore`, `Coding Plan`, or the variables that name it. */
  name: string;
  /** The base URL of the OpenAI-compatible protocol. */
  baseURL: string;
  /** The settings of createQwen that choose it. */
  settings: { region?: QwenRegion; workspaceId?: string; baseURL?: string };
  /** True if the provider calls it without settings. */
  isDefault: boolean;
}

/** The variables that name the provider's server. */
export interface OwnServer {
  /** True if they are set, whatever they hold. */
  isNamed: boolean;
  /** The server; undefined if none is named, or one that may not have the key. */
  server?: Server;
  checks: Check[];
}

/** Reads the server that the environment names. */
export function findOwnServer(surroundings: Surroundings): OwnServer {
  const [compatible, dashscope] = urlVariables.map((name) => variable(surroundings, name));
  if (compatible === undefined && dashscope === undefined) return { isNamed: false, checks: [] };
  const name = urlVariables.filter((each) => variable(surroundings, each) !== undefined).join(' and ');
  try {
    const pair = { ...(compatible && { compatible }), ...(dashscope && { dashscope }) };
    const { compatible: baseURL } = fromPair(pair, name, undefined);
    if (baseURL === undefined) return { isNamed: true, checks: [] };
    const host = check('base-url', 'ok', `The provider calls ${new URL(baseURL).host}, set by ${name}.`);
    if (mayHaveTheKey(baseURL)) {
      return { isNamed: true, server: { name, baseURL, settings: { baseURL }, isDefault: true }, checks: [host] };
    }
    const text = `${new URL(baseURL).host} (${name}) is not a host of Model Studio, so it is not asked.`;
    return { isNamed: true, checks: [check('base-url', 'note', text)] };
  } catch (error) {
    return { isNamed: true, checks: [check('base-url', 'problem', (error as Error).message)] };
  }
}

/** The key goes to hosts of Model Studio, and to an emulator on this machine. */
function mayHaveTheKey(url: string): boolean {
  return serverOfHost(url) === 'model-studio' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
}

/** The servers that a key of this kind may belong to. */
export function serversFor(kind: KeyKind, workspaceId: string | undefined, { isNamed }: OwnServer): Server[] {
  if (kind === 'plan') return plans();
  return regions(workspaceId).map((server) => (isNamed ? { ...server, isDefault: false } : server));
}

function plans(): Server[] {
  return Object.entries(planBaseURLs).flatMap(([name, urls]) =>
    urls.map((baseURL) => {
      return { name: `${name} at ${new URL(baseURL).host}`, baseURL, settings: { baseURL }, isDefault: false };
    }),
  );
}

function regions(workspaceId: string | undefined): Server[] {
  const names = Object.keys(workspaceZones) as QwenRegion[];
  return names
    .filter((region) => workspaceId !== undefined || sharedHosts[region] !== undefined)
    .map((region) => {
      const settings = { region, ...(workspaceId && { workspaceId }) };
      const { compatible = '' } = resolveEndpoints(settings);
      const isDefault = region === 'singapore' && workspaceId === undefined;
      return { name: `region ${region}`, baseURL: compatible, settings, isDefault };
    });
}
