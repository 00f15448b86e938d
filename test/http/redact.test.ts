import { describe, expect, test } from 'vitest';
import { concealError, concealValue, createConceal, secretsOf } from '../../src/http/redact.js';

const secret = 'sk-0123456789abcdef';
const conceal = createConceal(() => [secret, 'cd-and-ef']);

describe('a text', () => {
  test('is the same if it has no secret', () => {
    expect(conceal('Hello')).toBe('Hello');
    expect(createConceal(() => [])('Hello')).toBe('Hello');
  });

  test('loses a secret wherever it stands, and the longer one first where one is within the other', () => {
    expect(conceal(`${secret}, ${secret}.`)).toBe('[API key], [API key].');
    expect(createConceal(() => ['0123456789', secret])(secret)).toBe('[API key]');
  });
});

test('the base64 of a text loses a secret wherever it stands in it, in either alphabet', () => {
  const hidden = createConceal(() => ['sk-0>?>?>?89']);
  for (const before of ['', 'a', 'ab']) {
    for (const behind of ['', 'z', 'zz', 'zzz']) {
      const base64 = btoa(`${before}sk-0>?>?>?89${behind}`);
      expect(hidden(base64)).toMatch('[API key]');
      expect(hidden(base64.replaceAll('+', '-').replaceAll('/', '_'))).toMatch('[API key]');
    }
  }
});

describe('the secrets of headers', () => {
  test('are the values of those that name one, without the scheme', () => {
    const headers = {
      authorization: `Bearer ${secret}`,
      'api-key': 'an-api-key',
      'x-gateway-credential': 'credential',
      cookie: 'session=1234',
      'proxy-authorization': 'ApiKey proxy-key',
      'x-secret': 'passphrase 123',
      'content-type': 'application/json',
      'x-token': 'none',
    };
    expect(secretsOf(headers)).toEqual([
      secret,
      'an-api-key',
      'credential',
      'session=1234',
      'proxy-key',
      'passphrase 123',
    ]);
  });

  test.each([
    'proxy-authorization',
    'x-api-key',
    'x-token',
    'x-secret',
    'cookie',
    'x-credential',
    'x-passwd',
    'x-signature',
    'x-session',
  ])('are what %s says, from eight letters on', (name) => {
    expect(secretsOf({ [name]: 'Basic 12345678' })).toEqual(['12345678']);
    expect(secretsOf({ [name]: '1234567' })).toEqual([]);
  });
});

describe('a value of JSON', () => {
  test('is itself if it has no secret, else a copy without it', () => {
    const body = { a: [{ b: 'c' }] };
    expect(concealValue(body, conceal)).toBe(body);
    expect(concealValue({ a: [{ [secret]: `x ${secret}` }] }, conceal)).toEqual({
      a: [{ '[API key]': 'x [API key]' }],
    });
  });

  test('loses it in the spelling of JSON within its texts, too', () => {
    const own = createConceal(() => ['key/with/slashes']);
    expect(concealValue({ message: String.raw`{"key":"key\/with\/slashes"}` }, own)).toEqual({
      message: '{"key":"[API key]"}',
    });
    expect(own(JSON.stringify(String.raw`"key\/with\/slashes"`))).toBe(String.raw`"\"[API key]\""`);
  });
});

test('a value of JSON that is nested too deep to be copied is not shown at all', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(500_000)}"${secret}"${']'.repeat(500_000)}`);
  expect(concealValue(deep, conceal)).toBeUndefined();
});

describe('an error', () => {
  test('is itself if nothing in it is secret', () => {
    const error = new Error('reset', { cause: { socket: new Map([['a', 1]]) } });
    expect(concealError(error, conceal)).toBe(error);
  });

  test('is a copy of its words, its name, its code and its causes if anything in it is', () => {
    const cause = Object.assign(new Error(`connect ${secret}`), { code: 'ECONNRESET' });
    const error = new TypeError('fetch failed', { cause });
    const copy = concealError(error, conceal) as Error;
    expect(copy).not.toBe(error);
    expect(copy).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(copy.cause).toMatchObject({ message: 'connect [API key]', code: 'ECONNRESET' });
    const named = Object.assign(new Error('failed'), { name: `Error of ${secret}`, code: `E-${secret}` });
    expect(concealError(named, conceal)).toMatchObject({ name: 'Error of [API key]', code: 'E-[API key]' });
  });

  test('is looked into where only its prototype tells: newer Nodes print such requests whole', () => {
    class Sent {
      readonly #headers = new Headers({ authorization: `Bearer ${secret}` });
      get headers() {
        return this.#headers;
      }
    }
    const error = Object.assign(new Error('failed'), { sent: new Sent() });
    expect(concealError(error, conceal)).not.toBe(error);
  });

  test('whose causes go round is copied as deep as it has words worth reading', () => {
    const error: Error = new Error(`reset ${secret}`);
    error.cause = error;
    let copy: unknown = concealError(error, conceal);
    let depth = 0;
    for (; copy instanceof Error; copy = copy.cause) {
      expect(copy.message).toBe('reset [API key]');
      depth += 1;
    }
    expect(depth).toBe(6);
  });

  test('is looked into where a name or bytes of it are a secret', () => {
    for (const shown of [{ [secret]: 1 }, { bytes: new TextEncoder().encode(`key=${secret}`) }]) {
      const error = Object.assign(new Error('failed'), { shown });
      expect(concealError(error, conceal)).not.toBe(error);
    }
  });

  test('is itself though it goes round, if nothing in it is secret', () => {
    const error: Error = new Error('reset');
    error.cause = error;
    expect(concealError(error, conceal)).toBe(error);
  });

  test('is looked into where a function of it shows a secret', () => {
    const error = Object.assign(new Error('failed'), { retry: Object.assign(() => {}, { key: secret }) });
    expect(concealError(error, conceal)).not.toBe(error);
  });

  test('is looked into where only its prototype has the URL', () => {
    class Sent {
      readonly #url = `https://example.com/?key=${secret}`;
      get url() {
        return this.#url;
      }
    }
    const error = Object.assign(new Error('failed'), { sent: new Sent() });
    expect(concealError(error, conceal)).not.toBe(error);
  });

  test('of which it is not known what it shows, or that has no end, is a copy, too', () => {
    const throwing = Object.defineProperty(new Error('failed'), 'secret', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(concealError(throwing, conceal)).not.toBe(throwing);
    const endless = Object.assign(new Error('failed'), { list: Array.from({ length: 10_000 }, () => ({})) });
    expect(concealError(endless, conceal)).not.toBe(endless);
  });
});
