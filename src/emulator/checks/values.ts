import type { Model } from '../catalogue/model.js';
import { refuse } from '../rules/api-error.js';
import type { RuleName } from '../rules/rules.js';
import { checkFields } from './fields.js';
import { isObject } from '../util/objects.js';
import type { ParameterPolicy } from './policy.js';

/** The model and the policy for which a value is checked. */
export interface CheckScope {
  model: Model;
  policy: ParameterPolicy;
}

/** Refuses a value that a parameter does not accept. */
export type Check = (value: unknown, field: string, scope: CheckScope) => void;

export const isText = (value: unknown) => typeof value === 'string';
export const isInteger = (value: unknown): value is number => Number.isInteger(value);
export const listOf = (value: unknown, check: (item: unknown) => boolean) => Array.isArray(value) && value.every(check);

/** A number in a range that a rule describes in the service's words. */
export function float(accepts: (value: number) => boolean, rule: RuleName): Check {
  return (value, field) => {
    if (typeof value !== 'number') refuse('parameter-type', { field, type: 'Float' });
    if (!accepts(value)) refuse(rule);
  };
}

export function integer(
  accepts: (value: number, model: Model) => boolean,
  rule: RuleName,
  limit?: (m: Model) => number,
): Check {
  return (value, field, { model }) => {
    if (!isInteger(value)) refuse('parameter-type', { field, type: 'Integer' });
    if (!accepts(value, model)) refuse(rule, { limit: limit?.(model) });
  };
}

export function ranged(min: number, max: number, whole: boolean): Check {
  return (value, field) => {
    const fits = whole ? isInteger(value) : typeof value === 'number';
    if (!fits) refuse('parameter-type', { field, type: whole ? 'Integer' : 'Float' });
    const number = value as number;
    if (number < min || number > max) refuse('parameter-range', { field, range: `[${min}, ${max}]` });
  };
}

export const boolean: Check = (value, field) => {
  if (typeof value !== 'boolean') refuse('parameter-type', { field, type: 'Boolean' });
};

export const text: Check = (value, field) => {
  if (typeof value !== 'string') refuse('parameter-type', { field, type: 'String' });
};

export function oneOf(...accepted: string[]): Check {
  return (value, field) => {
    if (!accepted.includes(value as string)) {
      refuse('parameter-value', { field, given: value, accepted: `['${accepted.join("', '")}']` });
    }
  };
}

/** An object with these fields. The policy handles others. */
export function object(fields: Record<string, Check>): Check {
  return (value, field, scope) => {
    if (!isObject(value)) refuse('parameter-type', { field, type: 'Object' });
    const taken = checkFields(value, Object.keys(fields).join(' '), scope.policy, `${field}.`);
    for (const [name, item] of Object.entries(taken)) {
      if (item !== null) fields[name]!(item, `${field}.${name}`, scope);
    }
  };
}

export function list(check: Check): Check {
  return (value, field, scope) => {
    if (!Array.isArray(value)) refuse('parameter-type', { field, type: 'Array' });
    value.forEach((item, index) => check(item, `${field}.[${index}]`, scope));
  };
}

export const freeForm: Check = (value, field) => {
  if (!isObject(value)) refuse('parameter-type', { field, type: 'Object' });
};
