import { us, type Contestant } from './contestants.js';
import { best, ratio, typical, type Samples } from './statistics.js';

export type Unit = '×' | 'ms' | 'KB' | 'MB' | 'passes' | 'exponent';

/** The result of one measurement. */
export interface Finding {
  /** The row that it belongs to. */
  row: string;
  /** The work that was done, and the measured part of it. */
  work: string;
  unit: Unit;
  /** The result of each case, the peers, the floor and this package's entries among them. */
  values: Record<string, number>;
  /** The most that this package may come to. */
  goal: number;
}

/** The tools that the rows are measured with. */
export interface Bench {
  contestants: readonly Contestant[];
  /** A project that has all packages installed. */
  folder: string;
  /** A look at whether all of it runs: little work, few rounds, figures that say little. */
  quick: boolean;
}

/** A row of measurements. */
export interface Row {
  id: string;
  measure(bench: Bench): Promise<Finding[]>;
}

export const floor = 'floor';

/** All cases as multiples of one. */
export function multiples(samples: Samples, base: string): Record<string, number> {
  const names = [...samples.keys()].filter((name) => name !== base);
  return Object.fromEntries(names.map((name) => [name, ratio(samples, name, base)]));
}

/** This package as a multiple of the best of some peers. */
export function againstBest(samples: Samples, peers: readonly string[]): Record<string, number> {
  const base = best(samples, peers);
  const names = [...samples.keys()].filter((name) => name === base || name.startsWith(us) || name === floor);
  return Object.fromEntries(names.map((name) => [name, ratio(samples, name, base)]));
}

/** The time that each case took. */
export function absolutes(samples: Samples, factor = 1): Record<string, number> {
  return Object.fromEntries([...samples.keys()].map((name) => [name, typical(samples, name) * factor]));
}

export function namesOf(contestants: readonly Contestant[], ...sides: Contestant['side'][]): string[] {
  return contestants.filter(({ side }) => sides.includes(side)).map(({ name }) => name);
}
