import { InvalidArgumentError } from '@ai-sdk/provider';
import { inWords, isJSONValue, isObject, toSnakeCase, type JSONObject, type JSONValue } from '../util/json.js';
import { didYouMean } from '../util/nearest.js';
import { misspelt } from './names.js';
import type { ProviderOptions, ReadOptions } from './types.js';
import type { Warning } from './warning.js';
import type { OptionRow, OptionRows, OptionSet } from './table.js';

interface Fields {
  known: Record<string, unknown>;
  extra: JSONObject;
}

/** Called for an option that does not exist, with the reason. */
type TellUnknown = (setting: string, reason: string) => void;

/**
 * Reads an object of options. Known options are checked, snake_case ones go to the service unchecked, and all others
 * are reported.
 */
function readFields(
  input: Record<string, unknown>,
  rows: OptionRows,
  path: string,
  tell: TellUnknown,
  placeOf?: OptionSet['placeOf'],
): Fields {
  const known: Record<string, unknown> = {};
  const extra: JSONObject = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const place = `${path}.${name}`;
    if (Object.hasOwn(rows, name)) known[name] = readValue(value, rows[name] as OptionRow, place, tell);
    else if (isParameter(name)) extra[name] = readParameter(value, place);
    else tell(place, unknownOption(name, rows, placeOf?.(name)));
  }
  return { known, extra };
}

/** True if a name may be a parameter of the service. */
function isParameter(name: string): boolean {
  return name.includes('_') && name !== '__proto__';
}

function readParameter(value: unknown, place: string): JSONValue {
  if (isJSONValue(value)) return value;
  throw invalid(place, value, 'a value that JSON can carry');
}

function unknownOption(name: string, rows: OptionRows, place: string | undefined): string {
  if (place !== undefined) return `it is an option of ${place}.`;
  const names = Object.keys(rows);
  const question = didYouMean(name, names);
  if (question !== undefined) return `there is no such option. ${question}`;
  return (
    `there is no such option. The options are ${names.join(', ')}. Other parameters of the service are ` +
    'sent if you write them in snake_case.'
  );
}

/** Turns each unknown option into a warning. */
function warn(warnings: Warning[]): TellUnknown {
  return (setting, reason) => {
    warnings.push({ type: 'unsupported-setting', setting, details: `It was not sent: ${reason}` });
  };
}

function readValue(value: unknown, { check, group, required }: OptionRow, place: string, tell: TellUnknown): unknown {
  if (!check.schema.safeParse(value).success) throw invalid(place, value, check.accepts);
  if (group === undefined) return value;
  const { known, extra } = readFields(value as Record<string, unknown>, group, place, tell);
  const missing = required?.find((name) => known[name] === undefined && extra[toSnakeCase(name)] === undefined);
  if (missing !== undefined) {
    throw invalid(`${place}.${missing}`, undefined, group[missing]?.check.accepts ?? 'a value');
  }
  return { ...known, ...extra };
}

function invalid(place: string, value: unknown, accepts: string): InvalidArgumentError {
  const given = value === undefined ? 'is missing' : `is ${inWords(value)}`;
  return new InvalidArgumentError({ argument: place, message: `${place} ${given}; expected ${accepts}.` });
}

/** Reads the options that a call, a message or a part has for this package under each of `names`; later ones win. */
export function readProviderOptions<Options>(
  options: ProviderOptions,
  set: OptionSet<Options>,
  names: readonly string[],
  warnings: Warning[],
): ReadOptions<Options> {
  const merged: Fields = { known: {}, extra: {} };
  if (options === undefined) return checked(merged);
  for (const name of names) {
    const input: unknown = options[name];
    if (input === undefined) continue;
    if (!isObject(input)) throw invalid(`providerOptions.${name}`, input, 'an object of options');
    const { known, extra } = readFields(input, set.rows, `providerOptions.${name}`, warn(warnings), set.placeOf);
    Object.assign(merged.known, known);
    Object.assign(merged.extra, extra);
  }
  warnOfNames(options, names, warnings);
  return checked(merged);
}

/** Keys of `providerOptions` are case-sensitive, and those of other providers are beside ours. */
function warnOfNames(options: NonNullable<ProviderOptions>, names: readonly string[], warnings: Warning[]): void {
  for (const { key, meant } of misspelt(options, names)) {
    const setting = `providerOptions.${key}`;
    // Each message and each part may repeat it.
    if (warnings.some((warning) => warning.type === 'unsupported-setting' && warning.setting === setting)) continue;
    warnings.push({
      type: 'unsupported-setting',
      setting,
      details: `It was not read. Write providerOptions.${meant}.`,
    });
  }
}

/** Reads the options of a model. Throws for an unknown option if the specification has no warnings. */
export function readModelOptions<Options>(
  options: object | undefined,
  set: OptionSet<Options>,
  warnings: Warning[] | undefined,
): ReadOptions<Options> {
  const tell = warnings === undefined ? refuse : warn(warnings);
  if (options !== undefined && !isObject(options)) {
    // JavaScript passes null as well.
    if (options !== null) tell('options', `it is ${inWords(options)}, not an object of options.`);
    return checked({ known: {}, extra: {} });
  }
  return checked(readFields({ ...options }, set.rows, 'options', tell, set.placeOf));
}

function refuse(argument: string, reason: string): never {
  throw new InvalidArgumentError({ argument, message: `${argument}: ${reason}` });
}

/** Safe because each table ties an option's check to the option's type. */
function checked<Options>(fields: Fields): ReadOptions<Options> {
  return fields as unknown as ReadOptions<Options>;
}
