import { isObject } from '../../util/json.js';
import type { Probe } from './probe.js';
import { type Reply, valuesOf } from './reply.js';

/**
 * US dollars for a million tokens: well above the list prices of Qwen models, so that a sum is rather too high. A web
 * search is billed on top.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/billing-for-model-studio
 */
export const ceiling = { input: 10, output: 30, search: 0.01 };

/** Tokens that these short questions make a model write and think at most, and that a picture takes. */
const maxAnswer = 512;
const maxThoughts = 1_500;
const pictureTokens = 1_500;

interface Tokens {
  input: number;
  output: number;
}

/** The price of a probe if the service answers as expected, in US dollars. A refusal and a list cost nothing. */
export function priceOf(probe: Probe): number {
  return probe.expected.kind === 'refusal' ? 0 : maxPriceOf(probe);
}

/** The price of a probe that the service answers, in US dollars. */
export function maxPriceOf({ request, thinks }: Probe): number {
  const { body, method } = request;
  if (method === 'GET') return 0;
  const fields = isObject(body) ? body : {};
  const text = JSON.stringify(body) ?? '';
  const withoutMedia = text.replace(/data:[^"]*/g, '');
  const pictures = text.split('data:').length - 1;
  const tokens: Tokens = {
    // A character is at most a token.
    input: withoutMedia.length + pictures * pictureTokens,
    output: maxTokensOf(fields) + (thinks === true ? maxThoughts : 0),
  };
  return inDollars(tokens) + (fields.enable_search === true ? ceiling.search : 0);
}

/** The most that an answer cost, in US dollars, by the usage that it reports. */
export function spentOn(probe: Probe, reply: Reply): number {
  const usages = valuesOf(reply).flatMap((value) => (isObject(value) && isObject(value.usage) ? [value.usage] : []));
  const last = usages.at(-1);
  if (last === undefined) return reply.status === 200 ? priceOf(probe) : 0;
  const search = isObject(probe.request.body) && probe.request.body.enable_search === true ? ceiling.search : 0;
  return (
    inDollars({
      input: sum(last, /^(prompt|input|total)_tokens$/),
      output: sum(last, /^(completion|output)_tokens$/),
    }) + search
  );
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

function inDollars({ input, output }: Tokens): number {
  return (input * ceiling.input + output * ceiling.output) / 1_000_000;
}

/** An amount for people, such as `$0.04`. */
export function showPrice(dollars: number): string {
  return dollars > 0 && dollars < 0.01 ? 'less than $0.01' : `$${dollars.toFixed(2)}`;
}
