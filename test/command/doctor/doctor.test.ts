import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Region } from 'ai-sdk-qwen/emulator';
import { afterAll, describe, expect, test } from 'vitest';
import { diagnose, type DiagnoseOptions } from '../../../src/command/doctor/diagnose.js';
import type { Surroundings } from '../../../src/command/doctor/surroundings.js';
import { renderDiagnosis } from '../../../src/command/doctor/render.js';
import { run } from '../../../src/command/run.js';
import { testTerminal } from '../../support/test-terminal.js';

const parent = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** An application's folder with these files and installed packages. */
function application(files: Record<string, string> = {}, packages: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(parent, 'app-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const [name, version] of Object.entries(packages)) {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }));
  }
  return folder;
}

/** Emulators of every region, and of the plans' hosts, behind one `fetch`. */
function service(): { fetch: typeof globalThis.fetch; asked: string[]; keys: Set<string> } {
  const emulators = new Map<string, ReturnType<typeof createEmulator>>();
  const asked: string[] = [];
  const keys = new Set<string>();
  const regionOf: Record<string, Region> = {
    'dashscope-intl.aliyuncs.com': 'singapore',
    'dashscope.aliyuncs.com': 'beijing',
    'dashscope-us.aliyuncs.com': 'virginia',
    'cn-hongkong.dashscope.aliyuncs.com': 'hong-kong',
  };
  return {
    asked,
    keys,
    fetch: (async (url: string, init: RequestInit) => {
      const { host } = new URL(url);
      asked.push(`${init.method ?? 'GET'} ${url}`);
      keys.add(new Headers(init.headers).get('authorization') ?? '');
      if (!emulators.has(host)) emulators.set(host, createEmulator({ region: regionOf[host] }));
      return emulators.get(host)!.fetch(url, init);
    }) as typeof globalThis.fetch,
  };
}

const now = Date.parse('2026-11-29T12:00:00Z');

async function diagnosed(given: Partial<Surroundings> = {}, options: Partial<DiagnoseOptions> = {}) {
  const announced: string[] = [];
  const { fetch, asked } = service();
  const surroundings: Surroundings = {
    env: {},
    folder: application(),
    fetch,
    now: () => now,
    node: '22.14.0',
    signal: new AbortController().signal,
    ...given,
  };
  const announce = (text: string) => announced.push(text);
  const diagnosis = await diagnose(surroundings, { offline: false, announce, ...options });
  return { ...diagnosis, announced, asked, text: renderDiagnosis(diagnosis) };
}

const withKey = (DASHSCOPE_API_KEY: string, more: Record<string, string> = {}) => ({
  env: { DASHSCOPE_API_KEY, ...more },
});

