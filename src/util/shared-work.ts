import { throwIfAborted, untilAborted } from './abort.js';

/** Work that is done once for all callers that ask for the same key, now or later. */
export interface SharedWork<Value> {
  /**
   * The value of a key, from an earlier call, from the work in flight, or from `work`, started now. Failures are not
   * kept. A caller that aborts stops waiting at once; the work is aborted when no caller waits any more.
   */
  get(
    key: string,
    work: (abortSignal: AbortSignal) => Promise<Value>,
    abortSignal: AbortSignal | undefined,
  ): Promise<Value>;
  /** Drops a value under all its keys. */
  forget(value: Value): void;
}

interface Entry<Value> {
  promise: Promise<Value>;
  controller: AbortController;
  waiting: number;
  /** Milliseconds since the epoch after which the value is too old. */
  expires: number;
  settled: { value?: Value } | undefined;
}

// An account has at most 10,000 files. Without a limit a server that runs for months would keep all of its uploads.
const maxEntries = 10_000;

/** Makes an empty store. Values live `lifetime` milliseconds from the start of their work; the oldest go first. */
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
    dropOldest(entries);
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

  return {
    async get(key, work, abortSignal) {
      throwIfAborted(abortSignal);
      dropExpired(entries);
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

/** All entries live equally long, so the oldest come first. */
function dropExpired(entries: Map<string, Entry<unknown>>): void {
  for (const [key, { expires }] of entries) {
    if (expires > Date.now()) return;
    entries.delete(key);
  }
}

function dropOldest(entries: Map<string, Entry<unknown>>): void {
  for (const [key, { settled }] of entries) {
    if (entries.size <= maxEntries) return;
    if (settled !== undefined) entries.delete(key);
  }
}
