import { type JsonObject, isObject } from '../util/objects.js';
import { failureOf, ApiError, refuse } from '../rules/api-error.js';

/** Real requests are less deep. Recursion over a very deep one would overflow the stack. */
const maxDepth = 200;

/** A request whose body has not been read. */
interface UnreadRequest {
  headers: Headers;
  /** The body as it came. */
  text: string;
  /** Unknown parameters are refused, even if they are null. */
  refusesUnknown: boolean;
  body: JsonObject;
  given: JsonObject;
}

/** Reads the body of a request as a JSON object. */
export function readBody(context: UnreadRequest): void {
  const type = context.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) refuse('content-type', { given: type });
  takeBody(context, parse(context.text));
}

/** Takes a value as the body of a request: it must be an object, and not too deep. */
export function takeBody(context: Pick<UnreadRequest, 'body' | 'given' | 'refusesUnknown'>, body: unknown): void {
  if (!isObject(body) || isDeeper(body, maxDepth)) refuse('body-not-json');
  context.body = body;
  context.given = context.refusesUnknown ? body : (withoutNulls(body) as JsonObject);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(failureOf('body-not-json'));
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
}

/** Fields that hold a user's schema, where null is a value. */
const schemaKeys = new Set(['schema', 'result_schema']);

/** Leaves out members that are null: clients send null for a field that is not set. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const isDefinition = 'name' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([name, item]) => {
        const kept = schemaKeys.has(name) || (isDefinition && name === 'parameters');
        return [name, kept ? item : withoutNulls(item)];
      }),
  );
}
