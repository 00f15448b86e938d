import type { RecordedExchange } from './exchange.js';
import { isObject } from '../util/objects.js';

/** Refuses a value that is not a recorded call. */
export function checkExchange(value: unknown, name: string): asserts value is RecordedExchange {
  const fail = (place: string, wanted: string): never => {
    throw new TypeError(`${name} is not a recorded call: ${place} must be ${wanted}.`);
  };
  if (!isObject(value)) return fail('it', 'an object with request and response');
  const { request, response, turn } = value;
  if (!isObject(request)) return fail('request', 'an object');
  if (!isObject(response)) return fail('response', 'an object');
  for (const field of ['method', 'path']) if (typeof request[field] !== 'string') fail(`request.${field}`, 'a text');
  if (request.form !== undefined && !isListOfObjects(request.form)) fail('request.form', 'a list of fields');
  if (request.file !== undefined && !isObject(request.file)) fail('request.file', 'an object');
  const { status, headers, ms, chunks } = response;
  if (status !== undefined && !(Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599)) {
    fail('response.status', 'a whole number from 200 to 599');
  }
  if (typeof ms !== 'number' || !(ms >= 0)) fail('response.ms', 'a number of milliseconds');
  if (headers !== undefined && !isObject(headers)) fail('response.headers', 'an object');
  if (chunks !== undefined && !isListOfObjects(chunks)) fail('response.chunks', 'a list of pieces');
  for (const field of ['text', 'base64']) {
    if (response[field] !== undefined && typeof response[field] !== 'string') fail(`response.${field}`, 'a text');
  }
  if (![undefined, 'broken', 'aborted'].includes(response.ends as string))
    fail('response.ends', "'broken' or 'aborted'");
  if (turn !== undefined && typeof turn !== 'number') fail('turn', 'a number');
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}
