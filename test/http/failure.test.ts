import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toAPICallError } from '../../src/http/api-call-error.js';
import { createRedact } from '../../src/http/redact.js';
import { isRetryable } from '../../src/http/error-codes.js';
import type { Failure, FailureContext } from '../../src/http/failure.js';
import { readFailure, readFailureBody } from '../../src/http/read-failure.js';

const context: FailureContext = {
  url: 'https://example.com/chat/completions',
  requestBody: {},
  redact: (text) => text,
};

/** The failure that a body with a bad status names. */
const readAt = (status: number, value: unknown) => readFailureBody(JSON.stringify(value), status, '');

describe('an error object', () => {
  test('an error object of the compatible protocol is nested', () => {
    expect(
      readAt(400, {
        error: {
          message: 'Too long.',
          type: 'invalid_request_error',
          param: 'messages',
          code: 'invalid_value',
        },
        request_id: 'r-1',
        id: 'chatcmpl-other',
      }),
    ).toEqual({
      status: 400,
      code: 'invalid_value',
      message: 'Too long.',
      type: 'invalid_request_error',
      parameter: 'messages',
      requestId: 'r-1',
    });
  });

  test('an error object of the native protocol is flat', () => {
    expect(readAt(401, { code: 'InvalidApiKey', message: 'Invalid API-key provided.', request_id: 'r-2' })).toEqual({
      status: 401,
      code: 'InvalidApiKey',
      message: 'Invalid API-key provided.',
      requestId: 'r-2',
    });
  });

  test('an error object names its request as request_id, requestId, or by the id of the answer', () => {
    const requestId = (more: object) => readFailure({ error: { message: 'x' }, ...more })?.requestId;
    expect(requestId({ request_id: 'a', requestId: 'b' })).toBe('a');
    expect(requestId({ requestId: 'b', id: 'chatcmpl-c' })).toBe('b');
    expect(requestId({ id: 'chatcmpl-c' })).toBe('c');
    expect(requestId({ id: 7, request_id: '' })).toBeUndefined();
  });

  test('an error object may have a text for an error, a number for a code, msg for a message, or only one of the two', () => {
    expect(readAt(503, { error: 'overloaded' })).toMatchObject({ message: 'overloaded', status: 503 });
    expect(readAt(503, { error: 'overloaded', code: 'busy' })).toMatchObject({ code: 'busy' });
    expect(readAt(503, { error: 'answered <400> to us' })).toMatchObject({ status: 503 });
    expect(readFailure({ code: 404, msg: 'No such file.' })).toEqual({
      status: 404,
      code: '404',
      message: 'No such file.',
    });
    expect(readFailure({ code: 'Arrearage' })?.message).toBe(
      'The service answered with the error code Arrearage and no message.',
    );
    expect(readFailure({ error: {} })?.message).toBe('The service answered with an error and no message.');
    expect(readFailure({ error: { code: null, message: 'x', type: '', param: null } })).toEqual({
      message: 'x',
    });
  });

  test('an error object has its true status in front of the message', () => {
    expect(readAt(200, { error: { message: '<429> InternalError.Algo: Too many requests.' } })).toMatchObject({
      status: 429,
      message: '<429> InternalError.Algo: Too many requests.',
    });
    expect(readFailure({ error: '<503> busy' })?.status).toBe(503);
  });

  test('other objects are not error objects', () => {
    const others: unknown[] = [
      undefined,
      null,
      'error',
      [],
      [{}],
      {},
      { message: 'Hello' },
      { error: null, choices: [] },
      { error: '', code: '', message: '' },
      { choices: [], code: 200, message: 'success' },
      { choices: [], code: 'Success', message: '' },
      { choices: [{}], code: 'A10', message: 'served by node 10' },
      { choices: [{}], error: { code: 0, message: 'ok' } },
      { choices: [{}], error: {} },
      { choices: [{}], errors: ['a warning'], detail: 'more', message: 'cached' },
    ];
    for (const other of others) expect(readFailure(other)).toBeUndefined();
  });

  test('any message with a bad status is an error, whatever its code', () => {
    expect(readAt(404, { message: 'Not found' })).toEqual({ status: 404, message: 'Not found' });
    expect(readAt(404, { code: 200, message: 'Not found' })).toMatchObject({ message: 'Not found' });
  });
});

