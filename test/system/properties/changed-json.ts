import type { Random } from '../../support/media-fault-runs.js';

type Place = (string | number)[];

/** Values that mean something to a reader at some place, or that no reader expects. */
const values: readonly unknown[] = [
  null, true, '', 'null', 'constructor', '__proto__', 'toString', 'SUCCEEDED', 'FAILED', 'PENDING', 'UNKNOWN', 'stop',
  'completed', 'failed', '\uD800', '%%%', 'javascript:alert(1)', 'http://127.0.0.1/x', 0, -1, 1.5, 1e308, -1e308,
  2 ** 53, 'x'.repeat(5000), [], {}, [[]], [null], { a: 1 }, { constructor: null }, { message: 'Boom', code: 429 },
]; // prettier-ignore

const names = ['error', 'code', 'message', 'status', 'constructor', 'then', 'toJSON', 'length', 'output'];

/** Bodies in the place of an answer. */
const others = [
  '', '<html><title>Sign in</title></html>', '{"error":{"message":"Boom"}}', '{"code":"Throttling","message":"Slow"}',
  '[]', 'null', '5', '"text"', '{}', '{"data":null}', '{"output":null}',
]; // prettier-ignore

/** Fields that hold the words of a model, which are not redacted. */
const words = new Set<unknown>(['text', 'content', 'delta', 'transcript', 'thought', 'arguments']);

function pick<Value>(random: Random, list: readonly Value[]): Value {
  return list[Math.floor(random() * list.length)]!;
}

function placesIn(value: unknown, place: Place = []): Place[] {
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => placesIn(one, [...place, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) => placesIn(one, [...place, name]))
      : [];
  return place.length === 0 ? inner : [place, ...inner];
}

/** Changes, adds, repeats or removes a value somewhere in JSON. `secret` is one of the new values. */
function changeJSON(random: Random, text: string, secret: string): string {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return text;
  }
  const places = placesIn(root);
  if (places.length === 0) return text;
  const place = pick(random, places);
  const key = place.at(-1)!;
  const around = place.slice(0, -1).reduce((value, name) => (value as never)[name], root) as Record<string, unknown>;
  const list = Array.isArray(around) ? (around as unknown[]) : undefined;
  const isShown = !place.some((name) => words.has(name));
  const value = isShown && random() < 0.1 ? `https://example.com/${secret}` : structuredClone(pick(random, values));
  const way = random();
  if (way < 0.2 && list !== undefined) list.splice(key as number, 1);
  else if (way < 0.2) delete around[key];
  else if (way < 0.3 && list !== undefined) list.splice(key as number, 0, structuredClone(list[key as number]));
  else if (way < 0.4) around[key] = [around[key]];
  else if (way < 0.5 && list === undefined) around[pick(random, names)] = value;
  else around[key] = value;
  return JSON.stringify(root);
}

/** Changes one place of a body: JSON, lines of JSON, or a stream whose events may be lost, repeated or exchanged. */
export function changeBody(random: Random, body: string, secret: string): string {
  const way = random();
  if (way < 0.04) return pick(random, others);
  if (way < 0.08) return body.slice(0, Math.floor(random() * body.length));
  const end = body.includes('\n\n') ? '\n\n' : '\n';
  const pieces = body.split(end);
  const place = Math.floor(random() * pieces.length);
  const other = Math.floor(random() * pieces.length);
  const how = pieces.length === 1 ? 1 : random();
  if (how < 0.1) pieces.splice(place, 1);
  else if (how < 0.2) pieces.splice(place, 0, pieces[place]!);
  else if (how < 0.3) [pieces[place], pieces[other]] = [pieces[other]!, pieces[place]!];
  else pieces[place] = pieces[place]!.replace(/(\{.*\})/, (json) => changeJSON(random, json, secret));
  return pieces.join(end);
}
