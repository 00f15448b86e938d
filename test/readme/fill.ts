import { readFileSync } from 'node:fs';
import { speedSection } from '../bench/table.js';
import { modelsTable } from './models.js';
import { failuresTable, refusalsTable } from './errors.js';
import { toPackage } from './imports.js';
import { optionsTable, settingsTable } from './options.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What stands between `<!-- name argument -->` and `<!-- /name -->`. */
const makers: Record<string, (argument: string) => string | Promise<string>> = {
  settings: settingsTable,
  options: optionsTable,
  models: modelsTable,
  errors: failuresTable,
  refusals: refusalsTable,
  speed: () => speedSection(JSON.parse(read('test/bench/report.json'))),
  example: (file) => code(toPackage(read(`examples/${file}`))),
  file: (path) => code(read(path)),
};

function code(source: string): string {
  return `\`\`\`ts\n${source.trimEnd()}\n\`\`\``;
}

/** The README with all that is made from the source made anew. */
export async function fill(readme: string): Promise<string> {
  const place = /<!-- (\w+)(?: (\S+))? -->\n[^]*?<!-- \/\1 -->/g;
  let filled = '';
  let end = 0;
  for (const match of readme.matchAll(place)) {
    const [whole, name = '', argument = ''] = match;
    const make = makers[name];
    if (make === undefined) throw new Error(`The README has a place for "${name}", which nothing makes.`);
    const opening = argument === '' ? name : `${name} ${argument}`;
    const made = await make(argument);
    filled += `${readme.slice(end, match.index)}<!-- ${opening} -->\n\n${made}\n\n<!-- /${name} -->`;
    end = match.index + whole.length;
  }
  return filled + readme.slice(end);
}
