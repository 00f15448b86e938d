import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../src', import.meta.url));

interface SourceFile {
  /** Path within src, with slashes. */
  path: string;
  text: string;
  /** Its imports and re-exports: paths within src, or the names of packages. */
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

/** The folder of a path within src; a file that lies in src itself is a room by its name. */
const roomOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.js$/, '.ts'));
const isOurs = (imported: string) => imported.endsWith('.js');

/** Entries of the package. */
const isEntry = (room: string) => /^(index|ai\d)\.ts$/.test(room);

const page = readFileSync(join(root, '../docs/contributing/architecture.md'), 'utf8');

/** The rooms that a room may import from, besides itself, as the page on architecture says. */
const allowed = new Map(
  [...page.slice(page.indexOf('## What may import what')).matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(
    ([, room, rooms]) => [room!, [...rooms!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)],
  ),
);

/** The files on a circle of imports, and those that import one. */
function circlesIn(importsByFile: Map<string, string[]>): string[] {
  const leftover = new Map(importsByFile);
  // A file whose imports are all gone is on no circle; what never goes is on one, or imports one.
  for (let size = -1; size !== leftover.size;) {
    size = leftover.size;
    for (const [path, imports] of leftover) if (!imports.some((one) => leftover.has(one))) leftover.delete(path);
  }
  return [...leftover.keys()].sort();
}

describe('imports', () => {
  test('imports are found in all files', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.find(({ path }) => path === 'provider/model-kind.ts')?.imports).toContain('@ai-sdk/provider');
    expect(files.find(({ path }) => path === 'chat/rules/rules.ts')?.imports).toContain('chat/prompt/request.js');
    expect(files.find(({ path }) => path === 'index.ts')?.imports).toContain('provider/provider.js');
  });

  test('every folder and every file at the root of src has a row in the page on architecture, and no other', () => {
    expect([...new Set(files.map(({ path }) => roomOf(path)))].sort()).toEqual([...allowed.keys()].sort());
  });

  test.each([...allowed])('%s imports only from %j and itself', (room, rooms) => {
    const strangers = files
      .filter(({ path }) => roomOf(path) === room)
      .flatMap(({ path, imports }) =>
        imports
          .filter((imported) => isOurs(imported) && roomOf(imported) !== room && !rooms.includes(roomOf(imported)))
          .map((imported) => `${path} imports ${imported}`),
      );
    expect(strangers).toEqual([]);
  });

  test('no file leads back to itself by imports or types, except where a part loads late', () => {
    const importsByFile = new Map(
      files.map(({ path, text }) => [
        path,
        importsOf(path, text.replace(/\bimport\(/g, 'later('))
          .filter(isOurs)
          .map((one) => one.replace(/\.js$/, '.ts')),
      ]),
    );
    expect(circlesIn(importsByFile)).toEqual([]);
  });

  test('no file but those of the command imports an entry, the emulator or the command', () => {
    const isApart = (path: string) => isEntry(roomOf(path)) || ['emulator', 'command'].includes(roomOf(path));
    const found = files
      .filter(({ path }) => roomOf(path) !== 'command')
      .flatMap(({ path, imports }) =>
        imports
          .filter((imported) => isOurs(imported) && isApart(imported) && roomOf(imported) !== roomOf(path))
          .map((imported) => `${path} imports ${imported}`),
      );
    expect(found).toEqual([]);
  });

  test('the command imports only the front doors of the emulator and of batches, which are built once', () => {
    const found = files
      .filter(({ path }) => roomOf(path) === 'command')
      .flatMap(({ path, text }) => importsOf(path, text.replace(/import type [^;]*;/g, '')))
      .filter((imported) => ['emulator', 'batch'].includes(roomOf(imported)));
    expect([...new Set(found)].sort()).toEqual(['batch/index.js', 'emulator/index.js']);
  });

  test('an entry puts the provider and one specification together, and otherwise only imports types', () => {
    const entries = files.filter(({ path }) => isEntry(roomOf(path)));
    expect(entries.length).toBeGreaterThan(0);
    for (const { path, text } of entries) {
      const statements = text.match(/^(?:import|export)\s[^;]*?\sfrom '[^']+';/gm) ?? [];
      const values = statements.filter((statement) => !/^(import|export) type\s/.test(statement));
      const sources = values.map((statement) => /from '([^']+)';$/.exec(statement)?.[1] ?? '');
      expect(sources, path).toContainEqual(expect.stringMatching(/^\.\/provider\/provider(-v3)?\.js$/));
      const parts = /^\.\/(provider|ai-sdk)\//;
      expect(
        sources.filter((source) => !parts.test(source)),
        path,
      ).toEqual([]);
    }
  });

  test('only ai-sdk-qwen/models and the command load the price list', () => {
    const isList = (path: string) => /^catalogue\/([a-z-]+-)?prices\.[jt]s$/.test(path);
    const users = files.filter(({ path, imports }) => !isList(path) && imports.some(isList)).map(({ path }) => path);
    expect(users.filter((path) => roomOf(path) !== 'command')).toEqual(['catalogue/index.ts']);
  });

  test('parts of the library load late only at the doors that the page on architecture names', () => {
    // An import whose module is a part of src; those of Node's modules are hidden from bundlers.
    const late = files.filter(({ path, text }) => roomOf(path) !== 'command' && /\bimport\('\./.test(codeOf(text)));
    expect(late.map(({ path }) => path).sort()).toEqual([
      'ai-sdk/chat/block-model.ts',
      'ai-sdk/chat/v1.ts',
      'ai-sdk/speech.ts',
      'ai-sdk/transcription.ts',
      'chat/compatible/chat.ts',
      'connection/connection.ts',
      'emulator/emulator.ts',
      'provider/doors.ts',
    ]);
  });

  test('relative imports name the file, as ES modules must', () => {
    const bare = files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => !isOurs(imported) && /^(\.|chat|util|http|catalogue)/.test(imported))
        .map((imported) => `${path}: ${imported}`),
    );
    expect(bare).toEqual([]);
  });

  test("only the emulator's listener and its recordings, the journal in a file and the command import from node", () => {
    // Its import is made at the call and hidden from bundlers, so the quoted names count.
    const users = files
      .filter(({ path }) => roomOf(path) !== 'command')
      .filter(({ text }) => /['"`]node:|\bofNode\(|from '(fs|http|path|crypto|buffer)'/.test(codeOf(text)));
    expect(users.map(({ path }) => path).sort()).toEqual([
      'batch/file-journal.ts',
      'emulator/recordings/folder.ts',
      'emulator/recordings/sha256.ts',
      'emulator/server/listen.ts',
      'emulator/util/of-node.ts',
    ]);
  });

  test('imported packages are those that package.json names', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    // The build makes them a part of dist: an application must not have to agree with us on their versions.
    const bundled = ['@ai-sdk/provider-utils', 'zod'];
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
    expect([...used].filter((name) => !(name in dependencies)).sort()).toEqual(bundled);
    expect(bundled.filter((name) => !(name in devDependencies))).toEqual([]);
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
  });
});

