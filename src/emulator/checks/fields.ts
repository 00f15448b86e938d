import type { JsonObject } from '../util/objects.js';
import type { ParameterPolicy } from './policy.js';

/** Returns the known fields (names separated by spaces) and hands all others to the policy. */
export function checkFields(fields: JsonObject, known: string, policy: ParameterPolicy, path = ''): JsonObject {
  const names = new Set(known.split(' '));
  const taken = Object.entries(fields).filter(([name]) => {
    if (!names.has(name)) policy.unknown(path + name);
    return names.has(name);
  });
  return Object.fromEntries(taken);
}
