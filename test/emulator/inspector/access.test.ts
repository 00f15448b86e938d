import { describe, expect, test } from 'vitest';
import { inspect, sendWith } from '../../support/inspected-emulator.js';

// A web page can point its own domain at this machine and then read what listens there: "DNS rebinding",
// https://github.com/modelcontextprotocol/typescript-sdk/security/advisories/GHSA-w48q-cv73-mx4w

const html = { accept: 'text/html,*/*;q=0.8' };
const paths = ['/', '/inspector/events', '/inspector/setup', '/inspector/calls/1', '/inspector/calls/1/curl'];

describe('who may read the inspector', () => {
  test.each(paths)('the host localhost may read %s, and so may the address of this machine', async (path) => {
    const { port, ask } = await inspect();
    await ask();
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `qwen.localhost:${port}`]) {
      expect((await sendWith(port, path, { ...html, host })).status, host).toBe(200);
    }
  });

  test.each(paths)('a foreign host that leads to this machine gets 403 for %s', async (path) => {
    const { port, ask } = await inspect();
    await ask();
    for (const host of ['evil.example', `evil.example:${port}`, `192.168.1.5:${port}`, 'localhost.evil.example']) {
      const { status, text } = await sendWith(port, path, { ...html, host });
      expect([status, text], host).toEqual([403, expect.not.stringContaining('Hello there')]);
    }
  });

  test.each(paths)('hosts that may call the emulator may still not read %s', async (path) => {
    for (const [where, host] of [
      [{ allowedHosts: true as const }, 'evil.example'],
      [{ allowedHosts: ['qwen'] }, 'qwen:4010'],
      [{ hostname: '0.0.0.0' }, '192.168.1.5:4010'],
    ] as const) {
      const { port, ask } = await inspect({}, where);
      await ask();
      const { status, text } = await sendWith(port, path, { ...html, host });
      expect([status, JSON.parse(text).message]).toEqual([
        403,
        `The inspector answers under localhost only, not under "${new URL(`http://${host}`).hostname}".`,
      ]);
    }
  });

  test.each(paths)('a page of a foreign origin gets 403 for %s', async (path) => {
    const { port, ask } = await inspect();
    await ask();
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      expect((await sendWith(port, path, { ...html, host: `localhost:${port}`, origin })).status, origin).toBe(403);
    }
  });

  test('a page of this machine on another port may call the emulator, and not read the inspector', async () => {
    const { port, ask } = await inspect();
    await ask();
    const headers = { host: `localhost:${port}`, origin: 'http://localhost:3000' };
    expect((await sendWith(port, '/health', headers)).status).toBe(200);
    const { status, headers: sent } = await sendWith(port, '/inspector/calls/1', headers);
    expect([status, sent['access-control-allow-origin']]).toEqual([403, undefined]);
    const own = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
    expect((await sendWith(port, '/inspector/calls/1', own)).status).toBe(200);
  });

  test('a host that is not a host name gets no call', async () => {
    const { port, url, ask } = await inspect();
    await ask();
    for (const host of ['localhost:x', '[', 'localhost evil']) {
      const { status, text } = await sendWith(port, `${url}/inspector/calls/1`, { host });
      expect([status < 400, text.includes('Hello there')], host).toEqual([false, false]);
    }
  });

  test('a browser that says that another site asks gets 403, except for a link to the page', async () => {
    const { port } = await inspect();
    const site = { host: `localhost:${port}`, 'sec-fetch-site': 'cross-site' };
    expect((await sendWith(port, '/inspector/setup', site)).status).toBe(403);
    expect((await sendWith(port, '/', { ...html, ...site })).status).toBe(200);
    const own = { ...site, 'sec-fetch-site': 'same-origin' };
    expect((await sendWith(port, '/inspector/setup', own)).status).toBe(200);
  });

  test('a foreign page cannot queue an answer, neither by its origin nor by a form', async () => {
    const { port, calls, follow } = await inspect();
    const host = `localhost:${port}`;
    const body = '{"answer":{"text":"Evil."}}';
    const json = { host, 'content-type': 'application/json' };
    const asked = { method: 'POST', body };
    expect((await sendWith(port, '/inspector/queue', { ...json, origin: 'https://evil.example' }, asked)).status).toBe(
      403,
    );
    expect((await sendWith(port, '/inspector/queue', { host, 'content-type': 'text/plain' }, asked)).status).toBe(415);
    expect((await sendWith(port, '/inspector/clear', { host, origin: 'null' }, { method: 'POST' })).status).toBe(403);
    expect((await (await follow()).next(() => true)).queued).toBe(0);
    expect(await calls()).toEqual([]);
  });
});

describe('the page of the inspector', () => {
  test('the page asks nobody else, and may run only its own script', async () => {
    const { url } = await inspect();
    const response = await fetch(url, { headers: html });
    const page = await response.text();
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}=';/);
    expect(policy).toContain("connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors");
    expect(policy).not.toContain('unsafe');
    expect(page.match(/https?:\/\/(?!www\.w3\.org\/2000\/svg)[^"'`\s]*/g)).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a client that is not a browser gets the addresses as text', async () => {
    const { url } = await inspect();
    expect(await (await fetch(url)).text()).toContain('\nPOST /compatible-mode/v1/chat/completions\n');
  });

  test('an emulator that stands for another host has its inspector at its own address', async () => {
    const { url, ask, calls, copy } = await inspect({}, { actsAs: 'batch.dashscope.aliyuncs.com' });
    await ask();
    expect(await calls()).toHaveLength(1);
    expect(await copy(1, 'curl')).toContain(`curl '${url}/compatible-mode/v1/chat/completions'`);
  });

  test('an emulator without the option has no inspector', async () => {
    const { url } = await inspect({}, { inspector: false });
    const response = await fetch(url, { headers: html });
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    expect((await fetch(`${url}/inspector/events`)).status).toBe(404);
  });

  test('an unknown path and a wrong method of the inspector are not calls', async () => {
    const { url, emulator } = await inspect();
    for (const path of ['calls/1', 'calls/x', 'nothing', 'calls/1/bash']) {
      expect((await fetch(`${url}/inspector/${path}`)).status, path).toBe(404);
    }
    expect((await fetch(`${url}/inspector/setup`, { method: 'DELETE' })).status).toBe(404);
    expect(emulator.calls).toEqual([]);
  });
});
