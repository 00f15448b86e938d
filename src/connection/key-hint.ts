import { isPlan } from './plan-hosts.js';

/** Where a call went, as far as a refused key may be to blame for it. */
export interface Place {
  host: string;
  /** How the host was chosen: "region singapore, the default". */
  chosenBy: string;
  isModelStudio: boolean;
  /** Whether the key is one of a plan. */
  ofPlan: boolean;
}

/**
 * Base URLs of the plans, which take no other keys.
 *
 * @see https://github.com/QwenLM/qwen-code/pull/10980
 * @see https://github.com/decolua/9router/issues/2754
 */
const plans = [
  'https://coding-intl.dashscope.aliyuncs.com/v1 or https://coding.dashscope.aliyuncs.com/v1 (Coding Plan)',
  'https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1 or ' +
    'https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1 (Token Plan)',
];

/** What to do about a key that was refused. */
export function keyHint({ host, chosenBy, isModelStudio, ofPlan }: Place): string {
  const asked = `${host} refused the key (${chosenBy}).`;
  if (!isModelStudio) return `${asked} Pass the key of that server as apiKey.`;
  if (isPlan(host)) return `${asked} It takes only keys of its plan.`;
  const baseURLs = `set \`baseURL\` to ${plans.join(', or ')}`;
  if (ofPlan) return `${asked} Keys that begin with sk-sp- belong to a plan, which has hosts of its own: ${baseURLs}.`;
  return (
    `${asked} Keys belong to one region: set \`region\` or \`baseURL\` to where the key is from. For a key of a plan ` +
    `(sk-sp-…) ${baseURLs}.`
  );
}
