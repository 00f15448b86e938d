import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { ModelCapabilities } from '../catalogue/capabilities.js';
import { mergeHeaders } from '../http/headers.js';
import { isPrivateURL } from '../http/private-address.js';
import { keepRedactor } from '../http/redact.js';
import { checkTimeout, type QwenTimeout } from '../http/timeout.js';
import type { HttpClient } from '../http/transport.js';
import { optionNamesOf } from '../options/names.js';
import { capabilitiesOn } from './capabilities.js';
import { checkSettings } from './check-settings.js';
import type { Dialect } from './dialect.js';
import { resolveEndpoints, type Endpoints } from './endpoints.js';
import { hintFor } from './hints.js';
import type { Place } from './key-hint.js';
import { lazy } from '../util/lazy.js';
import { modelStudio } from './model-studio.js';
import { createNotices, type Notices } from './notices.js';
import { serverHintFor } from './server-hints.js';
import { loadKey } from './key.js';
import { keyFromEnvironment, type QwenProviderSettings } from './settings.js';

/** The server that a provider's models call, and how to call it. Settings are read at the first call. */
export interface Connection extends HttpClient {
  /** URL of a path of the compatible protocol. Throws if the server is known to speak only the DashScope protocol. */
  compatibleURL(path: string): string;
  /**
   * URL of a path of the DashScope protocol. Throws if the server doesn't speak it; `option` is the option that needs
   * it.
   */
  dashscopeURL(path: string, option?: string): string;
  /** URL of the endpoint that ranks documents with a model. Throws if the server is known to lack one. */
  rerankURL(modelId: string): string;
  /** The capabilities of a model on this server. */
  capabilities(modelId: string): ModelCapabilities;
  /** The forms that differ between servers. */
  dialect: Dialect;
  /** The service's refusals to answer by a JSON schema: by model, or by model and schema. */
  refusedSchemas: Map<string, string>;
  /** False for a URL that Model Studio, which is on the internet, cannot fetch: its host is in a private network. */
  reaches(url: string): boolean;
  /** The keys of `providerOptions` that the provider reads; later ones win. */
  optionNames: readonly string[];
  /** Warnings about the settings, to be given once. */
  notices: Notices;
}

/**
 * Makes the connection of a provider. Rejects with `InvalidArgumentError` for a misspelt or unusable setting. Reads the
 * environment, which the first call does, and keeps the key.
 */
export async function createConnection(settings: QwenProviderSettings): Promise<Connection> {
  const warnings = checkSettings(settings);
  const endpoints = resolveEndpoints(settings);
  const { compatible, dashscope } = endpoints;
  const dialect = await loadDialect(endpoints, settings.server);
  const place = (compatible ?? dashscope) as string;
  return {
    ...createHttpClient(settings, endpoints),
    compatibleURL: (path) => `${existing(compatible, 'compatible')}${path}`,
    dashscopeURL: (path, option) => `${existing(dashscope, 'dashscope', option)}${path}`,
    rerankURL: (modelId) => rerankURL(existing(compatible, 'compatible'), dialect, modelId),
    capabilities: (modelId) => capabilitiesOn(dialect, modelId),
    dialect,
    refusedSchemas: new Map(),
    reaches: (url) => dialect.modelStudio !== true || isPrivateURL(place) || !isPrivateURL(url),
    optionNames: optionNamesOf(settings.name),
    notices: createNotices(warnings),
  };
}

// Most providers call Model Studio and never load it.
const dialects = /* @__PURE__ */ lazy(() => import('./dialects.js'));

/** The dialect at these endpoints. */
async function loadDialect(
  { compatible, isModelStudio }: Endpoints,
  server: QwenProviderSettings['server'],
): Promise<Dialect> {
  if (isModelStudio || compatible === undefined) return modelStudio;
  const { dialectOf } = await dialects.load();
  return dialectOf(compatible, server);
}

function createHttpClient(settings: QwenProviderSettings, endpoints: Endpoints): HttpClient {
  let withKey: Record<string, string> | undefined;
  const workspace = settings.baseURL === undefined ? undefined : settings.workspaceId;
  const own = mergeHeaders({ 'x-dashscope-workspace': workspace }, settings.headers);
  return {
    fetch: settings.fetch,
    timeout() {
      const timeout = timeoutOf(settings);
      checkTimeout(timeout);
      return timeout;
    },
    headers(call) {
      // No key is needed when the caller sets its own Authorization header.
      if (own.authorization !== undefined || call.authorization !== undefined) return own;
      return (withKey ??= { authorization: `Bearer ${loadKey(settings)}`, ...own });
    },
    hint: (failure) => serverHintFor(failure) ?? hintFor(failure, () => placeOf(settings, endpoints)),
    redactor: keepRedactor(),
  };
}

function rerankURL(base: string, { name, reranking }: Dialect, modelId: string): string {
  if (reranking === undefined) {
    throw new UnsupportedFunctionalityError({
      functionality: 'reranking',
      message: `${name} documents no endpoint for reranking. If another server answers there, name it with the setting \`server\`.`,
    });
  }
  const { replaces = '', path, otherwise = path } = reranking;
  const url = base.endsWith(replaces) ? base.slice(0, base.length - replaces.length) + path : base + otherwise;
  return url.replace('{model}', modelId);
}

/** Hosts pass one number for all limits, or `false` for none; such a host enforces its limit itself. */
function timeoutOf({ timeout }: { timeout?: unknown }): QwenTimeout | undefined {
  if (timeout === false) return undefined;
  return (typeof timeout === 'number' ? { headers: timeout } : timeout) as QwenTimeout | undefined;
}

function placeOf(
  { apiKey }: QwenProviderSettings,
  { compatible, dashscope, chosenBy, isModelStudio }: Endpoints,
): Place {
  const { host } = new URL((compatible ?? dashscope) as string);
  const key = apiKey ?? keyFromEnvironment();
  return { host, chosenBy, isModelStudio, ofPlan: typeof key === 'string' && key.trim().startsWith('sk-sp-') };
}

const protocols = { compatible: 'OpenAI-compatible', dashscope: 'DashScope' };

function existing(url: string | undefined, protocol: keyof typeof protocols, option?: string): string {
  if (url !== undefined) return url;
  const need = option === undefined ? '' : `${option} needs the ${protocols[protocol]} protocol. `;
  throw new UnsupportedFunctionalityError({
    functionality: `the ${protocols[protocol]} protocol`,
    message:
      `${need}baseURL names a server that isn't known to speak the ${protocols[protocol]} protocol. ` +
      `Pass its URL as baseURL.${protocol} if it does.`,
  });
}
