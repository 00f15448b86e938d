import { inspect } from 'node:util';
import { InvalidArgumentError, LoadAPIKeyError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { createQwen, type QwenProviderSettings, type QwenRegion } from 'ai-sdk-qwen';
import { embed, generateText, streamText } from 'ai';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { resolveEndpoints } from '../../src/connection/endpoints.js';
import { createRecorder, failureOf, recordedQwen } from '../support/recorder.js';

const variables = [
  'DASHSCOPE_API_KEY',
  'ALICLOUD_API_KEY',
  'ALIBABA_API_KEY',
  'DASHSCOPE_COMPATIBLE_BASE_URL',
  'DASHSCOPE_HTTP_BASE_URL',
];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The URL and the headers of a chat call under these settings. */
async function call(settings: QwenProviderSettings, headers?: Record<string, string>) {
  const { qwen, calls } = recordedQwen(settings);
  await generateText({ model: qwen('qwen-plus'), prompt: 'Hi', headers });
  return calls[0] as (typeof calls)[number];
}

describe('settings that there are none of', () => {
  const fetch = async () => Response.json({});
  const url = 'https://gateway.example/v1';
  const misspelt = (name: string, value: unknown, meant: string): [string, unknown, string] => [
    name,
    { fetch, [name]: value },
    `createQwen has no setting "${name}". Did you mean ${meant}?`,
  ];

  test.each<[string, unknown, string]>([
    misspelt('baseUrl', url, 'baseURL'),
    misspelt('baseurl', url, 'baseURL'),
    misspelt('base_url', url, 'baseURL'),
    misspelt('url', url, 'baseURL'),
    misspelt('endpoint', url, 'baseURL'),
    misspelt('apikey', 'sk-secret', 'apiKey'),
    misspelt('api_key', 'sk-secret', 'apiKey'),
    misspelt('key', 'sk-secret', 'apiKey'),
    misspelt('token', 'sk-secret', 'apiKey'),
    misspelt('timeOut', { idle: 1 }, 'timeout'),
    misspelt('header', { a: 'b' }, 'headers'),
    misspelt('defaultHeaders', { a: 'b' }, 'headers'),
    misspelt('regoin', 'beijing', 'region'),
    misspelt('workspaceID', 'ws-1', 'workspaceId'),
    misspelt('workspace', 'ws-1', 'workspaceId'),
    ['settings', 'sk-secret', 'createQwen expects a settings object, got string.'],
    ['settings', null, 'createQwen expects a settings object, got null.'],
    [
      'fetch',
      { fetch: { fetch } },
      'fetch must be a function like globalThis.fetch (for the emulator: createEmulator().fetch).',
    ],
    ['name', { name: ' ' }, 'name must be a string that is not empty, got " ".'],
    ['name', { name: 5 }, 'name must be a string that is not empty, got 5.'],
  ])(
    'the unknown setting %s is an error at the first call, and nothing is sent',
    async (argument, settings, message) => {
      vi.stubEnv('DASHSCOPE_API_KEY', 'sk-test');
      const model = createQwen(settings as QwenProviderSettings)('qwen-plus');
      const error = await failureOf(generateText({ model, prompt: 'Hi' }));
      expect(InvalidArgumentError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ argument, message });
      expect(inspect(error)).not.toContain('sk-secret');
    },
  );

  test('a setting that is undefined counts as not written', async () => {
    const settings = { apiKey: 'sk-test', organization: undefined } as QwenProviderSettings;
    expect((await call(settings)).url).toContain('dashscope-intl');
  });
});

