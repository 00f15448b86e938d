import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { blocksOf, pages, type Block } from '../support/pages.js';
import { makeProject, nameOf, type Consumer } from '../support/consumers.js';
import { install, succeed } from '../support/processes.js';
import { check, expectNone } from '../support/report.js';
import { errorsOf, type Compilers } from './types.js';

/** Code that a reader copies, and the other recipes that it imports. */
interface Recipe {
  /** Its path in `examples/recipes`, or the name of its block on a page. */
  name: string;
  file: string;
  code: string;
  /** Code by path, relative to the recipe's. */
  others: Record<string, string>;
}

const applications = [
  { major: 4, packages: ['ai@4', '@ai-sdk/react@1', 'zod@3'] },
  { major: 7, packages: ['ai@7', '@ai-sdk/react@4', 'zod@4'] },
] as const;

/** Copies every recipe, and every other block of the pages about applications, into a new Next.js app; builds it. */
export async function checkRecipes(parent: string, tarball: string, project: string): Promise<void> {
  const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const imported = ['devalue', 'p-queue', 'vitest', '@playwright/test'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  const tools = makeProject(join(parent, 'create-next-app'));
  process.env['NEXT_TELEMETRY_DISABLED'] = '1';
  await check('create-next-app is at hand', () => install(tools, ['create-next-app@latest']).then(() => undefined));

  const builds = applications.map(({ major, packages }) =>
    check(`ai ${major}: every recipe builds in a new Next.js app`, async () => {
      const folder = join(parent, `next-${major}`);
      const words = ['--ts', '--app', '--empty', '--no-eslint', '--no-tailwind', '--no-src-dir', '--use-npm', '--yes'];
      const creator = join(tools, 'node_modules/create-next-app/dist/index.js');
      const silently = ['--skip-install', '--disable-git'];
      await succeed(process.execPath, [creator, folder, ...words, ...silently], parent);
      await install(folder, [tarball, ...packages, ...imported]);
      const recipes = [...recipesOf(project, major), ...blocksFor(major)];
      for (const recipe of recipes) placeInNext(folder, recipe);
      await succeed('npm', ['run', 'build'], folder);
      return recipes.map(({ name }) => name).join(', ');
    }),
  );
  await Promise.all(builds);
}

/** Compiles the recipes for Node and for Workers in projects that have only the types of these. */
export async function checkServers(consumer: Consumer, compilers: Compilers): Promise<void> {
  const recipes = consumer.major === 4 || consumer.major === 7 ? recipesOf(compilers.project, consumer.major) : [];
  for (const recipe of recipes) {
    const { name, code, others } = recipe;
    const isWorker = code.includes('export default {');
    const isForNode = !isRoute(code) && [code, ...Object.values(others)].some((each) => each.includes("from 'node:"));
    if (!isWorker && !isForNode) continue;
    await check(`${nameOf(consumer)}: ${name} compiles in a project for ${isWorker ? 'Workers' : 'Node'}`, async () => {
      const folder = join(consumer.folder, 'recipes', name.replace('.ts', ''));
      const compilerOptions = {
        noEmit: true,
        strict: true,
        target: 'es2022',
        module: 'preserve',
        moduleResolution: 'bundler',
        skipLibCheck: true,
        lib: isWorker ? ['es2023', 'webworker'] : ['es2023'],
        types: isWorker ? [] : ['node'],
        typeRoots: [join(compilers.project, 'node_modules/@types')],
      };
      place(folder, recipe);
      const config = join(folder, 'tsconfig.json');
      writeFileSync(config, JSON.stringify({ compilerOptions, include: ['*.ts'] }));
      expectNone(await errorsOf(7, config, consumer, compilers));
    });
  }
}

/** The recipes for an AI SDK, all that the folder has. */
function recipesOf(project: string, major: 4 | 7): Recipe[] {
  const folder = join(project, 'examples/recipes');
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && path.includes('-ai7.') === (major === 7))
    .map((path) => {
      const others: Record<string, string> = {};
      const follow = (from: string) => {
        for (const [, relative] of read(from).matchAll(/from '(\.[^']+)'/g)) {
          const file = `${posix.join(posix.dirname(from), relative!)}.ts`;
          const other = posix.relative(posix.dirname(path), file);
          if (other in others) continue;
          others[other] = read(file);
          follow(file);
        }
      };
      follow(path);
      return { name: path, file: basename(path), code: read(path), others };
    });
}

/** Blocks of the pages about applications that are not recipes. */
function blocksFor(major: 4 | 7): Recipe[] {
  return pages()
    .filter((page) => page.startsWith('docs/applications/'))
    .flatMap((page) => blocksOf(page))
    .filter((block) => block.major === major && block.tested !== 'elsewhere')
    .map((block: Block) => ({ name: block.name, file: block.file, code: block.code, others: {} }));
}

const isRoute = (code: string) => /^export (?:async )?function (?:GET|POST)\b/m.test(code);

/** A folder of the app for a recipe: the recipe itself is a route or a page, or something there imports it. */
function placeInNext(app: string, recipe: Recipe): void {
  const { name, file, code } = recipe;
  const folder = join(app, 'app', name.replace(/\W+/g, '-'));
  const module = `./${file.replace(/\.tsx?$/, '')}`;
  const add = (path: string, text: string) => writeFileSync(join(folder, path), text);
  if (isRoute(code)) return place(folder, { ...recipe, file: 'route.ts' });
  if (code.includes('export default function Page')) return place(folder, { ...recipe, file: 'page.tsx' });
  place(folder, recipe);
  // Next.js compiles whatever lies in the app; tests and scripts are not built into it.
  if (/from '(?:vitest|@playwright\/test)'/.test(code) || !/^export\b/m.test(code)) return;
  const all = `import * as recipe from '${module}';\n`;
  // A page cannot be both: the functions of ai/rsc that read a value are for the browser.
  if (!code.includes('readStreamableValue')) {
    return add('route.ts', `${all}export const GET = () => Response.json(Object.keys(recipe));\n`);
  }
  add('page.tsx', `'use client';\n${all}export default function Page() {\n  return Object.keys(recipe).join();\n}\n`);
}

function place(folder: string, { file, code, others }: Recipe): void {
  for (const [path, text] of Object.entries({ [file]: code, ...others })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
