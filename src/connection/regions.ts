import { sharedHosts, workspaceZones } from './endpoints.js';
import type { QwenRegion } from './settings.js';

/** The region of a host of Model Studio; undefined for any other host. */
export function regionOf(host: string): QwenRegion | undefined {
  const regions = Object.keys(workspaceZones) as QwenRegion[];
  return regions.find(
    (region) => host === sharedHosts[region] || host.endsWith(`.${workspaceZones[region]}.maas.aliyuncs.com`),
  );
}
