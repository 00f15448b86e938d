import { capabilityProbes } from './capability-probes.js';
import type { Probe } from './probe.js';
import { refusalProbes } from './refusal-probes.js';
import { shapeProbes } from './shape-probes.js';

/** Every probe, or those whose id begins with one of the texts. */
export function selectProbes(only: readonly string[] | undefined): Probe[] {
  const probes = [...shapeProbes(), ...refusalProbes(), ...capabilityProbes()];
  return only === undefined ? probes : probes.filter(({ id }) => only.some((start) => id.startsWith(start)));
}
