import { InvalidArgumentError } from '@ai-sdk/provider';
import { inWords, isJSONValue, isObject, toSnakeCase, type JSONObject, type JSONValue } from '../util/json.js';
import { optionNames } from './names.js';
import type { ProviderOptions, ReadOptions } from './types.js';
import type { Warning } from './warning.js';
import type { OptionRow, OptionRows, OptionSet } from './table.js';

interface Fields {
  known: Record<string, unknown>;
  extra: JSONObject;
}

/**
 * Reads an object of options: known ones are checked, those in snake_case are passed on for the service to check, and
 * all others become a warning.
 */
function readFields(
  input: Record<string, unknown>,
  rows: OptionRows,
  path: string,
  warnings: Warning[],
  placeOf?: OptionSet['placeOf'],
): Fields {
  const known: Record<string, unknown> = {};
  const extra: JSONObject = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const place = `${path}.${name}`;
    if (Object.hasOwn(rows, name)) known[name] = readValue(value, rows[name] as OptionRow, place, warnings);
    else if (isParameter(name)) extra[name] = readParameter(value, place);
    else {
      const details = unknownOption(rows, placeOf?.(name));
      warnings.push({ type: 'unsupported-setting', setting: place, details });
    }
  }
  return { known, extra };
}

/** Whether a name may be one of the service's own. */
function isParameter(name: string): boolean {
  return name.includes('_') && name !== '__proto__';
}

function readParameter(value: unknown, place: string): JSONValue {
  if (isJSONValue(value)) return value;
  throw invalid(place, value, 'what JSON can carry');
}

function unknownOption(rows: OptionRows, place: string | undefined): string {
  if (place !== undefined) return `It is an option of ${place}; from here it was not sent.`;
  return (
    `No such option; it was not sent. Known are ${Object.keys(rows).join(', ')}. ` +
    'Parameters newer than this package are sent when they are written in snake_case.'
  );
}

function readValue(value: unknown, { check, group, required }: OptionRow, place: string, warnings: Warning[]): unknown {
  if (!check.schema.safeParse(value).success) throw invalid(place, value, check.accepts);
  if (group === undefined) return value;
  const { known, extra } = readFields(value as Record<string, unknown>, group, place, warnings);
  const missing = required?.find((name) => known[name] === undefined && extra[toSnakeCase(name)] === undefined);
  if (missing !== undefined) {
    throw invalid(`${place}.${missing}`, undefined, group[missing]?.check.accepts ?? 'a value');
  }
  return { ...known, ...extra };
}

function invalid(place: string, value: unknown, accepts: string): InvalidArgumentError {
  const given = value === undefined ? 'is missing' : `is ${inWords(value)}`;
  return new InvalidArgumentError({ argument: place, message: `${place} ${given}; accepted is ${accepts}.` });
}

/** Reads the options that a call, a message or a part has for this package. */
export function readProviderOptions<Options>(
  options: ProviderOptions,
  set: OptionSet<Options>,
  warnings: Warning[],
): ReadOptions<Options> {
  const merged: Fields = { known: {}, extra: {} };
  for (const name of optionNames) {
    const input: unknown = options?.[name];
    if (input === undefined) continue;
    if (!isObject(input)) throw invalid(`providerOptions.${name}`, input, 'an object of options');
    const { known, extra } = readFields(input, set.rows, `providerOptions.${name}`, warnings, set.placeOf);
    Object.assign(merged.known, known);
    Object.assign(merged.extra, extra);
  }
  return checked(merged);
}

/** Reads the options of a model. */
export function readModelOptions<Options>(
  options: object | undefined,
  set: OptionSet<Options>,
  warnings: Warning[],
): ReadOptions<Options> {
  return checked(readFields({ ...options }, set.rows, 'options', warnings, set.placeOf));
}

/** Each row's check, which its table ties to the type of its option, vouches for the value. */
function checked<Options>(fields: Fields): ReadOptions<Options> {
  return fields as unknown as ReadOptions<Options>;
}

/** Reads the options of a model whose specification has no warnings: an unknown option throws. */
export function readStrictly<Options>(options: object | undefined, set: OptionSet<Options>): ReadOptions<Options> {
  const warnings: Warning[] = [];
  const read = readModelOptions(options, set, warnings);
  const [warning] = warnings;
  if (warning?.type === 'unsupported-setting') {
    throw new InvalidArgumentError({
      argument: warning.setting,
      message: `${warning.setting}: ${warning.details}`,
    });
  }
  return read;
}
