import { asText, isObject, valueOfJSON } from '../util/json.js';
import type { Failure } from './failure.js';

/** The code, message and other details of an error. */
export type ErrorWords = Partial<Pick<Failure, 'message' | 'code' | 'type' | 'parameter' | 'requestId' | 'status'>>;

// Gateways wrap the error of the service, as an object or as text, and may do so several times.
const maxDepth = 12;
const maxFields = 100;
const maxItems = 20;

// In lower case without underscores, because servers differ in both. The most telling names come first.
const names = (list: string) => list.split(' ');
const messageNames = [
  ...names('message msg errormessage errormsg errmsg exceptionmessage errordescription detail details errordetail'),
  ...names('faultstring reason statusmessage statusmsg statustext description title'),
];
const errorNames = names('error errors err errorinfo fault exception failure failures');
// Objects that may hold an error.
const wrapperNames = names('response baseresp responsemetadata output result header');
const codeNames = ['code', 'errorcode', 'errcode', 'faultcode'];
const statusNames = [...codeNames, 'status', 'statuscode', 'httpstatus', 'httpstatuscode', 'httpcode', 'error'];
const requestNames = ['requestid', 'xrequestid'];

// Gateways put these beside an answer; Python writes None for null.
const successWords = /^(0|200|ok|success|succeeded|none|null|no error)$/i;

/** Reads an error in any of the shapes that servers use; undefined if the value has none. */
export function wordsOf(value: unknown, depth = 0): ErrorWords | undefined {
  if (typeof value === 'string') return wordsOfText(value, depth);
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) return joined(value.slice(0, maxItems).map((item) => wordsOf(item, depth + 1)));
  return isObject(value) ? wordsOfObject(value, depth) : undefined;
}

function wordsOfObject(value: Record<string, unknown>, depth: number): ErrorWords | undefined {
  const fields = fieldsOf(value);
  const first = <Result>(list: readonly string[], read: (value: unknown) => Result | undefined) =>
    list.map((name) => read(fields.get(name))).find((result) => result !== undefined);
  const inner = first([...errorNames, ...wrapperNames], (field) =>
    typeof field === 'object' ? wordsOf(field, depth + 1) : undefined,
  );
  const texts = messageNames.map((name) => wordsOf(fields.get(name), depth + 1));
  const said = texts.find((words) => words?.message !== undefined);
  const raw = isObject(value.metadata) ? wordsOf(value.metadata.raw, depth + 1) : undefined;
  const named = first(errorNames, (field) => (typeof field === 'string' ? wordsOf(field, depth + 1) : undefined));
  const own: ErrorWords = {
    message: message(fields, named?.message, said?.message),
    code: first(codeNames, word),
    type: word(fields.get('type')) ?? upperCase(fields.get('status')),
    parameter: first(['param', 'parameter'], word),
    status: first(statusNames, errorStatus),
    requestId: first(requestNames, word) ?? (depth === 0 || fields.has('error') ? answerId(value.id) : undefined),
  };
  const words = [raw, inner, named, ...texts, own].reduce<ErrorWords>(
    (sum, next) => ({ ...defined(next), ...sum }),
    {},
  );
  // The details nearest to the fault win, but the request id is that of the outer request, which this call made.
  const requestId = own.requestId ?? words.requestId;
  words.message = raw?.message ?? inner?.message ?? own.message;
  if (words.message === undefined && words.code === undefined && words.status === undefined) return undefined;
  return defined({ ...words, requestId });
}

/** The short name of an error together with its message, if an object has both. */
function message(fields: Map<string, unknown>, name: string | undefined, said: string | undefined) {
  if (name === undefined || said === undefined) return said ?? name ?? fieldErrors(fields.get('errors'));
  return said.includes(name) || /^[\w.-]+$/.test(name) ? said : `${name}: ${said}`;
}

/** The messages of a form: lists by field name. */
function fieldErrors(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const lines = Object.entries(value)
    .slice(0, maxItems)
    .flatMap(([name, texts]) =>
      Array.isArray(texts) || typeof texts === 'string' ? [`${name}: ${asText(texts)}`] : [],
    );
  return lines.length > 0 ? lines.join('; ') : undefined;
}

