import * as z from 'zod/v4-mini';
import { acceptedTimeout, isTimeout } from '../http/timeout.js';
import { isObject, type JSONValue } from '../util/json.js';

// Compiling checks pays for schemas that parse often. To find out whether it can, zod calls `new Function`, which a
// page's Content-Security-Policy reports.
z.config({ jitless: true });

/** Whether JSON can carry a value as it is. An `undefined` in an object is an absent field. */
export function isJSONValue(value: unknown, within: readonly object[] = []): value is JSONValue {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) {
    return value === null || typeof value === 'string' || typeof value === 'boolean';
  }
  if (within.includes(value) || within.length > maxDepth) return false;
  const inner = [...within, value];
  if (Array.isArray(value)) return Array.from(value).every((item) => isJSONValue(item, inner));
  return isPlain(value) && Object.values(value).every((item) => item === undefined || isJSONValue(item, inner));
}

// Deeper than anything that is written by hand or by a schema, and far from the end of any stack.
const maxDepth = 200;

/** JSON makes strings of dates and nothing at all of maps. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** How one option is checked, and what it accepts in words: zod's mini build carries no messages of its own. */
export interface OptionCheck {
  schema: z.ZodMiniType;
  accepts: string;
  /** Set for an option that is an object of options. */
  fields?: Record<string, OptionCheck>;
  /** Fields that must be there. */
  required?: readonly string[];
}

/** The options that one place may be given: a call, a message, a part, a model, or a group of options. */
export interface OptionSet {
  checks: Record<string, OptionCheck>;
  /** The place that has an option which this one has not, in words. */
  placeOf?(name: string): string | undefined;
}

const check = (schema: z.ZodMiniType, accepts: string): OptionCheck => ({ schema, accepts });

export const flag = check(z.boolean(), 'true or false');
export const text = check(z.string(), 'a string');
export const texts = check(z.array(z.string()), 'an array of strings');
export const textRecord = check(z.record(z.string(), z.string()), 'an object whose values are strings');
export const jsonObject = check(
  z.custom((value) => isObject(value) && isJSONValue(value)),
  'a JSON object',
);
export const jsonObjects = listOf(jsonObject, 'an array of JSON objects');
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
  return check(z.union(checks.map(({ schema }) => schema)), checks.map(({ accepts }) => accepts).join(', or '));
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

/** A check for every option of a type: an option that is added to the type and not here does not compile. */
export type Checks<Options> = Record<keyof Required<Omit<Options, `${string}_${string}`>>, OptionCheck>;

/** The option `timeout`, which every kind of call has. */
export const timeout = ownType(isTimeout, acceptedTimeout);
