import { countOf } from '../util/json.js';
import { cachePrices, explicitCache, explicitShareOf, implicitShareOf } from './cache-prices.js';
import { chatPrices } from './chat-prices.js';
import {
  type ImagePrices,
  imagePrices,
  type Rate,
  speechPrices,
  transcriptionPrices,
  type UnitPrices,
  type VideoPrices,
  videoPrices,
} from './media-prices.js';
import type { ByRegion, PricedRegion, TokenPrices } from './price-row.js';
import { specialPrices } from './special-prices.js';
import { thirdPartyPrices } from './third-party-prices.js';
import { type QwenUsage, type TokenCounts, tokenCountsOf } from './usage.js';

/** Month of the price page that the list is from. */
export const asOf = '2026-10';

/** A sum by the list prices. */
interface ListPrice {
  /** The page shows every region's prices in yuan. */
  currency: 'CNY';
  /** The region whose prices these are. */
  region: string;
  /** Year and month of the list, such as `2026-10`. */
  asOf: string;
}

/** An estimate of what a call costs. */
export interface QwenCost extends ListPrice {
  /** The sum, in `currency`. */
  amount: number;
}

/** List prices of a model for a million tokens. */
export interface QwenTokenPrice extends ListPrice {
  input: number;
  output: number;
}

/** A region of Model Studio. Beijing and Singapore have prices in the list. */
export type QwenPriceRegion = PricedRegion | (string & {});

export interface QwenPriceOptions {
  /** The region that answers: that of the provider, which is `singapore` by default. */
  region: QwenPriceRegion;
  /** Input tokens of one request, which choose the tier of the price. Default: the lowest tier. */
  inputTokens?: number | undefined;
  /** The price of answers with thinking, for the models that have another one. Default: false. */
  thinking?: boolean | undefined;
}

export interface QwenCostOptions {
  /** The region that answered: that of the provider, which is `singapore` by default. */
  region: QwenPriceRegion;
  /**
   * `providerMetadata.qwen` of the answer. It has what the usage of AI SDK 4 (tokens of the cache and of thinking) and of
   * AI SDK 5 (tokens written to the cache) leaves out.
   */
  metadata?: Readonly<Record<string, unknown>> | null | undefined;
  /** True if the call ran in a batch, at half the price and without the cache's discount. Default: false. */
  batch?: boolean | undefined;
  /**
   * The kind of cache that tokens came from. Default: `explicit` if tokens written to it are counted, 0 included, else
   * `implicit`.
   */
  cache?: 'implicit' | 'explicit' | undefined;
  /** True if the model thought before it answered. Default: true if tokens of thinking are counted. */
  thinking?: boolean | undefined;
}

interface Lists {
  tokens: ReadonlyMap<string, TokenPrices>;
  images: ReadonlyMap<string, ImagePrices>;
  videos: ReadonlyMap<string, VideoPrices>;
  speech: ReadonlyMap<string, UnitPrices>;
  recordings: ReadonlyMap<string, UnitPrices>;
}

let lists: Lists | undefined;

/** The lists by model id. Made at the first use, to keep the import cheap. */
function byId(): Lists {
  lists ??= {
    tokens: indexed([...chatPrices, ...specialPrices, ...thirdPartyPrices]),
    images: indexed(imagePrices),
    videos: indexed(videoPrices),
    speech: indexed(speechPrices),
    recordings: indexed(transcriptionPrices),
  };
  return lists;
}

function indexed<Row extends { ids: readonly string[] }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.flatMap((row) => row.ids.map((id) => [id, row] as const)));
}

/**
 * The list price of a model for a million tokens, such as for the `price` of a batch; undefined where the list has none.
 * It leaves out discounts, free quotas, the cache and fees for tools.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing
 */
export function priceOf(model: string, options: QwenPriceOptions): QwenTokenPrice | undefined {
  const { region, inputTokens = 0, thinking = false } = options;
  const tier = inRegion(byId().tokens.get(model), region)?.find(([thousands]) => inputTokens <= thousands * 1000);
  if (tier === undefined) return undefined;
  const [, input, output, thinkingOutput = output] = tier;
  return { input, output: thinking ? thinkingOutput : output, currency: 'CNY', region, asOf };
}

