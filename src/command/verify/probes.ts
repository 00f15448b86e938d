import { capabilityProbes } from './capability-probes.js';
import { kindProbes } from './kind-probes.js';
import { maxExpectedPriceOf, priceOf } from './price.js';
import type { Probe } from './probe.js';
import { refusalProbes } from './refusal-probes.js';
import { shapeProbes } from './shape-probes.js';
import { mediaProbes, storyProbes } from './story-probes.js';

/** The probes of a run, the cheapest first, and those that it leaves out because of their price. */
export interface Selection {
  probes: Probe[];
  leftOut: Probe[];
}

interface Wish {
  /** Beginnings of ids. Undefined: all but those that cost more than cents. */
  only: readonly string[] | undefined;
  /** US dollars, if the user named them: what fits is taken. */
  budget: number | undefined;
  region: string | undefined;
}

/** Every probe, or those whose id begins with one of the texts. */
export function selectProbes(only: readonly string[] | undefined): Probe[] {
  const probes = [
    ...shapeProbes(),
    ...storyProbes(),
    ...refusalProbes(),
    ...capabilityProbes(),
    ...kindProbes(),
    ...mediaProbes(),
  ];
  return only === undefined ? probes : probes.filter(({ id }) => only.some((start) => id.startsWith(start)));
}

/** The probes of a run. Pictures and videos are a part of it if they are named, or if the named budget allows them. */
export function planProbes({ only, budget, region }: Wish): Selection {
  const price = (probe: Probe) => priceOf(probe, region);
  const sorted = selectProbes(only).sort((one, other) => price(one) - price(other));
  if (only !== undefined) return { probes: sorted, leftOut: [] };
  let room = budget ?? 0;
  const selection: Selection = { probes: [], leftOut: [] };
  for (const probe of [...sorted.filter(isCheap), ...sorted.filter((one) => !isCheap(one))]) {
    room -= maxExpectedPriceOf(probe, region);
    selection[isCheap(probe) || room >= 0 ? 'probes' : 'leftOut'].push(probe);
  }
  return selection;
}

function isCheap({ id }: Probe): boolean {
  return !id.startsWith('media/');
}
