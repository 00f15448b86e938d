import { InvalidArgumentError, TypeValidationError } from '@ai-sdk/provider';
import { toJSONSchema, type $ZodType } from 'zod/v4/core';
import { asText, isObject, type JSONObject } from '../../util/json.js';

/** A schema as JSON Schema, and the check of a value; without a check any value passes. */
export interface ReadSchema {
  jsonSchema: JSONObject;
  check(value: unknown): Checked | Promise<Checked>;
}

type Checked = { value: unknown } | { error: Error };

type Outcome = { success?: boolean; value?: unknown; data?: unknown; error?: unknown; issues?: unknown };

/** The forms of schemas that the AI SDKs take, as far as they are read here. */
interface AnySchema {
  jsonSchema?: unknown;
  validate?: (value: unknown) => Outcome | Promise<Outcome>;
  safeParse?: (value: unknown) => Outcome;
  '~standard'?: {
    validate(value: unknown): Outcome | Promise<Outcome>;
    jsonSchema?: { input(options: { target: string }): unknown };
  };
}

/**
 * Reads a schema of zod 4, of another library with Standard JSON Schema, of `jsonSchema()` or `zodSchema()` of the AI SDK,
 * or plain JSON Schema. Throws `InvalidArgumentError` for another value.
 */
export function readSchema(given: unknown): ReadSchema {
  // `lazySchema()` of the AI SDK is a function; so are the schemas of some libraries.
  const schema = (
    typeof given === 'function' && !('~standard' in given) ? (given as () => unknown)() : given
  ) as AnySchema;
  if (typeof schema !== 'object' && typeof schema !== 'function') throw refused('it must be an object or a function');
  return { jsonSchema: jsonSchemaOf(schema), check: (value) => check(schema, value) };
}

function jsonSchemaOf(schema: AnySchema): JSONObject {
  const standard = schema['~standard']?.jsonSchema;
  if (standard !== undefined) return standard.input({ target: 'draft-07' }) as JSONObject;
  if ('_zod' in schema) {
    return toJSONSchema(schema as unknown as $ZodType, { target: 'draft-7', io: 'input' }) as JSONObject;
  }
  if ('_def' in schema) {
    throw refused("it is one of zod 3: wrap it in zodSchema() of the package ai, or import z from 'zod/v4'");
  }
  if (schema.jsonSchema !== undefined) {
    if (isObject(schema.jsonSchema) && typeof schema.jsonSchema.then !== 'function')
      return schema.jsonSchema as JSONObject;
    throw refused('its JSON Schema comes in a promise: pass jsonSchema(await schema.jsonSchema)');
  }
  if (
    isObject(schema) &&
    ['type', 'properties', 'anyOf', 'oneOf', 'allOf', '$ref', 'enum'].some((key) => key in schema)
  ) {
    return schema as JSONObject;
  }
  throw refused('expected a schema of zod, of jsonSchema(), or JSON Schema');
}

function refused(why: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'schema', message: `The schema cannot be used: ${why}.` });
}

function check(schema: AnySchema, value: unknown): Checked | Promise<Checked> {
  const validate = schema.safeParse ?? schema.validate ?? schema['~standard']?.validate;
  if (validate === undefined) return { value };
  const outcome = validate.call((schema.safeParse ?? schema.validate) ? schema : schema['~standard'], value);
  const read = (given: Outcome): Checked => readOutcome(given, value);
  return outcome instanceof Promise || typeof (outcome as { then?: unknown }).then === 'function'
    ? Promise.resolve(outcome).then(read)
    : read(outcome as Outcome);
}

function readOutcome(outcome: Outcome, value: unknown): Checked {
  const failed = outcome.success === false || outcome.issues !== undefined;
  if (!failed) return { value: 'data' in outcome ? outcome.data : outcome.value };
  const { error = outcome.issues } = outcome;
  const cause =
    error instanceof Error ? error : new Error(typeof error === 'object' ? JSON.stringify(error) : asText(error));
  return { error: new TypeValidationError({ value, cause }) };
}
