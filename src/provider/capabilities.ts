import type { ModelCapabilities } from '../catalogue/capabilities.js';
import { capabilitiesAt } from '../connection/capabilities.js';
import { resolveEndpoints, type Endpoints } from '../connection/endpoints.js';
import type { QwenProviderSettings } from '../connection/settings.js';

/**
 * Finds what models can do on a provider's server. Only AI SDK 4 asks for it before a call; the other entries load no
 * catalogue at their import. Throws `InvalidArgumentError` for a wrong setting.
 */
export function capabilitiesWith(settings: QwenProviderSettings): (modelId: string) => ModelCapabilities {
  let endpoints: Endpoints | undefined;
  return (modelId) => capabilitiesAt((endpoints ??= resolveEndpoints(settings)), settings.server, modelId);
}