/** A pattern or the beginning of a model id. */
const idPattern =
  /(?:[=(,!?:&|{}]|\breturn)\s*\/(?![/*])[^/\n]*(?:\b(?:qwen|qwq|qvq|wanx?\d|deepseek|glm|kimi|cosyvoice|paraformer|fun-asr)|-v\[)[^/\n]*\/|\bid\)?\.(?:match|search)\(/;

test("a model's id is matched only in the two catalogues, which hold all that an id says", () => {
  const found = files.filter(
    ({ path, text }) => !/^(?:emulator\/)?catalogue\//.test(path) && idPattern.test(codeOf(text)),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
  expect(files.filter(({ text }) => idPattern.test(codeOf(text))).length).toBeGreaterThan(3);
});

describe("the service's spelling", () => {
  const wireNames = /\b(enable_thinking|tool_calls|reasoning_content|response_format|max_tokens|top_p)\b/;
  const users = files
    .filter(({ path }) => roomOf(path) !== 'emulator' && path !== 'connection/hints.ts')
    .filter(({ text }) => wireNames.test(codeOf(text)))
    .map(({ path }) => path);

  test("the service's spelling stays in the files that write and read the wire", () => {
    const writers =
      /^chat\/(compatible|dashscope|completions|responses|application|wire)\/\w[\w-]*\.ts$|^speech\/encode\.ts$/;
    const dialects = /^connection\/(dialect|model-studio|hosted-servers|local-servers|server-hints)\.ts$/;
    // Probes are requests as they go over the wire. An answer's finish reason is a word that both protocols share.
    const probes = /^command\/verify\//;
    expect(
      users.filter(
        (path) => ![writers, dialects, probes].some((rule) => rule.test(path)) && path !== 'chat/answer/answer.ts',
      ),
    ).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  test("the service's spelling of its errors stays in the files that read errors", () => {
    const errorWords =
      /\b(request_?id|HTTP_STATUS|error_finish|error_?msg|faultstring|Throttling|Arrearage|InternalError)\b/;
    const readers =
      /^http\/(answer-details|error-codes|error-words|read-failure|sse)\.ts$|^connection\/hints\.ts$|\/decode\.ts$|^emulator\/|^command\/verify\//;
    const strangers = files.filter(({ path, text }) => !readers.test(path) && errorWords.test(codeOf(text)));
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });
});

describe('files', () => {
  test.each(files.map(({ path, text }) => [path, text] as const))('%s has no more than 300 lines', (_path, text) => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(300);
  });

  test('source files name no path of a machine and no private registry', () => {
    const found = files.filter(({ text }) => /\/(home|root|work|Users)\/|registry\.npm|\.internal\b/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('source files leave nothing for later', () => {
    const found = files.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
