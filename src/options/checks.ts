import * as v from 'valibot';
import { acceptedTimeout, isTimeout, type QwenTimeout } from '../http/timeout.js';
import { isJSONValue, isObject, isPlainObject, type JSONObject } from '../util/json.js';

/** The check of one option, and what it accepts in words: only yes or no is asked of the schema. */
export interface OptionCheck<Value = unknown> {
  // Valibot, because the first call of a process loads it: 2 KB where zod's mini build is 10 KB and 5 ms.
  readonly schema: v.GenericSchema<Value>;
  readonly accepts: string;
}

/** The type of the values that pass a check. */
type ValueOf<Check> = Check extends OptionCheck<infer Value> ? Value : never;

export function check<Value>(schema: v.GenericSchema<Value>, accepts: string): OptionCheck<Value> {
  return { schema, accepts };
}

export const flag = check(v.boolean(), 'true or false');
export const text = check(v.string(), 'a string');
export const texts = check(v.array(v.string()), 'an array of strings');
export const textRecord = check(
  // A record of valibot may be an array, a map or a date.
  v.pipe(v.custom<Record<string, string>>(isPlainObject), v.record(v.string(), v.string())),
  'an object whose values are strings',
);
export const jsonObject = check(
  v.custom<JSONObject>((value) => isObject(value) && isJSONValue(value)),
  'a JSON object',
);
export const jsonObjects = listOf(jsonObject, 'an array of JSON objects');
export const anyObject = check(v.custom<Record<string, unknown>>(isPlainObject), 'an object');
export const positive = check(v.pipe(v.number(), v.finite(), v.gtValue(0)), 'a number above 0');

export function integer(min: number, max?: number): OptionCheck<number> {
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  return check(
    v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max ?? Number.MAX_SAFE_INTEGER)),
    `an integer ${range}`,
  );
}

export function number(min: number, max: number): OptionCheck<number> {
  return check(v.pipe(v.number(), v.minValue(min), v.maxValue(max)), `a number from ${min} to ${max}`);
}

export function oneOf<Value extends string>(...values: Value[]): OptionCheck<Value> {
  const accepts = values.map((value) => `'${value}'`).join(' or ');
  return check(v.picklist(values), accepts);
}

export function listOf<Value>(item: OptionCheck<Value>, accepts: string): OptionCheck<Value[]> {
  return check(v.array(item.schema), accepts);
}

export function either<Checks extends OptionCheck[]>(...checks: Checks): OptionCheck<ValueOf<Checks[number]>> {
  const schema = v.union(checks.map((one) => one.schema)) as v.GenericSchema<ValueOf<Checks[number]>>;
  return check(schema, checks.map(({ accepts }) => accepts).join(', or '));
}

export function literal<Value extends boolean | number>(value: Value): OptionCheck<Value> {
  return check(v.literal(value), String(value));
}

/** A type that has a check of its own. */
export function ownType<Value>(isType: (value: unknown) => boolean, accepts: string): OptionCheck<Value> {
  return check(v.custom<Value>(isType), accepts);
}

type Shape<Fields, Required extends keyof Fields> = { [Name in Required]: ValueOf<Fields[Name]> } & {
  [Name in Exclude<keyof Fields, Required>]?: ValueOf<Fields[Name]>;
};

/** An object that is checked as one: every field but the required ones may be absent. */
export function shape<Fields extends Record<string, OptionCheck>, Required extends keyof Fields & string = never>(
  fields: Fields,
  required: readonly Required[] = [],
): OptionCheck<Shape<Fields, Required>> {
  const isRequired = (name: string) => (required as readonly string[]).includes(name);
  const schemas = Object.entries(fields).map(([name, { schema }]) => [
    name,
    isRequired(name) ? schema : v.optional(schema),
  ]);
  const names = Object.entries(fields).map(
    ([name, field]) => `${name}${isRequired(name) ? '' : '?'}: ${field.accepts}`,
  );
  const schema = v.pipe(v.custom(isObject), v.strictObject(Object.fromEntries(schemas)));
  return check(
    schema as v.GenericSchema<unknown> as v.GenericSchema<Shape<Fields, Required>>,
    `{ ${names.join('; ')} }`,
  );
}

/** The option `timeout`, which every kind of call has. */
export const timeout = ownType<QwenTimeout>(isTimeout, acceptedTimeout);
