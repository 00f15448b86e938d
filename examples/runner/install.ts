import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, type App } from './apps.js';
import { runNpm } from './processes.js';

const root = join(examples, '..');
const store = join(examples, '.package');

/** Builds and packs the package of this clone; gives the path of the tarball. */
export async function packPackage(): Promise<string> {
  mkdirSync(store, { recursive: true });
  const output = await runNpm(['pack', '--silent', '--pack-destination', store], { folder: root });
  const name = /^\S+\.tgz$/m.exec(output)?.[0];
  if (name === undefined) throw new Error(`npm pack named no package: ${output}`);
  // npm reuses a tarball whose name and version it knows.
  const tarball = join(store, name.replace(/\.tgz$/, `-${digest(readFileSync(join(store, name))).slice(0, 12)}.tgz`));
  renameSync(join(store, name), tarball);
  return tarball;
}

/**
 * Installs what the app's package.json names, with the tarball in the place of the released `ai-sdk-qwen`. Nothing is
 * written into the app but its node_modules. Does nothing if that has been done before.
 */
export async function installApp({ folder }: App, tarball: string): Promise<void> {
  const mark = join(folder, 'node_modules/.installed-for');
  const wanted = digest(readFileSync(join(folder, 'package.json'))) + digest(readFileSync(tarball));
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  await runNpm(['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', tarball], { folder });
  writeFileSync(mark, wanted);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
