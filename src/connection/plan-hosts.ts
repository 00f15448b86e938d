/**
 * Base URLs of the plans, which accept only their keys: outside China and in China.
 *
 * @see https://github.com/QwenLM/qwen-code/pull/10980
 * @see https://github.com/decolua/9router/issues/2754
 */
export const planBaseURLs = {
  'Coding Plan': ['https://coding-intl.dashscope.aliyuncs.com/v1', 'https://coding.dashscope.aliyuncs.com/v1'],
  'Token Plan': [
    'https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1',
    'https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1',
  ],
} as const;

/** True for the host of a Token Plan, whose keys begin with `sk-sp-`. */
export function isTokenPlan(host: string): boolean {
  return host.startsWith('token-plan.');
}

/** True for the host of any plan: it takes only keys of that plan. */
export function isPlan(host: string): boolean {
  return isTokenPlan(host) || /^coding(-intl)?\./.test(host);
}
