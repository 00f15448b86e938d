/** A region whose prices are listed. The others bill by the deployment scope of the workspace, which no answer names. */
export type PricedRegion = 'beijing' | 'singapore';

/** A number for each region that lists one. */
export type ByRegion<T> = { readonly [region in PricedRegion]?: T };

/**
 * Yuan for a million tokens: input, output, and output with thinking if that has another price. They hold for requests
 * of up to `maxThousands` thousand input tokens.
 */
export type Tier = readonly [maxThousands: number, input: number, output: number, thinkingOutput?: number];

/** Models with the same prices, smallest tier first. */
export interface TokenPrices extends ByRegion<readonly Tier[]> {
  readonly ids: readonly string[];
}

/** One tier for requests of any length. Its mark lets a bundler drop the lists from an application without prices. */
/* @__NO_SIDE_EFFECTS__ */
export function flat(input: number, output: number, thinkingOutput = output): readonly Tier[] {
  return [[Number.POSITIVE_INFINITY, input, output, thinkingOutput]];
}
