import { expect, test } from 'vitest';
import { readRefusal, redirectWithin } from '../../src/http/redirects.js';
import { url } from '../support/test-chat.js';

test('a redirect that a browser hides is a refusal without a status', () => {
  // No constructor makes such a response.
  const response = { type: 'opaqueredirect', status: 0, statusText: '', headers: new Headers() } as Response;
  expect(readRefusal('', response, url)).toEqual({
    message:
      'The server redirects to another place. Nothing was sent there: keys and prompts go only to the origin of ' +
      'baseURL. If the service is there, set baseURL to it.',
  });
});

test('a redirect to another origin is reported only by that origin', () => {
  const response = new Response(null, { status: 302, headers: { location: 'https://other.example/?key=1234' } });
  expect(readRefusal('', response, url)).toMatchObject({
    status: 302,
    message: expect.stringMatching(
      /^The server redirects to https:\/\/other\.example\. Nothing was sent there/,
    ) as string,
  });
});

test('a redirect within the origin is reported from and to, without the query', () => {
  const headers = new Headers({ location: 'b?key=1234' });
  const answered = { type: 'default', status: 302, statusText: '', headers, url: new URL('/a/', url).href } as Response;
  expect(readRefusal('', answered, url).message).toMatch('redirects to https://dashscope.example/a/b. Nothing');
  const silent = { ...answered, url: '' };
  expect(readRefusal('', silent, url).message).toMatch('https://dashscope.example/compatible-mode/v1/chat/b. Nothing');
});

test('an answer with a redirect status and no location is reported in its own words', () => {
  const response = new Response(null, { status: 302 });
  expect(readRefusal('Moved.', response, url)).toEqual({
    status: 302,
    message: 'The server answered HTTP 302: Moved.',
  });
});

test('a followed redirect keeps its method: a POST with 307 and 308, a GET also with 301 to 303, only within the origin', () => {
  const followed = (method: string, location = '/b') =>
    [300, 301, 302, 303, 304, 305, 306, 307, 308].filter(
      (status) => redirectWithin(url, new Response(null, { status, headers: { location } }), method) !== undefined,
    );
  expect(followed('POST')).toEqual([307, 308]);
  expect(followed('DELETE')).toEqual([307, 308]);
  expect(followed('GET')).toEqual([301, 302, 303, 307, 308]);
  for (const elsewhere of ['http://dashscope.example/b', 'https://dashscope.example:8443/b', '//other.example/b']) {
    expect(followed('GET', elsewhere)).toEqual([]);
  }
});
