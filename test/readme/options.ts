import { readFileSync } from 'node:fs';
import { readInterface, type Member } from './interfaces.js';
import { table } from './table.js';

const source = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');

/** A table of the members of an options interface, from their doc comments. */
export function optionsTable(name: string): string {
  const members = readInterface(source('core/options.ts'), name);
  return table(['Option', 'Type', 'Default', 'Meaning and models'], rows(members));
}

/** The table of the provider's settings. */
export function settingsTable(): string {
  const members = readInterface(source('settings.ts'), 'QwenProviderSettings');
  return table(['Setting', 'Type', 'Default', 'Meaning'], rows(members));
}

function rows(members: Member[]): string[][] {
  return members.map(({ name, type, sentences }) => {
    const standard = sentences.find((sentence) => sentence.startsWith('Default'));
    return [
      `\`${name}\``,
      `\`${type.replace(' | (string & {})', ' | string')}\``,
      standard?.replace(/^Default:? /, '').replace(/\.$/, '') ?? '',
      sentences.filter((sentence) => sentence !== standard).join(' '),
    ];
  });
}