describe('regions', () => {
  test.each<[QwenRegion, string]>([
    ['singapore', 'dashscope-intl.aliyuncs.com'],
    ['virginia', 'dashscope-us.aliyuncs.com'],
    ['beijing', 'dashscope.aliyuncs.com'],
    ['hong-kong', 'cn-hongkong.dashscope.aliyuncs.com'],
  ])('the region %s has the host %s', async (region, host) => {
    expect((await call({ region })).url).toBe(`https://${host}/compatible-mode/v1/chat/completions`);
    expect(resolveEndpoints({ region })).toMatchObject({
      compatible: `https://${host}/compatible-mode/v1`,
      dashscope: `https://${host}/api/v1`,
      isModelStudio: true,
    });
  });

  test.each<[QwenRegion, string]>([
    ['singapore', 'ap-southeast-1'],
    ['virginia', 'us-east-1'],
    ['beijing', 'cn-beijing'],
    ['hong-kong', 'cn-hongkong'],
    ['frankfurt', 'eu-central-1'],
    ['tokyo', 'ap-northeast-1'],
  ])('the region %s has workspace hosts in the zone %s', async (region, zone) => {
    const { url, headers } = await call({ region, workspaceId: 'ws-1_A' });
    expect(url).toBe(`https://ws-1_A.${zone}.maas.aliyuncs.com/compatible-mode/v1/chat/completions`);
    expect(headers).not.toHaveProperty('x-dashscope-workspace');
  });

  test('Singapore is the default, with a workspace too', () => {
    expect(resolveEndpoints({}).compatible).toBe('https://dashscope-intl.aliyuncs.com/compatible-mode/v1');
    expect(resolveEndpoints({ workspaceId: 'ws-1' }).dashscope).toBe(
      'https://ws-1.ap-southeast-1.maas.aliyuncs.com/api/v1',
    );
  });

  test.each(['frankfurt', 'tokyo'] as const)(
    'the region %s without a workspace is an error that asks for one',
    async (region) => {
      await expect(call({ region })).rejects.toThrow(
        `The region ${region} has only hosts of workspaces: pass a workspaceId as well.`,
      );
    },
  );

  test.each([
    ['mars', 'got "mars".'],
    ['Singapore', 'got "Singapore". Did you mean singapore?'],
    ['', 'got "".'],
    ['toString', 'got "toString".'],
    [5, 'got a number.'],
    // A key in the wrong setting.
    ['sk-secret-0001', 'got a text of 14 characters.'],
  ])('the region %j is an error that lists the regions', async (region, got) => {
    const error = await failureOf(call({ region: region as QwenRegion }));
    expect(InvalidArgumentError.isInstance(error)).toBe(true);
    const regions = 'singapore, virginia, beijing, hong-kong, frankfurt, tokyo';
    expect((error as Error).message).toBe(`region must be ${regions}, ${got}`);
  });

  test.each(['', 'a b', 'evil.example/x', 'a\nb', 'sk-secret-0001'])(
    'the workspace id %j is an error',
    (workspaceId) => {
      const got = workspaceId.startsWith('sk-') ? 'a text of 14 characters' : `"${workspaceId}"`;
      const message = `workspaceId must be letters, digits, underscores and hyphens, got ${got}.`;
      expect(() => resolveEndpoints({ workspaceId })).toThrow(message);
      expect(() => resolveEndpoints({ workspaceId, baseURL: 'https://gateway.example/v1' })).toThrow(message);
    },
  );

  test('a wrong region is an error at the first call and not when the provider or a model is made', () => {
    expect(() => createQwen({ region: 'mars' as QwenRegion })('qwen-plus')).not.toThrow();
  });
});

