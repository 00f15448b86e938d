import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { readInterface, type Member } from './interfaces.js';

const folder = fileURLToPath(new URL('../../../src', import.meta.url));

const sources = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('emulator'))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
);

/** The members of an exported interface, wherever in src it is declared. */
export function membersOf(name: string): Member[] {
  for (const source of sources.values()) {
    if (new RegExp(`^export interface ${name}\\b`, 'm').test(source)) return readInterface(source, name);
  }
  throw new Error(`No file of src declares the interface ${name}.`);
}

/** Every interface of options that src declares for users. */
export function optionInterfaces(): string[] {
  return [...sources.values()].flatMap((source) =>
    [...source.matchAll(/^export interface (Qwen\w+Options)\b/gm)].map((match) => match[1]!),
  );
}

/** The hints that errors carry: one string each, or several with + between them. */
export function hints(): string[] {
  const written = /\bhint:\s*((?:(['"`])(?:\\.|(?!\2).)*\2[\s+]*)+)/g;
  const strings = /(['"`])((?:\\.|(?!\1).)*)\1/g;
  return [...sources.values()].flatMap((source) =>
    [...source.matchAll(written)].map(([, literals]) =>
      [...literals!.matchAll(strings)].map((match) => match[2]!.replace(/\\(.)/g, '$1')).join(''),
    ),
  );
}
