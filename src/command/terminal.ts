/** Where a command prints, and what ends it. Tests pass their own. */
export interface Terminal {
  /** Prints to standard output. */
  print: (text: string) => void;
  /** Prints to standard error. */
  complain: (text: string) => void;
  /** Replaces the last line of standard error, or clears it without a text; undefined if standard error is not a terminal. */
  redraw?: ((text?: string) => void) | undefined;
  /** Asks a question that a person answers with y or n; undefined without a terminal. */
  confirm?: ((question: string) => Promise<boolean>) | undefined;
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
    redraw: process.stderr.isTTY ? redraw : undefined,
    confirm: process.stdin.isTTY && process.stderr.isTTY ? (question) => confirm(question, stop.signal) : undefined,
    env: process.env,
    stopped: stop.signal,
  };
}

/** Goes to the start of the line, and clears the rest of it. */
const clearLine = '\r\u001B[K';

function redraw(text?: string): void {
  // Some terminals say that they have no columns.
  const columns = process.stderr.columns || 80;
  process.stderr.write(`${clearLine}${text?.slice(0, columns - 1) ?? ''}`);
}

function confirm(question: string, stopped: AbortSignal): Promise<boolean> {
  if (stopped.aborted) return Promise.resolve(false);
  const { stdin, stderr } = process;
  stderr.write(`${question} [y/N] `);
  return new Promise((resolve) => {
    const end = (isAgreed: boolean) => {
      stdin.pause();
      resolve(isAgreed);
    };
    stdin.once('data', (text) => end(/^\s*y(es)?\s*$/i.test(String(text))));
    stdin.once('end', () => end(false));
    stopped.addEventListener('abort', () => end(false), { once: true });
  });
}
