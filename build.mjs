// Builds dist: a file for each entry of the package, the chunks that entries share or load later, and the declarations;
// once as ES modules, once as CommonJS. Unbundled, loading the files one by one would be most of what an import costs.
// Development dependencies that src imports are bundled too, so that an application installs none of them.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build } from 'rolldown';
import { inspectorPage } from './build-inspector.mjs';

const { bin, dependencies, exports } = JSON.parse(readFileSync('package.json', 'utf8'));

// An entry is built from the file of src that is called as the one of dist is.
const entries = Object.fromEntries(
  Object.values(exports).flatMap((entry) => {
    const name = /^\.\/dist\/(.*)\.js$/.exec(entry.import?.default)?.[1];
    return name === undefined ? [] : [[name, `src/${name}.ts`]];
  }),
);

/** Files of several kinds have one name: the folder tells them apart in stack traces. */
function nameWithFolder(module) {
  return `${basename(dirname(module))}-${basename(module, '.ts')}`;
}

const isDependency = (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));

const sdkEntries = ['index.ts', 'ai5.ts', 'ai6.ts', 'ai7.ts'];

/** The calls of a chat: of AI SDK 4, and of the later ones. */
const chatCalls = ['ai-sdk/chat/calls-v1.ts', 'ai-sdk/chat/block-calls.ts'];

/** What the first call of a plain chat loads. */
const plainChat = ['chat/compatible/chat.ts', 'connection/connection.ts', ...chatCalls];

/** The entries of the AI SDKs whose import brings a module, and whether calls load it: any of another one, or chats. */
function whoLoads(module, chunking) {
  const seen = new Set();
  const loaders = new Set();
  let byCalls = false;
  const follow = (id) => {
    if (seen.has(id)) return;
    seen.add(id);
    const { importers, dynamicImporters } = chunking.getModuleInfo(id);
    loaders.add(relative('src', id));
    if (dynamicImporters.length > 0) byCalls = true;
    importers.forEach(follow);
  };
  follow(module);
  return {
    isDoor: chunking.getModuleInfo(module).dynamicImporters.length > 0,
    sdks: sdkEntries.filter((name) => loaders.has(name)),
    byCalls,
    chats: chatCalls.filter((name) => loaders.has(name)),
    byChats: plainChat.some((name) => loaders.has(name)),
  };
}

/** Puts the modules that an import brings into a chunk, if they are loaded like this. */
function chunkWhere(name, isHere, test = /./) {
  return { name: (module, chunking) => (isHere(whoLoads(module, chunking)) ? name : null), debugName: name, test };
}

// Only batches write schemas of zod as JSON.
const forCalls = /src.(connection|options|http|util)\b|node_modules(?!.*to-json-schema)/;
const forFiles =
  /src.(files|tasks|http.(answer-details|chunks|download|multipart|private-address)|util.(sha256|shared-work))\b/;

/** The modules of dist that come from packages. */
const bundled = new Set();

rmSync('dist', { recursive: true, force: true });
for (const [format, dir] of [
  ['esm', 'dist'],
  ['cjs', 'dist/cjs'],
]) {
  const { output } = await build({
    input: entries,
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'] },
    // What nothing uses of a package is left out, whether or not it says that it has no side effects.
    treeshake: { moduleSideEffects: false },
    external: isDependency,
    plugins: [inspectorPage],
    transform: { target: 'es2022' },
    logLevel: 'warn',
    output: {
      dir,
      format,
      // Debuggers show the sources, comments included. A second copy of them would only make the package larger.
      sourcemap: format === 'esm',
      chunkFileNames: ({ facadeModuleId: id, name }) => `chunks/${id ? nameWithFolder(id) : name}.js`,
      codeSplitting: {
        groups: [
          // What the entry of AI SDK 4, which is the largest, and at least two others bring along.
          chunkWhere('core', ({ sdks }) => sdks.length >= 3 && sdks.includes('index.ts')),
          // AI SDK 4 asks what a model can do before any call, and the list of models is an entry too.
          { name: 'catalogue', test: /src.(catalogue|connection.(capabilities|base-urls)\b)/, minShareCount: 2 },
          // What all later AI SDKs bring along, and what calls load as well: in the chunk of two of them, all of it would come
          // along with the calls of AI SDK 4.
          chunkWhere('tools', ({ sdks, byCalls }) => sdks.length === 3 || (sdks.length > 0 && byCalls)),
          chunkWhere('v3', ({ sdks }) => sdks.length === 2),
          // What all calls load; a file more costs the first of them a millisecond.
          chunkWhere('calls', ({ byChats }) => byChats, forCalls),
          // What uploads, tasks, images and speech share.
          { name: 'files', test: forFiles, minShareCount: 2 },
          // What the chats of all protocols share.
          { ...chunkWhere('chats', ({ byChats, isDoor }) => byChats && !isDoor, /src.chat\b/), minShareCount: 2 },
          // What the calls of all AI SDKs share, and what batches share with those of the later ones.
          chunkWhere('chat-calls', ({ chats }) => chats.length === 2, /src.ai-sdk\b/),
          chunkWhere('chat-block-calls', ({ chats }) => chats.join() === chatCalls[1], /src.ai-sdk\b/),
        ],
      },
    },
  });
  noteBundled(output);
}

