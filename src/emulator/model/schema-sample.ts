import { entryOf, isObject, toText } from '../util/objects.js';
import { samplePattern } from './pattern-sample.js';
import type { Schema } from './question.js';
import { TextValues } from './text-values.js';
import { hash, randomFrom } from '../util/words.js';

/**
 * Makes a value that fits a JSON schema, with words of the text in free strings. The same schema and text give
 * the same value. It covers what tools and typed objects need; `not` and `if` are ignored.
 */
export function sampleSchema(schema: Schema, text: string, round = 0): unknown {
  const seed = hash(`${JSON.stringify(schema)}\n${text}\n${round}`);
  const random = randomFrom(seed);
  return new Sampler(schema, new TextValues(text, round, random), random).value(schema, '', 0);
}

/** Below this depth optional parts are left out, so recursive schemas end. */
const maxFullDepth = 8;
/** Below this depth everything is null: only a schema that requires itself gets there. */
const maxDepth = 30;
/** Maximum nesting of anyOf, oneOf and allOf. */
const maxFolds = 6;
/** Above the first number of values optional parts are left out; above the second everything is null. */
const maxFullValues = 2_000;
const maxValues = 10_000;
const maxResolved = 50_000;
/** Keywords, properties and required names that are looked at while schemas are folded. */
const maxWork = 200_000;
/** Maximum length of a $ref, and of a list of required names. */
const maxReference = 1_000;
const maxRequired = 2_000;
/** Maximum branches of allOf, anyOf and oneOf. */
const maxBranches = 100;
/** Maximum lengths, even if the schema demands more. */
const maxListLength = 100;
const maxTextLength = 10_000;

class Sampler {
  private made = 0;
  private resolved = 0;
  private work = 0;

  constructor(
    private readonly root: Schema,
    private readonly text: TextValues,
    private readonly random: () => number,
  ) {}

  value(given: unknown, name: string, depth: number): unknown {
    this.made += 1;
    if (depth > maxDepth || this.made > maxValues) return null;
    const schema = this.resolve(given, depth);
    if ('const' in schema) return schema.const;
    if (Array.isArray(schema.enum)) return this.text.choice(schema.enum, toText) ?? null;
    switch (this.typeOf(schema)) {
      case 'object':
        return this.object(schema, depth);
      case 'array':
        return this.array(schema, name, depth);
      case 'integer':
        return this.number(schema, true);
      case 'number':
        return this.number(schema, false);
      case 'boolean':
        return this.random() < 0.5;
      case 'null':
        return null;
      default:
        return this.string(schema, name);
    }
  }

  /** Follows $ref, and folds allOf and one branch of anyOf or oneOf into the schema. */
  private resolve(given: unknown, depth: number, folds = 0): Schema {
    if (typeof given !== 'object' || given === null || Array.isArray(given) || folds > maxFolds) return {};
    this.resolved += 1;
    if (this.resolved > maxResolved) return {};
    let schema = given as Schema;
    for (let hops = 0; typeof schema.$ref === 'string' && hops < 20; hops += 1) {
      this.work += sizeOf(schema);
      if (this.work > maxWork) return {};
      const { $ref: reference, ...rest } = schema;
      schema = { ...this.lookUp(reference as string), ...rest };
    }
    this.work += sizeOf(schema);
    if (this.work > maxWork) return {};
    const { allOf, anyOf, oneOf, ...own } = schema;
    for (const part of Array.isArray(allOf) ? allOf.slice(0, maxBranches) : []) {
      this.work += sizeOf(own);
      if (this.work > maxWork) break;
      mergeInto(own, this.resolve(part, depth, folds + 1));
    }
    const branches = (Array.isArray(anyOf) ? anyOf : oneOf) as unknown[] | undefined;
    if (!Array.isArray(branches) || branches.length === 0) return own;
    const resolved = branches.slice(0, maxBranches).map((branch) => this.resolve(branch, depth, folds + 1));
    const ends = depth >= maxFullDepth && resolved.find((branch) => !branch.properties && !branch.items);
    const chosen =
      ends ||
      this.text.choice(
        resolved.filter((branch) => branch.type !== 'null'),
        labelOf,
      );
    return mergeInto(own, (chosen ?? resolved[0]) as Schema);
  }

  private lookUp(reference: string): Schema {
    if (reference.length > maxReference) return {};
    let place: unknown = this.root;
    for (const step of reference.replace(/^#\/?/, '').split('/').filter(Boolean)) {
      const key = step.replace(/~1/g, '/').replace(/~0/g, '~');
      place = (place as Record<string, unknown> | undefined)?.[key];
    }
    return (typeof place === 'object' && place !== null ? place : {}) as Schema;
  }

  private typeOf(schema: Schema): unknown {
    const { type } = schema;
    if (Array.isArray(type)) return type.find((item) => item !== 'null') ?? 'null';
    if (type !== undefined) return type;
    if ('properties' in schema || 'required' in schema) return 'object';
    return 'items' in schema || 'prefixItems' in schema ? 'array' : 'string';
  }

  private object(schema: Schema, depth: number): Record<string, unknown> {
    const properties = isObject(schema.properties) ? schema.properties : {};
    const required = Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === 'string') : [];
    const names =
      depth >= maxFullDepth || this.made > maxFullValues
        ? required
        : [...new Set([...Object.keys(properties), ...required])];
    const result = Object.fromEntries(
      names.map((name) => [
        name,
        this.value(entryOf(properties, name) ?? schema.additionalProperties, name, depth + 1),
      ]),
    );
    const extra = schema.additionalProperties;
    if (names.length === 0 && isObject(extra)) result.key = this.value(extra, 'key', depth + 1);
    return result;
  }

