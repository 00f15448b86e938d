import type { Terminal } from '../../src/command/terminal.js';

/** A terminal that keeps what a command prints. `stop` ends the command as Ctrl-C does. */
export interface TestTerminal extends Terminal {
  texts: { printed: string; complained: string };
  stop: () => void;
  /** Resolves once the command has printed the words, with everything that it printed. */
  prints: (words: string) => Promise<string>;
}

export function testTerminal(env: Terminal['env'] = {}): TestTerminal {
  const texts = { printed: '', complained: '' };
  const stop = new AbortController();
  let look = () => {};
  return {
    texts,
    env,
    stopped: stop.signal,
    stop: () => stop.abort(),
    print(text) {
      texts.printed += `${text}\n`;
      look();
    },
    complain(text) {
      texts.complained += `${text}\n`;
    },
    prints: (words) =>
      new Promise((resolve) => {
        look = () => {
          if (texts.printed.includes(words)) resolve(texts.printed);
        };
        look();
      }),
  };
}
