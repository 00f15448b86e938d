import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumerSource } from './consumer-source.js';
import { nameOf, type Consumer } from '../support/consumers.js';
import { run } from '../support/processes.js';
import { check, expectNone } from '../support/report.js';
import { compile } from './typescript5.js';

/** The ways in which a consumer's compiler may find the package. TypeScript 7 has no node10 any more. */
const modes = [
  { moduleResolution: 'node10', module: 'commonjs', compilers: [5], globals: 'browser' },
  { moduleResolution: 'node16', module: 'node16', compilers: [5, 7], globals: 'browser' },
  { moduleResolution: 'nodenext', module: 'nodenext', compilers: [5, 7], globals: 'node' },
  { moduleResolution: 'bundler', module: 'preserve', compilers: [5, 7], globals: 'browser' },
] as const;

/** Where the compilers are: this project with TypeScript 7, and the folder of TypeScript 5. */
export interface Compilers {
  project: string;
  typescript5: string;
}

/** Compiles a consumer's use of the package in every mode, as an ES module and as CommonJS. */
export async function checkTypes(consumer: Consumer, compilers: Compilers): Promise<void> {
  const files = writeSources(consumer);
  for (const mode of modes) {
    const options = {
      noEmit: true,
      strict: true,
      skipLibCheck: false,
      // Applications that have it are strict about what the AI SDK takes and gives.
      exactOptionalPropertyTypes: mode.moduleResolution === 'bundler',
      target: 'es2022',
      module: mode.module,
      moduleResolution: mode.moduleResolution,
      // With Node's types in place of the DOM's, as servers have them.
      lib: mode.globals === 'node' ? ['es2023'] : ['es2023', 'dom', 'dom.iterable'],
      types: mode.globals === 'node' ? ['node'] : [],
      typeRoots: [join(compilers.project, 'node_modules/@types')],
    };
    const config = join(consumer.folder, `tsconfig.${mode.moduleResolution}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: options, files }));
    for (const version of mode.compilers) {
      await check(`${nameOf(consumer)}: types in TypeScript ${version}, ${mode.moduleResolution}`, async () => {
        expectNone(await errorsOf(version, config, consumer, compilers));
      });
    }
  }
}

/** The errors in a consumer's code and in our declarations. */
export async function errorsOf(
  version: 5 | 7,
  config: string,
  { folder }: Consumer,
  { project, typescript5 }: Compilers,
): Promise<string[]> {
  return version === 7 ? await compileWith7(project, config, folder) : compile(typescript5, config, isOurs);
}

function writeSources(consumer: Consumer): string[] {
  const { major, folder } = consumer;
  const entries = major === 4 ? ['ai-sdk-qwen', 'ai-sdk-qwen/ai4'] : [`ai-sdk-qwen/ai${major}`];
  return entries.flatMap((entry) =>
    (['mts', 'cts'] as const).map((format) => {
      const file = `${entry.replace('/', '-')}-consumer.${format}`;
      writeFileSync(join(folder, file), consumerSource(consumer, entry, format));
      return file;
    }),
  );
}

/** The files that count: the consumer's own code and our declarations, not those of others. */
function isOurs(path: string): boolean {
  return !/node_modules\/(?!ai-sdk-qwen\/)/.test(path);
}

async function compileWith7(project: string, config: string, folder: string): Promise<string[]> {
  const compiler = join(project, 'node_modules/typescript/bin/tsc');
  const { code, output } = await run(process.execPath, [compiler, '-p', config, '--pretty', 'false'], folder);
  const errors = output.split('\n').filter((line) => line.includes('error TS'));
  if (code !== 0 && errors.length === 0) return [`The compiler ended with ${code}: ${output}`];
  return errors.filter((line) => isOurs(/^(.*?)\(\d+,\d+\): /.exec(line)?.[1] ?? ''));
}
