import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

const root = fileURLToPath(new URL('../../../src', import.meta.url));

/** A regular expression as a file of src writes it. */
export interface Found {
  file: string;
  pattern: string;
  flags: string;
}

interface Node {
  type?: string;
  regex?: { pattern: string; flags: string };
  callee?: { name?: string };
}

/** Reads every regular expression of src from its syntax tree, and the files that make some from strings. */
export function findExpressions(): { literals: Found[]; made: string[] } {
  const literals: Found[] = [];
  const made: string[] = [];
  const visit = (file: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    if (node.regex) literals.push({ file, ...node.regex });
    if (/^(New|Call)Expression$/.test(node.type ?? '') && node.callee?.name === 'RegExp') made.push(file);
    for (const child of Object.values(value)) visit(file, child);
  };
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    visit(path.split(sep).join('/'), parseAst(readFileSync(join(root, path), 'utf8'), { lang: 'ts' }));
  }
  return { literals, made };
}
