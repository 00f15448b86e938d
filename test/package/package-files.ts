import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { check, expectNone } from '../support/report.js';

/** The entries of the package, as files of either format's folder without their ending. */
const entries = ['index', 'ai5', 'ai6', 'ai7', 'emulator/index', 'catalogue/index', 'batch/index'];
const entriesOfBothFormats = [...entries, ...entries.map((entry) => `cjs/${entry}`)];

/** Names of the helpers that esbuild adds itself. */
const ownHelpers = '<runtime>';

/** Checks what the files of an installed package refer to. */
export async function checkFiles(packageFolder: string): Promise<void> {
  const dist = join(packageFolder, 'dist');
  const { dependencies } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const isForeign = (name: string) =>
    !Object.keys(dependencies).some((own) => name === own || name.startsWith(`${own}/`));

  await checkDeclarations(readAll(dist, '.d.ts'));
  await checkLicences(dist);
  await checkScripts(dist, isForeign);
  await checkSourceMaps(dist);
}

async function checkDeclarations(declarations: Files): Promise<void> {
  await check('declarations refer to what a consumer has, and say "any" nowhere', () => {
    const findings = entriesOfBothFormats.flatMap((entry) => {
      // AI SDK 4 has this very package; the later ones have others of its name, so their types are stated.
      const permitted = /^(cjs\/)?index$/.test(entry) ? ['@ai-sdk/provider'] : [];
      return [...reachedFrom(`${entry}.d.ts`, declarations)].flatMap(([path, text]) => [
        ...packagesOf(text)
          .filter((name) => !permitted.includes(name))
          .map((name) => `${entry} reaches ${path}, which refers to ${name}`),
        ...(/\bany\b/.test(withoutComments(text, '')) ? [`${entry} reaches ${path}, which says "any"`] : []),
      ]);
    });
    expectNone(findings);
  });
  await check('there is no declaration that no entry reaches', () => {
    const reached = new Set(
      entriesOfBothFormats.flatMap((entry) => [...reachedFrom(`${entry}.d.ts`, declarations).keys()]),
    );
    expectNone([...declarations.keys()].filter((path) => !reached.has(path)));
    return `${declarations.size} files in all`;
  });
}

async function checkScripts(dist: string, isForeign: (name: string) => boolean): Promise<void> {
  await check('scripts import only our dependencies', async () => {
    const { metafile } = await build({
      entryPoints: entriesOfBothFormats.map((entry) => join(dist, `${entry}.js`)),
      outdir: 'unused',
      bundle: true,
      packages: 'external',
      platform: 'neutral',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
    const external = new Set(
      imported.flatMap((one) => (one.external === true && one.path !== ownHelpers ? [one.path] : [])),
    );
    expectNone([...external].filter(isForeign));
    return [...external].join(', ');
  });
  await check('nothing but the command, the emulator, which can listen, and the journal of batches knows Node', () => {
    const isLibrary = (path: string) => dirname(path) !== 'command';
    const knowing = [...readAll(dist, '.js')]
      .filter(([path, text]) => isLibrary(path) && text.includes('node:'))
      .map(([path]) => path);
    const users = ['emulator', 'batch'].flatMap((name) => [`${name}/index.js`, `cjs/${name}/index.js`]).map(normalize);
    expectNone(knowing.filter((path) => !users.includes(path)));
    expectNone(users.filter((path) => !knowing.includes(path)).map((path) => `${path} was not found`));
  });
}

/** Checks that a debugger finds the sources of the ES modules. The command, and what the bundler adds, have none. */
async function checkSourceMaps(dist: string): Promise<void> {
  await check('ES modules have source maps with their sources, and without a path of a machine', () => {
    const scripts = [...readAll(dist, '.js').keys()].filter(
      (path) => !/^(?:cjs|command)[/\\]|rolldown-runtime/.test(path),
    );
    const maps = readAll(dist, '.js.map');
    const findings = scripts.flatMap((path) => {
      const text = maps.get(`${path}.map`);
      if (text === undefined) return [`${path} has no map`];
      const { sources, sourcesContent } = JSON.parse(text) as { sources: string[]; sourcesContent: unknown[] };
      return sources.flatMap((source, index) => [
        ...(typeof sourcesContent[index] === 'string' ? [] : [`${path}: no content of ${source}`]),
        ...(/^(?:\.\.\/)+(?:src|node_modules)\//.test(source) ? [] : [`${path} names ${source}`]),
      ]);
    });
    expectNone(findings);
    return `${scripts.length} files`;
  });
}

/** Checks that the licence of every package that dist holds parts of is in the package. */
async function checkLicences(dist: string): Promise<void> {
  await check('the licences of bundled packages are named', () => {
    const parts = [...readAll(dist, '.js').values()].flatMap((text) => [
      ...text.matchAll(/^\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\//gm),
    ]);
    const names = [...new Set(parts.map(([, name]) => name as string))];
    if (names.length === 0) throw new Error('No part of a package was found.');
    const licences = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.md'), 'utf8');
    expectNone(names.filter((name) => !licences.includes(`## ${name} `)).map((name) => `${name} has none`));
    return names.join(', ');
  });
}

/** The texts of files, by their path within the folder. */
type Files = ReadonlyMap<string, string>;

function readAll(folder: string, ending: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending));
  return new Map(paths.map((path) => [normalize(path), readFileSync(join(folder, path), 'utf8')]));
}

/** The declaration files that are read with one of them, itself included. */
function reachedFrom(entry: string, files: Files): Files {
  const reached = new Map<string, string>();
  const open = [normalize(entry)];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    const text = files.get(path);
    if (text === undefined) throw new Error(`There is no ${path}.`);
    reached.set(path, text);
    const folder = dirname(path);
    open.push(
      ...importsOf(text)
        .filter(isRelative)
        .map((name) => join(folder, name).replace(/\.js$/, '.d.ts')),
    );
  }
  return reached;
}

const isRelative = (name: string) => name.startsWith('.');

function packagesOf(text: string): string[] {
  return importsOf(text).filter((name) => !isRelative(name));
}

function importsOf(text: string): string[] {
  const statements = /\b(?:from|import|require\(|import\()\s*['"]([^'"]+)['"]/g;
  const references = /^\/\/\/\s*<reference (?:types|path)="([^"]+)"/gm;
  return [...withoutComments(text).matchAll(statements), ...text.matchAll(references)].map(
    ([, name]) => name as string,
  );
}

/** The text without its comments, and with something else for its strings if that is said. */
function withoutComments(text: string, strings?: string): string {
  const stringOrComment = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/.*/g;
  return text.replace(stringOrComment, (found) => (found.startsWith('/') ? '' : (strings ?? found)));
}
