import type { ModelCapabilities } from '../catalogue/capabilities.js';
import { capabilitiesAt, serverIn } from '../connection/capabilities.js';
import type { QwenServer } from '../connection/servers.js';
import type { QwenProviderSettings } from '../connection/settings.js';

/**
 * Makes the function that looks up what a model can do on a provider's server. Only AI SDK 4 asks before a call, so the
 * other entries import no catalogue.
 */
export function capabilitiesWith(settings: QwenProviderSettings): (modelId: string) => ModelCapabilities {
  let server: QwenServer | undefined;
  return (modelId) => capabilitiesAt((server ??= serverIn(settings)), modelId);
}
