import { isObject } from '../util/objects.js';
import type { Exchange, SentRequest } from './exchange.js';
import type { ReadAnswer } from './shape.js';

/** A call as a curl command. Put a key of yours in place of `sk-test`. */
export function toCurl({ sent }: Exchange, base: string): string {
  const { method, path, headers, body, bodyForgotten } = sent;
  const words = [`curl ${quote(base + path)}`];
  // Brackets in a URL are a pattern for curl.
  if (/[[\]{}]/.test(path)) words.push('--globoff');
  if (method === 'HEAD') words.push('--head');
  else if (method !== 'GET' && (method !== 'POST' || body === undefined)) words.push(`-X ${method}`);
  for (const [name, value] of headersOf(headers)) words.push(`-H ${quote(`${name}: ${value}`)}`);
  if (isForm(headers) && isObject(body)) {
    for (const [name, value] of Object.entries(body)) words.push(fieldOf(name, value));
  } else if (body !== undefined) {
    // For -d, a text that begins with @ is the name of a file.
    words.push(`--data-raw ${quote(typeof body === 'string' ? body : JSON.stringify(body))}`);
  }
  const command = words.join(' \\\n  ');
  return bodyForgotten === undefined ? command : `# ${bodyForgotten}\n${command}`;
}

/** A call as a test for Vitest: the emulator gives the same answer, or fails in the same way. */
export function toVitest(exchange: Exchange, base: string): string {
  const { sent, answer } = exchange;
  const { status, question, streams } = exchange.summarize();
  const { code = '', message = '' } = answer.error ?? {};
  const expected = [code, message, answer.text].find((words) => words !== '');
  const lines = [
    'const emulator = createEmulator();',
    ...prepare(answer, { status, streams }),
    '',
    '// Call your code here instead, with `emulator.fetch` as the fetch of its provider.',
    ...(sent.bodyForgotten === undefined ? [] : [`// ${sent.bodyForgotten}`]),
    ...request(sent, base),
    '',
    status === 0
      ? '// The call has no status: it waits, or its connection broke before there was an answer.'
      : `expect(response.status).toBe(${status});`,
    // The events of a stream hold pieces of an answer, and a whole error.
    ...(expected === undefined || (streams && answer.error === undefined)
      ? []
      : [`expect(await response.text()).toContain(${inJson(expected)});`]),
  ];
  const name = question.slice(0, 70) || `${sent.method} ${sent.path}`;
  return [
    "import { createEmulator } from 'ai-sdk-qwen/emulator';",
    "import { expect, test } from 'vitest';",
    '',
    `test(${JSON.stringify(name)}, async () => {`,
    ...lines.map((line) => (line === '' ? '' : indented(line))),
    '});',
    '',
  ].join('\n');
}

/** The line that makes the emulator answer in the same way; none where it does so by itself. */
function prepare(
  { text, reasoning, toolCalls, error }: ReadAnswer,
  { status, streams }: { status: number; streams: boolean },
): string[] {
  const script = {
    ...(reasoning !== '' && { reasoning }),
    ...(text !== '' && { text }),
    ...(toolCalls.length > 0 && { toolCalls }),
  };
  if (status >= 400 || error !== undefined) {
    const { code = '', message = '' } = error ?? {};
    const failure = { status: status >= 400 ? status : 400, code, message };
    if (!streams) return [`emulator.failNext(${literal(failure)});`];
    const deltas = Object.keys(script).length > 0 ? 1 : 0;
    return [`emulator.answerNext(${literal({ ...script, failAfter: { deltas, failure } })});`];
  }
  return Object.keys(script).length > 0 ? [`emulator.answerNext(${literal(script)});`] : [];
}

function request({ method, path, headers, body }: SentRequest, base: string): string[] {
  const members = [
    `method: ${JSON.stringify(method)},`,
    `headers: ${literal(Object.fromEntries(headersOf(headers)))},`,
  ];
  const form: string[] = [];
  if (isForm(headers) && isObject(body)) {
    form.push('const form = new FormData();', ...Object.entries(body).map(appendField));
    members.push('body: form,');
  } else if (body !== undefined) {
    members.push(`body: ${typeof body === 'string' ? JSON.stringify(body) : `JSON.stringify(${literal(body)})`},`);
  }
  const init = members.map(indented).join('\n');
  return [...form, `const response = await emulator.fetch(${JSON.stringify(base + path)}, {\n${init}\n});`];
}

function appendField([name, value]: [string, unknown]): string {
  const field = JSON.stringify(name);
  if (!isObject(value)) return `form.append(${field}, ${JSON.stringify(String(value))});`;
  const content = `The content of ${String(value.name)} is not recorded.`;
  return `form.append(${field}, new Blob([${JSON.stringify(content)}]), ${JSON.stringify(String(value.name))});`;
}

/** A text as a JSON body holds it, as a literal. */
function inJson(text: string): string {
  return JSON.stringify(JSON.stringify(text).slice(1, -1));
}

function indented(lines: string): string {
  return lines.replace(/^/gm, '  ');
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** The headers that matter to the service, with a key for the emulator. */
function headersOf(headers: Record<string, string>): [string, string][] {
  const kept = Object.entries(headers).filter(([name, value]) => {
    if (name === 'content-type') return !value.startsWith('multipart/');
    return name.startsWith('x-dashscope-');
  });
  return [
    ...(headers.authorization === undefined ? [] : [['authorization', 'Bearer sk-test'] as [string, string]]),
    ...kept,
  ];
}

const isForm = (headers: Record<string, string>) => headers['content-type']?.startsWith('multipart/') ?? false;

/** A field of a form. With -F, a text that begins with @ would be the name of a file. */
function fieldOf(name: string, value: unknown): string {
  if (!isObject(value) || typeof value.name !== 'string') return `--form-string ${quote(`${name}=${String(value)}`)}`;
  return `-F ${quote(`${name}=@"${value.name.replace(/["\\]/g, '\\$&')}"`)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
