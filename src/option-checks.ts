import * as z from 'zod/v4-mini';

/** How one option is checked, and what it accepts in words: zod's mini build carries no messages of its own. */
export interface OptionCheck {
  schema: z.ZodMiniType;
  accepts: string;
  /** Set for an option that is an object of options. */
  fields?: Record<string, OptionCheck>;
  /** Fields that must be there. */
  required?: readonly string[];
}

const check = (schema: z.ZodMiniType, accepts: string): OptionCheck => ({ schema, accepts });

export const flag = check(z.boolean(), 'true or false');
export const text = check(z.string(), 'a string');
export const texts = check(z.array(z.string()), 'an array of strings');
export const textRecord = check(z.record(z.string(), z.string()), 'an object whose values are strings');
export const jsonObject = check(z.record(z.string(), z.json()), 'a JSON object');
export const jsonObjects = check(z.array(z.record(z.string(), z.json())), 'an array of JSON objects');
export const positive = check(z.number().check(z.gt(0)), 'a number above 0');

export function integer(least: number, most?: number): OptionCheck {
  const bounds = most === undefined ? [z.gte(least)] : [z.gte(least), z.lte(most)];
  const range = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  return check(z.int().check(...bounds), `an integer ${range}`);
}

export function number(least: number, most: number): OptionCheck {
  return check(z.number().check(z.gte(least), z.lte(most)), `a number from ${least} to ${most}`);
}

export function oneOf(...values: string[]): OptionCheck {
  return check(z.enum(values), values.map((value) => `'${value}'`).join(' or '));
}

export function listOf(item: OptionCheck, accepts: string): OptionCheck {
  return check(z.array(item.schema), accepts);
}

export function either(...checks: OptionCheck[]): OptionCheck {
  return check(
    z.union(checks.map(({ schema }) => schema)),
    checks.map(({ accepts }) => accepts).join(', or '),
  );
}

export function literal(value: boolean | number): OptionCheck {
  return check(z.literal(value), String(value));
}

/** A type that has a check of its own. */
export function ownType(isType: (value: unknown) => boolean, accepts: string): OptionCheck {
  return check(z.custom(isType), accepts);
}

/** An object of options, each of which is checked by itself, so that an error names the very field. */
export function group(fields: Record<string, OptionCheck>, required: readonly string[] = []): OptionCheck {
  return { ...check(z.record(z.string(), z.unknown()), 'an object'), fields, required };
}

/** An object that is checked as one: every field but the required ones may be absent. */
export function shape(fields: Record<string, OptionCheck>, required: readonly string[] = []): OptionCheck {
  const schemas = Object.entries(fields).map(([name, field]): [string, z.ZodMiniType] => [
    name,
    required.includes(name) ? field.schema : z.optional(field.schema),
  ]);
  const names = Object.entries(fields).map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${field.accepts}`,
  );
  return check(z.strictObject(Object.fromEntries(schemas)), `{ ${names.join('; ')} }`);
}
