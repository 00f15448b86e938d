import { throwIfAborted, untilAborted } from './abort.js';

/** Work that is done once for all who ask for the same thing, at once or later. */
export interface SharedWork<Value> {
  /**
   * The value of a key: what an earlier call made of it, or the work in flight, or `work`, started now. Failures are
   * not kept. Who gives up stops waiting at once; the work itself is aborted when nobody waits for it any more.
   */
  get(
    key: string,
    work: (abortSignal: AbortSignal) => Promise<Value>,
    abortSignal: AbortSignal | undefined,
  ): Promise<Value>;
  /** Drops a value, wherever it is kept. */
  forget(value: Value): void;
}

interface Entry<Value> {
  promise: Promise<Value>;
  controller: AbortController;
  waiting: number;
  /** When the value is too old, in milliseconds. */
  expires: number;
  settled: { value?: Value } | undefined;
}

// An account has 10,000 files at most. Without a limit a server that runs for months would keep each of its uploads.
const maxEntries = 10_000;

/** Makes an empty store, whose values live so many milliseconds from the start of their work. The oldest go first. */
export function createSharedWork<Value>(lifetime = Number.POSITIVE_INFINITY): SharedWork<Value> {
  const entries = new Map<string, Entry<Value>>();

  const start = (key: string, work: (abortSignal: AbortSignal) => Promise<Value>): Entry<Value> => {
    const controller = new AbortController();
    const entry: Entry<Value> = {
      promise: work(controller.signal),
      controller,
      waiting: 0,
      expires: Date.now() + lifetime,
      settled: undefined,
    };
    entries.set(key, entry);
    dropOldest();
    entry.promise.then(
      (value) => {
        entry.settled = { value };
      },
      () => {
        entry.settled = {};
        drop(key, entry);
      },
    );
    return entry;
  };

  const drop = (key: string, entry: Entry<Value>): void => {
    if (entries.get(key) === entry) entries.delete(key);
  };

  /** All live equally long, so the oldest come first. */
  const dropExpired = (): void => {
    for (const [key, { expires }] of entries) {
      if (expires > Date.now()) return;
      entries.delete(key);
    }
  };

  const dropOldest = (): void => {
    for (const [key, { settled }] of entries) {
      if (entries.size <= maxEntries) return;
      if (settled !== undefined) entries.delete(key);
    }
  };

  return {
    async get(key, work, abortSignal) {
      throwIfAborted(abortSignal);
      dropExpired();
      const entry = entries.get(key) ?? start(key, work);
      entry.waiting += 1;
      try {
        return await untilAborted(entry.promise, abortSignal);
      } finally {
        entry.waiting -= 1;
        if (entry.waiting === 0 && entry.settled === undefined) {
          drop(key, entry);
          entry.controller.abort();
        }
      }
    },

    forget(value) {
      for (const [key, entry] of entries) {
        if (entry.settled !== undefined && entry.settled.value === value) entries.delete(key);
      }
    },
  };
}
