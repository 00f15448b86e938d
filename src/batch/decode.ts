import type { Failure } from '../http/failure.js';
import { readBodyFailure } from '../http/read-failure.js';
import { parseJSON } from '../http/parse-json.js';
import { finiteNumber, isObject, nonEmptyString, type JSONObject } from '../util/json.js';
import { readCustomId, type LineId } from './custom-id.js';

/** One line of an output or error file: the body of an answer, or the failure of its prompt. */
export type ResultLine = (LineId & { body: unknown }) | FailedLine;

export interface FailedLine extends LineId {
  failure: Failure;
  /** False if the line reports an error and no response at all. */
  isAnswered: boolean;
}

/**
 * False for a failed line that was never run, if its batch was cancelled or has expired. The service documents no code for
 * that.
 */
export function hasRun({ failure: { code = '', message }, isAnswered }: FailedLine): boolean {
  return isAnswered && !/cancel|expire/i.test(`${code} ${message}`);
}

/**
 * Reads a line of results; undefined if it belongs to no prompt of this package. A line of the output file may report a
 * failure while the counts of the batch say that none failed (QwenLM/qwen-code#11874), so only the line itself counts.
 */
export function readResultLine(text: string): ResultLine | undefined {
  let line: unknown;
  try {
    line = parseJSON(text);
  } catch {
    return undefined;
  }
  const found = isObject(line) ? readCustomId(line.custom_id) : undefined;
  if (!isObject(line) || found === undefined) return undefined;
  const response = isObject(line.response) ? line.response : {};
  const status = finiteNumber(response.status_code);
  const requestId = nonEmptyString(response.request_id);
  const failure = failureOf(line.error, requestId, status) ?? failureOfBody(response.body, requestId, status);
  const { index, attempt, id } = found;
  return failure === undefined
    ? { index, attempt, id, body: response.body }
    : { index, attempt, id, failure, isAnswered: isObject(line.response) };
}

/** The documentation names the fields of `error` in two ways. */
function failureOf(error: unknown, requestId: string | undefined, status: number | undefined): Failure | undefined {
  if (typeof error === 'string' && error !== '') return { message: error, requestId, status: badStatus(status) };
  if (!isObject(error)) return undefined;
  const { code, error_code, message, error_message } = error as JSONObject;
  const name = nonEmptyString(code) ?? nonEmptyString(error_code);
  const words = nonEmptyString(message) ?? nonEmptyString(error_message);
  if (name === undefined && words === undefined) return undefined;
  return { code: name, message: words ?? `The line failed (${name}).`, requestId, status: badStatus(status) };
}

function failureOfBody(body: unknown, requestId: string | undefined, status: number | undefined): Failure | undefined {
  const failure = readBodyFailure(body);
  if (failure !== undefined)
    return { ...failure, requestId: failure.requestId ?? requestId, status: failure.status ?? badStatus(status) };
  if (badStatus(status) === undefined && isObject(body)) return undefined;
  return { message: 'The line has no answer.', requestId, status: badStatus(status) };
}

function badStatus(status: number | undefined): number | undefined {
  return status === undefined || (status >= 200 && status < 300) ? undefined : status;
}
