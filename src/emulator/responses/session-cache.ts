import type { RequestContext } from '../server/context.js';
import type { StoredResponse } from '../stores/responses.js';

/** The shortest context that is cached, and for how long (context cache page, September 2026). */
const minTokens = 1_024;
const lifetime = 5 * 60_000;

/** Tokens of a request that a session cache reads and writes. */
export interface SessionCache {
  read: number;
  written: number;
}

/** The cache that a request asks for by its header; undefined for a request without one. */
export function useSessionCache(
  { headers, now, body, answers }: RequestContext,
  tokens: number,
): SessionCache | undefined {
  if (headers.get('x-dashscope-session-cache')?.toLowerCase() !== 'enable') return undefined;
  const id = body.previous_response_id;
  const earlier = typeof id === 'string' ? answers.get(id, now)?.cached : undefined;
  const read = earlier !== undefined && earlier.until >= now ? Math.min(earlier.tokens, tokens) : 0;
  // A hit makes the entry last longer.
  if (earlier !== undefined && read > 0) earlier.until = now + lifetime;
  return { read, written: tokens >= minTokens ? tokens - read : 0 };
}

/** The entry that the next turn can read; undefined if the context is too short for one. */
export function cacheEntry(
  cache: SessionCache | undefined,
  tokens: number,
  now: number,
): StoredResponse['cached'] | undefined {
  return cache === undefined || tokens < minTokens ? undefined : { tokens, until: now + lifetime };
}
