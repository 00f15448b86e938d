import { spawn } from 'node:child_process';

/** The end of a process, and its output on either channel. */
export interface Ended {
  code: number | null;
  output: string;
}

// As many as the smallest machine that runs these checks has cores.
const limit = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs a program to its end. A few run side by side, the others wait for their turn. */
export async function run(
  command: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  if (running === limit) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await spawned(command, args, folder, env);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function spawned(
  command: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Runs a program that has to succeed. */
export async function succeed(
  command: string,
  args: readonly string[],
  folder: string,
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, output } = await run(command, args, folder, env);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}

/** Installs packages into a folder that is a project of its own, and returns what npm printed. */
export async function install(folder: string, packages: readonly string[]): Promise<string> {
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--prefix', '.'];
  return await succeed('npm', ['install', ...options, ...packages], folder);
}
