// Builds dist: a file for each entry of the package, the chunks that entries share or load later, and the declarations;
// once as ES modules, once as CommonJS. Unbundled, loading the files one by one would be most of what an import costs.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const { dependencies, exports } = JSON.parse(readFileSync('package.json', 'utf8'));

// An entry is built from the file of src that is called as the one of dist is.
const entries = Object.fromEntries(
  Object.values(exports).flatMap((entry) => {
    const name = /^\.\/dist\/(.*)\.js$/.exec(entry.import?.default)?.[1];
    return name === undefined ? [] : [[name, `src/${name}.ts`]];
  }),
);

/** Names the chunk of the modules that importing an entry loads; the others are loaded by calls. */
function whatImportsBring(name) {
  return (module, chunking) => {
    const seen = new Set();
    const isBrought = (id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      const { isEntry, importers } = chunking.getModuleInfo(id);
      return isEntry || importers.some(isBrought);
    };
    return isBrought(module) ? name : null;
  };
}

rmSync('dist', { recursive: true, force: true });
for (const [format, dir] of [
  ['esm', 'dist'],
  ['cjs', 'dist/cjs'],
]) {
  await build({
    input: entries,
    platform: 'neutral',
    external: (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
    transform: { target: 'es2022' },
    logLevel: 'warn',
    output: {
      dir,
      format,
      chunkFileNames: 'chunks/[name].js',
      codeSplitting: {
        groups: [
          // The list of models is an entry too, which needs no more than the catalogue.
          { name: 'catalogue', test: /src.catalogue.[^/\\]+$/, minShareCount: 5 },
          // What the entries of all four AI SDKs bring along.
          { name: whatImportsBring('core'), debugName: 'core', minShareCount: 4 },
          { name: 'content-blocks', test: /src.ai-sdk./, minShareCount: 3 },
          // What AI SDK 6 and 7 share, and what 7 shares with uploads, must not bring the chats along.
          { name: 'v3', test: /src.ai-sdk./, minShareCount: 2 },
          { name: 'media-type', test: /src.util.media-type\b/, minShareCount: 2 },
          // What several kinds of calls load, and what the chats of both protocols do alike.
          { name: 'calls', minShareCount: 3 },
          { name: 'chats', minShareCount: 2 },
        ],
      },
    },
  });
}

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--emitDeclarationOnly'], {
  stdio: 'inherit',
});
// They say the same in either format; which one a file is of, the nearest package.json tells.
for (const file of readdirSync('dist', { recursive: true }).filter((path) => path.endsWith('.d.ts'))) {
  cpSync(join('dist', file), join('dist/cjs', file));
}
writeFileSync('dist/cjs/package.json', '{"type":"commonjs"}\n');
