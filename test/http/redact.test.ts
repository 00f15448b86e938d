import { inspect } from 'node:util';
import { InvalidResponseDataError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { redactError } from '../../src/http/redact-error.js';
import { createRedact, redactHeaders, redactValue } from '../../src/http/redact.js';
import { secretsOf } from '../../src/http/secrets.js';

const secret = 'sk-0123456789abcdef';
const redact = createRedact([secret, 'cd-and-ef']);

describe('a text', () => {
  test('a text is the same if it has no secret', () => {
    expect(redact('Hello')).toBe('Hello');
    expect(createRedact([])('Hello')).toBe('Hello');
  });

  test('a text loses a secret wherever it stands, and the longer one first where one is within the other', () => {
    expect(redact(`${secret}, ${secret}.`)).toBe('[redacted], [redacted].');
    expect(createRedact(['0123456789', secret])(secret)).toBe('[redacted]');
  });
});

test('the base64 of a text loses a secret wherever it stands in it, in either alphabet', () => {
  const hidden = createRedact(['sk-0>?>?>?89']);
  for (const before of ['', 'a', 'ab']) {
    for (const behind of ['', 'z', 'zz', 'zzz']) {
      const base64 = btoa(`${before}sk-0>?>?>?89${behind}`);
      expect(hidden(base64)).toMatch('[redacted]');
      expect(hidden(base64.replaceAll('+', '-').replaceAll('/', '_'))).toMatch('[redacted]');
    }
  }
});

describe('the secrets of headers', () => {
  test('the secrets of headers are the values of all that are not known to be harmless, without their scheme', () => {
    const headers = {
      authorization: `Bearer ${secret}`,
      'x-vercel-protection-bypass': 'bypass-0123',
      'cf-access-jwt': 'header.payload.mark',
      'content-type': 'application/json',
      'user-agent': 'ai-sdk/4.3.19',
      'x-dashscope-workspace': 'ws-0123456789',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      'x-token': 'none',
    };
    expect(secretsOf(headers)).toEqual([secret, 'bypass-0123', 'header.payload.mark']);
  });

  test('the secrets of headers have at least eight letters, because shorter ones would garble the texts around them', () => {
    expect(secretsOf({ 'x-team': '12345678' })).toEqual(['12345678']);
    expect(secretsOf({ 'x-team': '1234567' })).toEqual([]);
  });

  test('the secrets of headers include user and password of Basic authorization, decoded and in base64', () => {
    const pair = btoa('service:hunter2');
    const secrets = ['service:hunter2', 'service', 'hunter2'];
    expect(secretsOf({ authorization: `Basic ${pair}` })).toEqual([pair, ...secrets]);
    expect(secretsOf({ 'proxy-authorization': `basic ${pair}` })).toEqual(expect.arrayContaining(secrets));
    expect(secretsOf({ authorization: 'Basic (no base64)' })).toEqual(['(no base64)']);
  });

  test('the secrets of headers include the values within cookies, parameters and JSON', () => {
    expect(secretsOf({ cookie: 'theme=dark; session=0123456789; _id="abcdefghij"' })).toEqual(
      expect.arrayContaining(['0123456789', 'abcdefghij']),
    );
    expect(secretsOf({ authorization: 'Digest username="somebody", response="6629fae49393"' })).toEqual(
      expect.arrayContaining(['somebody', '6629fae49393']),
    );
    expect(secretsOf({ 'x-amz': '{"credentials":{"token":"0123456789","kind":"sts"}}' })).toEqual(
      expect.arrayContaining(['0123456789']),
    );
  });
});

test('response headers lose secrets and cookies, and stay the same object without either', () => {
  const headers = { 'content-type': 'application/json', 'x-request-id': '4bf92f35-77b3-4da6-a3ce-929d0e0e4736' };
  expect(redactHeaders(headers, redact)).toBe(headers);
  expect(redactHeaders({ ...headers, 'x-echo': `Bearer ${secret}` }, redact)).toEqual({
    ...headers,
    'x-echo': 'Bearer [redacted]',
  });
  expect(redactHeaders({ ...headers, 'set-cookie': 'acw_tc=0123456789; path=/' }, redact)).toEqual({
    ...headers,
    'set-cookie': '[redacted]',
  });
});

describe('a value of JSON', () => {
  test('a value of JSON is itself if it has no secret, else a copy without it', () => {
    const body = { a: [{ b: 'c' }] };
    expect(redactValue(body, redact)).toBe(body);
    expect(redactValue({ a: [{ [secret]: `x ${secret}` }] }, redact)).toEqual({
      a: [{ '[redacted]': 'x [redacted]' }],
    });
  });

  test('a value of JSON loses a secret in the spelling of JSON within its texts', () => {
    const own = createRedact(['key/with/slashes']);
    expect(redactValue({ message: String.raw`{"key":"key\/with\/slashes"}` }, own)).toEqual({
      message: '{"key":"[redacted]"}',
    });
    expect(own(JSON.stringify(String.raw`"key\/with\/slashes"`))).toBe(String.raw`"\"[redacted]\""`);
  });
});

test('a value of JSON that is nested too deep to be copied is not shown at all', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(500_000)}"${secret}"${']'.repeat(500_000)}`);
  expect(redactValue(deep, redact)).toBeUndefined();
});

test('a value of JSON loses secrets wherever they stand in it, and what has none stays the same object', () => {
  const vectors = [[0.1, 0.2], [0.3]];
  const usage = { total_tokens: 3 };
  const copy = redactValue({ vectors, usage, list: ['a', `b ${secret}`, { c: null }] }, redact);
  expect(copy).toEqual({ vectors, usage, list: ['a', 'b [redacted]', { c: null }] });
  expect(copy.vectors).toBe(vectors);
  expect(copy.usage).toBe(usage);
});

describe('an error', () => {
  test('an error of the AI SDK stays one of its class', () => {
    const error = new InvalidResponseDataError({ data: { id: secret, n: 1 }, message: `No name for ${secret}.` });
    const copy = redactError(error, redact);
    expect(InvalidResponseDataError.isInstance(copy)).toBe(true);
    expect(copy).toBeInstanceOf(InvalidResponseDataError);
    expect(copy).toMatchObject({
      name: error.name,
      message: 'No name for [redacted].',
      data: { id: '[redacted]', n: 1 },
    });
    expect(inspect(copy, { depth: null, showHidden: true })).not.toContain(secret);
  });

  test('an error with the bytes of a secret in a list of numbers is a copy without them', () => {
    const error = Object.assign(new Error('failed'), { sent: [...new TextEncoder().encode(`key=${secret}`)] });
    expect(redactError(error, redact)).not.toBe(error);
  });

  test('an error is itself if nothing in it is secret', () => {
    const error = new Error('reset', { cause: { socket: new Map([['a', 1]]) } });
    expect(redactError(error, redact)).toBe(error);
  });

  test('an error is a copy of its words, its name, its code and its causes if anything in it is', () => {
    const cause = Object.assign(new Error(`connect ${secret}`), { code: 'ECONNRESET' });
    const error = new TypeError('fetch failed', { cause });
    const copy = redactError(error, redact) as Error;
    expect(copy).not.toBe(error);
    expect(copy).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(copy.cause).toMatchObject({ message: 'connect [redacted]', code: 'ECONNRESET' });
    const named = Object.assign(new Error('failed'), { name: `Error of ${secret}`, code: `E-${secret}` });
    expect(redactError(named, redact)).toMatchObject({ name: 'Error of [redacted]', code: 'E-[redacted]' });
  });

  test('an error is looked into where only its prototype tells: newer Nodes print such requests whole', () => {
    class Sent {
      readonly #headers = new Headers({ authorization: `Bearer ${secret}` });
      get headers() {
        return this.#headers;
      }
    }
    const error = Object.assign(new Error('failed'), { sent: new Sent() });
    expect(redactError(error, redact)).not.toBe(error);
  });

  test('an error whose causes go round is copied as deep as it has words worth reading', () => {
    const error: Error = new Error(`reset ${secret}`);
    error.cause = error;
    let copy: unknown = redactError(error, redact);
    let depth = 0;
    for (; copy instanceof Error; copy = copy.cause) {
      expect(copy.message).toBe('reset [redacted]');
      depth += 1;
    }
    expect(depth).toBe(6);
  });

  test('an error is looked into where a name or bytes of it are a secret', () => {
    for (const shown of [{ [secret]: 1 }, { bytes: new TextEncoder().encode(`key=${secret}`) }]) {
      const error = Object.assign(new Error('failed'), { shown });
      expect(redactError(error, redact)).not.toBe(error);
    }
  });

  test('an error is itself though it goes round, if nothing in it is secret', () => {
    const error: Error = new Error('reset');
    error.cause = error;
    expect(redactError(error, redact)).toBe(error);
  });

  test('an error is looked into where a function of it shows a secret', () => {
    const error = Object.assign(new Error('failed'), { retry: Object.assign(() => {}, { key: secret }) });
    expect(redactError(error, redact)).not.toBe(error);
  });

  test('an error is looked into where only its prototype has the URL', () => {
    class Sent {
      readonly #url = `https://example.com/?key=${secret}`;
      get url() {
        return this.#url;
      }
    }
    const error = Object.assign(new Error('failed'), { sent: new Sent() });
    expect(redactError(error, redact)).not.toBe(error);
  });

  test('an error that cannot be looked into, or has no end, is copied', () => {
    const throwing = Object.defineProperty(new Error('failed'), 'secret', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(redactError(throwing, redact)).not.toBe(throwing);
    const endless = Object.assign(new Error('failed'), { list: Array.from({ length: 10_000 }, () => ({})) });
    expect(redactError(endless, redact)).not.toBe(endless);
  });
});
