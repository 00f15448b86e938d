import { inspect } from 'node:util';
import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test, vi } from 'vitest';
import { post, readAnswer, request, type FetchFunction } from '../../src/http/transport.js';
import { expectNoSecret } from '../support/canary.js';
import { Body, connectTo, secret, url } from '../support/test-chat.js';

const send = (fetch: FetchFunction, more: { abortSignal?: AbortSignal; headers?: Record<string, string> } = {}) =>
  post(connectTo(fetch), { url, body: { model: 'qwen-plus' }, ...more });

const answerWith = (body: BodyInit | null, init?: ResponseInit) => send(async () => new Response(body, init));

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('should have been rejected'),
    (error: unknown) => expectNoSecret(error),
  );
}

const apiError = async (promise: Promise<unknown>): Promise<APICallError> => {
  const error = await caught(promise);
  expect(APICallError.isInstance(error)).toBe(true);
  return error as APICallError;
};

describe('a request', () => {
  test('a request is posted as JSON with the key, and the headers of the call win', async () => {
    const fetch = vi.fn<FetchFunction>(async () => new Response('{}', { headers: { 'X-Request-Id': 'r' } }));
    const abortSignal = new AbortController().signal;
    const reply = await send(fetch, {
      abortSignal,
      headers: { 'Content-Type': 'application/json; v=1', 'X-A': 'b' },
    });
    expect(fetch).toHaveBeenCalledExactlyOnceWith(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json; v=1', 'x-a': 'b' },
      body: '{"model":"qwen-plus"}',
      redirect: 'manual',
      signal: abortSignal,
    });
    expect(reply.requestBody).toBe('{"model":"qwen-plus"}');
    expect(reply.headers['x-request-id']).toBe('r');
  });

  test('a request lets go of the body of a redirect that it follows', async () => {
    const body = new Body(['See there.']);
    const answers = [new Response(body.stream, { status: 307, headers: { location: '/b' } }), new Response('{"a":1}')];
    const reply = await send(async () => answers.shift() ?? expect.unreachable('no more requests'));
    expect(await readAnswer(reply)).toEqual({ a: 1 });
    expect(body.cancelled).toBe(true);
  });

  test('a request may go through a fetch that gives its answer at once', async () => {
    const prompt = (() => new Response('{"a":1}')) as unknown as FetchFunction;
    const { signal: abortSignal } = new AbortController();
    expect(await readAnswer(await send(prompt, { abortSignal }))).toEqual({ a: 1 });
  });

  test('a request goes through the global fetch of the moment when none was given', async () => {
    vi.stubGlobal('fetch', async () => new Response('{"a":1}'));
    try {
      const reply = await post({ ...connectTo(fetch), fetch: undefined }, { url, body: {} });
      expect(await readAnswer(reply)).toEqual({ a: 1 });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('a request that gets no answer', () => {
  test('a request that gets no answer is a retryable error that names the host and the reason, hidden in the cause', async () => {
    const cause = new TypeError('fetch failed', {
      cause: new Error('getaddrinfo ENOTFOUND dashscope.example'),
    });
    const error = await apiError(send(() => Promise.reject(cause)));
    expect(error).toMatchObject({
      message: 'Cannot reach dashscope.example: getaddrinfo ENOTFOUND dashscope.example',
      isRetryable: true,
      statusCode: undefined,
      url,
      requestBodyValues: { model: 'qwen-plus' },
      cause,
    });
  });

  test('a request that gets no answer is an error even if the reason is not an Error, or has no message', async () => {
    expect((await apiError(send(() => Promise.reject('down')))).message).toBe('Cannot reach dashscope.example: down');
    const silent = new RangeError();
    expect((await apiError(send(() => Promise.reject(silent)))).message).toBe(
      'Cannot reach dashscope.example: RangeError',
    );
  });

  test("a request whose caller aborts rejects with the caller's reason", async () => {
    const aborting: FetchFunction = (_url, init) => Promise.reject(init?.signal?.reason);
    for (const reason of [undefined, new Error('user left'), 'changed my mind', { code: 7 }]) {
      const controller = new AbortController();
      controller.abort(reason);
      const error = await caught(send(aborting, { abortSignal: controller.signal }));
      expect(error).toBe(controller.signal.reason);
    }
  });

  test('a request ends when its caller aborts though fetch ignores the signal; a late answer is released', async () => {
    const controller = new AbortController();
    const late = new Body(['{}']);
    let answer: ((response: Response) => void) | undefined;
    const sending = send(() => new Promise((resolve) => (answer = resolve)), { abortSignal: controller.signal });
    controller.abort('enough');
    expect(await caught(sending)).toBe('enough');
    answer?.(new Response(late.stream));
    await vi.waitFor(() => expect(late.cancelled).toBe(true));
  });

  test('a request that was aborted before is never sent, though fetch ignores the signal', async () => {
    const deaf = vi.fn<FetchFunction>(async () => new Response('{}'));
    const reason = new Error('user left');
    expect(await caught(send(deaf, { abortSignal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(deaf).not.toHaveBeenCalled();
    const controller = new AbortController();
    const redirecting = vi.fn<FetchFunction>(async () => {
      controller.abort(reason);
      return new Response(null, { status: 307, headers: { location: '/elsewhere' } });
    });
    expect(await caught(send(redirecting, { abortSignal: controller.signal }))).toBe(reason);
    expect(redirecting).toHaveBeenCalledOnce();
  });

  test('a time limit within fetch rejects with that error, which is not retried', async () => {
    const timeout = new DOMException('too slow', 'TimeoutError');
    expect(await caught(send(() => Promise.reject(timeout)))).toBe(timeout);
    const body = new Body(['{"a"'], timeout);
    expect(await caught(answerWith(body.stream).then(readAnswer))).toBe(timeout);
  });
});

describe('an answer with a bad status', () => {
  test('an answer with a bad status is an error that shows the values of the request, if it had any', async () => {
    const refusing = connectTo(async () => new Response('{"message":"No."}', { status: 404 }));
    const { requestBodyValues: posted } = await apiError(post(refusing, { url, body: { model: 'qwen-plus', n: 2 } }));
    expect(posted).toEqual({ model: 'qwen-plus', n: 2 });
    const { requestBodyValues: got } = await apiError(request(refusing, { method: 'GET', url }));
    expect(got).toBeUndefined();
  });

  test('an answer with a bad status is an error in the words of the service, with help and the request id', async () => {
    const body = JSON.stringify({
      error: {
        message: 'Incorrect API key provided. ',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      },
      request_id: 'r-1',
    });
    expect(await apiError(answerWith(body, { status: 401 }))).toMatchObject({
      message: 'Incorrect API key provided. Check the key. (request id r-1)',
      statusCode: 401,
      isRetryable: false,
      responseBody: body,
      data: { code: 'invalid_api_key', type: 'invalid_request_error', requestId: 'r-1' },
    });
  });

  test('an answer with a bad status takes the request id from the headers if the body has none', async () => {
    const init = { status: 503, headers: { 'x-request-id': 'r-2' } };
    const error = await apiError(answerWith('<html></html>', init));
    expect(error.message).toBe('The server answered HTTP 503 with an HTML page. (request id r-2)');
    expect(error).toMatchObject({ isRetryable: true, responseHeaders: { 'x-request-id': 'r-2' } });
  });

  test('an answer with a bad status is read whatever its framing and content type, and when it has no body', async () => {
    const framed = 'id:1\nevent:error\n:HTTP_STATUS/400\ndata:{"code":"Arrearage","message":"Pay."}\n\n';
    const error = await apiError(answerWith(framed, { status: 400, headers: { 'content-type': 'application/json' } }));
    expect(error).toMatchObject({ message: 'Pay.', statusCode: 400, isRetryable: false });
    expect((await apiError(answerWith(null, { status: 404 }))).message).toBe(
      'The server answered HTTP 404 with an empty body.',
    );
    expect((await apiError(answerWith(null, { status: 302 }))).statusCode).toBe(302);
  });

  test('an answer with a bad status whose body ends within a character is read as far as it goes', async () => {
    const error = await apiError(answerWith(Uint8Array.of(0x4e, 0x6f, 0xe2, 0x82), { status: 400 }));
    expect(error.message).toBe('The server answered HTTP 400: No\uFFFD');
  });

  test('an answer with a bad status whose body breaks off is a retryable error, whose status is kept', async () => {
    const body = new Body(['{"err'], new TypeError('terminated'));
    expect(await apiError(answerWith(body.stream, { status: 400 }))).toMatchObject({
      message: 'The connection broke off while the answer was being read (terminated).',
      statusCode: 400,
      isRetryable: true,
    });
  });

  test('an answer with a bad status whose body is not a web stream is read', async () => {
    const response = new Response('{"error":{"message":"No."}}', { status: 400 });
    Object.defineProperty(response, 'body', { value: { pipe: () => {} } });
    const error = await apiError(send(async () => response));
    expect(error).toMatchObject({ message: 'No.', statusCode: 400, isRetryable: false });
  });

  test("an abort while the body of a bad status is read rejects with the caller's reason", async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const body = new Body(['{"err'], reason);
    controller.abort(reason);
    const response = async () => new Response(body.stream, { status: 500 });
    expect(await caught(send(response, { abortSignal: controller.signal }))).toBe(reason);
  });
});

describe('a whole answer', () => {
  const read = async (body: BodyInit | null) => readAnswer(await answerWith(body));

  test("an abort while a whole answer is read rejects with the caller's reason, whatever error the body ends with", async () => {
    const controller = new AbortController();
    const reason = { code: 7 };
    const body = new Body(['{"a"'], new TypeError('terminated'));
    const reply = await send(async () => new Response(body.stream), { abortSignal: controller.signal });
    controller.abort(reason);
    expect(await caught(readAnswer(reply))).toBe(reason);
  });

  test('a whole answer is its JSON', async () => {
    expect(await read('{"choices":[]}')).toEqual({ choices: [] });
  });

  test('a whole answer that reports a failure is an error, whatever the status', async () => {
    expect(await apiError(read('{"code":"Throttling","message":"Slow."}'))).toMatchObject({
      message: 'Slow.',
      isRetryable: true,
    });
    expect(await apiError(read('data: {"error":{"message":"Bad.","code":"invalid_value"}}\n\n'))).toMatchObject({
      message: 'Bad.',
      isRetryable: false,
    });
  });

  test('a whole answer that is a page, cut JSON, or nothing is an error that shows it', async () => {
    expect((await apiError(read('<html><title>Sign in</title></html>'))).message).toBe(
      'The server answered HTTP 200 with an HTML page ("Sign in").',
    );
    expect((await apiError(read('{"choices":[{'))).message).toBe('The server answered HTTP 200: {"choices":[{');
    expect((await apiError(read(''))).message).toBe('The server answered HTTP 200 with an empty body.');
    expect((await apiError(read(null))).message).toBe('The server answered HTTP 200 with an empty body.');
  });
});

describe('the key', () => {
  const shown = (error: unknown) => [
    String((error as Error).message),
    String((error as Error).stack),
    JSON.stringify(error),
    inspect(error, { depth: 10, showHidden: true }),
  ];
  const gatewayKey = 'gateway-0123456789';
  const headers = { 'X-Gateway-Token': gatewayKey, 'api-key': 'none' };

  test('the key is in no error, whatever echoes it', async () => {
    const echo = `You sent Bearer ${secret} and ${gatewayKey}; none is none.`;
    const answers: FetchFunction[] = [
      async () => new Response(echo, { status: 401, headers: { 'x-echo': echo } }),
      async () => new Response(JSON.stringify({ error: { message: echo, code: secret } }), { status: 401 }),
      async () => new Response(`<title>${echo}</title>`, { status: 502 }),
      async () => new Response(`{"broken": "${echo}`),
      async () => new Response(JSON.stringify({ code: 'x', message: echo, request_id: secret })),
      () => Promise.reject(new TypeError(`invalid header: Bearer ${secret}`, { cause: { headers: [gatewayKey] } })),
      async () => new Response(new Body(['{'], new Error(echo)).stream),
    ];
    for (const answer of answers) {
      const error = await apiError(send(answer, { headers }).then(readAnswer));
      for (const text of shown(error)) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(gatewayKey);
      }
    }
  });

  test('the key in a URL is not shown by an error', async () => {
    const call = post(
      connectTo(async () => new Response('', { status: 404 })),
      { url: `${url}?key=${secret}`, body: {} },
    );
    expect((await apiError(call)).url).toBe(`${url}?key=[redacted]`);
  });

  test('a key of a few letters does not garble the text', async () => {
    const error = await apiError(send(async () => new Response('none of it', { status: 400 }), { headers }));
    expect(error.message).toBe('The server answered HTTP 400: none of it');
  });
});
