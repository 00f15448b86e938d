import type { Dialect } from '../../../src/connection/dialect.js';
import { dialects } from '../../../src/connection/dialects.js';
import { hosts, ports, type QwenServer } from '../../../src/connection/servers.js';

const servers = Object.entries(dialects) as [QwenServer, Dialect][];

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function nameOf([server, { name, unknown }]: [QwenServer, Dialect]): string {
  return unknown === true ? 'any other' : server === 'model-studio' ? `**${name}**` : name;
}

function knownBy(server: QwenServer): string {
  if (server === 'model-studio') return 'its hosts, or the path `/compatible-mode/v1`';
  const of = (places: Record<string, QwenServer>) => Object.keys(places).filter((place) => places[place] === server);
  return [...of(hosts).map(code), ...of(ports).map((port) => `port ${port}`)].join(', ') || '–';
}

function fields(given: object | undefined): string {
  if (given === undefined) return '–';
  return Object.keys(given).length === 0 ? 'nothing is needed' : code(given);
}

const json = {
  schema: '`json_schema`, `json_object`',
  'schema-only': '`json_schema`',
  object: '`json_object`',
  none: 'in words',
};

function audio({ audio: form, audioURL }: Dialect): string {
  const forms = { base64: 'base64', 'data-url': 'data URL, URL', audio_url: '`audio_url`' };
  return audioURL === undefined ? forms[form] : `${forms[form]}; URL in \`${audioURL}\``;
}

/** Tables of the dialects of other servers. */
export function serverTables(): string {
  const chat = servers.filter(([server]) => server !== 'tei');
  return [
    'How thinking is switched, limited and graded:',
    table(
      ['Server', '`server`', 'Known by', 'Off', 'On', 'Limit', 'Degree'],
      chat.map((row) => {
        const [server, { thinking }] = row;
        const { budget, effort } = thinking;
        const degree = server === 'model-studio' ? 'by model' : effort === undefined ? '–' : code(effort.field);
        return [
          nameOf(row),
          code(server),
          knownBy(server),
          fields(thinking.off),
          fields(thinking.on),
          budget === undefined ? '–' : code(budget),
          effort?.onlyIfNamed === true ? `${degree}, for \`reasoningEffort\` only` : degree,
        ];
      }),
    ),
    'Thoughts, media and JSON:',
    table(
      ['Server', 'Thoughts', 'Recording', 'Video', 'JSON', 'Whole answers'],
      chat.map((row) => {
        const [, dialect] = row;
        return [
          nameOf(row),
          code(dialect.thoughts),
          audio(dialect),
          dialect.video === undefined ? '–' : code(dialect.video),
          json[dialect.json],
          dialect.streamOnly === true ? 'streamed inside' : dialect.modelStudio === true ? 'by model' : 'yes',
        ];
      }),
    ),
    'Options under other names; where there is none, the option is left out with a warning:',
    table(
      ['Server', 'Parameters'],
      chat
        .filter(([, { modelStudio }]) => modelStudio !== true)
        .map((row) => [
          nameOf(row),
          Object.entries(row[1].parameters)
            .map(([option, path]) => `\`${option}\` → \`${path}\``)
            .join(', ') || '–',
        ]),
    ),
    'Embeddings and rankings:',
    table(
      ['Server', 'Optional fields of embeddings', 'Ranking', 'Instruction'],
      servers.map((row) => {
        const [, { embedding, reranking }] = row;
        return [
          nameOf(row),
          embedding.map(code).join(', ') || '–',
          reranking === undefined ? '–' : code(reranking.path),
          reranking?.instruct === undefined ? '–' : code(reranking.instruct),
        ];
      }),
    ),
  ].join('\n\n');
}
