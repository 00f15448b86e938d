import { expect, test } from 'vitest';
import { download } from '../../src/http/download.js';
import { isPrivate } from '../../src/http/private-address.js';
import { failureOf } from '../support/recorder.js';

// Networks: the registries of special addresses that RFC 6890 set up. Names: RFC 6761, 6762, 8375, 9476.

const local = [
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  'metadata.google.internal',
  'nas.local',
  'router.home.arpa',
  'db',
  // The same address in the spellings of inet_aton.
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '127.0.0.1.',
  '１２７.0.0.1',
  '0.0.0.0',
  '10.255.255.255',
  '100.100.100.200',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.7',
  '224.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[::127.0.0.1]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b:1::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[2001::7f00:1]',
  '[2001:db8::1]',
  '[2002:7f00:1::]',
];

const publicHosts = [
  'dashscope-result-bj.oss-cn-beijing.aliyuncs.com',
  'localhost.example.com',
  '8.8.8.8',
  '11.0.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.0.78.1',
  '198.17.255.255',
  '198.20.0.1',
  '[2400:3200::1]',
  '[2606:4700::1111]',
  '[2001:4860:4860::8888]',
];

test.each(local)('%s is a private address', (host) => {
  expect(isPrivate(new URL(`http://${host}/x`).hostname)).toBe(true);
});

test.each(publicHosts)('%s is a public address', (host) => {
  expect(isPrivate(new URL(`http://${host}/x`).hostname)).toBe(false);
});

/** Loads a result whose server redirects to each of the locations in turn. */
function load(locations: string[], base = 'https://dashscope.aliyuncs.com/api/v1') {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input));
    const location = locations[asked.length - 1];
    return location === undefined ? new Response('file') : new Response(null, { status: 302, headers: { location } });
  };
  const client = { fetch, headers: () => ({ authorization: 'Bearer sk-test' }), hint: () => undefined };
  return { asked, result: download(client, 'https://results.example.com/0.png', { base, maxBytes: 100 }) };
}

test.each([
  'http://127.0.0.1/',
  'http://0x7f.1/',
  'http://[::ffff:10.0.0.1]/',
  'http://localhost:8080/',
  '//db/',
  'http://',
  'ftp://example.com/',
  'data:image/png;base64,AAAA',
])('a redirect to %s is not followed', async (location) => {
  const { asked, result } = load(['/next', location]);
  expect(await failureOf(result)).toMatchObject({ name: 'AI_InvalidArgumentError', argument: 'url' });
  expect(asked).toEqual(['https://results.example.com/0.png', 'https://results.example.com/next']);
});

test('a redirect is followed to a public address, and to a private one where the service has one', async () => {
  expect((await load(['http://other.example.com/']).result).bytes).toHaveLength(4);
  expect((await load(['http://127.0.0.1/'], 'http://localhost:3000/api/v1').result).bytes).toHaveLength(4);
});

test('a result above the limit is an error, and no more of it is read', async () => {
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 1;
      controller.enqueue(new Uint8Array(40));
      if (read === 50) controller.close();
    },
  });
  const client = { fetch: async () => new Response(body), headers: () => ({}), hint: () => undefined };
  const base = 'https://dashscope.aliyuncs.com/api/v1';
  const result = download(client, 'https://results.example.com/0.png', { base, maxBytes: 100 });
  expect(await failureOf(result)).toMatchObject({ message: 'The file has more than 100 bytes.', isRetryable: false });
  expect(read).toBeLessThan(6);
});

test('redirects without an end are an error', async () => {
  const { asked, result } = load(['/1', '/2', '/3', '/4', '/5']);
  expect(await failureOf(result)).toMatchObject({
    argument: 'url',
    message: expect.stringContaining('more than 3 times'),
  });
  expect(asked).toHaveLength(4);
});
