import { readFileSync } from 'node:fs';
import { speedSection } from '../../bench/table.js';
import { toPackage } from '../imports.js';
import { failuresTable, refusalsTable } from './errors.js';
import { imageModelsTable, speechModelsTable, transcriptionModelsTable, videoModelsTable } from './media-models.js';
import { modelsTable, responsesTable } from './models.js';
import { metadataTable, optionsTable, settingsTable } from './options.js';
import { serverTables } from './servers.js';
import { soundErrorsTable } from './sound-errors.js';
import { wrongImportsTable } from './wrong-imports.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Makers of the text between `<!-- name argument -->` and `<!-- /name -->`. */
const makers: Record<string, (argument: string) => string | Promise<string>> = {
  settings: settingsTable,
  options: optionsTable,
  metadata: metadataTable,
  models: modelsTable,
  responses: responsesTable,
  images: imageModelsTable,
  videos: videoModelsTable,
  transcriptions: transcriptionModelsTable,
  speech: speechModelsTable,
  imports: wrongImportsTable,
  errors: failuresTable,
  refusals: refusalsTable,
  sounds: soundErrorsTable,
  servers: serverTables,
  speed: () => speedSection(JSON.parse(read('test/bench/report.json'))),
  example: (file) => code(toPackage(read(`examples/${file}`))),
  file: (path) => code(toPackage(read(path))),
};

function code(source: string): string {
  return `\`\`\`ts\n${source.trimEnd()}\n\`\`\``;
}

/** A page with every generated part made anew. */
export async function fill(page: string): Promise<string> {
  const place = /<!-- (\w+)(?: (\S+))? -->\n[^]*?<!-- \/\1 -->/g;
  let filled = '';
  let end = 0;
  for (const match of page.matchAll(place)) {
    const [whole, name = '', argument = ''] = match;
    const make = makers[name];
    if (make === undefined) throw new Error(`A page has a place for "${name}", but nothing makes it.`);
    const opening = argument === '' ? name : `${name} ${argument}`;
    const made = await make(argument);
    filled += `${page.slice(end, match.index)}<!-- ${opening} -->\n\n${made}\n\n<!-- /${name} -->`;
    end = match.index + whole.length;
  }
  return filled + page.slice(end);
}
