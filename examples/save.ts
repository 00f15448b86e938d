import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: Promise<string> | undefined;

/** Writes a file into a new temporary folder of this run, and returns its path. */
export async function save(name: string, bytes: Uint8Array): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'ai-sdk-qwen-'));
  const path = join(await folder, name);
  await writeFile(path, bytes);
  return path;
}
