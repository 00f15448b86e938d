import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs the program of probes in a new process and returns the number that it prints. */
export async function runProbe(
  folder: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<number> {
  const { stdout } = await execute(process.execPath, [...flags, join(folder, 'probes.mjs'), ...args], { cwd: folder });
  const found = Number(stdout.trim().split('\n').at(-1));
  if (!Number.isFinite(found)) throw new Error(`The probe ${args.join(' ')} printed no number: ${stdout}`);
  return found;
}
