import { untilAborted } from './abort.js';

/** A part of the package that is loaded at its first use. */
export interface Lazy<Value> {
  /** The part if it is loaded. */
  readonly value: Value | undefined;
  /** Loads the part once for all callers. An aborted caller stops waiting at once; a failed load is tried again. */
  load(abortSignal?: AbortSignal): Promise<Value>;
}

export function lazy<Value>(make: () => Promise<Value>): Lazy<Value> {
  let loading: Promise<Value> | undefined;
  const start = async (): Promise<Value> => {
    try {
      part.value = await make();
      return part.value;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  const part: Lazy<Value> & { value: Value | undefined } = {
    // Not a getter: V8 makes those of literals in its old generation, and each provider and model has some.
    value: undefined,
    load: (abortSignal) => untilAborted((loading ??= start()), abortSignal),
  };
  return part;
}
