import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APICallError } from '@ai-sdk/provider';
import { embed, generateText, streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { afterEach, describe, expect, test } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

interface Arrived {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = { status: number; headers?: Record<string, string>; body?: string };

/** A server on a port of its own, so an origin of its own, and what has arrived there. */
async function listen(answer: (arrived: Arrived) => Answer): Promise<{ origin: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const one = { method, url, headers, body };
      arrived.push(one);
      const { status, headers: more, body: text } = answer(one);
      response.writeHead(status, more).end(text);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}

const completion = JSON.stringify({
  choices: [{ message: { content: 'Here I am.' }, finish_reason: 'stop', index: 0 }],
});
const answering = () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: completion });
const prompt = 'A secret of the user';
const connect = (origin: string) =>
  createQwen({
    apiKey: 'sk-test-key',
    baseURL: `${origin}/compatible-mode/v1`,
    headers: { 'X-Gateway-Token': 'gateway-0123456789' },
  });

describe('an answer that redirects to another origin', () => {
  test.each([301, 302, 303, 307, 308])(
    'an answer that redirects to another origin with %i ends the call; neither key nor prompt nor headers go there',
    async (status) => {
      const other = await listen(answering);
      const { origin, arrived } = await listen(({ url }) => ({
        status,
        headers: { location: `${other.origin}${url}` },
      }));
      const qwen = connect(origin);
      const maxRetries = 0;
      const error = await failureOf(generateText({ model: qwen('qwen-plus'), prompt, maxRetries }));
      expect(APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({
        message:
          `The server redirects to ${other.origin}. Nothing was sent there: keys and prompts go only to the origin of ` +
          'baseURL. If the service is there, set baseURL to it.',
        statusCode: status,
        isRetryable: false,
      });
      const errors: unknown[] = [];
      const { fullStream } = streamText({ model: qwen('qwen-plus'), prompt, maxRetries });
      for await (const part of fullStream) if (part.type === 'error') errors.push(part.error);
      expect(errors).toMatchObject([{ statusCode: status }]);
      const model = qwen.textEmbeddingModel('text-embedding-v4');
      expect(await failureOf(embed({ model, value: prompt, maxRetries }))).toMatchObject({ statusCode: status });
      expect(await failureOf(qwen.files.list())).toMatchObject({ statusCode: status });
      expect(arrived).toHaveLength(4);
      expect(other.arrived).toEqual([]);
    },
  );

  test('an answer that redirects to another scheme or host redirects to another origin', async () => {
    const { origin } = await listen(({ url }) => ({
      status: 307,
      headers: { location: `${origin.replace('127.0.0.1', 'localhost')}${url}` },
    }));
    const error = await failureOf(generateText({ model: connect(origin)('qwen-plus'), prompt, maxRetries: 0 }));
    expect((error as Error).message).toMatch(/^The server redirects to http:\/\/localhost:/);
    const secure = await listen(({ url }) => ({
      status: 308,
      headers: { location: `https://${secure.origin.slice(7)}${url}` },
    }));
    const refused = await failureOf(
      generateText({ model: connect(secure.origin)('qwen-plus'), prompt, maxRetries: 0 }),
    );
    expect((refused as Error).message).toMatch(/^The server redirects to https:\/\/127/);
  });

  test('an answer about files that redirects to another origin ends the call', async () => {
    const other = await listen(answering);
    const { origin } = await listen(() => ({ status: 302, headers: { location: other.origin } }));
    expect(await failureOf(connect(origin).files.get('file-fe-1'))).toMatchObject({ statusCode: 302 });
    expect(other.arrived).toEqual([]);
  });
});

describe('an answer that redirects within its origin', () => {
  test.each([307, 308])(
    'an answer that redirects within its origin with %i is followed, with method, body and headers',
    async (status) => {
      const { origin, arrived } = await listen(({ url }) =>
        url?.startsWith('/v2/') === true ? answering() : { status, headers: { location: '/v2/chat' } },
      );
      const { text } = await generateText({ model: connect(origin)('qwen-plus'), prompt });
      expect(text).toBe('Here I am.');
      const [first, second] = arrived;
      expect(second).toMatchObject({ method: 'POST', url: '/v2/chat', body: first?.body });
      expect(second?.headers).toMatchObject({
        authorization: 'Bearer sk-test-key',
        'x-gateway-token': 'gateway-0123456789',
      });
    },
  );

  test('a GET that is redirected within its origin is followed whatever the status', async () => {
    const emulator = strictEmulator();
    const { url } = await emulator.listen();
    const qwen = createQwen({
      apiKey: 'sk-test-key',
      baseURL: `${url}/compatible-mode/v1`,
      fetch: async (input, init) =>
        String(input).includes('moved')
          ? fetch(url + '/compatible-mode/v1/files', init)
          : new Response(null, { status: 302, headers: { location: '/moved' } }),
    });
    expect(await qwen.files.list()).toEqual({ files: [], hasMore: false });
    await emulator.close();
  });

  test('a redirect within its origin that would turn a POST into a GET is not followed', async () => {
    const { origin, arrived } = await listen(() => ({ status: 302, headers: { location: '/login' } }));
    const error = await failureOf(generateText({ model: connect(origin)('qwen-plus'), prompt, maxRetries: 0 }));
    expect((error as Error).message).toBe(
      `The server redirects to ${origin}/login. Nothing was sent there: only 307 and 308 keep a request as it is, ` +
        'and 3 in a row are followed. If the service is there, set baseURL to it.',
    );
    expect(arrived.map(({ url }) => url)).toEqual(['/compatible-mode/v1/chat/completions']);
  });

  test('endless redirects within the origin are given up, and the error says where they led in the end', async () => {
    const { origin, arrived } = await listen(({ url }) => ({ status: 307, headers: { location: `${url}x` } }));
    const error = await failureOf(generateText({ model: connect(origin)('qwen-plus'), prompt, maxRetries: 0 }));
    expect(error).toMatchObject({ statusCode: 307, isRetryable: false });
    expect((error as Error).message).toContain(
      `redirects to ${origin}/compatible-mode/v1/chat/completionsxxxx. Nothing`,
    );
    expect(arrived).toHaveLength(4);
  });

  test('a redirect that names no place is not followed', async () => {
    const { origin, arrived } = await listen(() => ({ status: 307 }));
    expect(await failureOf(generateText({ model: connect(origin)('qwen-plus'), prompt, maxRetries: 0 }))).toMatchObject(
      { message: 'The server answered HTTP 307 Temporary Redirect with an empty body.' },
    );
    expect(arrived).toHaveLength(1);
  });
});
