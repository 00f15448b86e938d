/** Where a command prints, and what ends it. Tests pass their own. */
export interface Terminal {
  /** Prints to standard output. */
  print: (text: string) => void;
  /** Prints to standard error. */
  complain: (text: string) => void;
  env: Readonly<Record<string, string | undefined>>;
  /** Fires at Ctrl-C and at SIGTERM. A second Ctrl-C ends the process at once. */
  stopped: AbortSignal;
}

/** The terminal of this process. */
export function openTerminal(): Terminal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  // The reader of a pipe may leave before the end, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
    env: process.env,
    stopped: stop.signal,
  };
}
