import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeCapability } from './catalogue-change.js';
import { unifiedDiff } from './diff.js';
import type { Finding } from './report.js';

const verifiedPath = 'src/emulator/rules/verified.ts';
const cataloguePath = 'src/catalogue';

/** The rules that every case of this run has shown, by name, among those that were not known for sure. */
export function shownRules(findings: readonly Finding[]): string[] {
  const refusals = findings.filter(({ probe }) => probe.group === 'refusals');
  const names = [...new Set(refusals.map(({ probe }) => ruleOf(probe.id)))];
  return names.filter((name) => {
    const cases = refusals.filter(({ probe, outcome }) => ruleOf(probe.id) === name && outcome !== 'not-asked');
    return (
      cases.length > 0 && cases.every(({ outcome, probe }) => outcome === 'agrees' && probe.certainty !== 'recorded')
    );
  });
}

/** `refusals/compatible/temperature/1` is a case of the rule `temperature`. */
function ruleOf(id: string): string {
  return id.split('/').slice(2, -1).join('/');
}

/**
 * A patch for a clone of the project: the rules that were shown, and the capabilities that are otherwise. Undefined
 * outside a clone.
 */
export function patchFor(findings: readonly Finding[], source: string, clone: string): string | undefined {
  const path = join(clone, verifiedPath);
  if (!existsSync(path)) return undefined;
  const before = readFileSync(path, 'utf8');
  const table = { ...tableOf(before), ...Object.fromEntries(shownRules(findings).map((name) => [name, source])) };
  const rules = unifiedDiff(verifiedPath, before, withTable(before, table));
  return rules + patchOfCatalogue(findings, clone);
}

/** The table of the file, as `withTable` writes it. */
export function tableOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^ {2}'?([\w-]+)'?: '(.*)',$/gm)].map(([, name, source]) => [name, source]),
  );
}

/** The file with another table. */
export function withTable(text: string, table: Readonly<Record<string, string>>): string {
  const names = Object.keys(table).sort();
  const rows = names.map((name) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: '${table[name]}',\n`).join('');
  const literal = rows === '' ? '{}' : `{\n${rows}}`;
  return `${text.slice(0, text.indexOf('= {'))}= ${literal};\n`;
}

function patchOfCatalogue(findings: readonly Finding[], clone: string): string {
  const differing = findings.filter(({ probe, outcome }) => probe.group === 'capabilities' && outcome === 'differs');
  return readdirSync(join(clone, cataloguePath))
    .map((name) => `${cataloguePath}/${name}`)
    .map((path) => {
      const before = readFileSync(join(clone, path), 'utf8');
      return unifiedDiff(path, before, differing.reduce(changeCapability, before));
    })
    .join('');
}
