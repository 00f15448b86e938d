import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An app in `examples`: a folder with a package.json whose scripts are `dev`, `build` and `start`. */
export interface App {
  name: string;
  folder: string;
  /** One sentence, from its package.json. */
  description: string;
}

export const examples = fileURLToPath(new URL('..', import.meta.url));

export function listApps(): App[] {
  return readdirSync(examples)
    .filter((name) => existsSync(join(examples, name, 'package.json')))
    .map((name) => {
      const folder = join(examples, name);
      const { description = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        description?: string;
      };
      return { name, folder, description };
    });
}

/** The app of that name; without one, an error that lists them all. */
export function findApp(name: string | undefined): App {
  const apps = listApps();
  const app = apps.find((each) => each.name === name);
  if (app) return app;
  const width = Math.max(...apps.map((each) => each.name.length));
  const rows = apps.map((each) => `  ${each.name.padEnd(width)}  ${each.description}`);
  const what = name === undefined ? 'Which app?' : `There is no app named '${name}'.`;
  throw new Error(
    [
      what,
      '',
      ...rows,
      '',
      'npm run example -- <app>               for development: it changes as you edit it',
      'npm run example -- <app> --production  built first, then started',
      '  --port <number>                      default: the first free one from 3000',
    ].join('\n'),
  );
}
