/** The machine as the checks see it. Tests pass their own. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  /** The folder of the application. */
  folder: string;
  fetch: typeof globalThis.fetch;
  /** The clock: milliseconds since 1970. */
  now: () => number;
  /** The version of Node, such as `22.14.0`. */
  node: string;
  /** Ends the requests. */
  signal: AbortSignal;
}

/** The value of an environment variable without spaces around it; undefined for an empty one. */
export function variable({ env }: Pick<Surroundings, 'env'>, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}
