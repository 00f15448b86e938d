import * as fc from 'fast-check';

/**
 * Number of tries of a property: `PROPERTY_RUNS=20 npm run test:system -- properties` tries everything twenty times as
 * often, with `PROPERTY_SEED` other values than the usual ones. A failure prints seed and path of its smallest case.
 */
export function runs(usual: number): fc.Parameters<unknown> {
  const { PROPERTY_RUNS = '1', PROPERTY_SEED = '20260' } = process.env;
  return { numRuns: Math.ceil(usual * Number(PROPERTY_RUNS)), seed: Number(PROPERTY_SEED) };
}

/** Small choices that say nothing of their own, such as the order of keys. At level 0 all are the plain ones. */
export interface Noise {
  /** True about as often as the level says. */
  happens(): boolean;
  pick(plain: unknown, ...others: unknown[]): unknown;
  shuffle<Value>(values: Value[]): Value[];
  below(bound: number): number;
}

/** Parameters of a noise; they shrink to none at all. */
export const anyNoise = fc.record({
  seed: fc.integer({ min: 1, max: 0x7fff_fffe }),
  level: fc.constantFrom(0, 0.15, 0.5),
});

/** A small linear congruential generator: the same parameters make the same choices. */
export function createNoise({ seed, level }: { seed: number; level: number }): Noise {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 0x7fff_ffff;
    return state / 0x7fff_ffff;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  const happens = () => next() < level;
  return {
    happens,
    below,
    pick: (plain, ...others) => (happens() ? others[below(others.length)] : plain),
    shuffle(values) {
      const rest = [...values];
      return happens() ? values.map(() => rest.splice(below(rest.length), 1)[0]!) : rest;
    },
  };
}

const unknownKeys = ['x_new', '日本', 'Content', 'delta ', 'toString', 'valueOf', 'hasOwnProperty', '0'];
const unknownValues = [null, true, 0, -1.5, '', 'text', '\u2028', [], [[]], {}, { content: 'no', index: 3 }];

/** An object as a server may write it: absent fields left out, keys in any order, keys that nobody knows beside them. */
export function written(noise: Noise, fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (noise.happens()) {
    const key = unknownKeys[noise.below(unknownKeys.length)]!;
    entries.push([key, unknownValues[noise.below(unknownValues.length)]]);
  }
  return Object.fromEntries(noise.shuffle(entries));
}

/** Pieces of a text or of bytes, cut at these places (fractions of its length). */
export function cut<Whole extends string | Uint8Array>(whole: Whole, places: readonly number[]): Whole[] {
  const ends = [...places.map((place) => Math.floor(place * whole.length)), whole.length];
  ends.sort((one, other) => one - other);
  return ends.map((end, index) => whole.slice(index === 0 ? 0 : ends[index - 1], end) as Whole);
}

/** Where something is cut. */
export const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
