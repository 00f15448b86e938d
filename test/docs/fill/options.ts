import type { Member } from './interfaces.js';
import { protocolsOf } from './protocols.js';
import { membersOf } from './source.js';
import { table } from '../../support/markdown-table.js';

/** A table of the members of an options interface, from their doc comments, with the protocols that have them. */
export async function optionsTable(name: string): Promise<string> {
  const members = membersOf(name);
  const protocols = protocolsOf(
    name,
    members.map((member) => member.name),
  );
  if (protocols === undefined) return table(['Option', 'Type', 'Default', 'Meaning and models'], rows(members));
  const filled = rows(members).map(([option, type, standard, meaning], index) => {
    // The column says it.
    const rest = meaning!.replace(/(?:^|,?\s)native protocol only(?=\.)/i, '').replace(/\.\.$/, '.');
    return [option!, type!, standard!, protocols[index]!, rest];
  });
  return table(['Option', 'Type', 'Default', 'Protocol', 'Meaning and models'], filled);
}

/** The table of `providerMetadata.qwen`. */
export function metadataTable(): string {
  const lines = membersOf('QwenMetadata').map(({ name, type, sentences }) => [
    `\`${name}\``,
    `\`${type}\``,
    sentences.join(' '),
  ]);
  return table(['Field', 'Type', 'Meaning'], lines);
}

/** The table of the provider's settings. */
export function settingsTable(): string {
  const members = membersOf('QwenProviderSettings');
  return table(['Setting', 'Type', 'Default', 'Meaning'], rows(members));
}

function rows(members: Member[]): string[][] {
  return members.map(({ name, type, sentences }) => {
    const standard = sentences.find((sentence) => sentence.startsWith('Default'));
    return [
      `\`${name}\``,
      `\`${type.replaceAll(' | (string & {})', ' | string')}\``,
      standard?.replace(/^Default:? /, '').replace(/\.$/, '') ?? '',
      sentences.filter((sentence) => sentence !== standard).join(' '),
    ];
  });
}