describe('baseURL', () => {
  test.each([
    'https://gateway.example/qwen/compatible-mode/v1',
    'https://gateway.example/qwen/compatible-mode/v1/',
    ' https://gateway.example/qwen/compatible-mode/v1//// ',
    'https://gateway.example/qwen/api/v1',
    'https://gateway.example/qwen/api/v1/',
  ])('the base URL %j of either protocol moves both', async (baseURL) => {
    expect((await call({ baseURL })).url).toBe('https://gateway.example/qwen/compatible-mode/v1/chat/completions');
    expect(resolveEndpoints({ baseURL })).toMatchObject({
      compatible: 'https://gateway.example/qwen/compatible-mode/v1',
      dashscope: 'https://gateway.example/qwen/api/v1',
      isModelStudio: true,
    });
  });

  test('a base URL wins over the region, and the workspace becomes a header', async () => {
    const { url, headers } = await call({
      baseURL: 'http://127.0.0.1:8000/api/v1',
      region: 'beijing',
      workspaceId: 'ws-1',
    });
    expect(url).toBe('http://127.0.0.1:8000/compatible-mode/v1/chat/completions');
    expect(headers['x-dashscope-workspace']).toBe('ws-1');
  });

  test('a base URL moves embeddings and completions', async () => {
    const { qwen, calls } = recordedQwen({ baseURL: 'http://127.0.0.1:8000/compatible-mode/v1' });
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v4'), value: 'a' });
    await generateText({ model: qwen.completion('qwen-coder-turbo'), prompt: 'a' });
    expect(calls.map(({ url }) => url)).toEqual([
      'http://127.0.0.1:8000/compatible-mode/v1/embeddings',
      'http://127.0.0.1:8000/compatible-mode/v1/completions',
    ]);
  });

  test.each([
    'http://localhost:11434/v1',
    'https://models.example',
    'http://[::1]:8000/v1',
    'https://eas.aliyuncs.com/v1',
  ])("the other server %s is called as it is, without DashScope's rules", async (baseURL) => {
    const { qwen, calls } = recordedQwen({ baseURL, apiKey: 'none' });
    const model = qwen('qwen2.5:7b');
    const { warnings } = await generateText({ model, prompt: 'Hi', frequencyPenalty: 1 });
    expect(calls[0]).toMatchObject({
      url: `${baseURL}/chat/completions`,
      headers: { authorization: 'Bearer none' },
      body: { model: 'qwen2.5:7b', frequency_penalty: 1 },
    });
    expect(warnings).toEqual([]);
    expect(resolveEndpoints({ baseURL })).toMatchObject({
      compatible: baseURL,
      dashscope: undefined,
      isModelStudio: false,
    });
  });

  test.each([
    'https://coding.dashscope.aliyuncs.com/v1',
    'https://coding-intl.dashscope.aliyuncs.com/v1',
    'https://token-plan.cn-beijing.maas.aliyuncs.com/plan/v1',
    'https://dashscope-us.aliyuncs.com/v1',
    'https://abc-cn-beijing.alicloudapi.com/qwen',
  ])('%s is a host of Model Studio, whose rules hold', (baseURL) => {
    expect(resolveEndpoints({ baseURL })).toMatchObject({
      compatible: baseURL,
      dashscope: undefined,
      isModelStudio: true,
    });
  });

  test('an authorization header of the settings needs no key beside it', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', '');
    const { qwen, calls } = recordedQwen({ apiKey: undefined, headers: { Authorization: 'Token abcdefgh' } });
    await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    expect(calls[0]).toMatchObject({ headers: { authorization: 'Token abcdefgh' } });
  });

  test('an authorization header of a call needs no key beside it', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', '');
    const { qwen, calls } = recordedQwen({ apiKey: undefined });
    await generateText({ model: qwen('qwen-plus'), prompt: 'Hi', headers: { Authorization: 'Token abcdefgh' } });
    expect(calls[0]).toMatchObject({ headers: { authorization: 'Token abcdefgh' } });
    const unnamed = { model: qwen('qwen-plus'), prompt: 'Hi', headers: { Authorization: undefined } };
    await expect(generateText(unnamed)).rejects.toThrow('The API key is missing.');
  });

  test('a pair of base URLs names the protocol of each, whatever its path', async () => {
    const pair = { compatible: 'https://gateway.example/openai/', native: 'https://gateway.example/native/' };
    expect((await call({ baseURL: pair })).url).toBe('https://gateway.example/openai/chat/completions');
    expect(resolveEndpoints({ baseURL: pair })).toMatchObject({
      compatible: 'https://gateway.example/openai',
      dashscope: 'https://gateway.example/native',
      isModelStudio: true,
    });
  });

  test('half a pair of base URLs gives the other half where the path is the usual one', () => {
    const both = {
      compatible: 'https://a.example/compatible-mode/v1',
      dashscope: 'https://a.example/api/v1',
      isModelStudio: true,
    };
    expect(resolveEndpoints({ baseURL: { native: both.dashscope } })).toMatchObject(both);
    expect(resolveEndpoints({ baseURL: { compatible: both.compatible } })).toMatchObject(both);
  });

  test('another server whose path is /api/v1 is named as compatible', () => {
    expect(resolveEndpoints({ baseURL: { compatible: 'https://router.example/api/v1' } })).toMatchObject({
      compatible: 'https://router.example/api/v1',
      dashscope: undefined,
      isModelStudio: false,
    });
  });

  test('a native URL with a path of its own serves no compatible calls, and says so', async () => {
    const error = await failureOf(call({ baseURL: { native: 'https://gateway.example/native' } }));
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain('baseURL.compatible');
  });

  test('an empty pair of base URLs is an error', () => {
    expect(() => resolveEndpoints({ baseURL: {} })).toThrow(
      'baseURL must be a URL, or { compatible, dashscope } with one URL or both.',
    );
  });

  test.each([
    '',
    'dashscope.aliyuncs.com/api/v1',
    'ftp://host/api/v1',
    'https://',
    'https:///api/v1',
    'https://host/compatible-mode/v1?key=1',
    'https://host/compatible-mode/v1#top',
    'https://ho st/v1',
    'https://[::1/v1',
    'oss://bucket',
  ])('the base URL %j is an error that shows what is accepted', (baseURL) => {
    expect(() => resolveEndpoints({ baseURL })).toThrow(
      /\(baseURL\) is not a base URL\. Use http\(s\):\/\/host\/path without user, query or fragment\.$/,
    );
    expect(() => resolveEndpoints({ baseURL: { compatible: baseURL } })).toThrow(InvalidArgumentError);
    expect(() => resolveEndpoints({ baseURL: { native: baseURL } })).toThrow(InvalidArgumentError);
  });

  test.each([
    ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions', '/chat/completions'],
    ['https://gateway.example/v1/completions/', '/completions'],
    ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1/embeddings', '/embeddings'],
    [
      'https://dashscope-intl.aliyuncs.com/api/v1/services/aigc/text-generation/generation',
      '/services/aigc/text-generation/generation',
    ],
  ])('the base URL of one endpoint, %s, is an error that says what to leave out', (baseURL, end) => {
    expect(() => resolveEndpoints({ baseURL })).toThrow(
      expect.objectContaining({
        name: 'AI_InvalidArgumentError',
        message:
          `"${baseURL.replace(/\/$/, '')}" (baseURL) is the URL of one endpoint. Leave out ${end}: each ` +
          'call adds its path.',
      }),
    );
  });

  test.each([
    ['https://me:hunter2@gateway.example/v1', '"https://***@gateway.example/v1"'],
    ['https://hunter2@gateway.example/v1', '"https://***@gateway.example/v1"'],
    ['https://gateway.example/v1?key=hunter2', '"https://gateway.example/v1?***"'],
    ['https://gateway.example/v1#hunter2', '"https://gateway.example/v1#***"'],
    ['https://me:p@ss/hunter2@gateway.example/v1', 'a text of 42 characters'],
    ['https://me:a?hunter2@gateway.example/v1', 'a text of 39 characters'],
    ['me:hunter2@gateway.example/v1', 'a text of 29 characters'],
    ['gateway.example/v1?key=hunter2', 'a text of 30 characters'],
    ['sk-hunter2', 'a text of 10 characters'],
    ['localhost:8000/v1', '"localhost:8000/v1"'],
    ['gateway.example/v1', '"gateway.example/v1"'],
    [5, 'a number'],
    ['', '""'],
  ])('the base URL %j is refused without its secrets', (baseURL, shown) => {
    const error = (() => {
      try {
        return resolveEndpoints({ baseURL: baseURL as string });
      } catch (reason) {
        return reason as Error;
      }
    })() as Error;
    expect(error.message).toContain(baseURL === 5 ? 'baseURL must be a URL' : `${shown} (baseURL) is not a base URL.`);
    expect(inspect(error)).not.toContain('hunter2');
  });
});

