import { capabilitiesOf, foreignCapabilitiesOf } from '../catalogue/models.js';
import type { ModelCapabilities } from '../catalogue/capabilities.js';
import { withoutTrailing } from '../util/text.js';
import { namedURLs } from './base-urls.js';
import type { Dialect } from './dialect.js';
import { jsonForms, serverOf, type QwenServer } from './servers.js';
import type { QwenProviderSettings } from './settings.js';

/**
 * The capabilities of a model on a server. On a server other than Model Studio: what that server can do with any model.
 */
export function capabilitiesOn(
  { modelStudio, json, streamOnly }: Pick<Dialect, 'modelStudio' | 'json' | 'streamOnly'>,
  modelId: string,
): ModelCapabilities {
  if (modelStudio === true) return capabilitiesOf(modelId);
  return { ...foreignCapabilitiesOf(modelId), json: json === 'schema-only' ? 'schema' : json, streamOnly };
}

/** The capabilities by the server only: no dialect is loaded before the first call. */
export function capabilitiesAt(server: QwenServer, modelId: string): ModelCapabilities {
  return server === 'model-studio' ? capabilitiesOf(modelId) : capabilitiesOn({ json: jsonForms[server] }, modelId);
}

/** The server that the settings name, as far as it is known before the first call, which refuses wrong settings. */
export function serverIn(settings: QwenProviderSettings): QwenServer {
  try {
    const urls = namedURLs(settings, (url) => withoutTrailing('/', url.trim()));
    if (urls?.compatible === undefined || urls.isModelStudio) return 'model-studio';
    return settings.server ?? serverOf(urls.compatible) ?? 'openai-compatible';
  } catch {
    return 'model-studio';
  }
}
