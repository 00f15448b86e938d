import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { pages, read, root } from '../support/pages.js';

const { scripts, files } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; files: string[] };

/** Files that npm puts into every package. */
const always = ['README.md', 'LICENSE', 'package.json'];

/** Names of the headings of a page, as GitHub makes them for links. */
function anchorsOf(markdown: string): string[] {
  const text = markdown.replace(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The relative links of a page, without those in code. */
function linksOf(page: string): { target: string; path: string; anchor: string | undefined }[] {
  const text = read(page).replace(/^```[^]*?^```$/gm, '');
  return [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => {
    const [path, anchor] = target!.split('#') as [string, string?];
    return { target: target!, path: path === '' ? page : posix.join(dirname(page), path), anchor };
  });
}

test.each(pages())('the links of %s lead to files and headings that exist', (page) => {
  for (const { target, path, anchor } of linksOf(page)) {
    expect(existsSync(join(root, path)), `${page} links to ${target}`).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(read(path)), `${page} links to ${target}`).toContain(anchor);
  }
});

test('every page is in the package, and so is every file that a page links to', () => {
  const isPacked = (path: string) =>
    always.includes(path) || files.some((packed) => path === packed || path.startsWith(`${packed}/`));
  for (const page of pages()) {
    expect(isPacked(page), page).toBe(true);
    for (const { target, path } of linksOf(page)) {
      // Whoever develops the package has a clone.
      if (page === 'CONTRIBUTING.md' && path === '.nvmrc') continue;
      expect(isPacked(path), `${page} links to ${target}`).toBe(true);
    }
  }
});

test('the index names every page', () => {
  const linked = new Set(linksOf('docs/README.md').map(({ path }) => path));
  const unlisted = pages().filter((page) => page.startsWith('docs/') && page !== 'docs/README.md' && !linked.has(page));
  expect(unlisted).toEqual([]);
});

test('the README has at most 220 lines', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(220);
});

test('the commands that pages name are scripts of the package', () => {
  const named = new Set(
    pages().flatMap((page) => [...read(page).matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map((match) => match[1]!)),
  );
  // Those of an app.
  for (const own of ['dev', 'start']) named.delete(own);
  expect(named.size).toBeGreaterThan(5);
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

test('the files that pages name exist', () => {
  for (const page of pages()) {
    for (const [file] of read(page).matchAll(/(?<=[\s`])(?:src|test|examples)\/[\w./-]+\.ts\b/g)) {
      expect(existsSync(join(root, file)), `${page} names ${file}`).toBe(true);
    }
  }
});

test('every recipe stands on a page', () => {
  const all = pages().map((page) => read(page));
  const recipes = readdirSync(join(root, 'examples/recipes'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `<!-- example recipes/${path.replaceAll('\\', '/')} -->`);
  expect(recipes.length).toBeGreaterThan(10);
  expect(recipes.filter((place) => !all.some((page) => page.includes(place)))).toEqual([]);
});
