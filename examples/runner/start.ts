import type { App } from './apps.js';
import { runNpm, startNpm, type Started } from './processes.js';

/** An app that answers. */
export interface RunningApp {
  url: string;
  process: Started;
}

interface StartOptions {
  port: number;
  environment: Record<string, string>;
  /** True: `npm run start`, what `buildApp` has built; false: `npm run dev`. */
  production: boolean;
  shown?: boolean;
}

export async function buildApp({ folder }: App, shown = false): Promise<void> {
  await runNpm(['run', 'build'], { folder, shown });
}

/** Starts the app, which listens on the PORT of its environment, and waits until it answers. */
export async function startApp({ name, folder }: App, options: StartOptions): Promise<RunningApp> {
  const { port, environment, production, shown } = options;
  const started = startNpm(['run', production ? 'start' : 'dev'], {
    folder,
    environment: { ...environment, PORT: String(port) },
    ...(shown && { shown }),
  });
  const url = `http://localhost:${port}`;
  let ended = false;
  started.child.once('close', () => {
    ended = true;
  });
  while (!(await answers(url))) {
    if (ended) throw new Error(`${name} ended before it answered.\n${started.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, process: started };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
