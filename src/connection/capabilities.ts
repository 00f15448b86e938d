import { capabilitiesOf, foreignCapabilitiesOf } from '../catalogue/models.js';
import type { ModelCapabilities } from '../catalogue/capabilities.js';
import type { Endpoints } from './endpoints.js';

/** What a model can do where a provider's settings point. */
export function capabilitiesOn(
  { isModelStudio }: Pick<Endpoints, 'isModelStudio'>,
  modelId: string,
): ModelCapabilities {
  return (isModelStudio ? capabilitiesOf : foreignCapabilitiesOf)(modelId);
}