describe('npx ai-sdk-qwen doctor', () => {
  test('a key of the default region needs no settings', async () => {
    const { key, text, servers, announced } = await diagnosed(withKey('sk-singapore-demo'));
    expect(key).toEqual({ variable: 'DASHSCOPE_API_KEY', kind: 'general' });
    expect(text).toMatch(/✓ region singapore \(dashscope-intl\.aliyuncs\.com\) accepts the key: \d+ models, in 0 ms\./);
    expect(text).toContain('✓ region beijing (dashscope.aliyuncs.com) refuses the key (HTTP 401).');
    expect(text).toContain('✓ The provider needs no settings');
    expect(servers.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'refused', 'refused']);
    expect(announced).toEqual([expect.stringContaining('dashscope-intl.aliyuncs.com, dashscope-us.aliyuncs.com')]);
  });

  test.each([
    ['sk-beijing-demo', "createQwen({ region: 'beijing' })"],
    ['sk-virginia-demo', "createQwen({ region: 'virginia' })"],
    ['sk-hong-kong-demo', "createQwen({ region: 'hong-kong' })"],
  ])('the key %s of another region is a problem, with the settings that mend it', async (key, settings) => {
    const { text, checks } = await diagnosed(withKey(key));
    expect(checks.at(-1)).toMatchObject({ id: 'settings', status: 'problem' });
    expect(text).toContain(settings);
    expect(text).toContain('and the provider calls region singapore without settings.');
  });

  test('a key of a plan is asked at the hosts of plans only', async () => {
    const { text, asked } = await diagnosed(withKey('sk-sp-demo'));
    expect(asked.every((call) => /\/\/(coding|token-plan)[.-]/.test(call))).toBe(true);
    expect(text).toContain(
      "createQwen({ baseURL: 'https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1' })",
    );
  });

  test('a workspace is asked in all six regions', async () => {
    const { asked, text } = await diagnosed(withKey('sk-frankfurt-demo'), { workspaceId: 'llm-1a2b' });
    expect(asked).toHaveLength(6);
    expect(asked.every((call) => call.startsWith('GET https://llm-1a2b.'))).toBe(true);
    expect(text).toContain("createQwen({ region: 'frankfurt', workspaceId: 'llm-1a2b' })");
  });

  test('a key that every region refuses is a problem', async () => {
    const { checks } = await diagnosed(withKey('sk-wrong'));
    expect(checks.at(-1)).toEqual({
      id: 'settings',
      status: 'problem',
      text: 'No server that gave a clear answer accepts the key.',
      advice: expect.stringContaining('--workspace ID'),
    });
  });

  test('it says how to get a key where there is none, and asks nobody', async () => {
    const { text, asked } = await diagnosed();
    expect(text).toContain('✗ No key: DASHSCOPE_API_KEY, ALICLOUD_API_KEY, ALIBABA_API_KEY are not set.');
    expect(text).toContain('https://www.alibabacloud.com/help/en/model-studio/get-api-key');
    expect(asked).toEqual([]);
  });

  test('a key that only a file holds is found by name, and its file is not read for more', async () => {
    const folder = application({ '.env.local': '# app\nexport DASHSCOPE_API_KEY = sk-in-a-file\n' });
    const { text, asked } = await diagnosed({ folder });
    expect(text).toContain('! No key in the environment, but .env.local names one.');
    expect(text).toContain('node --env-file=.env.local app.js');
    expect(text).not.toContain('sk-in-a-file');
    expect(asked).toEqual([]);
  });

  test.each([
    ['Bearer sk-singapore-1', 'begins with "Bearer"'],
    ['"sk-singapore-1"', 'is in quotation marks'],
    ['sk-singa\npore-1', 'contains a line break'],
    ['sk-singapore-…', 'contains characters that a header cannot carry'],
  ])('the key %j is refused by its form, and not sent', async (key, fault) => {
    const { text, asked } = await diagnosed(withKey(key));
    expect(text).toContain(`✗ The key in DASHSCOPE_API_KEY ${fault}`);
    expect(asked).toEqual([]);
  });

  test('two variables with different keys are told, and the first counts', async () => {
    const { text, key } = await diagnosed(withKey('sk-singapore-1', { ALIBABA_API_KEY: 'sk-beijing-1' }));
    expect(key?.variable).toBe('DASHSCOPE_API_KEY');
    expect(text).toContain('! ALIBABA_API_KEY holds another key, which is not used.');
  });

  test('the server that the environment names is asked first, and counts as the settings', async () => {
    const url = 'https://dashscope.aliyuncs.com/compatible-mode/v1';
    const { text, asked } = await diagnosed(withKey('sk-beijing-1', { DASHSCOPE_COMPATIBLE_BASE_URL: url }));
    expect(asked[0]).toBe(`GET ${url}/models`);
    expect(asked).toHaveLength(4);
    expect(text).toContain('✓ The provider needs no settings');
  });

  test.each([
    ['https://api.example.com/v1', 'api.example.com (DASHSCOPE_COMPATIBLE_BASE_URL) is not a host of Model Studio'],
    ['https://dashscope.aliyuncs.com.example.com/compatible-mode/v1', 'is not a host of Model Studio'],
    ['https://openrouter.ai/api/v1', 'is not a host of Model Studio'],
  ])('the key is never sent to %s', async (url, words) => {
    const { text, asked } = await diagnosed(withKey('sk-singapore-1', { DASHSCOPE_COMPATIBLE_BASE_URL: url }));
    expect(text).toContain(words);
    expect(asked.some((call) => call.includes(`//${new URL(url).host}/`))).toBe(false);
    expect(text).toContain('The key belongs to region singapore, and the provider needs settings to call it.');
    expect(text).toContain("`createQwen({ region: 'singapore' })`");
  });

  test('the URL of an endpoint in place of a base URL is a problem', async () => {
    const env = { DASHSCOPE_COMPATIBLE_BASE_URL: 'https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions' };
    const { checks } = await diagnosed({ env });
    expect(checks).toContainEqual({
      id: 'base-url',
      status: 'problem',
      text: expect.stringContaining('(DASHSCOPE_COMPATIBLE_BASE_URL) is the URL of one endpoint'),
    });
  });

  test('offline, it asks nobody', async () => {
    const { asked, announced } = await diagnosed(withKey('sk-singapore-1'), { offline: true });
    expect([asked, announced]).toEqual([[], []]);
  });

  test('a network without the service is a problem, told by each server', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }));
    const { text, checks } = await diagnosed({ ...withKey('sk-singapore-1'), fetch });
    expect(checks.at(-1)).toMatchObject({ id: 'network', status: 'problem' });
    expect(text).toContain('· region beijing (dashscope.aliyuncs.com) gives no clear answer: Cannot reach');
  });

  test.each([
    ['a page of a proxy', () => new Response('<html>Sign in</html>'), 'HTTP 200 without a list of models'],
    ['another JSON value', () => Response.json({ data: 'none' }), 'HTTP 200 without a list of models'],
    ['a broken gateway', () => new Response('', { status: 502 }), 'HTTP 502'],
    [
      'a redirect, which is not followed',
      // The server that it leads to would accept the key.
      ({ redirect }: RequestInit) =>
        redirect === 'manual'
          ? new Response(null, { status: 302, headers: { location: 'https://a.example' } })
          : Response.json({ data: [] }),
      'HTTP 302',
    ],
  ])('%s counts as an unclear answer', async (_, answer, reason) => {
    const { servers } = await diagnosed({
      ...withKey('sk-singapore-1'),
      fetch: async (_url, init) => answer(init ?? {}),
    });
    expect(servers[0]).toMatchObject({ outcome: 'unclear', reason });
  });

  test('no text of a server is shown, which may quote the key', async () => {
    const key = 'sk-singapore-very-secret';
    const fetch = async () => Response.json({ data: [{ id: key }], message: key }, { status: 418 });
    const result = await diagnosed({ ...withKey(key), fetch });
    expect(JSON.stringify(result)).not.toContain('very-secret');
  });

  test.each([
    [-20, '! The clock of this machine is 20 minutes slow.'],
    [90, '! The clock of this machine is 90 minutes fast.'],
    [1, '✓ The clock is right.'],
  ])('a clock that is %i minutes ahead is told', async (minutes, words) => {
    const date = new Date(now - minutes * 60_000).toUTCString();
    const fetch = async () => Response.json({ data: [] }, { headers: { date } });
    expect((await diagnosed({ ...withKey('sk-singapore-1'), fetch })).text).toContain(words);
  });

  test.each([
    ['22.14.0', {}, '! HTTPS_PROXY is set, but `fetch` does not use it.'],
    ['22.14.0', { NODE_USE_ENV_PROXY: '1' }, '! HTTPS_PROXY is set, but `fetch` does not use it.'],
    ['22.21.0', { NODE_USE_ENV_PROXY: '1' }, '· Requests go through the proxy of HTTPS_PROXY'],
    ['24.0.0', { NODE_USE_ENV_PROXY: '1' }, '· Requests go through the proxy of HTTPS_PROXY'],
    [
      '22.14.0',
      { NO_PROXY: 'localhost, *.aliyuncs.com' },
      '· NO_PROXY exempts Model Studio from the proxy of HTTPS_PROXY.',
    ],
    ['22.14.0', { no_proxy: '*' }, '· NO_PROXY exempts Model Studio from the proxy of HTTPS_PROXY.'],
    ['22.14.0', { NO_PROXY: 'aliyuncs.com,example.com' }, '! HTTPS_PROXY is set, but `fetch` does not use it.'],
    [
      '24.0.0',
      { HTTPS_PROXY: '', ALL_PROXY: 'http://p:1', NODE_USE_ENV_PROXY: '1' },
      '! ALL_PROXY is set, but `fetch`',
    ],
  ])('a proxy is judged by Node %s with %j', async (node, env, words) => {
    const { text } = await diagnosed({ node, env: { HTTPS_PROXY: 'http://user:pass@proxy:8080', ...env } });
    expect(text).toContain(words);
    expect(text).not.toContain('user:pass');
  });

  test('NO_PROXY is checked for each host that is asked', async () => {
    const proxy = { HTTPS_PROXY: 'http://proxy:8080', NO_PROXY: 'dashscope.aliyuncs.com' };
    const { checks } = await diagnosed(withKey('sk-singapore-1', proxy));
    expect(checks.filter(({ id }) => id === 'proxy').map(({ text }) => text)).toEqual([
      'NO_PROXY exempts dashscope.aliyuncs.com from the proxy of HTTPS_PROXY.',
      'HTTPS_PROXY is set, but `fetch` does not use it.',
    ]);
    const url = 'https://dashscope.aliyuncs.com/compatible-mode/v1';
    const plans = {
      ...proxy,
      NO_PROXY: '.maas.aliyuncs.com,coding-intl.dashscope.aliyuncs.com,coding.dashscope.aliyuncs.com',
    };
    const planned = await diagnosed(withKey('sk-sp-demo', { ...plans, DASHSCOPE_COMPATIBLE_BASE_URL: url }));
    expect(planned.text).toContain('NO_PROXY exempts coding-intl.dashscope.aliyuncs.com, coding.');
    expect(planned.text).toContain('! HTTPS_PROXY is set');
    expect((await diagnosed(withKey('sk-sp-demo', plans))).text).not.toContain('! HTTPS_PROXY is set');
  });

  test.each([
    [{ ai: '7.0.1', zod: '4.1.0', '@ai-sdk/react': '4.0.0' }, ["✓ For ai 7.0.1 import from 'ai-sdk-qwen/ai7'."]],
    [{ ai: '4.3.19', zod: '3.25.76' }, ["✓ For ai 4.3.19 import from 'ai-sdk-qwen'.", '✓ zod 3.25.76 fits ai 4.']],
    [{ ai: '4.3.19', zod: '4.1.0' }, ['✗ ai 4 cannot read schemas of zod 4.1.0.', 'Install zod@3.']],
    [{ ai: '6.0.0', '@ai-sdk/react': '2.0.0' }, ['✗ @ai-sdk/react 2.0.0 does not fit ai 6.', '@ai-sdk/react@3']],
    [{ ai: '5.0.0' }, ["import from 'ai-sdk-qwen/ai5'", '· zod is not installed']],
    [{ ai: '3.4.0' }, ['✗ ai 3.4.0 has no entry of this package.']],
    [{}, ['! The package `ai` is not installed here.']],
  ])('the packages %j are checked against each other', async (packages, words) => {
    const { text } = await diagnosed({ folder: application({}, packages as Record<string, string>) });
    for (const line of words) expect(text).toContain(line);
  });

  test('packages of a folder above are found', async () => {
    const folder = join(application({}, { ai: '7.0.1' }), 'apps', 'web');
    mkdirSync(folder, { recursive: true });
    expect((await diagnosed({ folder })).packages.ai).toBe('7.0.1');
  });

  // The API of Yarn's map: https://yarnpkg.com/advanced/pnpapi
  test('packages that Yarn installed without node_modules are found in its map', async () => {
    const folder = application({ '.pnp.cjs': yarnMap }, { '@ai-sdk/react': '1.0.0' });
    const inner = join(folder, 'packages', 'web');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(folder, 'packages', 'package.json'), JSON.stringify({ version: '0.9.0' }));
    const { packages } = await diagnosed({ folder: inner });
    expect(packages).toEqual({ ai: '7.0.1', zod: '4.1.0-beta.2', '@ai-sdk/react': '1.0.0', 'ai-sdk-qwen': '0.9.0' });
  });

  test.each(['throw new Error()', 'module.exports = {}'])(
    'a map of Yarn that cannot be read is ignored: %j',
    async (text) => {
      const folder = application({ '.pnp.cjs': text }, { ai: '7.0.1' });
      expect((await diagnosed({ folder })).packages.ai).toBe('7.0.1');
    },
  );

  test('as JSON, the result is all that is printed, and the code says that a problem was found', async () => {
    const terminal = testTerminal({});
    expect(await run(['doctor', '--json', '--offline'], terminal)).toBe(1);
    const { checks, servers } = JSON.parse(terminal.texts.printed);
    expect(servers).toEqual([]);
    expect(checks).toContainEqual(expect.objectContaining({ id: 'key', status: 'problem' }));
    expect(terminal.texts.complained).toBe('');
  });

  test('the last line counts problems and warnings', async () => {
    const last = async (given: Partial<Surroundings>) => (await diagnosed(given)).text.split('\n').at(-1);
    const folder = application({}, { ai: '7.0.1' });
    const key = withKey('sk-singapore-1');
    const insecure = withKey('sk-singapore-1', { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(await last({ ...key, folder })).toBe('No problem found.');
    expect(await last({ ...insecure, folder })).toBe('1 warning found.');
    expect(await last(insecure)).toBe('2 warnings found.');
    expect(await last({ folder })).toBe('1 problem found.');
    expect(await last({})).toBe('1 problem and 1 warning found.');
  });

  test('the code is 0 where nothing is wrong', async () => {
    const terminal = testTerminal({ DASHSCOPE_API_KEY: 'sk-singapore-1' });
    expect(await run(['doctor', '--offline'], terminal)).toBe(0);
    expect(terminal.texts.printed).toContain('No problem found.');
  });

  test.each(['sk-1234', 'a/b', ''])('the workspace %j is a wrong usage, and is not shown', async (id) => {
    const terminal = testTerminal({});
    expect(await run(['doctor', '--workspace', id], terminal)).toBe(2);
    expect(terminal.texts.complained).toBe(
      '--workspace must be letters, digits, underscores and hyphens, such as llm-1a2b3c.\n',
    );
  });
});

/** A map as Yarn 4 writes it, with an application in `packages/web`. */
const yarnMap = `
const path = require('node:path');
const dependencies = new Map([
  ['ai', 'virtual:0460f86c7587#npm:7.0.1'],
  ['zod', ['zod', 'patch:zod@npm%3A4.1.0-beta.2#./zod.patch']],
  ['@ai-sdk/react', null],
  ['ai-sdk-qwen', 'workspace:packages'],
]);
module.exports = {
  findPackageLocator: (location) =>
    location === path.join(__dirname, 'packages', 'web') + path.sep ? { name: 'web', reference: 'workspace:web' } : null,
  getPackageInformation: ({ reference }) =>
    reference === 'workspace:web'
      ? { packageLocation: __dirname, packageDependencies: dependencies }
      : { packageLocation: path.join(__dirname, 'packages') + path.sep, packageDependencies: new Map() },
};
`;
