import type { ModelCapabilities } from '../catalogue/capabilities.js';
import { capabilitiesAt } from '../connection/capabilities.js';
import { resolveEndpoints, type Endpoints } from '../connection/endpoints.js';
import type { QwenProviderSettings } from '../connection/settings.js';

/**
 * Makes the function that looks up what a model can do on a provider's server. Only AI SDK 4 asks before a call, so the
 * other entries import no catalogue. Throws `InvalidArgumentError` for a wrong setting.
 */
export function capabilitiesWith(settings: QwenProviderSettings): (modelId: string) => ModelCapabilities {
  let endpoints: Endpoints | undefined;
  return (modelId) => capabilitiesAt((endpoints ??= resolveEndpoints(settings)), settings.server, modelId);
}
