import { expect, test } from 'vitest';
import { fill } from './fill/fill.js';
import { readInterface } from './fill/interfaces.js';
import { hints, optionInterfaces } from './fill/source.js';
import { withoutUnreleased } from './fill/unreleased.js';
import { pages, read } from '../support/pages.js';
import type { Report } from '../bench/table.js';

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

test('a release takes the paragraphs out that hold until then', () => {
  const unreleased = ['README.md', 'docs/getting-started.md'];
  for (const page of unreleased) {
    const text = read(page);
    if (!text.includes('npm pack')) continue;
    const released = withoutUnreleased(text);
    expect(released).not.toContain('npm pack');
    expect(released).not.toContain('first release');
    expect(released.length).toBeGreaterThan(text.length - 400);
  }
});

test('the figures in the text agree with the report of the bench', () => {
  const { findings } = JSON.parse(read('test/bench/report.json')) as Report;
  const valuesOf = (work: RegExp) => findings.find((finding) => work.test(finding.work))!.values;
  const sizes = valuesOf(/^bundle of the entry/);
  const [ai4, ai7] = [sizes['ai-sdk-qwen']!, sizes['ai-sdk-qwen/ai7']!].map(Math.round);
  const range = ai4 === ai7 ? `${ai4} KB` : `${ai4} to ${ai7} KB`;
  for (const page of ['README.md', 'docs/performance.md']) expect(read(page)).toContain(`loads ${range}`);
  const share = valuesOf(/CPU, against the best peer$/)['ai-sdk-qwen']!;
  // "Less than a fifth", and not so much less that the words should change.
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.2);
});