describe('the body of an error', () => {
  const read = (body: string, status = 502, statusText = 'Bad Gateway') => readFailureBody(body, status, statusText);

  test('an error body may be JSON in either shape, with white space around', () => {
    expect(read('\n{"error":{"message":"a","code":"b"}}\n')).toMatchObject({
      message: 'a',
      code: 'b',
      status: 502,
    });
    expect(read('{"code":"b","message":"a"}', 429, '')).toMatchObject({
      message: 'a',
      code: 'b',
      status: 429,
    });
  });

  test('an error body may be SSE-framed at any status, in any line ending, and the comment holds the true status', () => {
    for (const status of [200, 400, 500]) {
      for (const ending of ['\n', '\r\n', '\r']) {
        const lines = ['id:1', 'event:error', ':HTTP_STATUS/429', 'data:{"code":"Throttling","message":"Slow."}', ''];
        expect(read(lines.join(ending), status, '')).toEqual({
          status: 429,
          code: 'Throttling',
          message: 'Slow.',
        });
        const bare = `data: {"error":{"message":"Bad.","code":"x"},"id":"chatcmpl-1"}${ending}${ending}`;
        const expected = { message: 'Bad.', requestId: '1', ...(status !== 200 && { status }) };
        expect(read(bare, status, '')).toEqual({ code: 'x', ...expected });
      }
    }
  });

  test('an error body has its true status only in a comment, not in a message that quotes one', () => {
    const framed = 'data:{"code":"x","message":"Upstream said: HTTP_STATUS/503"}\n\n';
    expect(read(framed, 400, '')).toMatchObject({ status: 400, message: 'Upstream said: HTTP_STATUS/503' });
  });

  test('an error body may be a page, of which only the title is shown', () => {
    expect(read('<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head>…</html>').message).toBe(
      'The server answered HTTP 502 Bad Gateway with an HTML page ("502 Bad\nGateway").',
    );
    expect(read('<html><body>oops</body></html>', 403, '').message).toBe(
      'The server answered HTTP 403 with an HTML page.',
    );
  });

  test('an error body with a good status may name a bad one, which counts', () => {
    expect(read('<html><title>504 Gateway Time-out</title></html>', 200, 'OK').status).toBe(504);
    expect(read('Too many requests', 200, 'OK').status).toBe(429);
    expect(read('Hello', 200, 'OK').status).toBe(200);
  });

  test('an error body may be plain text, of which the beginning is shown', () => {
    expect(read('upstream connect error').message).toBe(
      'The server answered HTTP 502 Bad Gateway: upstream connect error',
    );
    expect(read('x'.repeat(10_000)).message).toHaveLength('The server answered HTTP 502 Bad Gateway: '.length + 500);
  });

  test('an error body may be JSON that is not an error, or cut JSON', () => {
    expect(read('{"page":"Not Found"}', 404, 'Not Found').message).toBe(
      'The server answered HTTP 404 Not Found: {"page":"Not Found"}',
    );
    expect(read('{"error":{"mess', 500, '').message).toBe('The server answered HTTP 500: {"error":{"mess');
    expect(read('data: {"error', 500, '').message).toBe('The server answered HTTP 500: data: {"error');
  });

  test('an error body may be empty', () => {
    expect(read(' \n', 404, '')).toEqual({
      status: 404,
      message: 'The server answered HTTP 404 with an empty body.',
    });
  });
});

