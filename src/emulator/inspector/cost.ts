import { cacheRows, imageRows, recordingRows, speechRows, tokenRows, unpricedCache } from '../catalogue/prices.js';
import { billsInput, videoRows } from '../catalogue/video-prices.js';
import type { Region } from '../catalogue/regions.js';
import type { Cost, TokenCount, UnitCount } from './shape.js';

/** An answered call, as far as its price goes. */
export interface Spent {
  model: string;
  region: Region;
  tokens?: TokenCount | undefined;
  units?: UnitCount | undefined;
}

/** The list price of a call; undefined where the list has none. */
export function costOf({ model, region, tokens, units }: Spent): Cost | undefined {
  if (region !== 'beijing' && region !== 'singapore') return undefined;
  const tiers = find(tokenRows, model, region);
  const amount = tiers === undefined ? unitCost(model, region, units) : tokenCost(tiers, model, tokens);
  return amount === undefined ? undefined : { amount, currency: 'CNY', region };
}

function tokenCost(tiers: string, model: string, tokens: TokenCount = {}): number | undefined {
  const { input, cached = 0, written, reasoning = 0 } = tokens;
  const tier = tiers.split(', ').find((one) => input !== undefined && input <= maxInput(one));
  if (tier === undefined || input === undefined) return undefined;
  const [inputPrice = 0, plainPrice = 0, thinkingPrice = plainPrice] = tier.split(' ').slice(1).map(Number);
  const { output = plainPrice === 0 ? 0 : undefined } = tokens;
  const share = cached === 0 ? 0 : shareOf(model, written !== undefined);
  if (output === undefined || share === undefined) return undefined;
  const rest = Math.max(0, input - cached - (written ?? 0));
  const inputs = (rest + cached * share + (written ?? 0) * 1.25) * inputPrice;
  return (inputs + output * (reasoning > 0 ? thinkingPrice : plainPrice)) / 1e6;
}

/** The most input tokens of a tier. */
function maxInput(tier: string): number {
  return tier.startsWith('all ') ? Number.POSITIVE_INFINITY : Number.parseInt(tier, 10) * 1_000;
}

/** The share of the input price that a token from the cache costs. */
function shareOf(model: string, isExplicit: boolean): number | undefined {
  if (isExplicit) return model.startsWith('qwen3.8-') && has(unpricedCache, model) ? undefined : 0.1;
  if (has(unpricedCache, model)) return undefined;
  return cacheRows.find(([ids]) => has(ids, model))?.[1] ?? 0.2;
}

function unitCost(model: string, region: 'beijing' | 'singapore', units: UnitCount = {}): number | undefined {
  const { images, characters, seconds } = units;
  return (
    times(find(imageRows, model, region), images) ??
    times(find(speechRows, model, region), characters, 1 / 10_000) ??
    times(find(recordingRows, model, region), seconds) ??
    times(secondPrice(find(videoRows, model, region), units.resolution), billedSeconds(model, units))
  );
}

/** The price of a second of a video; undefined where it depends on a resolution that is not known. */
function secondPrice(prices: string | undefined, resolution: number | undefined): number | undefined {
  const rows = prices?.split(', ').map((row) => row.split(' '));
  const [, price] = rows?.find(([tier]) => tier === 'all' || tier === `${resolution}P`) ?? [];
  return price === undefined ? undefined : Number(price);
}

function billedSeconds(model: string, { seconds, inputSeconds }: UnitCount): number | undefined {
  if (!has(billsInput, model)) return seconds;
  return seconds === undefined || inputSeconds === undefined ? undefined : seconds + inputSeconds;
}

function times(price: number | undefined, count: number | undefined, factor = 1): number | undefined {
  return price === undefined || count === undefined ? undefined : price * count * factor;
}

function find<T>(
  rows: readonly (readonly [ids: string, beijing?: T, singapore?: T])[],
  model: string,
  region: 'beijing' | 'singapore',
): T | undefined {
  const row = rows.find(([ids]) => has(ids, model));
  return region === 'beijing' ? row?.[1] : row?.[2];
}

function has(ids: string, model: string): boolean {
  return ids.split(' ').includes(model);
}
