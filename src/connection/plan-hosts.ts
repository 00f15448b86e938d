/** True for the host of a Token Plan, whose keys begin with `sk-sp-`. */
export function isTokenPlan(host: string): boolean {
  return host.startsWith('token-plan.');
}

/** True for the host of any plan: it takes only keys of that plan. */
export function isPlan(host: string): boolean {
  return isTokenPlan(host) || /^coding(-intl)?\./.test(host);
}
