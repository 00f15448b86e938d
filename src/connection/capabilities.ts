import { capabilitiesOf, foreignCapabilitiesOf } from '../catalogue/models.js';
import type { ModelCapabilities } from '../catalogue/capabilities.js';
import type { Dialect } from './dialect.js';

/** What a model can do on a server: on another one than Model Studio, what that server can do with any model. */
export function capabilitiesOn({ modelStudio, json, streamOnly }: Dialect, modelId: string): ModelCapabilities {
  if (modelStudio === true) return capabilitiesOf(modelId);
  return { ...foreignCapabilitiesOf(modelId), json: json === 'schema-only' ? 'schema' : json, streamOnly };
}