describe('base URLs in the environment', () => {
  test('DASHSCOPE_COMPATIBLE_BASE_URL moves the compatible protocol', async () => {
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', 'https://proxy.example/compatible-mode/v1/');
    expect((await call({})).url).toBe('https://proxy.example/compatible-mode/v1/chat/completions');
  });

  test('DASHSCOPE_HTTP_BASE_URL moves the compatible protocol if the other variable is not set', async () => {
    vi.stubEnv('DASHSCOPE_HTTP_BASE_URL', 'https://proxy.example/api/v1');
    expect((await call({})).url).toBe('https://proxy.example/compatible-mode/v1/chat/completions');
  });

  test('each base URL variable is taken for its own protocol when both are set', () => {
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', 'https://one.example/v1');
    vi.stubEnv('DASHSCOPE_HTTP_BASE_URL', 'https://two.example/ds');
    expect(resolveEndpoints({})).toMatchObject({
      compatible: 'https://one.example/v1',
      dashscope: 'https://two.example/ds',
      isModelStudio: true,
    });
  });

  test('settings win over the base URLs of the environment: a URL, a region, a workspace', () => {
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', 'https://proxy.example/v1');
    expect(resolveEndpoints({ baseURL: 'https://mine.example/v1' }).compatible).toBe('https://mine.example/v1');
    expect(resolveEndpoints({ region: 'singapore' }).compatible).toContain('dashscope-intl');
    expect(resolveEndpoints({ workspaceId: 'ws-1' }).compatible).toContain('ws-1.ap-southeast-1');
  });

  test('an empty base URL variable counts as not set, a wrong one is an error that names it', () => {
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', '  ');
    expect(resolveEndpoints({}).compatible).toContain('dashscope-intl');
    vi.stubEnv('DASHSCOPE_HTTP_BASE_URL', 'proxy.example');
    expect(() => resolveEndpoints({})).toThrow('"proxy.example" (DASHSCOPE_HTTP_BASE_URL) is not a base URL.');
  });

  test('base URL variables are read at the first call, and not again', async () => {
    const { qwen, calls } = recordedQwen();
    const model = qwen('qwen-plus');
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', 'https://late.example/v1');
    await generateText({ model, prompt: 'Hi' });
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', 'https://later.example/v1');
    await generateText({ model, prompt: 'Hi' });
    expect(calls.map(({ url }) => new URL(url).host)).toEqual(['late.example', 'late.example']);
  });
});

