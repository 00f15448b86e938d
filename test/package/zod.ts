import { lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manager } from './managers.js';
import { check, expectNone } from '../support/report.js';

/** The releases of zod that applications ask for. AI SDK 4 refuses zod 4 itself; without a zod, the package manager chooses one. */
const applications = ([4, 5, 6, 7] as const).flatMap((major) => [
  { major, zod: '3.25.76' },
  ...(major === 4 ? [] : [{ major, zod: '4' }]),
  { major, zod: undefined },
]);

/** The packages that an install left in an application. */
interface Outcome {
  /** The zod that the application itself imports. */
  zod: string | undefined;
  /** The versions of all copies on disk. */
  copies: string[];
  warnings: string[];
}

/** Checks with each package manager that the package changes nothing about the zod of an application. */
export async function checkZod(managers: readonly Manager[], parent: string, tarball: string): Promise<void> {
  const checks = managers.flatMap((manager) =>
    applications.map(({ major, zod }) => {
      const name = `${manager.name}: ai ${major} with ${zod === undefined ? 'no zod' : `zod ${zod}`} gets no other zod`;
      const folder = join(parent, `${manager.name}-${major}-${zod}`.replaceAll(' ', '-'));
      const dependencies = { ai: `^${major}`, ...(zod !== undefined && { zod }) };
      return check(name, () => compare(manager, folder, dependencies, tarball));
    }),
  );
  await Promise.all(checks);
}

async function compare(
  manager: Manager,
  folder: string,
  dependencies: { ai: string; zod?: string },
  tarball: string,
): Promise<string> {
  const own = { 'ai-sdk-qwen': `file:${tarball}` };
  const beside = await installed(manager, folder, { ...dependencies, ...own });
  const found = `${beside.zod} of ${beside.copies.join(', ')}`;
  const asked = dependencies.zod;
  if (asked !== undefined && beside.zod?.startsWith(asked) === true && beside.copies.length === 1) {
    if (beside.warnings.length === 0) return `zod ${found}`;
  }
  // Whatever else there is must be the same without the package.
  const without = await installed(manager, folder, dependencies);
  expectNone(beside.warnings.filter((line) => !without.warnings.includes(line)));
  const expected = `${without.zod} of ${without.copies.join(', ')}`;
  if (found !== expected) throw new Error(`The application gets zod ${found}, and without this package ${expected}.`);
  return `zod ${found}`;
}

/** Lines that warn, and those of them about this Node, about a turn that yarn 1 waits for, or that there were warnings. */
const warning = /warn|error|peer|\bYN(0002|0060|0086)\b/i;
const unrelated = /EBADENGINE|Done with warnings|Waiting for the other yarn instance/;

async function installed(manager: Manager, folder: string, dependencies: Record<string, string>): Promise<Outcome> {
  mkdirSync(folder, { recursive: true });
  const project = { name: 'application', version: '1.0.0', private: true, license: 'MIT', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  try {
    const { code, output } = await manager.install(folder);
    if (code !== 0) throw new Error(`It ends with ${code}:\n${output}`);
    const modules = join(folder, 'node_modules');
    const lines = output.split('\n').filter((line) => warning.test(line) && !unrelated.test(line));
    return { warnings: lines, zod: versionOf(join(modules, 'zod')), copies: copiesIn(modules).sort() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionOf(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** The versions of zod in a folder, however deep. Links, of which pnpm makes many, are no copies. */
function copiesIn(folder: string): string[] {
  const packages = list(folder).filter((name) => lstatSync(join(folder, name)).isDirectory());
  return packages.flatMap((name) => {
    const path = join(folder, name);
    const own = name === 'zod' ? [versionOf(path) ?? ''] : [];
    const isGroup = name === '.pnpm' || (name.startsWith('@') && !folder.endsWith('.pnpm'));
    return [...own, ...copiesIn(isGroup ? path : join(path, 'node_modules'))];
  });
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
