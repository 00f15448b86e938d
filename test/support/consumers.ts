import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './processes.js';
import { expectNone } from './report.js';

export type Major = 4 | 5 | 6 | 7;

/** An application's folder that has the package, an AI SDK and a zod. */
export interface Consumer {
  major: Major;
  ai: string;
  zod: string;
  folder: string;
  /** The newest release of its major, with the zod that new applications take. */
  newest: boolean;
  /** One folder of each release of `ai` has its types checked. */
  types: boolean;
  /** Versions that the application holds its indirect dependencies to, as a lock file does. */
  overrides: Record<string, string>;
  /** True if its AI SDK loads at all. */
  loads: boolean;
}

/** The releases of `ai` and zod that applications may have; the newest `ai` of a major is our lock file's. */
export function listConsumers(project: string, parent: string): Consumer[] {
  const newest = (name: string): string =>
    JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')).version;

  const consumer = (major: Major, ai: string, zod: string, marks: Partial<Consumer> = {}): Consumer => ({
    major,
    ai,
    zod,
    folder: join(parent, `ai-${ai}-zod-${zod}`),
    newest: false,
    types: false,
    overrides: {},
    loads: true,
    ...marks,
  });
  const later = ([5, 6, 7] as const).flatMap((major) => [
    consumer(major, `${major}.0.0`, '3.25.76', { types: true }),
    consumer(major, newest(`ai${major}`), '3.25.76'),
    consumer(major, newest(`ai${major}`), '4', { types: true, newest: true }),
  ]);
  return [
    // The newest zod-to-json-schema, which a new install of ai 4 gets, does not load with a zod before 3.25.
    // Whoever has such a zod has an older one in the lock file.
    consumer(4, '4.2.0', '3.23.8', { types: true, overrides: { 'zod-to-json-schema': '3.24.1' } }),
    consumer(4, newest('ai'), '3.23.8', { loads: false }),
    consumer(4, newest('ai'), '3.25.76', { types: true, newest: true }),
    ...later,
  ];
}

export function nameOf({ ai, zod }: Consumer): string {
  return `ai ${ai}, zod ${zod}`;
}

/** A folder that npm takes for a project. */
export function makeProject(folder: string, overrides: Record<string, string> = {}): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, overrides })}\n`);
  return folder;
}

/**
 * Installs the package beside an AI SDK and a zod. npm may warn of the two as much as it does without the
 * package, and of nothing else.
 */
export async function installConsumer({ folder, ai, zod, overrides }: Consumer, tarball: string): Promise<void> {
  const peers = [`ai@${ai}`, `zod@${zod}`];
  const without = makeProject(`${folder}-without`, overrides);
  const [expected, found] = await Promise.all([
    install(without, peers).then(warnings),
    install(makeProject(folder, overrides), [...peers, tarball]).then(warnings),
  ]);
  rmSync(without, { recursive: true, force: true });
  for (const line of expected) {
    const index = found.indexOf(line);
    if (index >= 0) found.splice(index, 1);
  }
  expectNone(found);
}

function warnings(output: string): string[] {
  return output.split('\n').filter((line) => /^npm (warn|error)/.test(line));
}