/**
 * An estimate of what one request costs by the list prices of Model Studio; undefined where the list has no price for the
 * model, the region or what was counted. It leaves out discounts, free quotas and fees for tools such as web search.
 *
 * Prices rise with the input tokens of a request: add the costs of the steps of a call, not their usage.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing
 * @see https://help.aliyun.com/zh/model-studio/context-cache
 */
export function costOf(
  model: string,
  usage: QwenUsage | null | undefined,
  options: QwenCostOptions,
): QwenCost | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined;
  const counts = tokenCountsOf(usage, options.metadata);
  let amount: number | undefined;
  if (counts !== undefined && byId().tokens.has(model)) amount = tokenCost(model, counts, options);
  // Batches take only what is billed by tokens.
  else if (options.batch !== true) amount = unitCost(model, usage, options.region);
  if (amount === undefined) return undefined;
  // Sums of fractions end in noise.
  return { amount: Math.round(amount * 1e12) / 1e12, currency: 'CNY', region: options.region, asOf };
}

function tokenCost(model: string, counts: TokenCounts, options: QwenCostOptions): number | undefined {
  const { region, batch = false, thinking = counts.thinks } = options;
  const price = priceOf(model, { region, inputTokens: counts.input, thinking });
  if (price === undefined) return undefined;
  const output = counts.output ?? (price.output === 0 ? 0 : undefined);
  const input = batch ? counts.input * price.input : inputCost(model, counts, price, options);
  if (output === undefined || input === undefined) return undefined;
  return ((input + output * price.output) * (batch ? 0.5 : 1)) / 1_000_000;
}

/** The cost of the input tokens, a million times. */
function inputCost(
  model: string,
  { input, cached, written }: TokenCounts,
  price: QwenTokenPrice,
  { region, cache = written === undefined ? 'implicit' : 'explicit' }: QwenCostOptions,
): number | undefined {
  const rest = Math.max(0, input - cached - (written ?? 0)) * price.input;
  const writing = (written ?? 0) * price.input * explicitCache.write;
  if (cached === 0) return rest + writing;
  const fixed = Object.hasOwn(cachePrices, model) ? inRegion(cachePrices[model], region) : undefined;
  if (fixed !== undefined) return rest + writing + cached * fixed;
  const share = cache === 'explicit' ? explicitShareOf(model) : implicitShareOf(model);
  return share === undefined ? undefined : rest + writing + cached * price.input * share;
}

function unitCost(model: string, usage: QwenUsage, region: string): number | undefined {
  const { images, videos, speech, recordings } = byId();
  const picture = images.get(model);
  if (picture !== undefined) return imageCost(picture, usage, region);
  const video = videos.get(model);
  if (video !== undefined) return videoCost(video, usage, region);
  return (
    product(inRegion(speech.get(model), region), countOf(usage.characters), 1 / 10_000) ??
    product(inRegion(recordings.get(model), region), countOf(usage.seconds))
  );
}

function imageCost(row: ImagePrices, usage: QwenUsage, region: string): number | undefined {
  const rate = rateOf(inRegion(row, region), usage.resolution);
  const factor = usage.promptExtend === true ? (row.extended ?? 1) : 1;
  const made = product(rate, countOf(usage.images), factor);
  const inputs = (inRegion(row.inputs, region) ?? 0) * (countOf(usage.inputImages) ?? 0);
  return made === undefined ? undefined : made + inputs;
}

function videoCost(row: VideoPrices, usage: QwenUsage, region: string): number | undefined {
  const rates = usage.audio === false ? (row.silent ?? row) : row;
  const inputs = row.maxInputSeconds === undefined ? 0 : countOf(usage.inputSeconds);
  const made = countOf(usage.seconds);
  if (made === undefined || inputs === undefined) return undefined;
  const seconds = made + Math.min(inputs, row.maxInputSeconds ?? 0);
  return product(rateOf(inRegion(rates, region), usage.resolution), seconds);
}

function rateOf(rate: Rate | undefined, resolution: string | undefined): number | undefined {
  if (typeof rate !== 'object') return rate;
  return resolution !== undefined && Object.hasOwn(rate, resolution) ? rate[resolution] : undefined;
}

function inRegion<T>(prices: ByRegion<T> | undefined, region: string): T | undefined {
  return region === 'beijing' || region === 'singapore' ? prices?.[region] : undefined;
}

function product(rate: number | undefined, count: number | undefined, factor = 1): number | undefined {
  return rate === undefined || count === undefined ? undefined : rate * count * factor;
}
