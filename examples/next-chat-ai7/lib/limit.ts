interface Bucket {
  /** Requests that are left. */
  left: number;
  /** When they were counted, in milliseconds. */
  at: number;
}

/** Requests that cost money: the number at once, and the number that is added in a minute. */
const visitorLimit = { burst: 30, perMinute: 20 };
const totalLimit = { burst: 300, perMinute: 300 };

// In the memory of this process. An app of several servers counts in Redis.
const kept = globalThis as typeof globalThis & { buckets?: Map<string, Bucket> };
const buckets = (kept.buckets ??= new Map());

/** Counts a request that costs money. Returns the response that refuses it, if there are too many. */
export function refuseTooMany(visitor: string): Response | undefined {
  // Without the cookie a visitor looks like a new one, so all visitors share a second limit.
  const seconds = take(`visitor ${visitor}`, visitorLimit) || take('all', totalLimit);
  if (seconds === 0) return undefined;
  return new Response(`There are too many requests at the moment. Please try again in ${seconds} s.`, {
    status: 429,
    headers: { 'retry-after': String(seconds) },
  });
}

/** Takes a request out of a bucket that fills up again; returns the seconds to wait if it is empty. */
function take(name: string, { burst, perMinute }: typeof visitorLimit): number {
  const now = Date.now();
  const { left, at } = buckets.get(name) ?? { left: burst, at: now };
  const filled = Math.min(burst, left + ((now - at) / 60_000) * perMinute);
  if (filled < 1) return Math.ceil(((1 - filled) / perMinute) * 60);
  // The oldest go first: they have filled up since.
  buckets.delete(name);
  buckets.set(name, { left: filled - 1, at: now });
  if (buckets.size > 10_000) buckets.delete(buckets.keys().next().value!);
  return 0;
}
