import { describe, expect, test } from 'vitest';
import { isRetryable } from '../../src/http/error-codes.js';
import type { Failure } from '../../src/http/failure.js';
import {
  readComplaint,
  readErrorFrame,
  readErrorText,
  readFailure,
  readFailureBody,
} from '../../src/http/read-failure.js';

const bodyOf = (value: unknown, status = 400) => readFailureBody(JSON.stringify(value), status, '');

describe('the words of an error body', () => {
  const shapes: [from: string, body: unknown, message: string, rest?: Partial<Failure>][] = [
    ['FastAPI', { detail: 'Not authenticated' }, 'Not authenticated'],
    [
      'FastAPI, a list of what is wrong where',
      {
        detail: [
          { type: 'missing', loc: ['body', 'messages'], msg: 'Field required', input: {} },
          { type: 'int_parsing', loc: ['body', 'n'], msg: 'Input should be a valid integer' },
        ],
      },
      'body.messages: Field required; body.n: Input should be a valid integer',
      { type: 'missing' },
    ],
    [
      'FastAPI around an error',
      { detail: { error: { message: 'No GPU.', code: 'busy' } } },
      'No GPU.',
      { code: 'busy' },
    ],
    ['JSON:API', { errors: [{ status: '503', title: 'Busy', detail: 'Try later.' }] }, 'Try later.', { status: 503 }],
    ['GraphQL and others', { errors: ['one', { message: 'two' }] }, 'one; two'],
    ['a form', { errors: { email: ['is taken', 'is odd'] } }, 'email: is taken,is odd'],
    ['problem+json', { type: 'about:blank', title: 'Gone', status: 410, detail: 'No such key.' }, 'No such key.'],
    ['NestJS', { statusCode: 400, error: 'Bad Request', message: ['a', 'b'] }, 'Bad Request: a; b'],
    ['OAuth', { error: 'invalid_token', error_description: 'It expired.' }, 'It expired.'],
    ['Apigee', { fault: { faultstring: 'Bad key', detail: { errorcode: 'oauth.InvalidKey' } } }, 'Bad key'],
    ['Baidu', { error_code: 110, error_msg: 'Token invalid' }, 'Token invalid', { code: '110' }],
    ['Alibaba POP', { RequestId: 'r', Code: 'Throttling.User', Message: 'Slow.' }, 'Slow.', { requestId: 'r' }],
    ['Google', [{ error: { code: 429, message: 'Slow.', status: 'RESOURCE_EXHAUSTED' } }], 'Slow.', { status: 429 }],
    ['vLLM', { object: 'error', message: 'Too long', type: 'BadRequestError', param: null, code: 400 }, 'Too long'],
    ['LiteLLM', { error: { message: 'No', type: 'None', param: 'None', code: '429' } }, 'No', { status: 429 }],
    ['llama.cpp', { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 'Loading model'],
    ['MiniMax', { choices: null, base_resp: { status_code: 1_008, status_msg: 'No balance' } }, 'No balance'],
    ['Volcengine', { ResponseMetadata: { Error: { Code: 'X', Message: 'No.' } } }, 'No.', { code: 'X' }],
    ['an exception', { exception: 'boom' }, 'boom'],
    ['a fault as text', { fault: 'boom' }, 'boom'],
    ['a list service', { success: false, errCode: 'E7', errMsg: 'No.' }, 'No.', { code: 'E7' }],
  ];

  test.each(shapes)('the words of an error body are read in the shape of %s', (_from, body, message, rest = {}) => {
    expect(bodyOf(body)).toMatchObject({ message, ...rest });
  });

  test('the words of an error body are the error itself, if no field of it is known', () => {
    expect(readFailure({ error: { info: 'boom' } })?.message).toBe(
      'The service sent an error without a message: {"info":"boom"}',
    );
  });

  test('the words of an error body leave out what Python and gateways write for nothing', () => {
    expect(bodyOf({ error: { message: 'No', type: 'None', param: 'null', code: 'None' } })).toEqual({
      status: 400,
      message: 'No',
    });
  });
});

describe('an error within an error', () => {
  const inner = { error: { message: 'Range of input length should be [1, 98304]', code: 'invalid_parameter_error' } };
  const reason = { message: inner.error.message, code: 'invalid_parameter_error' };

  test('an error within an error in metadata.raw is the reason, as JSON, as an object, or as an event stream (OpenRouter, 2026)', () => {
    for (const raw of [JSON.stringify(inner), inner, `data: ${JSON.stringify(inner)}\n\n`]) {
      const body = {
        error: { message: 'Provider returned error', code: 400, metadata: { raw, provider_name: 'Alibaba' } },
      };
      expect(bodyOf(body)).toMatchObject({ ...reason, status: 400 });
    }
  });

  test('an error within an error in metadata.raw may be plain text', () => {
    const body = { error: { message: 'Provider returned error', code: 502, metadata: { raw: 'upstream is gone' } } };
    expect(bodyOf(body)).toMatchObject({ message: 'upstream is gone', status: 502 });
  });

  test('an error within an error as JSON in a message is read, however deep', () => {
    const twice = { error: { message: JSON.stringify({ message: JSON.stringify(inner) }), type: 'upstream' } };
    expect(bodyOf(twice, 500)).toMatchObject({ ...reason, type: 'upstream', status: 500 });
  });

  test('an error within an error after a sentence keeps the sentence', () => {
    const message = `litellm.BadRequestError: DashscopeException - ${JSON.stringify(inner)}`;
    expect(bodyOf({ error: { message } })).toMatchObject({
      ...reason,
      message: `litellm.BadRequestError: DashscopeException - ${inner.error.message}`,
    });
  });

  test('JSON that a message quotes is not an error within an error', () => {
    for (const message of ['Expected a city in {"city": 7}', '{"city": 7}', 'got {"message": "Hi"} from the user']) {
      expect(bodyOf({ error: { message } }).message).toBe(message);
    }
  });

  test('an error within an error keeps the request id of the call that was made here', () => {
    const raw = JSON.stringify({ request_id: 'theirs', code: 'Throttling', message: 'Slow.' });
    expect(bodyOf({ error: { message: 'x', metadata: { raw } }, request_id: 'ours' })).toMatchObject({
      requestId: 'ours',
      message: 'Slow.',
    });
  });
});

describe('the status of an error', () => {
  test.each([
    [429, { error: { message: 'Slow down', code: 429 } }],
    [502, { error: { message: 'x', code: '502' } }],
    [503, { error: { message: 'x', status: 503 } }],
    [500, { error: { message: 'Backend buffer overflow.', type: 'server_error' } }],
    [503, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }],
    [429, { error: { type: 'rate_limit_error', message: 'x' } }],
    [413, { error: { type: 'request_too_large', message: 'x' } }],
    [401, { error: { type: 'authentication_error', message: 'x' } }],
    [404, { error: { type: 'NotFoundError', message: 'x' } }],
    [400, { code: 'InvalidParameter', message: 'x' }],
    [400, { code: 'ServiceUnavailableError', message: 'Role must be user or assistant' }],
    [403, { code: 'AllocationQuota.FreeTierOnly', message: 'x' }],
    [429, { error: { message: 'Too many requests' } }],
    [429, { error: { type: 'ThrottlingException', message: 'x' } }],
    [503, { error: { type: 'engine_overloaded_error', message: 'x' } }],
    [502, { error: { type: 'upstream_error', message: 'x' } }],
    [504, { error: { type: 'timeout_error', message: 'x' } }],
    [500, { code: 'RequestTimeOut', message: 'x' }],
    [503, { error: { message: 'The server is busy, please try again later.' } }],
  ])('the status of an error is %i where the answer had 200 and the words say so: %j', (status, body) => {
    expect(readFailure(body)?.status).toBe(status);
  });

  test('the status of an error is not read from a code that is not a status', () => {
    for (const code of [7, 399, 600, 1_000, 429.5]) {
      expect(readFailure({ error: { message: 'x', code } })?.status).toBeUndefined();
    }
  });

  test('the status of an error is not read from a message where a type says what happened', () => {
    const failure = readFailure({ error: { type: 'invalid_request_error', message: 'Never say rate limit.' } });
    expect(failure?.status).toBe(400);
  });

  test('the status of an error in the body counts more than that of a gateway', () => {
    expect(bodyOf({ error: { code: 400, message: 'x' } }, 502).status).toBe(400);
  });
});

