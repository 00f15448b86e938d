import { costOf, priceOf as listPriceOf } from '../../catalogue/prices.js';
import { isObject } from '../../util/json.js';
import type { Probe } from './probe.js';
import { errorOf, type Reply, valuesOf } from './reply.js';

/**
 * Yuan for a US dollar. The list converts at 7.3 and more; fewer make a sum rather too high.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing
 */
const yuanPerDollar = 7;

/** US dollars for a million tokens of a model without a list price, and for a web search. Both are rather too high. */
const ceiling = { input: 10, output: 30 };
const searchFee = 0.01;

/** Tokens that these short questions make a model write and think at most, and that a picture takes. */
const maxAnswer = 512;
const maxThoughts = 1_500;
const pictureTokens = 1_500;

interface Tokens {
  input: number;
  output: number;
}

/** The price of a probe if the service answers as expected, in US dollars. A refusal and a list cost nothing. */
export function priceOf(probe: Probe, region: string | undefined): number {
  if (isFree(probe)) return 0;
  // The model decides whether it searches, and a greeting needs no search.
  return answerPrice(probe, region);
}

/** The most that a probe costs if the service answers as expected, in US dollars. */
export function maxExpectedPriceOf(probe: Probe, region: string | undefined): number {
  return isFree(probe) ? 0 : maxPriceOf(probe, region);
}

function isFree({ expected }: Probe): boolean {
  return expected.kind === 'refusal' || expected.isFree === true;
}

/** The price of a probe that the service answers, in US dollars. */
export function maxPriceOf(probe: Probe, region: string | undefined): number {
  return answerPrice(probe, region) + (searches(probe) ? searchFee : 0);
}

function answerPrice(probe: Probe, region: string | undefined): number {
  const { body, method } = probe.request;
  if (probe.paid !== undefined) return listCost(probe.paid, region) ?? maxThing;
  const fields = fieldsOf(probe);
  if (method === 'GET' || typeof fields.model !== 'string') return 0;
  const text = JSON.stringify(body);
  const withoutMedia = text.replace(/data:[^"]*/g, '');
  const pictures = text.split('data:').length - 1;
  // Speech is billed by characters, of which a Chinese one counts twice.
  const speech = listCost({ model: fields.model, usage: { characters: 2 * withoutMedia.length } }, region);
  if (speech !== undefined) return speech;
  const tokens: Tokens = {
    // A character is at most a token.
    input: withoutMedia.length + pictures * pictureTokens,
    output: maxTokensOf(fields) + (probe.thinks === true ? maxThoughts : 0),
  };
  return inDollars(probe, tokens, region);
}

/** US dollars for a thing without a list price. */
const maxThing = 1;

/** The list price of units, in US dollars; undefined without one. */
function listCost({ model, usage }: NonNullable<Probe['paid']>, region: string | undefined): number | undefined {
  const cost = firstOf(region, (each) => costOf(model, usage, { region: each }));
  return cost && cost.amount / yuanPerDollar;
}

/** The most that an answer cost, in US dollars, by the usage that it reports. */
export function spentOn(probe: Probe, reply: Reply, region: string | undefined): number {
  if (reply.status >= 400 || errorOf(reply) !== undefined) return 0;
  const usages = valuesOf(reply).flatMap((value) => (isObject(value) && isObject(value.usage) ? [value.usage] : []));
  const last = usages.at(-1);
  if (probe.paid !== undefined || last === undefined || typeof last.characters === 'number')
    return maxPriceOf(probe, region);
  const tokens = {
    input: sum(last, /^(prompt|input|total)_tokens$/),
    output: sum(last, /^(completion|output)_tokens$/),
  };
  return inDollars(probe, tokens, region) + (searches(probe) ? searchFee : 0);
}

function sum(usage: Record<string, unknown>, names: RegExp): number {
  const counts = Object.entries(usage).map(([name, value]) =>
    names.test(name) && typeof value === 'number' ? value : 0,
  );
  return Math.max(0, ...counts);
}

function maxTokensOf(fields: Record<string, unknown>): number {
  const { max_tokens: own = fields.max_output_tokens, parameters, thinking_budget: budget } = fields;
  const limit = own ?? (isObject(parameters) ? parameters.max_tokens : undefined);
  return Math.min(countOr(limit, maxAnswer), maxAnswer) + Math.min(countOr(budget, 0), maxThoughts);
}

function countOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? Math.max(0, value) : otherwise;
}

function inDollars(probe: Probe, { input, output }: Tokens, region: string | undefined): number {
  const { model, enable_thinking: thinks = probe.thinks } = fieldsOf(probe);
  const thinking = thinks === true;
  const listed = firstOf(region, (each) => listPriceOf(String(model), { region: each, inputTokens: input, thinking }));
  const rates = listed ?? { input: ceiling.input * yuanPerDollar, output: ceiling.output * yuanPerDollar };
  return (input * rates.input + output * rates.output) / 1_000_000 / yuanPerDollar;
}

/** Looks up the region in the list and, where the list has nothing for it, another one. */
function firstOf<Value>(region: string | undefined, find: (region: string) => Value | undefined): Value | undefined {
  const regions = [region ?? 'singapore', 'singapore', 'beijing'];
  return regions.map(find).find((value) => value !== undefined);
}

function searches(probe: Probe): boolean {
  return fieldsOf(probe).enable_search === true;
}

function fieldsOf({ request: { body } }: Probe): Record<string, unknown> {
  return isObject(body) ? body : {};
}

/** An amount for people, such as `$0.04`. */
export function showPrice(dollars: number): string {
  return dollars > 0 && dollars < 0.01 ? 'less than $0.01' : `$${dollars.toFixed(2)}`;
}
