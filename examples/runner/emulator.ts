import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Emulator, RecordedCall } from '../../src/emulator/index.js';
import type { Order } from './emulator-process.js';

/** An emulator in its own process, so that an app reaches it only over HTTP, like the service. */
export interface RemoteEmulator {
  /** Id of its process. */
  pid: number;
  /** Environment variables that make an app talk to the emulator instead of the service. */
  environment: Record<string, string>;
  answerNext: (...answers: Parameters<Emulator['answerNext']>) => Promise<void>;
  failNext: (...failure: Parameters<Emulator['failNext']>) => Promise<void>;
  reset: () => Promise<void>;
  calls: () => Promise<RecordedCall[]>;
  stop: () => void;
}

type Report = { url: string } | { number: number; result?: unknown; error?: string };

export async function startEmulator(): Promise<RemoteEmulator> {
  const child = fork(fileURLToPath(new URL('./emulator-process.ts', import.meta.url)), {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    execArgv: ['--import', 'tsx'],
    // Ctrl-C is for the process that started this one, which ends it last.
    detached: process.platform !== 'win32',
  });
  const waiting = new Map<number, (report: { result?: unknown; error?: string }) => void>();
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The emulator ended with ${code}.`)));
    child.on('message', (report: Report) => {
      if ('url' in report) resolve(report.url);
      else waiting.get(report.number)?.(report);
    });
  });
  // An order whose answer can no longer come.
  child.once('exit', (code) => {
    for (const answer of waiting.values()) answer({ error: `The emulator ended with ${code}.` });
  });
  let sent = 0;
  async function order<Result>(name: Order['name'], words: unknown[] = []): Promise<Result> {
    const number = (sent += 1);
    const report = await new Promise<{ result?: unknown; error?: string }>((resolve) => {
      waiting.set(number, resolve);
      child.send({ number, name, arguments: words }, (error) => {
        if (error !== null) resolve({ error: 'The emulator has ended.' });
      });
    });
    waiting.delete(number);
    if (report.error !== undefined) throw new Error(report.error);
    return report.result as Result;
  }
  return {
    pid: child.pid!,
    environment: {
      DASHSCOPE_API_KEY: 'sk-emulator',
      DASHSCOPE_COMPATIBLE_BASE_URL: `${url}/compatible-mode/v1`,
      DASHSCOPE_HTTP_BASE_URL: `${url}/api/v1`,
    },
    answerNext: (...answers) => order('answerNext', answers),
    failNext: (...failure) => order('failNext', failure),
    reset: () => order('reset'),
    calls: () => order('calls'),
    stop() {
      // It may have ended before, by a signal of its own.
      if (child.connected) child.disconnect();
    },
  };
}
