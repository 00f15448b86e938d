import { expect, test } from 'vitest';
import { fill } from './fill/fill.js';
import { readInterface } from './fill/interfaces.js';
import { hints, optionInterfaces } from './fill/source.js';
import { pages, read } from './pages.js';

test('the generated parts of all pages are up to date (npm run docs makes them anew)', async () => {
  for (const page of pages()) {
    const written = read(page);
    const filled = await fill(written);
    const lines = new Set(written.split('\n'));
    const missing = filled.split('\n').filter((line) => !lines.has(line));
    expect(missing, page).toEqual([]);
    // Lines that went out of the source, or stand in another order.
    expect(written === filled, page).toBe(true);
  }
});

test('a page that names a generated part that nothing makes is refused', async () => {
  await expect(fill('<!-- wishes -->\n<!-- /wishes -->')).rejects.toThrow('"wishes"');
});

test('the options page has a table for every interface of options', () => {
  const page = read('docs/reference/options.md');
  const interfaces = optionInterfaces();
  expect(interfaces.length).toBeGreaterThan(10);
  for (const name of interfaces) expect(page).toContain(`<!-- options ${name} -->`);
});

test('the errors page has a cure for every failure that an error has a hint for', () => {
  const page = read('docs/reference/errors.md');
  const all = hints();
  expect(all.length).toBeGreaterThan(15);
  expect(all.filter((hint) => !page.includes(`| ${hint} |`))).toEqual([]);
});

test('options are read whose types have braces, unions over lines and no comment', () => {
  const source = [
    'export interface Sample extends Other {',
    '  /** Its size. Default 2. */',
    '  plain?: number;',
    '  bare?:',
    "    | 'one'",
    "    | 'two';",
    '  /**',
    '   * First line',
    '   * and second. `Third` one.',
    '   *',
    '   * @see somewhere',
    '   */',
    '  shaped: { inner: string; other?: number };',
    '}',
  ].join('\n');
  expect(readInterface(source, 'Sample')).toEqual([
    { name: 'plain', type: 'number', sentences: ['Its size.', 'Default 2.'] },
    { name: 'bare', type: "'one' | 'two'", sentences: [] },
    {
      name: 'shaped',
      type: '{ inner: string; other?: number }',
      sentences: ['First line and second.', '`Third` one.'],
    },
  ]);
});
