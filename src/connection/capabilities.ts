import { findModel, foreignModel } from '../catalogue/models.js';
import type { ModelRow } from '../catalogue/row.js';
import type { Endpoints } from './endpoints.js';

/** What a model can do where a provider's settings point. */
export function capabilitiesOn({ isModelStudio }: Pick<Endpoints, 'isModelStudio'>, modelId: string): ModelRow {
  return isModelStudio ? findModel(modelId) : foreignModel;
}
