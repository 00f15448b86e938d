import { isObject, nonEmptyString, type JSONObject } from '../util/json.js';

/** The id of an answer of the native protocol, and the quantities that the service bills for it. */
export function detailsOf(body: unknown): { requestId: string | undefined; usage: JSONObject | undefined } {
  const { request_id: id, usage } = isObject(body) ? body : {};
  return { requestId: nonEmptyString(id), usage: isObject(usage) ? (usage as JSONObject) : undefined };
}
