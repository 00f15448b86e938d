import { type Endpoints, resolveEndpoints } from '../connection/endpoints.js';
import type { QwenRegion } from '../connection/settings.js';
import { UsageError } from './exit-codes.js';

/** The endpoints that `--base-url`, `--region` or the environment name. Throws a wrong usage for other values. */
export function endpointsOf(baseURL: string | undefined, region: string | undefined): Endpoints {
  try {
    return resolveEndpoints(baseURL === undefined ? { ...(region && { region: region as QwenRegion }) } : { baseURL });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
