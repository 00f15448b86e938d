import type { KnownOptions } from './table.js';
import { mergeTimeouts, type QwenTimeout } from '../http/timeout.js';
import type { JSONObject, JSONValue } from '../util/json.js';

/**
 * A parameter in the service's own spelling (`snake_case`). It is sent unchanged, so that you can use parameters that
 * are newer than this package. The service checks it.
 */
export type SnakeCaseParameters = { [parameter: `${string}_${string}`]: JSONValue | undefined };

/** Provider options of the AI SDK: one object for each provider. */
export type ProviderOptions = Record<string, Record<string, unknown>> | undefined;

/** Options after the check, with keys in snake_case kept apart. */
export interface ReadOptions<Options> {
  known: KnownOptions<Options>;
  extra: JSONObject;
}

/** Merges the options of a call with those of its model; the call's take precedence. */
export function withDefaults<Options extends { known: { timeout?: QwenTimeout }; extra: JSONObject }>(
  own: Options,
  defaults: Options,
): Options {
  const known = { ...defaults.known, ...own.known };
  if (known.timeout !== undefined) known.timeout = mergeTimeouts(own.known.timeout, defaults.known.timeout);
  return { ...own, known, extra: { ...defaults.extra, ...own.extra } };
}
