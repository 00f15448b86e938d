import { families } from '../../../src/catalogue/families.js';
import type { ModelCapabilities } from '../../../src/catalogue/capabilities.js';
import { responsesModels, type ResponsesCapabilities } from '../../../src/catalogue/responses.js';

const columns: readonly (readonly [string, (capabilities: ModelCapabilities) => string])[] = [
  ['Kind', (capabilities) => capabilities.kind],
  ['Context', (capabilities) => tokens(capabilities.contextWindow)],
  ['Max output', (capabilities) => tokens(capabilities.maxOutputTokens)],
  ['Thinking', thinking],
  ['Input', (capabilities) => [...(capabilities.inputs ?? []), ...(capabilities.speech ? ['(speaks)'] : [])].join(' ')],
  ['Tools', (capabilities) => mark(capabilities.tools)],
  ['JSON', (capabilities) => (capabilities.json === 'none' ? 'no' : (capabilities.json ?? ''))],
  ['Search', (capabilities) => mark(capabilities.webSearch)],
  ['Prefix', (capabilities) => mark(capabilities.partial)],
  ['Cache', (capabilities) => mark(capabilities.cache)],
];

/** The table of models: a Markdown row for each family. An empty cell is not known. */
export function modelsTable(): string {
  const lines = families.map(({ ids, capabilities }) => [
    ids.map((id) => `\`${id}\``).join(' '),
    ...columns.map(([, cell]) => cell(capabilities)),
  ]);
  const head = ['Model', ...columns.map(([name]) => name)];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The table of models over the Responses protocol: a row for each set of tools. */
export function responsesTable(): string {
  const rows: [string, (capabilities: ResponsesCapabilities) => boolean][] = [
    ['all of `qwen.tools`', ({ connects }) => connects === true],
    ['all but `mcp` and `fileSearch`, which are not documented', ({ connects }) => connects === false],
    ['`webSearch`', ({ searchOnly }) => searchOnly === true],
    ['refused by the service', ({ served }) => served === false],
  ];
  const lines = rows.map(([tools, belongs]) => {
    const ids = [...responsesModels].filter(([, capabilities]) => belongs(capabilities)).map(([id]) => `\`${id}\``);
    return `| ${tools} | ${ids.join(' ')} |`;
  });
  return ['| Tools | Models |', '| --- | --- |', ...lines].join('\n');
}

function tokens(count: number | undefined): string {
  return count?.toLocaleString('en-US') ?? '';
}

function thinking({ thinking: kind, thinksByDefault }: ModelCapabilities): string {
  if (kind === 'none') return 'no';
  if (kind === 'always') return 'always';
  if (kind === undefined) return '';
  return thinksByDefault === undefined ? 'optional' : thinksByDefault ? 'on by default' : 'off by default';
}

function mark(value: boolean | undefined): string {
  return value === undefined ? '' : value ? 'yes' : 'no';
}
