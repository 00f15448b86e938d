import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/pages.js';

/** Paths below a folder of the project, with slashes. */
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(folder, posix.relative(root, join(entry.parentPath, entry.name))));

/** Folders of test that mirror no folder of src. */
const suites = ['bench', 'browser', 'clients', 'docs', 'load', 'package', 'support', 'system'];

const files = below('test');
const rooms = new Set(below('src').map((path) => dirname(path)));
const roomOf = (path: string) => path.slice(0, Math.max(0, path.indexOf('/')));
const isMirror = (path: string) => !suites.includes(roomOf(path));

/** Helpers that a file imports: other files of test, as paths below test. */
function helpersOf(path: string): string[] {
  const text = readFileSync(join(root, 'test', path), 'utf8');
  return [...text.matchAll(/\sfrom\s+'(\.[^']+)\.js'/g)]
    .map(([, target]) => posix.join(dirname(path), `${target}.ts`))
    .filter((target) => !target.startsWith('../'));
}

describe('the layout of test', () => {
  test('a test of the package lies in the folder that its subject has in src', () => {
    const strays = files.filter((path) => isMirror(path) && (dirname(path) === '.' || !rooms.has(dirname(path))));
    expect(strays).toEqual(['tsconfig.json']);
  });

  test('a folder that mirrors src holds only tests, so that helpers have one home', () => {
    expect(files.filter((path) => roomOf(path) !== '' && isMirror(path) && !path.endsWith('.test.ts'))).toEqual([]);
  });

  test('a test imports helpers from test/support or from its own suite', () => {
    // Generated pages show the figures of the bench and the catalogue's table.
    const generators = ['bench/table.ts', 'docs/fill/models.ts'];
    const foreign = files
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => helpersOf(path).map((helper) => ({ path, helper })))
      .filter(
        ({ path, helper }) => !['support', roomOf(path)].includes(roomOf(helper)) && !generators.includes(helper),
      );
    expect(foreign).toEqual([]);
  });

  test('a helper has the name of what it makes', () => {
    expect(files.filter((path) => /(?:^|\/)(?:support|helpers?|utils?|common|service)\.ts$/.test(path))).toEqual([]);
  });

  test('the helpers of test/support are not tests', () => {
    expect(files.filter((path) => roomOf(path) === 'support' && path.endsWith('.test.ts'))).toEqual([]);
  });
});
