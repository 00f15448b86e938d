import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Check, check } from './check.js';
import { readVersion } from './package-file.js';
import { openPnp } from './pnp.js';

/** The packages that must fit each other, with the version that the application gets; undefined if it has none. */
export type Installed = Record<(typeof packages)[number], string | undefined>;

const packages = ['ai', 'zod', '@ai-sdk/react', 'ai-sdk-qwen'] as const;

/** The import of this package, and the major of `@ai-sdk/react`, for each major of `ai`. */
const fits: Readonly<Record<number, { import: string; react: number }>> = {
  4: { import: 'ai-sdk-qwen', react: 1 },
  5: { import: 'ai-sdk-qwen/ai5', react: 2 },
  6: { import: 'ai-sdk-qwen/ai6', react: 3 },
  7: { import: 'ai-sdk-qwen/ai7', react: 4 },
};

/** Finds the packages as Node does: by Yarn's map if there is one, in this folder, then in the folders above it. */
export function findPackages(folder: string): Installed {
  const inMap = openPnp(folder);
  return Object.fromEntries(packages.map((name) => [name, inMap(name) ?? versionOf(name, folder)])) as Installed;
}

function versionOf(name: string, folder: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  if (existsSync(file)) return readVersion(file);
  const above = dirname(folder);
  return above === folder ? undefined : versionOf(name, above);
}

/** Checks that the installed versions fit each other, and names the import for them. */
export function checkPackages(installed: Installed): Check[] {
  const { ai } = installed;
  if (ai === undefined) {
    const advice = 'Install them: npm i ai-sdk-qwen ai zod. In a monorepo, run this in the folder of the application.';
    return [check('packages', 'warning', 'The package `ai` is not installed here.', advice)];
  }
  const major = majorOf(ai);
  const fit = fits[major];
  if (fit === undefined) {
    return [check('packages', 'problem', `ai ${ai} has no entry of this package.`, 'Install ai 4, 5, 6 or 7.')];
  }
  const entry = check('packages', 'ok', `For ai ${ai} import from '${fit.import}'.`);
  return [entry, ...checkReact(major, fit.react, installed), ...checkZod(major, installed)];
}

function checkReact(major: number, react: number, { '@ai-sdk/react': version }: Installed): Check[] {
  if (version === undefined) return [];
  if (majorOf(version) === react) return [check('react', 'ok', `@ai-sdk/react ${version} fits ai ${major}.`)];
  const text = `@ai-sdk/react ${version} does not fit ai ${major}.`;
  return [check('react', 'problem', text, `Install @ai-sdk/react@${react}.`)];
}

/** `generateObject` and tools of AI SDK 4 read a schema of zod 4 as an empty one. */
function checkZod(major: number, { zod }: Installed): Check[] {
  if (zod === undefined) return [check('zod', 'note', 'zod is not installed; schemas can be JSON schemas.')];
  if (major > 4 || majorOf(zod) < 4) return [check('zod', 'ok', `zod ${zod} fits ai ${major}.`)];
  return [check('zod', 'problem', `ai 4 cannot read schemas of zod ${zod}.`, 'Install zod@3.')];
}

function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}