function fieldsOf(value: Record<string, unknown>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name of Object.keys(value).slice(0, maxFields)) {
    const field = value[name];
    const plain = name.toLowerCase().replaceAll('_', '').replaceAll('-', '');
    if (field !== null && field !== '' && !fields.has(plain)) fields.set(plain, field);
  }
  // FastAPI names the faulty place of the request.
  const place = fields.get('loc');
  const what = fields.get('msg');
  if (Array.isArray(place) && typeof what === 'string') {
    fields.set('msg', `${place.slice(0, maxItems).map(asText).join('.')}: ${what}`);
  }
  return fields;
}

function joined(all: readonly (ErrorWords | undefined)[]): ErrorWords | undefined {
  const said = all.filter((words) => words !== undefined);
  const [first] = said;
  if (first === undefined) return undefined;
  const messages = said.map((words) => words.message).filter((text) => text !== undefined);
  return messages.length === 0 ? first : { ...first, message: [...new Set(messages)].join('; ') };
}

function defined(words: ErrorWords | undefined): ErrorWords {
  return Object.fromEntries(Object.entries(words ?? {}).filter(([, value]) => value !== undefined));
}

/** A code or a type; numbers count as codes. */
function word(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof text === 'string' && text !== '' && text !== 'error' && !successWords.test(text) ? text : undefined;
}

function upperCase(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Z_]{4,}$/.test(value) ? value : undefined;
}

/** The HTTP status that a code is, if it is a status of an error. */
export function errorStatus(value: unknown): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599 ? status : undefined;
}

/** The id of a chat answer is its request id with a prefix. */
function answerId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.replace(/^(chat)?cmpl-/, '') : undefined;
}

/** Reads an error from text: JSON, frames of an event stream, JSON after a sentence, or plain text. */
export function wordsOfText(text: string, depth = 0): ErrorWords | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || successWords.test(trimmed)) return undefined;
  if (depth > maxDepth) return { message: trimmed };
  const value = valueOfJSON(trimmed);
  if (isObject(value) || Array.isArray(value) || typeof value === 'string') {
    return wordsOf(value, depth + 1) ?? { message: trimmed };
  }
  return wordsOfFrames(trimmed, depth) ?? wordsAfter(trimmed, depth) ?? { message: trimmed };
}

/** Reads the first error in a text that is framed as an event stream. The comment holds the true status. */
function wordsOfFrames(text: string, depth: number): ErrorWords | undefined {
  let status: number | undefined;
  let failed = false;
  let data: string[] = [];
  // `wordsAfter` handles frames whose lines have been joined into one.
  for (const line of [...text.split(/\r\n|\n|\r/, 10_000), '']) {
    const comment = /^(?::\s{0,9}HTTP_STATUS\/|status:\s{0,9})(\d{3})/.exec(line);
    if (comment) status = Number(comment[1]);
    else if (/^event:\s?error\s*$/.test(line)) failed = true;
    else if (line.startsWith('data:')) data.push(line.slice(5).trim());
    else if (line === '' && data.length > 0) {
      const whole = data.join('\n');
      const value = valueOfJSON(whole);
      const words =
        value === undefined ? (failed && whole !== '' ? { message: whole } : undefined) : wordsOf(value, depth + 1);
      if (words !== undefined) return { status: errorStatus(status), ...words };
      data = [];
    }
  }
  return undefined;
}

/** Reads an error as JSON after a sentence, and keeps the sentence. */
function wordsAfter(text: string, depth: number): ErrorWords | undefined {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  const value = start === -1 ? undefined : valueOfJSON(text.slice(start, end + 1));
  if (!isObject(value) || !(isObject(value.error) || typeof value.error === 'string' || word(value.code))) {
    return undefined;
  }
  const words = wordsOf(value, depth + 1);
  if (words?.message === undefined) return undefined;
  const before = text.slice(0, start).trim();
  const frame = /\bevent:\s?error\b|\bHTTP_STATUS\/(\d{3})/.exec(before);
  if (frame) return { status: errorStatus(/HTTP_STATUS\/(\d{3})/.exec(before)?.[1]), ...words };
  const after = text.slice(end + 1).trim();
  return { ...words, message: [before, words.message, after].filter((part) => part !== '').join(' ') };
}

/** True if a code, a type or a message means success, or says nothing. */
export function isSuccess(value: unknown): boolean {
  return value === undefined || value === null || value === '' || successWords.test(asText(value));
}
