import type { RecordedField, RecordedRequest } from './exchange.js';
import { isObject } from '../util/objects.js';

/** The part of a request by which it is found again, as JSON with its fields in order. */
export function keyOf(request: RecordedRequest): string {
  return JSON.stringify(sorted(essenceOf(request)));
}

/** A request without the ids, names and notes that clients choose by themselves. */
function essenceOf({ body, form, file, ...rest }: RecordedRequest): object {
  return {
    ...rest,
    ...(body !== undefined && { body: withoutUploadNames(withoutCallIds(body)) }),
    ...(form !== undefined && { form: form.map(essenceOfField) }),
    ...(file !== undefined && { file: file.sha256 }),
  };
}

function essenceOfField({ name, value = '', file }: RecordedField): object {
  if (file !== undefined) return { name, file: file.sha256 };
  // The client names a file in the temporary store.
  return { name, value: name === 'key' ? withoutName(value) : value };
}

const callIds = new Set(['id', 'tool_call_id', 'call_id']);

/** Numbers the ids within messages, which an SDK may make at random, and drops metadata, which no answer depends on. */
function withoutCallIds(body: unknown): unknown {
  const numbers = new Map<string, string>();
  const number = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(number);
    if (!isObject(value)) return value;
    return mapFields(value, (member, name) => {
      if (!callIds.has(name) || typeof member !== 'string') return number(member);
      if (!numbers.has(member)) numbers.set(member, `id ${numbers.size + 1}`);
      return numbers.get(member);
    });
  };
  if (!isObject(body)) return body;
  const { metadata: _, ...telling } = body;
  return mapFields(telling, (member, name) => (name === 'messages' || name === 'input' ? number(member) : member));
}

/** The URL of an upload with a star in place of the file's name; its extension stays. */
function withoutName(url: string): string {
  const start = url.lastIndexOf('/') + 1;
  const dot = url.indexOf('.', start);
  return `${url.slice(0, start)}*${dot === -1 ? '' : url.slice(dot)}`;
}

function withoutUploadNames(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\boss:\/\/[^\s"]+/g, withoutName);
  if (Array.isArray(value)) return value.map(withoutUploadNames);
  return isObject(value) ? mapFields(value, withoutUploadNames) : value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

function mapFields(value: object, map: (member: unknown, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(member, name)]));
}

/** A recorded request that is like another one, and what differs. */
export interface Nearest {
  request: RecordedRequest;
  /** Such as `body.model is "qwen-max", recorded "qwen-plus"`. */
  differences: string[];
}

/** The recorded request of the same endpoint that differs least; undefined if there is none. */
export function findNearest(request: RecordedRequest, recorded: readonly RecordedRequest[]): Nearest | undefined {
  const wanted = essenceOf(request);
  let nearest: Nearest | undefined;
  for (const candidate of recorded) {
    if (candidate.method !== request.method || endpointOf(candidate.path) !== endpointOf(request.path)) continue;
    const differences = compare(wanted, essenceOf(candidate), '');
    if (nearest === undefined || differences.length < nearest.differences.length) {
      nearest = { request: candidate, differences };
    }
  }
  return nearest;
}

/** The path without ids. */
export function endpointOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (/\d/.test(segment) && segment.length > 8 ? '{id}' : segment))
    .join('/');
}

/** The most differences that are counted of two requests. */
const maxDifferences = 50;

function compare(sent: unknown, recorded: unknown, place: string, found: string[] = []): string[] {
  if (found.length >= maxDifferences || Object.is(sent, recorded)) return found;
  const both = (Array.isArray(sent) && Array.isArray(recorded)) || (isObject(sent) && isObject(recorded));
  if (!both) {
    found.push(`${place} is ${show(sent)}, recorded ${show(recorded)}`);
    return found;
  }
  const [one, other] = [sent, recorded] as [Record<string, unknown>, Record<string, unknown>];
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inner = Array.isArray(sent) ? `${place}[${name}]` : place === '' ? name : `${place}.${name}`;
    compare(one[name], other[name], inner, found);
  }
  return found;
}

const maxShown = 80;

function show(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
