import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

interface SourceFile {
  /** Path within src, with slashes. */
  path: string;
  text: string;
  /** What it imports or re-exports: paths within src, or the names of packages. */
  imports: string[];
}

const files: SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const own = path.split(sep).join('/');
    return { path: own, text, imports: importsOf(own, text) };
  });

function importsOf(path: string, text: string): string[] {
  const statements =
    /(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...text.matchAll(statements)].map(([, fixed, dynamic]) => {
    const specifier = (fixed ?? dynamic) as string;
    if (!specifier.startsWith('.')) return specifier;
    return relative(root, normalize(join(root, dirname(path), specifier)))
      .split(sep)
      .join('/');
  });
}

/** Comments quote the service; they are not code. */
const codeOf = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');

/** The folder of a path within src; a file that lies in src itself is a room of its own. */
const roomOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.[jt]s$/, ''));
const isOurs = (imported: string) => imported.endsWith('.js');

/** Entries of the package. What they are made of lies beside them in src. */
const isEntry = (room: string) => /^(index|ai\d)$/.test(room);

/** The rooms that a room may import from, besides itself. */
const allowed: Record<string, readonly string[]> = {
  core: [],
  catalogue: ['core'],
  wire: ['core'],
  compatible: ['core', 'wire'],
  dashscope: ['core', 'wire'],
  'ai-sdk': ['core'],
  emulator: [],
};

describe('imports', () => {
  test('are found', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.find(({ path }) => path === 'provider.ts')?.imports).toContain('@ai-sdk/provider');
    expect(files.find(({ path }) => path === 'catalogue/rules.ts')?.imports).toContain('core/request.js');
    expect(files.find(({ path }) => path === 'index.ts')?.imports).toContain('provider.js');
  });

  test('every folder has its rule', () => {
    const folders = new Set(files.filter(({ path }) => path.includes('/')).map(({ path }) => roomOf(path)));
    expect([...folders].filter((folder) => !(folder in allowed))).toEqual([]);
  });

  test.each(Object.entries(allowed))('%s imports from %j and itself alone', (room, rooms) => {
    const strangers = files
      .filter(({ path }) => roomOf(path) === room)
      .flatMap(({ path, imports }) =>
        imports
          .filter((imported) => isOurs(imported) && roomOf(imported) !== room && !rooms.includes(roomOf(imported)))
          .map((imported) => `${path} imports ${imported}`),
      );
    expect(strangers).toEqual([]);
  });

  test('nobody imports an entry or the emulator', () => {
    const found = files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => isOurs(imported))
        .filter(
          (imported) => isEntry(roomOf(imported)) || (roomOf(imported) === 'emulator' && roomOf(path) !== 'emulator'),
        )
        .map((imported) => `${path} imports ${imported}`),
    );
    expect(found).toEqual([]);
  });

  test('an entry puts the provider and one specification together, and takes types alone from elsewhere', () => {
    const entries = files.filter(({ path }) => isEntry(roomOf(path)));
    expect(entries.length).toBeGreaterThan(0);
    for (const { path, text } of entries) {
      const statements = text.match(/^(?:import|export)\s[^;]*?\sfrom '[^']+';/gm) ?? [];
      const values = statements.filter((statement) => !/^(import|export) type\s/.test(statement));
      const sources = values.map((statement) => /from '([^']+)';$/.exec(statement)?.[1] ?? '');
      expect(sources, path).toContain('./provider.js');
      const parts = /^\.\/(provider|models)\.js$|^\.\/ai-sdk\//;
      expect(
        sources.filter((source) => !parts.test(source)),
        path,
      ).toEqual([]);
    }
  });

  test('relative ones name the file, as ES modules must', () => {
    const bare = files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => !isOurs(imported) && /^(\.|core|catalogue)/.test(imported))
        .map((imported) => `${path}: ${imported}`),
    );
    expect(bare).toEqual([]);
  });

  test("of node are in the emulator's listener alone, so that the package runs on the edge", () => {
    // Its import is made at the call and hidden from bundlers, so the quoted names count.
    const users = files.filter(({ text }) => /['"`](node:\w+|fs|http|path|crypto|buffer)['"`]/.test(codeOf(text)));
    expect(users.map(({ path }) => path)).toEqual(['emulator/listen.ts']);
  });

  test('the packages are those that package.json names', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const packageOf = (name: string) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');
    const used = new Set(
      files.flatMap(({ imports }) =>
        imports.filter((name) => !isOurs(name) && !name.startsWith('node:')).map(packageOf),
      ),
    );
    expect([...used].filter((name) => !(name in dependencies))).toEqual([]);
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe("the service's spelling", () => {
  const wireNames = /\b(enable_thinking|tool_calls|reasoning_content|response_format|max_tokens|top_p)\b/;

  test('stays in the folders of the protocols and in the emulator', () => {
    const users = files
      .filter(({ path }) => !['compatible', 'dashscope', 'wire', 'emulator'].includes(roomOf(path)))
      .filter(({ path }) => roomOf(path) !== 'hints')
      .filter(({ text }) => wireNames.test(codeOf(text)));
    // An answer's finish reason is a word of the service's that both protocols share.
    expect(users.map(({ path }) => path).filter((path) => path !== 'core/answer.ts')).toEqual([]);
  });

  test('within a protocol, stays in the files that write and read the wire', () => {
    const users = files
      .filter(({ path }) => ['compatible', 'dashscope'].includes(roomOf(path)))
      .filter(({ text }) => wireNames.test(codeOf(text)))
      .map(({ path }) => path.slice(path.indexOf('/') + 1));
    const writers = /^(wire|encode|plain|messages|complete|embed|decode|usage)\.ts$/;
    expect(users.filter((name) => !writers.test(name))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });
});

describe('files', () => {
  test.each(files.map(({ path, text }) => [path, text] as const))('%s has no more than 300 lines', (_path, text) => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(300);
  });

  test('name no path of a machine and no private registry', () => {
    const found = files.filter(({ text }) => /\/(home|root|work|Users)\/|registry\.npm|\.internal\b/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('leave nothing for later', () => {
    const found = files.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
