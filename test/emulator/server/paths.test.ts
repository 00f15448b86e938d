import { request } from 'node:http';
import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';
import { afterEach, describe, expect, test } from 'vitest';
import { chat } from '../../support/emulator-requests.js';

const open: Emulator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

async function listening(options?: Parameters<Emulator['listen']>[0]) {
  const emulator = createEmulator();
  open.push(emulator);
  return { emulator, ...(await emulator.listen(options)) };
}

/** A chat under any host name, which `fetch` does not let its callers choose. */
function askAs(port: number, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(chat());
    const call = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/compatible-mode/v1/chat/completions',
        headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
      },
      (response) => {
        let text = '';
        response
          .setEncoding('utf8')
          .on('data', (piece) => {
            text += piece;
          })
          .on('end', () => resolve({ status: response.statusCode!, text }));
      },
    );
    call.on('error', reject).end(body);
  });
}

describe('the first things that a newcomer asks', () => {
  test('the root of the emulator says what this is and what is served', async () => {
    const { url, emulator } = await listening();
    const response = await fetch(url);
    const text = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain;charset=UTF-8']);
    expect(text).toMatch(/^This is the DashScope emulator of ai-sdk-qwen/);
    expect(text).toContain('\nPOST /compatible-mode/v1/chat/completions\n');
    expect(emulator.calls).toEqual([]);
  });

  test('the emulator reports its health, with and without a body', async () => {
    const { url } = await listening();
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${url}/health`, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('pages in a browser', () => {
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-stainless-os',
    },
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:5173', 'https://[::1]:8443', 'http://app.localhost'])(
    'pages in a browser of %s may ask and read the answer',
    async (origin) => {
      const { url } = await listening();
      const path = `${url}/compatible-mode/v1/chat/completions`;
      const asked = await fetch(path, preflight(origin));
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
      expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-stainless-os');
      const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json', origin };
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(chat()) });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
      expect(answer.headers.get('vary')).toBe('Origin');
      const refused = await fetch(path, { method: 'POST', headers, body: '{}' });
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, origin]);
    },
  );

  test.each(['https://example.com', 'null', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'file://'])(
    'pages in a browser of %s may not ask',
    async (origin) => {
      const { url, port, emulator } = await listening();
      const asked = await fetch(`${url}/compatible-mode/v1/chat/completions`, preflight(origin));
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([403, null]);
      const { status, text } = await askAs(port, { origin });
      expect(status).toBe(403);
      expect(JSON.parse(text).error.message).toBe(
        `The emulator does not answer pages of "${origin}". Name further hosts in listen({ allowedHosts }).`,
      );
      expect(emulator.calls).toEqual([]);
    },
  );

  test('pages in a browser are answered by an emulator that does not listen, when they are of this machine', async () => {
    const { fetch: ask } = createEmulator();
    const url = 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1/models';
    const near = await ask(url, preflight('http://localhost:3000'));
    expect([near.status, near.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:3000']);
    const far = await ask(url, preflight('https://example.com'));
    expect([far.status, far.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

// DNS rebinding: a page's own domain is pointed at 127.0.0.1, so that its requests are of the same origin.
describe('host names', () => {
  test.each(['localhost', 'localhost:4010', '127.0.0.1:80', '127.9.9.9', '[::1]:4010', 'LOCALHOST', 'qwen.localhost'])(
    'the host name %s is answered',
    async (host) => {
      const { port } = await listening();
      expect((await askAs(port, { host })).status).toBe(200);
    },
  );

  test.each([
    'example.com',
    'localhost.example.com',
    '127.0.0.1.nip.io',
    '10.0.0.5',
    '0.0.0.0',
    'a b',
    'x@localhost.evil',
  ])('the host name %s is refused', async (host) => {
    const { port, emulator } = await listening();
    const { status, text } = await askAs(port, { host });
    expect([400, 403]).toContain(status);
    expect(JSON.parse(text).error.message).toBeTypeOf('string');
    expect(emulator.calls).toEqual([]);
  });

  test('host names that listen() names are answered, and pages of theirs', async () => {
    const { port } = await listening({ allowedHosts: ['emulator', 'Qwen.Example.com'] });
    expect((await askAs(port, { host: 'emulator:4010' })).status).toBe(200);
    expect((await askAs(port, { host: 'qwen.example.com', origin: 'https://qwen.example.com' })).status).toBe(200);
    expect((await askAs(port, { host: 'example.com' })).status).toBe(403);
  });

  test('host names are all answered when listen() says so', async () => {
    const { port } = await listening({ allowedHosts: true });
    expect((await askAs(port, { host: 'example.com', origin: 'https://other.example.com' })).status).toBe(200);
  });

  test('addresses are host names where the emulator listens on all of them, but no other names are', async () => {
    const { port } = await listening({ hostname: '0.0.0.0' });
    expect((await askAs(port, { host: '192.168.1.5:4010' })).status).toBe(200);
    expect((await askAs(port, { host: 'example.com' })).status).toBe(403);
    expect((await askAs(port, { host: '192.168.1.5', origin: 'http://192.168.1.6' })).status).toBe(403);
  });

  test('invalid host names are refused by listen()', async () => {
    const emulator = createEmulator();
    await expect(emulator.listen({ allowedHosts: ['a b'] })).rejects.toThrow(
      'allowedHosts must hold host names such as "emulator" or "192.168.1.5", given "a b".',
    );
  });
});