  private array(schema: Schema, name: string, depth: number): unknown[] {
    const items = (schema.prefixItems ?? schema.items) as unknown;
    if (Array.isArray(items)) return items.map((item) => this.value(item, name, depth + 1));
    const min = (schema.minItems as number | undefined) ?? 0;
    const max = (schema.maxItems as number | undefined) ?? Math.max(min, 3);
    const wanted = Math.min(depth >= maxFullDepth ? min : Math.max(min, Math.min(max, 2)), maxListLength);
    const result: unknown[] = [];
    const known = new Set<string>();
    // Prefer distinct items. With uniqueItems, the list ends when there are no more.
    for (let tries = 0; result.length < wanted && tries < wanted * 20; tries += 1) {
      const item = this.value(items, name, depth + 1);
      const text = JSON.stringify(item);
      if (!known.has(text) || (!schema.uniqueItems && tries >= wanted * 3)) result.push(item);
      known.add(text);
    }
    return result;
  }

  private number(schema: Schema, whole: boolean): number {
    const stepped = whole || schema.multipleOf !== undefined;
    const unit = (schema.multipleOf as number | undefined) ?? (whole ? 1 : 0.1);
    const low = boundOf(schema.minimum, schema.exclusiveMinimum, unit) ?? -Infinity;
    const high = boundOf(schema.maximum, schema.exclusiveMaximum, -unit) ?? Infinity;
    const min = low > -Infinity ? low : Math.min(0, high);
    const max = high < Infinity ? high : min + 20;
    const named = this.text.number(
      (number) => number >= min && number <= max && (!stepped || isMultiple(number, unit)),
    );
    if (named !== undefined) return named;
    const first = Math.ceil(min / unit - 1e-9);
    const steps = Math.floor(max / unit + 1e-9) - first;
    // A range narrower than the unit contains only its ends.
    if (steps < 0) return min;
    return Number(((first + Math.floor(this.random() * (steps + 1))) * unit).toFixed(10));
  }

  private string(schema: Schema, name: string): string {
    const format = entryOf(formats, toText(schema.format));
    if (format !== undefined) return format;
    if (typeof schema.pattern === 'string') return samplePattern(schema.pattern, this.random);
    const min = (schema.minLength as number | undefined) ?? 0;
    const max = (schema.maxLength as number | undefined) ?? Infinity;
    const word = this.text.word(name, toText(schema.description));
    return word.padEnd(Math.min(min, maxTextLength), ' emulator').slice(0, max);
  }
}

/** Keywords of a schema, with its properties and required names: what folding it costs. */
function sizeOf({ properties, required, ...keywords }: Schema): number {
  const names = isObject(properties) ? Object.keys(properties).length : 0;
  return Object.keys(keywords).length + names + (Array.isArray(required) ? required.length : 0);
}

function isMultiple(number: number, unit: number): boolean {
  return Math.abs(number / unit - Math.round(number / unit)) < 1e-9;
}

/** A bound from both spellings. `exclusive: true` beside the bound is the older one. */
function boundOf(inclusive: unknown, exclusive: unknown, inwards: number): number | undefined {
  if (typeof exclusive === 'number') return exclusive + inwards;
  if (typeof inclusive !== 'number') return undefined;
  return exclusive === true ? inclusive + inwards : inclusive;
}

/** The words of a branch that tell it from others: title, description, names and constants. */
function labelOf({ title, description, const: only, enum: choices, properties }: Schema): string {
  const members = isObject(properties) ? Object.entries(properties).slice(0, maxBranches) : [];
  const words = members.flatMap(([name, member]) => (isObject(member) ? [name, ...constantsOf(member)] : [name]));
  return [title, description, ...constantsOf({ const: only, enum: choices }), ...words].map(toText).join(' ');
}

function constantsOf({ const: only, enum: choices }: Schema): unknown[] {
  return [only, ...(Array.isArray(choices) ? choices.slice(0, maxBranches) : [])];
}

function mergeInto(target: Schema, source: Schema): Schema {
  const properties = { ...(target.properties as object), ...(source.properties as object) };
  const required = [...new Set([target.required, source.required].flat().filter(Boolean))].slice(0, maxRequired);
  Object.assign(target, source);
  if (Object.keys(properties).length > 0) target.properties = properties;
  if (required.length > 0) target.required = required;
  return target;
}

const formats: Record<string, string> = {
  date: '2026-01-15',
  time: '12:30:00Z',
  'date-time': '2026-01-15T12:30:00Z',
  duration: 'PT30M',
  email: 'emulator@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/emulator',
  url: 'https://example.com/emulator',
  'uri-reference': '/emulator',
  uuid: '0e0f0e0f-0e0f-4e0f-8e0f-0e0f0e0f0e0f',
};