// The whole table of errors runs through a provider in retries.test.ts.
describe('whether trying again may help', () => {
  test('a code of bills or content is not retryable, whatever the status', () => {
    for (const code of ['Arrearage', 'PrepaidBillOverdue', 'AllocationQuota.FreeTierOnly', 'DataInspectionFailed']) {
      expect([429, 500, 503].filter((status) => isRetryable({ status, code, message: 'x' }))).toEqual([]);
    }
  });

  test('a code of a passing fault is retryable where no status is known, and other codes are not', () => {
    const passing = ['Throttling', 'Throttling.RateQuota', 'LimitRequests', 'limit_requests', 'limit_burst_rate'];
    passing.push('insufficient_quota', 'InternalError', 'InternalError.Algo', 'internal_error', 'SystemError');
    passing.push('ModelServiceFailed', 'ModelServingError', 'ModelUnavailable', 'RequestTimeOut', 'ResponseTimeout');
    const lasting = ['InvalidParameter', 'invalid_api_key', 'ModelNotFound', 'Conflict', 'CommodityNotPurchased'];
    for (const status of [undefined, 200]) {
      const retried = [...passing, ...lasting].filter((code) => isRetryable({ status, code, message: 'x' }));
      expect(retried).toEqual(passing);
    }
  });

  test('only the status decides about a retry if there is no code', () => {
    const retried = [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504].filter((status) =>
      isRetryable({ status, message: 'x' }),
    );
    expect(retried).toEqual([408, 409, 429, 500, 502, 503, 504]);
  });

  test('only the message decides about a retry if there is neither status nor code', () => {
    const retried = (message: string) => isRetryable({ message });
    expect(retried('Throttling: TPM(1/1)')).toBe(true);
    expect(retried('An error occurred in model serving, error message is: [Too many requests.]')).toBe(true);
    expect(retried('Download the media resource timed out')).toBe(true);
    expect(retried('Backend buffer overflow.')).toBe(false);
    expect(retried('Output data may contain inappropriate content.')).toBe(false);
  });

  test('a connection that broke is retryable', () => {
    expect(isRetryable({ message: 'x', transient: true })).toBe(true);
  });

  test('the true status in front of the message decides about a retry, not that of the response', () => {
    const failure = readAt(500, {
      code: 'InternalError.Algo',
      message: '<400> InternalError.Algo.InvalidParameter: Bad.',
    });
    expect(isRetryable(failure)).toBe(false);
  });
});

describe('the error of a failure', () => {
  const failure: Failure = {
    status: 400,
    code: 'invalid_parameter_error',
    message: 'Incorrect value. ',
    type: 'invalid_request_error',
    parameter: 'seed',
    requestId: 'r-1',
  };

  test('the error of a failure says what the service said, what to do and the request id, and carries the whole', () => {
    const error = toAPICallError(failure, {
      ...context,
      requestBody: { seed: -1 },
      responseHeaders: { 'x-request-id': 'r-1' },
      responseBody: '{}',
      cause: 'cause',
      hint: ({ code }) => `Help for ${code}.`,
    });
    expect(error).toMatchObject({
      name: 'AI_APICallError',
      message: 'Incorrect value. Help for invalid_parameter_error. (request id r-1)',
      statusCode: 400,
      isRetryable: false,
      url: context.url,
      requestBodyValues: { seed: -1 },
      responseHeaders: { 'x-request-id': 'r-1' },
      responseBody: '{}',
      cause: 'cause',
    });
    expect(error.data).toEqual({
      code: 'invalid_parameter_error',
      message: 'Incorrect value. ',
      type: 'invalid_request_error',
      requestId: 'r-1',
    });
  });

  test('the error of a failure says nothing of what it does not know', () => {
    const error = toAPICallError({ message: 'Broken.' }, context);
    expect(error.message).toBe('Broken.');
    expect(error.data).toEqual({ message: 'Broken.' });
    expect(error.statusCode).toBeUndefined();
  });

  test('the error of a failure shows no secret, wherever a gateway or a library echoes it', () => {
    const secret = 'sk-0123456789abcdef';
    const cause = Object.assign(new TypeError(`bad header: Bearer ${secret}`), {
      options: { headers: [secret] },
    });
    const error = toAPICallError(
      {
        status: 401,
        code: secret,
        message: `Key ${secret} (${secret}) is wrong.`,
        type: secret,
        requestId: secret,
      },
      {
        ...context,
        responseHeaders: { echo: `Bearer ${secret}` },
        responseBody: JSON.stringify({ key: secret }),
        hint: () => `Look at ${secret}.`,
        redact: createRedact(['another secret', secret]),
        cause: new Error('outer', { cause }),
      },
    );
    const shown = [error.message, JSON.stringify(error), inspect(error, { depth: 10, showHidden: true }), error.stack];
    for (const text of shown) expect(text).not.toContain(secret);
    expect(error.message).toContain('Key [redacted] ([redacted]) is wrong.');
    expect(error.cause).toMatchObject({ name: 'Error', message: 'outer' });
  });

  test('the error of a failure keeps a cause that shows no secret as it is', () => {
    const cause = new Error('reset');
    const hinted = { ...context, redact: createRedact(['sk-secret-1']), hint: () => 'Is sk-secret-1 right?' };
    expect(toAPICallError({ message: 'x' }, hinted).message).toBe('x. Is [redacted] right?');
    expect(toAPICallError({ message: 'x' }, { ...context, redact: createRedact(['sk-secret-1']), cause }).cause).toBe(
      cause,
    );
  });
});
