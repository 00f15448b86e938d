import { type Region, regions } from '../catalogue/regions.js';
import type { FailureName } from '../rules/api-error.js';
import { failureOf, ApiError, refuse } from '../rules/api-error.js';

/**
 * Keys that fail as they say. Any other key that starts with `sk-`, or with `st-` for a temporary one, is
 * accepted. `sk-<region>-…`, such as `sk-beijing-demo`, is accepted in that region only.
 */
export const failingKeys: ReadonlyArray<{ key: string; failure: FailureName }> = [
  { key: 'sk-wrong', failure: 'key-wrong' },
  { key: 'sk-wrong-region', failure: 'key-wrong' },
  { key: 'sk-arrears', failure: 'arrears' },
  { key: 'sk-free-tier-used-up', failure: 'free-tier-used-up' },
  { key: 'sk-no-access', failure: 'model-access-denied' },
  { key: 'sk-rate-limited', failure: 'rate-limit' },
];

/** True for the host of a Token Plan. */
export function isTokenPlan(host: string): boolean {
  return host.startsWith('token-plan.');
}

/** Refuses a request without a key, or with a key that the host or the region does not know. */
export function checkKey(authorization: string | null, region: Region | undefined, host = ''): void {
  const key = /^Bearer\s+(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
  if (key === undefined) refuse('key-missing');
  const failing = failingKeys.find((row) => row.key === key);
  if (failing !== undefined) throw new ApiError(failureOf(failing.failure));
  // Keys of a subscription plan (sk-sp-…) work only on the plan's own hosts.
  if (!/^s[kt]-./.test(key) || key.startsWith('sk-sp-') !== isTokenPlan(host)) refuse('key-wrong');
  const home = regions.find((name) => key.startsWith(`sk-${name}-`));
  if (home !== undefined && region !== undefined && home !== region) refuse('key-wrong');
}
