import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { EdgeVM } from '@edge-runtime/vm';
import { build } from 'esbuild';
import { describe, expect, test, vi } from 'vitest';
import { collectGarbage } from '../../support/collect-garbage.js';
import { chunks, dataParts, post, readUntil, recipe7, serveRecipes } from '../../support/recipe-emulator.js';

const service = serveRecipes();
const self = 'This is the ai-sdk-qwen emulator, not a model.';
const question = { messages: [{ id: 'a', role: 'user', content: 'Hello there' }] };
const uiQuestion = { messages: [{ id: 'a', role: 'user', parts: [{ type: 'text', text: 'Hello there' }] }] };

describe('the route handler of AI SDK 4', () => {
  const handler = () => import('../../../examples/recipes/route-handler.js');

  test('the route handler of AI SDK 4 streams the answer to a chat', async () => {
    const { POST } = await handler();
    const response = await POST(post(question));
    expect(response.headers.get('x-vercel-ai-data-stream')).toBe('v1');
    expect(dataParts(await response.text(), '0').join('')).toBe(`${self} You said: Hello there`);
  });

  test('the route handler of AI SDK 4 sends the thinking of a model that thinks', async () => {
    const { POST } = await handler();
    service.emulator.answerNext({ reasoning: 'A greeting.', text: 'Hello.' });
    expect(dataParts(await (await POST(post(question))).text(), 'g').join('')).toBe('A greeting.');
  });

  test.each([
    ['input-inspection', 'The content filter refused the question or its answer.'],
    ['arrears', /^There is no answer at the moment\. \(request [\da-f-]{36}\)$/],
  ] as const)(
    'the route handler of AI SDK 4 tells a reader of the failure %s what to do, and nothing of the account',
    async (failure, told) => {
      const { POST } = await handler();
      service.emulator.failNext(failure);
      const [error] = dataParts(await (await POST(post(question))).text(), '3');
      expect(error).toEqual(typeof told === 'string' ? told : expect.stringMatching(told));
    },
  );

  test('the route handler of AI SDK 4 ends the request to the service when the reader leaves', async () => {
    const { POST } = await handler();
    service.emulator.answerNext({ deltas: ['One', ' two', ' three'], deltaDelay: 5000 });
    const reader = new AbortController();
    const response = await POST(post(question, { signal: reader.signal }));
    await readUntil(response, 'One');
    reader.abort();
    await vi.waitFor(() => expect(service.emulator.calls).toMatchObject([{ aborted: true }]));
  });
});

describe('the route handler of AI SDK 7', () => {
  const handler = () => recipe7('route-handler-ai7');

  test('the route handler of AI SDK 7 streams the answer to a chat', async () => {
    const { POST } = await handler();
    const answer = chunks(await (await POST(post(uiQuestion))).text());
    expect(answer.map(({ delta = '' }) => delta).join('')).toBe(`${self} You said: Hello there`);
  });

  test('the route handler of AI SDK 7 tells a reader what to do about a failure', async () => {
    const { POST } = await handler();
    service.emulator.failNext('output-inspection');
    const answer = chunks(await (await POST(post(uiQuestion))).text());
    expect(answer.find(({ type }) => type === 'error')?.errorText).toBe(
      'The content filter refused the question or its answer.',
    );
  });

  test('the route handler of AI SDK 7 ends the request to the service when the reader leaves', async () => {
    const { POST } = await handler();
    service.emulator.answerNext({ deltas: ['One', ' two', ' three'], deltaDelay: 5000 });
    const reader = new AbortController();
    const response = await POST(post(uiQuestion, { signal: reader.signal }));
    await readUntil(response, 'One');
    reader.abort();
    await vi.waitFor(() => expect(service.emulator.calls).toMatchObject([{ aborted: true }]));
  });
});

test('the route handler says to wait after too many questions, also after the AI SDK gave up', async () => {
  const { APICallError, RetryError } = await import('ai');
  const { readableError } = await import('../../../examples/recipes/readable-error.js');
  const refused = new APICallError({ message: 'Too many', url: '', requestBodyValues: {}, statusCode: 429 });
  const errors = [refused];
  const given = new RetryError({ message: 'Gave up', reason: 'maxRetriesExceeded', errors });
  for (const error of [refused, given]) expect(readableError(error)).toContain('try again in a minute');
  expect(readableError(new TypeError('x is not a function'))).toBe('Something went wrong. Please try again.');
});

describe('on the edge', () => {
  async function sandboxOf(recipe: string): Promise<EdgeVM> {
    const src = fileURLToPath(new URL('../../../src', import.meta.url));
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(`../../../examples/recipes/${recipe}`, import.meta.url))],
      bundle: true,
      format: 'iife',
      globalName: 'recipe',
      platform: 'browser',
      conditions: ['edge-light', 'worker', 'import'],
      alias: { 'ai-sdk-qwen': `${src}/index.ts` },
      write: false,
      logLevel: 'silent',
    });
    return new EdgeVM({ initialCode: outputFiles[0]!.text });
  }

  const ask = `new Request('https://example.com/', { method: 'POST', body: '${JSON.stringify(question)}' })`;

  test('a worker answers with the key of its bindings', async () => {
    const sandbox = await sandboxOf('worker.ts');
    const bindings = {
      DASHSCOPE_API_KEY: 'sk-bound',
      DASHSCOPE_COMPATIBLE_BASE_URL: `${service.url}/compatible-mode/v1`,
    };
    expect(sandbox.evaluate('typeof process')).toBe('undefined');
    const answer = sandbox.evaluate<Promise<string>>(
      `recipe.default.fetch(${ask}, ${JSON.stringify(bindings)}).then((response) => response.text())`,
    );
    expect(dataParts(await answer, '0').join('')).toBe(`${self} You said: Hello there`);
  });

  test('the route handler answers without Node', async () => {
    const sandbox = await sandboxOf('route-handler.ts');
    const { DASHSCOPE_API_KEY, DASHSCOPE_COMPATIBLE_BASE_URL } = process.env;
    const env = { DASHSCOPE_API_KEY, DASHSCOPE_COMPATIBLE_BASE_URL };
    // A bundler of edge functions puts the environment there, and nothing else of Node.
    sandbox.evaluate(`globalThis.process = { env: ${JSON.stringify(env)} }`);
    const answer = sandbox.evaluate<Promise<string>>(`recipe.POST(${ask}).then((response) => response.text())`);
    expect(dataParts(await answer, '0').join('')).toBe(`${self} You said: Hello there`);
  });
});

describe("the server of Node's own", () => {
  async function serve(): Promise<{ url: string; close: () => void }> {
    const { server } = await import('../../../examples/recipes/node-server.js');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => (server.closeAllConnections(), server.close()),
    };
  }

  test('the Node server streams an answer', async () => {
    const { url, close } = await serve();
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(question) });
    expect(dataParts(await response.text(), '0').join('')).toBe(`${self} You said: Hello there`);
    expect(service.emulator.calls).toMatchObject([{ aborted: false }]);
    close();
  });

  // After a garbage collection as well: https://github.com/nodejs/node/issues/55428.
  test('the Node server ends the request to the service when the reader closes the connection', async () => {
    const { url, close } = await serve();
    service.emulator.answerNext({ deltas: ['One', ' two', ' three'], deltaDelay: 5000 });
    const reader = new AbortController();
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(question), signal: reader.signal });
    await readUntil(response, 'One');
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
    reader.abort();
    await vi.waitFor(() => expect(service.emulator.calls).toMatchObject([{ aborted: true }]));
    close();
  });
});
