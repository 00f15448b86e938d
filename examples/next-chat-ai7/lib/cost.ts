import { costOf, type QwenCost, type QwenUsage } from 'ai-sdk-qwen/models';

/** Money by the list prices: without discounts, free quotas, and the fee of a search. */
export type Cost = Pick<QwenCost, 'amount' | 'currency' | 'asOf'>;

/** The cost with that of another request; null where the list has no price for one of them. */
export function addCost(sum: Cost | null | undefined, model: string, usage: QwenUsage): Cost | null {
  const cost = costOf(model, usage, { region: regionOf(process.env.DASHSCOPE_COMPATIBLE_BASE_URL) });
  if (sum === null || cost === undefined) return null;
  const { amount, currency, asOf } = cost;
  return { amount: amount + (sum?.amount ?? 0), currency, asOf };
}

/** The region of the app's key, by the address that `qwen` calls: Singapore's unless the environment names another. */
function regionOf(address = 'https://dashscope-intl.aliyuncs.com'): string {
  const { hostname } = new URL(address);
  if (/^dashscope\.aliyuncs|\.cn-beijing\.maas\.aliyuncs/.test(hostname)) return 'beijing';
  if (/^dashscope-intl\.aliyuncs|\.ap-southeast-1\.maas\.aliyuncs/.test(hostname)) return 'singapore';
  // The list has no prices of other regions. Any other address leads to Singapore, such as the emulator's.
  return hostname.endsWith('.aliyuncs.com') ? hostname : 'singapore';
}
