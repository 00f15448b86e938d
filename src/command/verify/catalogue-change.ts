import { changeEntry } from './entry-change.js';
import { numbersIn } from './judge.js';
import type { Finding } from './report.js';

/**
 * Changes the row of a model in a file of the catalogue, if the row is there and the answer says what is right: a
 * capability that the model turns out to have or to lack, or a limit that the error names.
 */
export function changeCapability(text: string, { probe, reason = '' }: Finding): string {
  const [, ...words] = probe.id.replace(/^media\//, '').split('/');
  const name = words.pop() as string;
  const model = words.join('/');
  const write = Object.hasOwn(writers, name) ? writers[name] : undefined;
  if (write !== undefined) {
    const value = write(reason);
    return value === undefined ? text : changeEntry(text, model, name, value);
  }
  const row = rowOf(text, model);
  if (row === undefined) return text;
  const changed = changeRow(text.slice(row.start, row.end), name, reason);
  return text.slice(0, row.start) + changed + text.slice(row.end);
}

/** The values of fields of models that do not chat, as the refusal tells them; undefined if it does not. */
const writers: Readonly<Record<string, (reason: string) => string | undefined>> = {
  dimensions: (reason) => listOf(toldNumbers(reason)),
  rowsPerRequest: (reason) => grouped(toldNumbers(reason).at(-1)),
  maxImages: (reason) => grouped(toldNumbers(reason).at(-1)),
  limit: (reason) => withUnits(grouped(toldNumbers(reason)[0])),
  endpoint: (reason) => (reason.startsWith('expected an answer, got 400') ? "'flat'" : undefined),
  duration: (reason) => rangeOf(toldNumbers(reason)),
};

/** The numbers of the message that came in place of the expected one. */
function toldNumbers(reason: string): number[] {
  const place = reason.indexOf(', got "');
  const isOfLimit = /^(?:expected the numbers|output\.message: expected) /.test(reason);
  return isOfLimit && place >= 0 ? numbersIn(reason.slice(place + ', got "'.length)) : [];
}

function listOf(numbers: readonly number[]): string | undefined {
  return numbers.length === 0 ? undefined : `[${numbers.map(grouped).join(', ')}]`;
}

function withUnits(units: string | undefined): string | undefined {
  return units && `{ units: ${units} }`;
}

function rangeOf([min, max, ...others]: readonly number[]): string | undefined {
  return max === undefined || others.length > 0 ? undefined : `{ min: ${min}, max: ${max} }`;
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
    const value = grouped(limit === undefined ? undefined : Number(limit));
    return value === undefined ? row : row.replace(/\n {4}maxOutputTokens: [\d_]+/, `\n    ${name}: ${value}`);
  }
  if (name === 'json') return refused ? row.replace("\n    json: 'schema'", "\n    json: 'object'") : row;
  if (name === 'inputs' || name === 'thinking') return row;
  const [has, lacks] = [`\n    ${name}: true`, `\n    ${name}: false`];
  return row.includes(has) ? row.replace(has, lacks) : row.replace(lacks, has);
}

/** A number as the catalogue writes it: `32_768`. */
function grouped(number: number | undefined): string | undefined {
  return number?.toLocaleString('en-US').replaceAll(',', '_');
}
