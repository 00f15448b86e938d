import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pages, read, root } from '../support/pages.js';

/** Folders whose code is looked through: its comments, and what it prints. */
const folders = ['examples', 'src'];

/** Wording that reads translated, and the plain way to say it. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\bWho (?!is\b|are\b|was\b|speaks?\b)\w+s\b/, 'name the actor: "a caller that sets …", "if you set …"'],
  [/\bso many (?!\w+ (?:of|as)\b)/, 'name the number'],
  [/(?<!\b[Tt]here )\bis no (?!longer\b|need\b)\w/, '"is not a …", "must be a …"'],
  [/\w, too\b/, '"also"'],
  [/\bin so many words\b/, '"explicitly"'],
  [/\balone\b/, '"only"'],
  [/\bbehind (?:it|them|the|each)\b(?! (?:proxy|proxies|gateway|flag))/, '"after"'],
  [/\b(?:is|are|was) to be \w+ed\b/, '"must be", or an active verb'],
  [/\bnone in\b|\bthat (?:is|are) none\b/, 'say what is wrong with it'],
  [/\bwhether or not\b/, '"whether"'],
  [/\/\*\* (?:What|Whether|How) /, 'begin a doc comment with a noun or a verb'],
];

/** "Of its own" is good English a few times. */
const ofItsOwn = /\bof (?:its|their|his) own\b/g;

/** Directories that installing or building an app makes. */
const made = /(?:^|[\\/])(?:node_modules|\.next|dist)(?:[\\/]|$)/;

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|tsx)$/.test(path) && !made.test(path) && !path.endsWith('next-env.d.ts'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

/** Findings in a text, each with its line and the plain way to say it. */
function findingsIn(path: string, text: string): string[] {
  // A doc comment may begin on the line after its mark.
  return text
    .replace(/\/\*\*\n\s*\* /g, '\n/** ')
    .split('\n')
    .flatMap((line, index) =>
      patterns.flatMap(([pattern, plainly]) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()} → ${plainly}`] : [],
      ),
    );
}

/** The comments of a test file, and the lines that name its tests. */
function proseOfTest(text: string): string {
  const isProse = /^\s*(?:\/\/|\/?\*|\[?['"`][^'"`]*['"`], )|\s\/\/ |\b(?:test|describe)\w*[.(]|\)\(['"`]/;
  return text
    .split('\n')
    .map((line) => (isProse.test(line) && !/\bexpect\(/.test(line) ? line : ''))
    .join('\n');
}

/** A page without its code and its generated tables, whose words are in the source. */
function proseOf(page: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, '');
  return read(page)
    .replace(/^```[^]*?^```$/gm, blank)
    .replace(/<!-- (\w+)(?: \S+)? -->\n[^]*?<!-- \/\1 -->/g, blank);
}

test.each(pages())('%s reads like plain English', (page) => {
  expect(findingsIn(page, proseOf(page))).toEqual([]);
});

test.each(folders)('the comments and texts of %s read like plain English', (folder) => {
  const files = filesOf(folder);
  expect(files.length).toBeGreaterThan(2);
  expect(files.flatMap((path) => findingsIn(path, read(path)))).toEqual([]);
});

// The rest of a test quotes messages and requests.
test('the comments and names of tests read like plain English', () => {
  const files = filesOf('test').filter((path) => !path.endsWith('words.test.ts'));
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((path) => findingsIn(path, proseOfTest(read(path))))).toEqual([]);
  const planted =
    "  test.each(rows)('%s is no function', () => {});\n// Who sets it needs no key.\n  expect(a, 'b, too');";
  expect(findingsIn('a', proseOfTest(planted)).length).toBe(2);
});

/** Names of tests that begin with a verb or a preposition: fragments, which say nothing in a list of failures. */
const fragments =
  /\btest(?:\.\w+)?(?:\([^()]*\))?\(\s*['"`](?:is|are|was|has|have|may|can|does|do|must|gives|takes|keeps|goes|says|tells|needs|makes|stays|refuses|becomes|comes|of|by|in|with|without|that|but|and|or|whose|which) [^'"`]*/g;

test('the name of a test is a whole sentence', () => {
  const found = filesOf('test').flatMap((path) =>
    (read(path).match(fragments) ?? []).map((name) => `${path}: ${name}`),
  );
  expect(found.filter((name) => !name.includes('words.test.ts'))).toEqual([]);
  expect("test('is planted here', () => {})".match(fragments)).toHaveLength(1);
  expect("test.each(rows)('of %s', () => {})".match(fragments)).toHaveLength(1);
  expect("test('a plan is whole', () => {})".match(fragments)).toBeNull();
});

test('"of its own" stays rare', () => {
  const texts = [...pages().map(proseOf), ...folders.flatMap(filesOf).map(read)];
  const count = texts.reduce((sum, text) => sum + [...text.matchAll(ofItsOwn)].length, 0);
  expect(count).toBeLessThanOrEqual(12);
});

test('sentences of the old register are found', () => {
  const old = [
    'Who brings an authorization needs no key.',
    'Only pages of the last so many days.',
    'fetch is no function.',
    'It is sent, too.',
    'A reader who asks for thinking in so many words gets both.',
    'Prefixes are continued in non-thinking mode alone.',
    'It is to be followed.',
    '/** What makes a media resolver. */',
    '  /**\n   * Whether a call streams.\n   */',
  ];
  for (const sentence of old) expect(findingsIn('a', sentence), sentence).not.toEqual([]);
  const plain = ['No key is needed when the caller sets its own header.', 'It is no longer sent.', 'Who speaks?'];
  expect(plain.flatMap((sentence) => findingsIn('a', sentence))).toEqual([]);
});
