import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { Manners } from './server-manners.js';

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

/** A server that listens until the test has ended, and what it was asked. */
export interface OtherServer {
  /** Settings of a provider that calls it. */
  settings: {
    apiKey: string;
    baseURL: string;
    server?: Manners['server'];
    fetch: typeof globalThis.fetch;
  };
  requests: { path: string; headers: IncomingMessage['headers']; body: Json }[];
}

/** A server's own answers instead of the usual ones. */
export interface Script {
  /** A field for thoughts that differs from what is documented, such as that of an older version. */
  thoughts?: Manners['thoughts'];
  /** Takes system messages wherever they stand, as older templates do. */
  takesLateSystem?: true;
}

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((close) => close()));
});

class Refusal extends Error {}

/** Fields that every server has. */
const plainFields = new Set(
  'model messages stream temperature top_p max_tokens seed stop presence_penalty frequency_penalty tools tool_choice response_format'.split(
    ' ',
  ),
);

/** Starts a server of certain manners. It refuses whatever is not documented, as the strictest do. */
export async function serve(manners: Manners, script: Script = {}): Promise<OtherServer> {
  const requests: OtherServer['requests'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Json;
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers, body });
    try {
      reply(response, answerTo(path, body, { ...manners, ...script }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: error.message, type: 'invalid_request_error' } }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(() => new Promise((resolve) => server.close(() => resolve())));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { origin } = new URL(manners.baseURL);
  return {
    requests,
    settings: {
      apiKey: 'sk-other',
      baseURL: manners.baseURL,
      ...(manners.server !== undefined && { server: manners.server }),
      fetch: (input, init) => fetch(String(input).replace(origin, local), init),
    },
  };
}

function reply(response: ServerResponse, answer: { stream: boolean; body: unknown }): void {
  if (!answer.stream) {
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answer.body));
    return;
  }
  const { choices, ...rest } = answer.body as Json;
  const [{ message, finish_reason: reason }] = choices;
  const calls = message.tool_calls?.map((call: Json, index: number) => ({ index, ...call }));
  const chunks = [
    { ...rest, usage: undefined, choices: [{ index: 0, delta: { ...message, tool_calls: calls } }] },
    { ...rest, usage: undefined, choices: [{ index: 0, delta: {}, finish_reason: reason }] },
    { ...rest, choices: [] },
  ];
  response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
  response.end([...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join(''));
}

function answerTo(path: string, body: Json, manners: Manners & Script): { stream: boolean; body: unknown } {
  const base = new URL(manners.baseURL).pathname;
  if (path === manners.reranking?.path) return { stream: false, body: rank(body, manners.reranking) };
  if (path === `${base}/embeddings`) return { stream: false, body: embed(body, manners) };
  if (path === `${base}/chat/completions`) return { stream: body.stream === true, body: chat(body, manners) };
  throw new Refusal(`Nothing is served at ${path}.`);
}

function refuseUnknown(body: Json, known: Set<string>): void {
  const unknown = Object.keys(body).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Refusal(`property '${unknown}' is unsupported`);
}

function rank(body: Json, { fields, answer }: NonNullable<Manners['reranking']>): unknown {
  refuseUnknown(body, new Set(fields));
  const documents = (body.documents ?? body.texts) as string[];
  return answer(documents.map((text) => text.length / 100));
}

function embed(body: Json, { embedding }: Manners): unknown {
  refuseUnknown(body, new Set(['model', 'input', ...embedding]));
  const data = (body.input as string[]).map((_text, index) => ({ index, embedding: [index, 1] }));
  return { data, usage: { total_tokens: 2 } };
}

function chat(body: Json, manners: Manners & Script): unknown {
  refuseUnknown(body, new Set([...plainFields, ...manners.fields]));
  if (body.stream_options !== undefined && body.stream !== true) throw new Refusal('stream_options needs stream');
  const thinks = manners.thinks(body);
  if (manners.streamsThoughts === true && thinks && body.stream !== true) {
    throw new Refusal('enable thinking can not be support when `stream=False`.');
  }
  checkFormat(body.response_format, manners);
  (body.messages as Json[]).forEach((message, index) => checkMessage(message, index, manners));
  return {
    id: 'chatcmpl-1',
    model: body.model,
    choices: [{ index: 0, ...turnOf(body, thinks ? { [manners.thoughts]: 'Hm.' } : {}) }],
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  };
}

/** The model calls the first tool once, and then answers. */
function turnOf({ tools, messages }: Json, thoughts: Json): Json {
  const answered = messages.some(({ role }: Json) => role === 'tool');
  if (tools === undefined || answered) {
    return { message: { role: 'assistant', content: '{"ok":true}', ...thoughts }, finish_reason: 'stop' };
  }
  const call = { id: 'call_1', type: 'function', function: { name: tools[0].function.name, arguments: '{}' } };
  return {
    message: { role: 'assistant', content: '', ...thoughts, tool_calls: [call] },
    finish_reason: 'tool_calls',
  };
}

function checkFormat(format: Json | undefined, { formats }: Manners): void {
  if (format === undefined || (formats as string[]).includes(format.type)) return;
  throw new Refusal(`'response_format.type' must be one of ${['text', ...formats].join(', ')}`);
}

const messageFields = new Set(['role', 'content', 'tool_calls', 'tool_call_id']);

function checkMessage(message: Json, index: number, manners: Manners & Script): void {
  // The chat templates of Qwen3.5 and later (Noineri/vibe_tavern#44).
  if (message.role === 'system' && index > 0 && manners.takesLateSystem !== true)
    throw new Refusal('System message must be at the beginning.');
  refuseUnknown(message, new Set([...messageFields, ...(message.role === 'assistant' ? [manners.thoughts] : [])]));
  if (Array.isArray(message.content)) for (const part of message.content) checkPart(part, manners);
}

function checkPart(part: Json, manners: Manners): void {
  const types = ['text', 'image_url', manners.audio, manners.audioURL, manners.video];
  if (!types.includes(part.type)) throw new Refusal(`content type '${part.type}' is not supported`);
  const caches = manners.fields.includes('cache_control') ? ['cache_control'] : [];
  refuseUnknown(part, new Set(['type', part.type, ...caches]));
  if (part.type === 'audio_url') refuseUnknown(part.audio_url, new Set(['url']));
  if (part.type === 'input_audio' && part.input_audio.url === undefined) checkBase64(part.input_audio.data);
  if (part.type === 'input_video' && part.input_video.url === undefined) checkBase64(part.input_video.data);
}

/** vLLM's words for a data URL where it expects base64 (QwenLM/Qwen-MM-Plugins#8). */
function checkBase64(data: string): void {
  if (Buffer.from(data, 'base64').toString('base64') !== data) throw new Refusal('Incorrect padding');
}
