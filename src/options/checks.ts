import * as z from 'zod/v4-mini';
import { acceptedTimeout, isTimeout, type QwenTimeout } from '../http/timeout.js';
import { isJSONValue, isObject, type JSONObject } from '../util/json.js';

// zod compiles checks when it can, and calls `new Function` to find out. A page's Content-Security-Policy reports that
// call, and checks that run rarely gain nothing from it.
z.config({ jitless: true });

/** The check of one option, and the words for what it accepts: zod's mini build has no messages. */
export interface OptionCheck<Value = unknown> {
  readonly schema: z.ZodMiniType<Value>;
  readonly accepts: string;
}

/** The type of the values that pass a check. */
type ValueOf<Check> = Check extends OptionCheck<infer Value> ? Value : never;

/** Makes the schema at its first use: making all of them is a tenth of the cost of a process's first call. */
class LazyCheck<Value> implements OptionCheck<Value> {
  private made: z.ZodMiniType<Value> | undefined;

  constructor(
    private readonly make: () => z.ZodMiniType<Value>,
    readonly accepts: string,
  ) {}

  get schema(): z.ZodMiniType<Value> {
    return (this.made ??= this.make());
  }
}

export function check<Value>(make: () => z.ZodMiniType<Value>, accepts: string): OptionCheck<Value> {
  return new LazyCheck(make, accepts);
}

export const flag = check(() => z.boolean(), 'true or false');
export const text = check(() => z.string(), 'a string');
export const texts = check(() => z.array(z.string()), 'an array of strings');
export const textRecord = check(() => z.record(z.string(), z.string()), 'an object whose values are strings');
export const jsonObject = check(
  () => z.custom<JSONObject>((value) => isObject(value) && isJSONValue(value)),
  'a JSON object',
);
export const jsonObjects = listOf(jsonObject, 'an array of JSON objects');
export const anyObject = check(() => z.record(z.string(), z.unknown()), 'an object');
export const positive = check(() => z.number().check(z.gt(0)), 'a number above 0');

export function integer(min: number, max?: number): OptionCheck<number> {
  const bounds = () => (max === undefined ? [z.gte(min)] : [z.gte(min), z.lte(max)]);
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  return check(() => z.int().check(...bounds()), `an integer ${range}`);
}

export function number(min: number, max: number): OptionCheck<number> {
  return check(() => z.number().check(z.gte(min), z.lte(max)), `a number from ${min} to ${max}`);
}

export function oneOf<Value extends string>(...values: Value[]): OptionCheck<Value> {
  const accepts = values.map((value) => `'${value}'`).join(' or ');
  return check(() => z.enum(values) as unknown as z.ZodMiniType<Value>, accepts);
}

export function listOf<Value>(item: OptionCheck<Value>, accepts: string): OptionCheck<Value[]> {
  return check(() => z.array(item.schema), accepts);
}

export function either<Checks extends OptionCheck[]>(...checks: Checks): OptionCheck<ValueOf<Checks[number]>> {
  const schema = () => z.union(checks.map((one) => one.schema)) as z.ZodMiniType<ValueOf<Checks[number]>>;
  return check(schema, checks.map(({ accepts }) => accepts).join(', or '));
}

export function literal<Value extends boolean | number>(value: Value): OptionCheck<Value> {
  return check(() => z.literal(value) as unknown as z.ZodMiniType<Value>, String(value));
}

/** A check for a type with a guard function. */
export function ownType<Value>(isType: (value: unknown) => boolean, accepts: string): OptionCheck<Value> {
  return check(() => z.custom<Value>(isType), accepts);
}

type Shape<Fields, Required extends keyof Fields> = { [Name in Required]: ValueOf<Fields[Name]> } & {
  [Name in Exclude<keyof Fields, Required>]?: ValueOf<Fields[Name]>;
};

/** A check of a whole object. Every field except the required ones may be absent. */
export function shape<Fields extends Record<string, OptionCheck>, Required extends keyof Fields & string = never>(
  fields: Fields,
  required: readonly Required[] = [],
): OptionCheck<Shape<Fields, Required>> {
  const isRequired = (name: string) => (required as readonly string[]).includes(name);
  const schemas = () =>
    Object.entries(fields).map(([name, field]): [string, z.ZodMiniType] => [
      name,
      isRequired(name) ? field.schema : z.optional(field.schema),
    ]);
  const names = Object.entries(fields).map(
    ([name, field]) => `${name}${isRequired(name) ? '' : '?'}: ${field.accepts}`,
  );
  const schema = () =>
    z.strictObject(Object.fromEntries(schemas())) as unknown as z.ZodMiniType<Shape<Fields, Required>>;
  return check(schema, `{ ${names.join('; ')} }`);
}

/** The option `timeout` of every kind of call. */
export const timeout = ownType<QwenTimeout>(isTimeout, acceptedTimeout);
