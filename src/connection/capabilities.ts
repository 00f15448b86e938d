import { findModel, foreignModel } from '../catalogue/models.js';
import type { ModelRow } from '../catalogue/row.js';
import type { Dialect } from './dialect.js';

/** What a model can do on a server: on another one than Model Studio, what that server can do with any model. */
export function capabilitiesOn({ modelStudio, json, streamOnly }: Dialect, modelId: string): ModelRow {
  if (modelStudio === true) return findModel(modelId);
  return { ...foreignModel, json: json === 'schema-only' ? 'schema' : json, streamOnly };
}