await buildCommand();
writeLicences(bundled);

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--emitDeclarationOnly'], {
  stdio: 'inherit',
});
// What no entry leads to describes the inside, and refers to packages that applications don't have.
const reached = declarationsReachedFrom(Object.keys(entries).map((name) => join('dist', `${name}.d.ts`)));
for (const file of readdirSync('dist', { recursive: true }).filter((path) => path.endsWith('.d.ts'))) {
  const path = join('dist', file);
  // The declarations are the same in both formats; the nearest package.json says which format a file has.
  if (reached.has(path)) cpSync(path, join('dist/cjs', file));
  else rmSync(path);
}
writeFileSync('dist/cjs/package.json', '{"type":"commonjs"}\n');

/**
 * Builds the command, in a folder of its own, so that the library keeps its chunks. It takes the entries of the package
 * as they were built, and has its own copy of anything else.
 */
async function buildCommand() {
  const [[, main]] = Object.entries(bin);
  const folder = dirname(main);
  const built = new Map(Object.entries(entries).map(([name, source]) => [resolve(source), `../${name}.js`]));
  const { output } = await build({
    input: { [basename(main, '.js')]: main.replace(/^dist\/(.*)\.js$/, 'src/$1.ts') },
    platform: 'node',
    treeshake: { moduleSideEffects: false },
    external: isDependency,
    plugins: [
      {
        name: 'entries-as-built',
        async resolveId(source, importer, options) {
          const found = await this.resolve(source, importer, { ...options, skipSelf: true });
          const entry = found && built.get(found.id);
          return entry ? { id: entry, external: true } : found;
        },
      },
    ],
    transform: { target: 'es2022' },
    logLevel: 'warn',
    makeAbsoluteExternalsRelative: false,
    output: {
      dir: folder,
      format: 'esm',
      chunkFileNames: ({ facadeModuleId: id, name }) => `${id ? nameWithFolder(id) : name}.js`,
    },
  });
  noteBundled(output);
}

function noteBundled(output) {
  for (const [id, { renderedLength }] of output.flatMap(({ modules = {} }) => Object.entries(modules))) {
    if (renderedLength > 0 && id.includes('node_modules')) bundled.add(id);
  }
}

/** The declaration files that some of them import, directly or not, and these files. */
function declarationsReachedFrom(open) {
  const found = new Set();
  for (const path of open) {
    if (found.has(path)) continue;
    found.add(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/\b(?:from|import\()\s*'(\.[^']+)\.js'/g)) {
      open.push(join(dirname(path), `${name}.d.ts`));
    }
  }
  return found;
}

/** Writes the licences of the packages that dist holds parts of. They ask for it. */
function writeLicences(modules) {
  const folders = new Set([...modules].map((id) => /^.*node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(id)[0]));
  const sections = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md'].map((one) => join(folder, one)).find((path) => existsSync(path));
    if (file === undefined) throw new Error(`${name} has no licence in ${relative('.', folder)}.`);
    return `## ${name} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  const title = '# Licences of the packages that parts of this one come from\n';
  writeFileSync('dist/THIRD-PARTY-LICENSES.md', [title, ...sections].join('\n'));
}
