import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

/** A process with everything that it started. */
export interface Started {
  child: ChildProcess;
  /** Its output so far, unless it prints to the terminal. */
  output: () => string;
  stop: () => Promise<void>;
}

interface Surroundings {
  folder: string;
  environment?: Record<string, string>;
  /** True to show what it prints. */
  shown?: boolean;
}

/** Starts `npm …` in its own group, so that it can be ended with everything that it starts. */
export function startNpm(words: string[], { folder, environment, shown = false }: Surroundings): Started {
  // The npm that runs this, or the one on the path.
  const [command, ...first] = process.env['npm_execpath']?.endsWith('.js')
    ? [process.execPath, process.env['npm_execpath']]
    : ['npm'];
  const child = spawn(command!, [...first, ...words], {
    cwd: folder,
    env: { ...plainEnvironment(), ...environment },
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { child, output: () => output, stop: () => stopGroup(child) };
}

/** Runs `npm …` to its end; throws with what it printed if it fails. */
export async function runNpm(words: string[], surroundings: Surroundings): Promise<string> {
  const { child, output } = startNpm(words, surroundings);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) throw new Error(`npm ${words.join(' ')} failed in ${surroundings.folder}\n${output()}`);
  return output();
}

/** The environment without what npm and a test runner add: NODE_ENV=test would change a build. */
function plainEnvironment(): Record<string, string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV$|TEST$)/.test(name));
  return { ...Object.fromEntries(entries), NEXT_TELEMETRY_DISABLED: '1' };
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // Nothing of the group is left.
    return;
  }
  if (child.exitCode === null && child.signalCode === null) await ended;
}

export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/** The first free port from `port` on. */
export async function freePort(port: number): Promise<number> {
  let free = port;
  while (!(await isFree(free))) free += 1;
  return free;
}
