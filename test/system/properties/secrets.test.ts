import { createQwen } from 'ai-sdk-qwen';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { views } from '../../support/canary.js';
import { encodings, piecesOf } from '../../support/encodings.js';
import { runs } from '../../support/noise.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const word = (alphabet: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength, maxLength }).map((characters) => characters.join(''));
const secret = fc.oneof(
  word(`${letters}-_`, 20, 40).map((name) => `sk-${name}`),
  word(`${letters}+/="&<>%\\`, 20, 40).map((name) => `K${name}K`),
);

interface Credentials {
  apiKey: string;
  headers: Record<string, string>;
  /** Secrets that none of these may show. */
  secrets: string[];
}

/** A key, and secrets under the names that gateways take them by. */
const credentials: fc.Arbitrary<Credentials> = fc
  .record({ key: secret, other: secret, short: word(letters, 6, 12) })
  .chain(({ key, other, short }) =>
    fc.constantFrom<Credentials>(
      { apiKey: key, headers: {}, secrets: [key] },
      { apiKey: key, headers: { 'x-vercel-protection-bypass': other }, secrets: [key, other] },
      { apiKey: key, headers: { 'CF-Access-Client-Id': other }, secrets: [key, other] },
      { apiKey: key, headers: { 'x-some-name': `JWT ${other}` }, secrets: [key, other] },
      {
        apiKey: key,
        headers: { Cookie: `theme=dark; sid=${other.replace(/[;,="&]/g, '.')}` },
        secrets: [key, other.replace(/[;,="&]/g, '.')],
      },
      {
        apiKey: key,
        headers: { Authorization: `Basic ${btoa(`service:${short}`)}` },
        secrets: [btoa(`service:${short}`), `service:${short}`, short],
      },
    ),
  );

/** The form of an answer, with the echo of a secret in it. The model's own words have none. */
const answers: Record<string, (echo: string) => Response> = {
  'an error of the service': (echo) =>
    Response.json(
      { error: { message: `Wrong key ${echo}`, code: echo, type: echo }, request_id: echo },
      { status: 401 },
    ),
  'an error page': (echo) => new Response(`<html><title>${echo}</title>${echo}</html>`, { status: 502 }),
  'a cut error': (echo) => new Response(`{"error":{"message":"${'x'.repeat(450)} ${echo}`, { status: 500 }),
  'text with a good status': (echo) => new Response(`${'x'.repeat(480)} ${echo}`),
  'an error in a stream': (echo) => events({ code: 'Throttling', message: `Slow down, ${echo}`, request_id: echo }),
  'a broken stream': (echo) =>
    new Response(`data: {"id":"${echo}\n\n`, { headers: { 'content-type': 'text/event-stream' } }),
  'an error frame': (echo) => new Response(`event: error\n:HTTP_STATUS/429\ndata: ${'x'.repeat(490)} ${echo}\n\n`),
  'a good answer': (echo) => Response.json(whole(echo), { headers: { 'x-echo': echo, 'set-cookie': echo } }),
  'a good stream': (echo) => events(...chunks(echo)),
  'a tool call without a name': (echo) =>
    events(
      { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, id: echo, function: { arguments: '{}' } }] } }] },
      { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
    ),
  'rows without vectors': (echo) => Response.json({ data: [{ index: 0, embedding: echo }], id: echo }),
};

function events(...data: unknown[]): Response {
  const text = [...data.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((line) => `data: ${line}\n\n`).join('');
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

function whole(echo: string) {
  const message = { role: 'assistant', content: 'Hello', debug: { [echo]: [echo] } };
  return {
    id: echo,
    model: echo,
    request_id: echo,
    gateway: { authorization: echo },
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    data: [{ index: 0, embedding: [1, 2] }],
    output: {
      choices: [{ message, finish_reason: 'stop' }],
      search_info: { search_results: [{ url: echo, title: echo }] },
    },
    results: [{ index: 0, relevance_score: 1 }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function chunks(echo: string) {
  const shared = { id: echo, model: echo, request_id: echo, gateway: { authorization: echo } };
  return [
    { ...shared, choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: null }] },
    { ...shared, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { ...shared, choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
  ];
}

/** All that calls of every kind give to an application: results, parts and errors. */
async function allOf({ apiKey, headers }: Credentials, fetch: typeof globalThis.fetch): Promise<unknown[]> {
  const qwen = createQwen({ apiKey, headers, fetch });
  const qwen7 = createQwen7({ apiKey, headers, fetch });
  const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
  const call = { inputFormat: 'prompt' as const, mode: { type: 'regular' as const }, prompt };
  const settle = async (run: () => PromiseLike<unknown>) => {
    try {
      return await run();
    } catch (error) {
      return error;
    }
  };
  const parts = async ({ stream, ...result }: { stream: ReadableStream<unknown> }) => {
    const all: unknown[] = [result];
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) all.push(next.value);
    return all;
  };
  const documents = { type: 'text' as const, values: ['a'] };
  return Promise.all(
    [
      () => qwen('qwen-plus').doGenerate(call),
      () => qwen.dashscope('qwen-plus').doGenerate(call),
      () => qwen('qwen-plus').doStream(call).then(parts),
      () => qwen7('qwen-plus').doStream({ prompt, includeRawChunks: true }).then(parts),
      () => qwen7.dashscope('qwen-plus').doStream({ prompt, includeRawChunks: true }).then(parts),
      () => qwen7('qwq-plus').doGenerate({ prompt }),
      () => qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] }),
      () => qwen7.reranking('qwen3-rerank').doRerank({ documents, query: 'a' }),
      () => qwen.files.list(),
    ].map(settle),
  );
}

test('no secret of a call is in its result, however an answer, an error or a header spells it', async () => {
  await fc.assert(
    fc.asyncProperty(
      credentials,
      fc.constantFrom(...Object.keys(encodings)),
      fc.constantFrom(...Object.keys(answers)),
      async (given, encoding, kind) => {
        for (const one of given.secrets) {
          const spelling = encodings[encoding]!(one);
          const shown = (await allOf(given, async () => answers[kind]!(spelling))).flatMap(views).join('\n');
          // Short ones would be found in many a word by chance.
          const pieces = piecesOf(spelling, Math.max(12, spelling.length - 8));
          expect(pieces.filter((piece) => shown.includes(piece))).toEqual([]);
          expect(shown).toContain('[redacted]');
        }
      },
    ),
    runs(100),
  );
}, 120_000);
