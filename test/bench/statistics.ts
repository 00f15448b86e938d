/** One contestant's work in a row. */
export interface Case {
  name: string;
  /** Does the work once. What it returns is what a meter of its own has found. */
  run(): Promise<number | void>;
  /** The unmeasured work before each run. Default: `run`. */
  warmUp?(): Promise<unknown>;
}

/** The time that each case took, round by round. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/** Turns a run into a number. */
export type Meter = (run: Case['run']) => Promise<number>;

/** Milliseconds of the processor that a run takes, collecting its garbage included. */
export const cpu: Meter = async (run) => {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The figures that the run itself has found. */
export const own: Meter = async (run) => (await run()) ?? Number.NaN;

/**
 * Runs all cases in every round, in another order each time, so that what slows the machine down for a while slows all
 * of them down, and nobody always has to collect another's garbage. Collections are left to the engine: after forced
 * ones it has to compile anew what was made for short-lived objects, which its own spare.
 */
export async function interleave(cases: readonly Case[], rounds: number, meter = cpu): Promise<Samples> {
  const samples = new Map<string, number[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run, warmUp } of shuffle(cases)) {
      await (warmUp ?? run)();
      samples.get(name)?.push(await meter(run));
    }
  }
  return samples;
}

/** The median of a case's samples. */
export function typical(samples: Samples, name: string): number {
  return median(samples.get(name) ?? []);
}

/** The median of the ratios of two cases, each taken within one round. */
export function ratio(samples: Samples, name: string, base: string): number {
  const bases = samples.get(base) ?? [];
  return median((samples.get(name) ?? []).map((value, round) => value / (bases[round] ?? Number.NaN)));
}

/** The case that takes least. */
export function best(samples: Samples, names: readonly string[]): string {
  const [first] = names.toSorted((left, right) => typical(samples, left) - typical(samples, right));
  if (first === undefined) throw new Error('There is nothing to compare with.');
  return first;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is no median of nothing.');
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** The items in a random order (Fisher and Yates). */
export function shuffle<Item>(items: readonly Item[]): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}