describe('the key', () => {
  const send = async (apiKey?: string) => (await call({ apiKey })).headers.authorization;

  test('the key comes from the settings first, then from three variables in order', async () => {
    vi.stubEnv('ALIBABA_API_KEY', 'sk-alibaba');
    expect(await send()).toBe('Bearer sk-alibaba');
    vi.stubEnv('ALICLOUD_API_KEY', 'sk-alicloud');
    expect(await send()).toBe('Bearer sk-alicloud');
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-dashscope');
    expect(await send()).toBe('Bearer sk-dashscope');
    expect(await send('sk-mine')).toBe('Bearer sk-mine');
  });

  test('an empty key variable counts as not set', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', ' ');
    vi.stubEnv('ALICLOUD_API_KEY', 'sk-alicloud');
    expect(await send()).toBe('Bearer sk-alicloud');
  });

  test('the key is read at the first call, not when a provider or a model is made, and then kept', async () => {
    const recorder = createRecorder();
    const model = createQwen({ fetch: recorder.fetch })('qwen-plus');
    await expect(generateText({ model, prompt: 'Hi' })).rejects.toThrow(LoadAPIKeyError);
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-late');
    await generateText({ model, prompt: 'Hi' });
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-later');
    await generateText({ model, prompt: 'Hi' });
    expect(recorder.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-late', 'Bearer sk-late']);
  });

  test('the key is not read from the environment if it was passed', async () => {
    const read = vi.fn(() => 'sk-environment');
    vi.stubGlobal('process', {
      ...process,
      env: Object.defineProperty({}, 'DASHSCOPE_API_KEY', { get: read }),
    });
    try {
      expect(await send('sk-mine')).toBe('Bearer sk-mine');
      expect(read).not.toHaveBeenCalled();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('the key is missing where there is no environment, as on the edge', async () => {
    vi.stubGlobal('process', undefined);
    try {
      const model = createQwen()('qwen-plus');
      await expect(model.doGenerate({ inputFormat: 'prompt', mode: { type: 'regular' }, prompt: [] })).rejects.toThrow(
        'The API key is missing.',
      );
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('the key is trimmed', async () => {
    expect(await send('  sk-mine\n')).toBe('Bearer sk-mine');
    vi.stubEnv('DASHSCOPE_API_KEY', '\tsk-variable\r\n');
    expect(await send()).toBe('Bearer sk-variable');
  });

  test('the key may hold Latin-1 characters, which a header carries', async () => {
    expect(await send('sk-é')).toBe('Bearer sk-é');
  });

  test.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['sk-secret\nX-Injected: 1', 'contains a line break'],
    ['sk-secret\rmore', 'contains a line break'],
    ['Bearer sk-secret', 'begins with "Bearer", which the package adds itself'],
    ['"sk-secret"', 'is in quotation marks'],
    ["'sk-secret'", 'is in quotation marks'],
    ['sk-secret\u2026', 'contains characters that a header cannot carry'],
    ['sk-secret密', 'contains characters that a header cannot carry'],
    ['sk-secret\u0000', 'contains characters that a header cannot carry'],
    [5 as unknown as string, 'is a number, not a string'],
  ])('the key %j %s: an error that names the variables and not the key', async (apiKey, fault) => {
    const error = await failureOf(call({ apiKey }));
    expect(LoadAPIKeyError.isInstance(error)).toBe(true);
    const { message } = error as Error;
    expect(message).toContain(`The API key passed to createQwen({ apiKey }) ${fault}.`);
    for (const name of ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY']) expect(message).toContain(name);
    expect(inspect(error)).not.toContain('sk-secret');
  });

  test('a bad key in a variable is an error that says where it came from', async () => {
    vi.stubEnv('ALICLOUD_API_KEY', 'sk-secret密');
    const error = await failureOf(call({ apiKey: undefined }));
    expect(LoadAPIKeyError.isInstance(error)).toBe(true);
    expect((error as Error).message).toMatch(/^The API key from .*ALICLOUD_API_KEY.* contains characters/);
    expect(inspect(error)).not.toContain('sk-secret');
  });

  test('a missing key is an error that names the variables, and nothing is sent', async () => {
    const recorder = createRecorder();
    const model = createQwen({ fetch: recorder.fetch }).textEmbeddingModel('text-embedding-v4');
    const error = await failureOf(embed({ model, value: 'a' }));
    expect(LoadAPIKeyError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(
      'The API key is missing. Set the environment variable DASHSCOPE_API_KEY, or ALICLOUD_API_KEY, or ' +
        'ALIBABA_API_KEY, or pass createQwen({ apiKey }).',
    );
    expect(recorder.calls).toEqual([]);
  });

  test('the key is shown neither by a provider nor by its models, serialised or inspected', async () => {
    const { qwen } = recordedQwen({
      apiKey: 'sk-very-secret',
      headers: { 'x-gateway-key': 'gw-very-secret' },
    });
    const models = [
      qwen('qwen-plus', { enableSearch: true }),
      qwen.completion('qwen-coder-turbo'),
      qwen.textEmbeddingModel('text-embedding-v4'),
    ];
    const { response, request } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    for (const object of [qwen, ...models, response, request]) {
      expect(inspect(object, { depth: null, showHidden: true })).not.toContain('very-secret');
      expect(JSON.stringify(object) ?? '').not.toContain('very-secret');
    }
  });
});

describe('headers', () => {
  test("headers of the provider win over the package's own, whatever their case", async () => {
    const { headers } = await call({
      baseURL: 'https://gateway.example/v1',
      workspaceId: 'ws-1',
      headers: {
        AUTHORIZATION: 'Bearer mine',
        'X-DashScope-WorkSpace': 'ws-2',
        'Content-Type': 'application/json; charset=utf-8',
      },
    });
    expect(headers).toMatchObject({
      authorization: 'Bearer mine',
      'x-dashscope-workspace': 'ws-2',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  test('headers of a call win over those of the provider', async () => {
    const { headers } = await call(
      { headers: { 'X-Trace': 'provider', 'x-team': 'a' } },
      { 'x-trace': 'call', authorization: 'Bearer call' },
    );
    expect(headers).toMatchObject({ 'x-trace': 'call', 'x-team': 'a', authorization: 'Bearer call' });
  });

  test('undefined headers leave the value that is there', async () => {
    const { headers } = await call({ headers: { authorization: undefined } });
    expect(headers.authorization).toBe('Bearer sk-test');
  });
});

test('the global fetch is looked up at each call', async () => {
  const recorder = createRecorder();
  const model = createQwen({ apiKey: 'sk-test' })('qwen-plus');
  vi.stubGlobal('fetch', recorder.fetch);
  try {
    await generateText({ model, prompt: 'Hi' });
  } finally {
    vi.unstubAllGlobals();
  }
  expect(recorder.calls).toHaveLength(1);
});

/** Forms that `fetch` takes, and that have no own keys to spread. */
const headerForms: [string, (headers: Record<string, string>) => unknown][] = [
  ['a Headers object', (headers) => new Headers(headers)],
  ['a Map', (headers) => new Map(Object.entries(headers))],
  ['an array of pairs', (headers) => Object.entries(headers)],
  ['URLSearchParams', (headers) => new URLSearchParams(headers)],
  ['an object without a prototype', (headers) => Object.assign(Object.create(null), headers)],
];

// AI SDK 4 hands a call's headers on as they are; spread, these would be nothing, and the provider's own key would go out.
describe.each(headerForms)('headers given as %s', (_form, write) => {
  const own = write({ Authorization: 'Bearer mine', 'x-team': 'a' }) as Record<string, string>;
  const sent = { authorization: 'Bearer mine', 'x-team': 'a' };

  test('headers in this form are sent with a call and with all calls of a provider', async () => {
    expect((await call({}, own)).headers).toMatchObject(sent);
    expect((await call({ headers: own })).headers).toMatchObject(sent);
  });

  test('headers in this form are sent with every other kind of call', async () => {
    const { qwen, calls } = recordedQwen();
    await streamText({ model: qwen('qwen-plus'), prompt: 'Hi', headers: own }).consumeStream();
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v4'), value: 'a', headers: own });
    await generateText({ model: qwen.completion('qwen-coder-turbo'), prompt: 'Hi', headers: own });
    expect(calls).toHaveLength(3);
    for (const { headers } of calls) expect(headers).toMatchObject(sent);
  });

  test('headers in this form are sent with calls about files', async () => {
    const seen: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      seen.push(Object.fromEntries(new Headers(init?.headers)));
      return Response.json({
        id: 'file-1',
        object: 'file',
        status: 'processed',
        deleted: true,
        data: [],
        has_more: false,
      });
    };
    const { files } = createQwen({ apiKey: 'sk-test', fetch });
    await files.list({ headers: own });
    await files.get('file-1', { headers: own });
    await files.upload(new Uint8Array(3), { filename: 'a.txt', headers: own });
    await files.delete('file-1', { headers: own });
    expect(seen.length).toBeGreaterThan(3);
    for (const headers of seen) expect(headers).toMatchObject(sent);
  });
});

test('headers of any other form are refused by name, and nothing is sent', async () => {
  const forms: [unknown, RegExp][] = [
    ['a: b', /^headers must be a plain object of strings, .* got a string\.$/],
    [null, /^headers must be .* got null\.$/],
    [5, /^headers must be .* got a number\.$/],
    [() => ({ a: 'b' }), /^headers must be .* got a function\.$/],
    [
      new Request('https://example.com', { headers: { a: 'b' } }),
      /^headers must be .* got an object of type Request\.$/,
    ],
    [Promise.resolve({ a: 'b' }), /^headers must be .* got an object of type Promise\.$/],
    [new Map([['a', 'b']]).entries(), /^headers must be /],
    [['a: b'], /^headers must have \[name, value\] pairs of strings\.$/],
    [[['a', 'b', 'c']], /^headers must have \[name, value\] pairs of strings\.$/],
    [{ a: 5 }, /^headers\["a"\] must be a string, got a number\.$/],
    [{ a: null }, /^headers\["a"\] must be a string, got null\.$/],
    [{ a: ['b', 'c'] }, /^headers\["a"\] must be a string, got an array\.$/],
    [new Map([['a', 5]]), /^headers\["a"\] must be a string, got a number\.$/],
    [{ a: Symbol('b') }, /^headers\["a"\] must be a string, got a symbol\.$/],
  ];
  for (const [headers, message] of forms) {
    const { qwen, calls } = recordedQwen();
    const refused = { name: 'AI_InvalidArgumentError', message: expect.stringMatching(message) };
    await expect(
      generateText({ model: qwen('qwen-plus'), prompt: 'Hi', headers: headers as never }),
    ).rejects.toMatchObject(refused);
    await expect(qwen.files.list({ headers: headers as never })).rejects.toMatchObject(refused);
    const other = recordedQwen({ headers: headers as never });
    await expect(generateText({ model: other.qwen('qwen-plus'), prompt: 'Hi' })).rejects.toMatchObject(refused);
    expect([...calls, ...other.calls]).toEqual([]);
  }
});

test('a header that is given twice in a list of pairs is sent once, with both values', async () => {
  const { headers } = await call({}, [
    ['x-tag', 'a'],
    ['X-Tag', 'b'],
  ] as never);
  expect(headers['x-tag']).toBe('a, b');
});
