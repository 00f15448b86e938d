import { finiteNumber, isObject, type JSONValue } from './core/json.js';

/** How one option is checked, and what it accepts in words. */
export interface OptionCheck {
  accepted(value: unknown): boolean;
  accepts: string;
  /** Set for an option that is an object of options. */
  fields?: Record<string, OptionCheck>;
  /** Fields that must be there. */
  required?: readonly string[];
}

const isString = (value: unknown): value is string => typeof value === 'string';

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
  // Objects of other realms have a prototype of their own, which is the root of all there.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => isObject(value) && isPlain(value);

function isBetween(value: unknown, least: number, most = Number.POSITIVE_INFINITY): boolean {
  const given = finiteNumber(value);
  return given !== undefined && given >= least && given <= most;
}

export const flag: OptionCheck = {
  accepted: (value) => typeof value === 'boolean',
  accepts: 'true or false',
};
export const text: OptionCheck = { accepted: isString, accepts: 'a string' };
export const texts: OptionCheck = listOf(text, 'an array of strings');
export const textRecord: OptionCheck = {
  accepted: (value) => isRecord(value) && Object.values(value).every(isString),
  accepts: 'an object whose values are strings',
};
export const jsonObject: OptionCheck = {
  accepted: (value) => isObject(value) && isJSONValue(value),
  accepts: 'a JSON object',
};
export const jsonObjects: OptionCheck = listOf(jsonObject, 'an array of JSON objects');
export const positive: OptionCheck = {
  accepted: (value) => isBetween(value, 0) && value !== 0,
  accepts: 'a number above 0',
};

export function integer(least: number, most?: number): OptionCheck {
  const range = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  return {
    accepted: (value) => Number.isSafeInteger(value) && isBetween(value, least, most),
    accepts: `an integer ${range}`,
  };
}

export function number(least: number, most: number): OptionCheck {
  return {
    accepted: (value) => isBetween(value, least, most),
    accepts: `a number from ${least} to ${most}`,
  };
}

export function oneOf(...values: string[]): OptionCheck {
  return {
    accepted: (value) => isString(value) && values.includes(value),
    accepts: values.map((value) => `'${value}'`).join(' or '),
  };
}

export function listOf(item: OptionCheck, accepts: string): OptionCheck {
  return { accepted: (value) => Array.isArray(value) && value.every(item.accepted), accepts };
}

export function either(...checks: OptionCheck[]): OptionCheck {
  return {
    accepted: (value) => checks.some(({ accepted }) => accepted(value)),
    accepts: checks.map(({ accepts }) => accepts).join(', or '),
  };
}

export function literal(only: boolean | number): OptionCheck {
  return { accepted: (value) => value === only, accepts: String(only) };
}

/** A type that has a check of its own. */
export function ownType(accepted: (value: unknown) => boolean, accepts: string): OptionCheck {
  return { accepted, accepts };
}

/** An object of options, each of which is checked by itself, so that an error names the very field. */
export function group(fields: Record<string, OptionCheck>, required: readonly string[] = []): OptionCheck {
  return { accepted: isRecord, accepts: 'an object', fields, required };
}

/** An object that is checked as one: every field but the required ones may be absent, and none may be added. */
export function shape(fields: Record<string, OptionCheck>, required: readonly string[] = []): OptionCheck {
  const names = Object.entries(fields).map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${field.accepts}`,
  );
  const isField = (name: string, value: unknown) =>
    value === undefined ? !required.includes(name) : fields[name]?.accepted(value) === true;
  return {
    accepted: (value) =>
      isObject(value) &&
      Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
      Object.keys(fields).every((name) => isField(name, value[name])),
    accepts: `{ ${names.join('; ')} }`,
  };
}
