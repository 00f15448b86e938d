import { isPlan } from './plan-hosts.js';

/** The server that a call went to, and what may explain that it refused the key. */
export interface Place {
  host: string;
  /** The reason for the choice of the host: "region singapore, the default". */
  chosenBy: string;
  isModelStudio: boolean;
  /** True if the key belongs to a plan. */
  ofPlan: boolean;
}

/**
 * Base URLs of the plans, which accept only their keys.
 *
 * @see https://github.com/QwenLM/qwen-code/pull/10980
 * @see https://github.com/decolua/9router/issues/2754
 */
const plans = [
  'https://coding-intl.dashscope.aliyuncs.com/v1 or https://coding.dashscope.aliyuncs.com/v1 (Coding Plan)',
  'https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1 or ' +
    'https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1 (Token Plan)',
];

/** Advice about a refused key. */
export function keyHint({ host, chosenBy, isModelStudio, ofPlan }: Place): string {
  const asked = `${host} refused the key (${chosenBy}).`;
  if (!isModelStudio) return `${asked} Pass the key of that server as apiKey.`;
  if (isPlan(host)) return `${asked} It accepts only keys of its plan.`;
  const baseURLs = `set \`baseURL\` to ${plans.join(', or ')}`;
  if (ofPlan) return `${asked} Keys that begin with sk-sp- belong to a plan, which has other hosts: ${baseURLs}.`;
  return (
    `${asked} A key belongs to one region: set \`region\` or \`baseURL\` to the key's region. For a key of a plan ` +
    `(sk-sp-…) ${baseURLs}.`
  );
}
