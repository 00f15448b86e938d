import { costOf, type QwenCost, type QwenUsage } from 'ai-sdk-qwen/models';

/** The region of the app's key. `qwen` calls Singapore unless it has a `region`. */
const region = 'singapore';

/** Money by the list prices: without discounts, free quotas, and the fee of a search. */
export type Cost = Pick<QwenCost, 'amount' | 'currency' | 'asOf'>;

/** The cost with that of another request; null where the list has no price for one of them. */
export function addCost(sum: Cost | null | undefined, model: string, usage: QwenUsage): Cost | null {
  const cost = costOf(model, usage, { region });
  if (sum === null || cost === undefined) return null;
  const { amount, currency, asOf } = cost;
  return { amount: amount + (sum?.amount ?? 0), currency, asOf };
}
