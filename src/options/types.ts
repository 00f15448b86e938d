import { mergeTimeouts, type QwenTimeout } from '../http/timeout.js';
import type { JSONObject, JSONValue } from '../util/json.js';

/**
 * A parameter in the service's spelling (`snake_case`). It is sent unchanged and unchecked, so parameters newer than
 * this package work.
 */
export type SnakeCaseParameters = { [parameter: `${string}_${string}`]: JSONValue | undefined };

/** The options that this package knows: all but the snake_case ones. */
export type KnownOptions<Options> = Omit<Options, `${string}_${string}`>;

/** Provider options of the AI SDK: one object for each provider. */
export type ProviderOptions = Record<string, Record<string, unknown>> | undefined;

/** Options after reading: known ones checked, snake_case ones apart. */
export interface ReadOptions<Options> {
  known: KnownOptions<Options>;
  extra: JSONObject;
}

/** The options of a call, with those of its model as defaults. */
export function withDefaults<Options extends { known: { timeout?: QwenTimeout }; extra: JSONObject }>(
  own: Options,
  defaults: Options,
): Options {
  const known = { ...defaults.known, ...own.known };
  if (known.timeout !== undefined) known.timeout = mergeTimeouts(own.known.timeout, defaults.known.timeout);
  return { ...own, known, extra: { ...defaults.extra, ...own.extra } };
}
