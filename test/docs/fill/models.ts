import { families } from '../../../src/catalogue/models.js';
import type { ModelRow } from '../../../src/catalogue/row.js';

const columns: readonly (readonly [string, (row: ModelRow) => string])[] = [
  ['Kind', (row) => row.kind],
  ['Context', (row) => tokens(row.contextWindow)],
  ['Max output', (row) => tokens(row.maxOutputTokens)],
  ['Thinking', thinking],
  ['Input', (row) => [...(row.inputs ?? []), ...(row.speech ? ['(speaks)'] : [])].join(' ')],
  ['Tools', (row) => mark(row.tools)],
  ['JSON', (row) => (row.json === 'none' ? 'no' : (row.json ?? ''))],
  ['Search', (row) => mark(row.webSearch)],
  ['Prefix', (row) => mark(row.partial)],
  ['Cache', (row) => mark(row.cache)],
];

/** The table of models: a Markdown row for each family. An empty cell is not known. */
export function modelsTable(): string {
  const lines = families.map(({ ids, row }) => [
    ids.map((id) => `\`${id}\``).join(' '),
    ...columns.map(([, cell]) => cell(row)),
  ]);
  const head = ['Model', ...columns.map(([name]) => name)];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function tokens(count: number | undefined): string {
  return count?.toLocaleString('en-US') ?? '';
}

function thinking({ thinking: kind, thinksByDefault }: ModelRow): string {
  if (kind === 'none') return 'no';
  if (kind === 'always') return 'always';
  if (kind === undefined) return '';
  return thinksByDefault === undefined ? 'optional' : thinksByDefault ? 'on by default' : 'off by default';
}

function mark(value: boolean | undefined): string {
  return value === undefined ? '' : value ? 'yes' : 'no';
}
