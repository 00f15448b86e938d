import { capabilitiesOf, foreignCapabilitiesOf } from '../catalogue/models.js';
import type { ModelCapabilities } from '../catalogue/capabilities.js';
import type { Dialect } from './dialect.js';
import type { Endpoints } from './endpoints.js';
import { jsonForms, serverOf, type QwenServer } from './servers.js';

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

/** The capabilities by the settings only: no dialect is loaded before the first call. */
export function capabilitiesAt(
  { compatible, isModelStudio }: Endpoints,
  server: QwenServer | undefined,
  modelId: string,
): ModelCapabilities {
  if (isModelStudio || compatible === undefined) return capabilitiesOf(modelId);
  return capabilitiesOn({ json: jsonForms[server ?? serverOf(compatible) ?? 'openai-compatible'] }, modelId);
}
