import { untilAborted } from './abort.js';

/** A part of the package that is loaded at its first use. */
export interface Lazy<Value> {
  /** The part if it is loaded. */
  readonly value: Value | undefined;
  /** Loads the part once for all callers. An aborted caller stops waiting at once; a failed load is tried again. */
  load(abortSignal?: AbortSignal): Promise<Value>;
}

export function lazy<Value>(make: () => Promise<Value>): Lazy<Value> {
  let value: Value | undefined;
  let loading: Promise<Value> | undefined;
  const start = async (): Promise<Value> => {
    try {
      value = await make();
      return value;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return {
    get value() {
      return value;
    },
    load: (abortSignal) => untilAborted((loading ??= start()), abortSignal),
  };
}
