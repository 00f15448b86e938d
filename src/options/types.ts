import { mergeTimeouts, type QwenTimeout } from '../http/timeout.js';
import type { JSONObject, JSONValue } from '../util/json.js';

/**
 * A parameter in the service's own spelling (`snake_case`). It is sent as it is, so that parameters newer than this
 * package can be used; the service checks it.
 */
export type SnakeCaseParameters = { [parameter: `${string}_${string}`]: JSONValue | undefined };

/** Options that this package knows: all but those in the service's own spelling. */
export type KnownOptions<Options> = Omit<Options, `${string}_${string}`>;

/** Provider options of the AI SDK: one object a provider. */
export type ProviderOptions = Record<string, Record<string, unknown>> | undefined;

/** Options as read: known ones checked, keys in snake_case apart. */
export interface ReadOptions<Options> {
  known: KnownOptions<Options>;
  extra: JSONObject;
}

/** Options of a call over those of its model. */
export function withDefaults<Options extends { known: { timeout?: QwenTimeout }; extra: JSONObject }>(
  own: Options,
  defaults: Options,
): Options {
  const known = { ...defaults.known, ...own.known };
  if (known.timeout !== undefined) known.timeout = mergeTimeouts(own.known.timeout, defaults.known.timeout);
  return { ...own, known, extra: { ...defaults.extra, ...own.extra } };
}
