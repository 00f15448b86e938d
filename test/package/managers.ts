import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject } from '../support/consumers.js';
import { install, run, type Ended } from '../support/processes.js';
import { check } from '../support/report.js';

/** A package manager that applications use. */
export interface Manager {
  name: string;
  /** Installs what the package.json of a folder names. */
  install(folder: string): Promise<Ended>;
}

const packages = ['pnpm@10', 'yarn@1', 'berry@npm:@yarnpkg/cli-dist@4', 'bun@1'];

/** Fetches the package managers that npm has. Their caches lie in the folder, so that nothing old is installed. */
export async function findManagers(parent: string): Promise<Manager[]> {
  const folder = makeProject(join(parent, 'managers'));
  await check('pnpm, yarn and bun are at hand', async () => {
    await install(folder, packages);
  });
  const inFolder = (path: string) => join(folder, 'node_modules', path);
  const cache = (name: string) => join(parent, 'caches', name);
  const node = (program: string, args: readonly string[]) => (cwd: string) =>
    run(process.execPath, [inFolder(program), ...args], cwd);

  const pnpmCaches = [`--store-dir=${cache('pnpm-store')}`, `--config.cache-dir=${cache('pnpm')}`];
  const pnpm = node('pnpm/bin/pnpm.cjs', ['install', '--config.strict-peer-dependencies=true', ...pnpmCaches]);
  // AI SDK 7 names Node 22; yarn 1 installs nothing with another one, the others warn. Two of it must not share a cache
  // at one time.
  const yarnCache = [`--cache-folder=${cache('yarn')}`, `--mutex=file:${cache('yarn-mutex')}`];
  const yarn = node('yarn/bin/yarn.js', ['install', '--ignore-engines', ...yarnCache]);
  const berry = node('berry/bin/yarn.js', ['install']);
  return [
    {
      name: 'npm',
      install: (cwd) => run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], cwd),
    },
    { name: 'pnpm with strict peers', install: pnpm },
    { name: 'yarn 1', install: yarn },
    {
      name: 'yarn 4',
      install(cwd) {
        // An empty lock file makes the folder a project; otherwise yarn looks for one in the folders above.
        writeFileSync(join(cwd, 'yarn.lock'), '');
        const settings = ['nodeLinker: node-modules', 'enableTelemetry: false', 'enableGlobalCache: false'];
        // In CI yarn refuses to write a lock file.
        settings.push('enableImmutableInstalls: false');
        writeFileSync(join(cwd, '.yarnrc.yml'), [...settings, `cacheFolder: ${cache('berry')}`, ''].join('\n'));
        return berry(cwd);
      },
    },
    { name: 'bun', install: (cwd) => run(inFolder('.bin/bun'), ['install', `--cache-dir=${cache('bun')}`], cwd) },
  ];
}