describe('the text of an answer that broke off', () => {
  const frame =
    'id:1\nevent:error\n:HTTP_STATUS/429\n' +
    'data:{"request_id":"r-9","code":"Throttling.AllocationQuota","message":"Allocated quota exceeded."}';
  const expected = {
    status: 429,
    code: 'Throttling.AllocationQuota',
    message: 'Allocated quota exceeded.',
    requestId: 'r-9',
  };

  // https://github.com/NousResearch/hermes-agent/issues/56522
  test('the text of an answer that broke off may be the frame of an error, in any line ending, or with its lines joined', () => {
    for (const ending of ['\n', '\r\n', '\r', ' ']) {
      expect(readErrorText(frame.replaceAll('\n', ending), 'other')).toEqual(expected);
    }
  });

  test('the text of an answer that broke off may be an error object, or a sentence with the code in front', () => {
    expect(readErrorText('{"error":{"message":"Busy.","code":503}}', 'r')).toMatchObject({
      message: 'Busy.',
      status: 503,
    });
    expect(readErrorText('Throttling: TPM(1/1)', 'r')).toEqual({
      status: 429,
      code: 'Throttling',
      message: 'Throttling: TPM(1/1)',
      requestId: 'r',
    });
    expect(readErrorText('', undefined)).toEqual({ message: 'The service broke off the answer without a reason.' });
  });
});

describe('a frame that is marked as an error', () => {
  test('a frame that is marked as an error counts as what its words say, and as a bad request only if they say nothing', () => {
    const status = (data: unknown) => readErrorFrame(JSON.stringify(data), undefined).status;
    expect(status({ type: 'error', error: { type: 'server_error', message: 'Backend buffer overflow.' } })).toBe(500);
    expect(status({ code: 'Throttling.RateQuota', message: 'Slow.' })).toBe(429);
    expect(status({ message: 'Bad.' })).toBe(400);
  });

  test('a frame that is marked as an error may hold plain text', () => {
    expect(readErrorFrame('Too many requests', undefined)).toEqual({ status: 429, message: 'Too many requests' });
    expect(readErrorFrame('"Bad."', 500)).toEqual({ status: 500, message: 'Bad.' });
  });
});

describe('words in the place of an answer', () => {
  test('words in the place of an answer are a complaint, and no error by themselves', () => {
    for (const value of [{ message: 'boom' }, { detail: 'boom' }, { errors: ['boom'] }, { error_msg: 'boom' }]) {
      expect(readFailure(value)).toBeUndefined();
      expect(readComplaint(value)).toMatchObject({ message: 'boom' });
    }
  });

  test('words in the place of an answer say whether to try again', () => {
    const retried = (detail: string) => isRetryable(readComplaint({ detail }) as Failure);
    expect([retried('Internal Server Error'), retried('Too many requests'), retried('No such model')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('words that say that all is well are no complaint', () => {
    for (const value of [{ message: 'ok' }, { msg: 'Success', code: 200 }, {}, [], { id: 'x' }, 'OK', null]) {
      expect(readComplaint(value)).toBeUndefined();
    }
  });
});
