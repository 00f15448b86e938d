import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APICallError } from '@ai-sdk/provider';
import { generateText, streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../support/recorder.js';

/**
 * `fetch` in Node gives up after 300 seconds without headers, and after 300 seconds of silence within a body, whatever
 * signal it is given. A dispatcher with short limits shows the same errors.
 *
 * @see https://github.com/nodejs/undici/issues/1373
 */
const dispatcher = new Agent({ headersTimeout: 50, bodyTimeout: 50 });
const fetch = ((url: string, init: object) =>
  undiciFetch(url, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;

let server: Server;
let requests: number;
let begin: string;

beforeEach(async () => {
  requests = 0;
  begin = '';
  server = createServer((_request, response) => {
    requests += 1;
    if (begin !== '') response.writeHead(200).write(begin);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const connect = () =>
  createQwen({
    apiKey: 'sk-test',
    fetch,
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/compatible-mode/v1`,
    timeout: { headers: 600_000 },
  });

describe("a limit of fetch's own", () => {
  test("a limit of fetch's own for the headers of a whole answer is named with the ways out, and the call is sent once", async () => {
    const error = await failureOf(generateText({ model: connect()('qwen-plus'), prompt: 'Hi' }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ isRetryable: false, data: { timeout: 'headers' } });
    expect((error as Error).message).toMatch(/UND_ERR_HEADERS_TIMEOUT.*streamText.*dispatcher.*headersTimeout/s);
    expect(requests).toBe(1);
  });

  test("a limit of fetch's own within a whole answer is named as well", async () => {
    begin = '{"choices":';
    const error = await failureOf(generateText({ model: connect()('qwen-plus'), prompt: 'Hi' }));
    expect(error).toMatchObject({ isRetryable: false, data: { timeout: 'idle' } });
    expect((error as Error).message).toMatch(/UND_ERR_BODY_TIMEOUT.*bodyTimeout/s);
    expect(requests).toBe(1);
  });

  test("a limit of fetch's own ends a stream with an error part and a finish, and keeps the text", async () => {
    for (const [text, kinds] of [
      ['', ['error', 'finish']],
      ['Hel', ['text-delta', 'error', 'finish']],
    ] as const) {
      begin = text && `data: {"choices":[{"index":0,"delta":{"content":"${text}"}}]}\n\n`;
      const result = streamText({ model: connect()('qwen-plus'), prompt: 'Hi', onError: () => {} });
      const seen: string[] = [];
      for await (const { type } of result.fullStream) if (!type.startsWith('step-')) seen.push(type);
      expect(seen).toEqual(kinds);
    }
    expect(requests).toBe(2);
  });

  test("a limit of fetch's own for embeddings and files is named", async () => {
    const qwen = connect();
    for (const call of [
      () => qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] }),
      () => qwen.files.get('file-fe-1'),
      () => qwen.files.upload(new Uint8Array(3), { filename: 'a.txt' }),
    ]) {
      expect(await failureOf(call())).toMatchObject({ isRetryable: false, data: { timeout: 'headers' } });
    }
  });

  test("a limit of fetch's own for the connection may be tried again: nothing has been sent", async () => {
    const cause = Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
    const refusing = async () => Promise.reject(new TypeError('fetch failed', { cause }));
    const qwen = createQwen({ apiKey: 'sk-test', fetch: refusing });
    expect(await failureOf(generateText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 }))).toMatchObject({
      isRetryable: true,
      message: expect.stringContaining('Connect Timeout Error'),
    });
  });
});
