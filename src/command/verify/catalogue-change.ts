import type { Finding } from './report.js';

/**
 * Changes the row of a model in a file of the catalogue, if the row is there and the answer says what is right: a
 * capability that the model turns out to have or to lack, or a limit that the error names.
 */
export function changeCapability(text: string, { probe, reason = '' }: Finding): string {
  const [, ...words] = probe.id.split('/');
  const name = words.pop() as string;
  const row = rowOf(text, words.join('/'));
  if (row === undefined) return text;
  const changed = changeRow(text.slice(row.start, row.end), name, reason);
  return text.slice(0, row.start) + changed + text.slice(row.end);
}

/** The text from a model's id to the end of its family. */
function rowOf(text: string, model: string): { start: number; end: number } | undefined {
  const start = text.indexOf(`'${model}'`);
  const end = text.indexOf('\n  }),', start);
  return start === -1 || end === -1 ? undefined : { start, end };
}

function changeRow(row: string, name: string, reason: string): string {
  const refused = reason.startsWith('expected an answer, got 400');
  const limit = /\[1, (\d+)\]/.exec(reason)?.[1];
  if (name === 'maxOutputTokens') {
    return limit === undefined ? row : row.replace(/\n {4}maxOutputTokens: [\d_]+/, `\n    ${name}: ${grouped(limit)}`);
  }
  if (name === 'json') return refused ? row.replace("\n    json: 'schema'", "\n    json: 'object'") : row;
  if (name === 'inputs' || name === 'thinking') return row;
  const [has, lacks] = [`\n    ${name}: true`, `\n    ${name}: false`];
  return row.includes(has) ? row.replace(has, lacks) : row.replace(lacks, has);
}

/** A number as the catalogue writes it: `32_768`. */
function grouped(digits: string): string {
  return Number(digits).toLocaleString('en-US').replaceAll(',', '_');
}
