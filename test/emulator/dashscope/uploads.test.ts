import type { Emulator } from 'ai-sdk-qwen/emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ask, chat, image, type Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const ORIGIN = 'https://dashscope-intl.aliyuncs.com';
const RESOLVE = { 'X-DashScope-OssResourceResolve': 'enable' };

async function getPolicy(emulator: Emulator, query = 'action=getPolicy&model=qwen3-vl-plus', key = 'sk-test') {
  const headers = { authorization: `Bearer ${key}` };
  const response = await emulator.fetch(`${ORIGIN}/api/v1/uploads?${query}`, { headers });
  return { status: response.status, json: (await response.json()) as Json };
}

/** The head of a PNG of 640 × 480 pixels. */
function picture(): Blob {
  const view = new DataView(new ArrayBuffer(33));
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].forEach((byte, index) => view.setUint8(index, byte));
  view.setUint32(16, 640);
  view.setUint32(20, 480);
  return new Blob([view.buffer], { type: 'image/png' });
}

/** The form in the documented order; `changed` fields are set, or left out where undefined. */
function formOf(data: Json, changed: Record<string, string | undefined> = {}): FormData {
  const fields: Record<string, string | undefined> = {
    OSSAccessKeyId: data.oss_access_key_id,
    Signature: data.signature,
    policy: data.policy,
    key: `${data.upload_dir}/a.png`,
    'x-oss-object-acl': data.x_oss_object_acl,
    'x-oss-forbid-overwrite': data.x_oss_forbid_overwrite,
    success_action_status: '200',
    ...changed,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  form.append('file', picture(), 'a.png');
  return form;
}

async function put(emulator: Emulator, data: Json, body: FormData, headers: Record<string, string> = {}) {
  const response = await emulator.fetch(data.upload_host, { method: 'POST', body, headers });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

async function granted(emulator: Emulator): Promise<Json> {
  return (await getPolicy(emulator)).json.data;
}

const sees = (key: string, model = 'qwen3-vl-plus') => {
  const content = [image(`oss://${key}`), { type: 'text', text: 'What is it?' }];
  return chat({ model, messages: [{ role: 'user', content }] });
};

afterEach(() => {
  vi.useRealTimers();
});

describe('the temporary store of the emulator', () => {
  test('the temporary store of the emulator gives a policy that leads back to the emulator', async () => {
    const { status, json } = await getPolicy(strictEmulator());
    expect(status).toBe(200);
    expect(json).toEqual({
      data: {
        policy: expect.any(String),
        signature: expect.any(String),
        upload_dir: expect.stringMatching(/^dashscope-instant\/emulator\/\d{4}-\d\d-\d\d\/[0-9a-f-]{36}$/),
        upload_host: `${ORIGIN}/oss`,
        expire_in_seconds: 300,
        max_file_size_mb: 1024,
        capacity_limit_mb: 999_999_999,
        oss_access_key_id: 'emulator-access-key',
        x_oss_object_acl: 'private',
        x_oss_forbid_overwrite: 'true',
      },
      request_id: expect.any(String),
    });
    const policy = JSON.parse(atob(json.data.policy));
    expect(policy.conditions).toContainEqual(['starts-with', '$key', json.data.upload_dir]);
    expect(new Date(policy.expiration).getTime()).toBeGreaterThan(Date.now() + 290_000);
  });

  test('the temporary store of the emulator takes a file once, and a model on either protocol then sees it', async () => {
    const emulator = strictEmulator();
    const data = await granted(emulator);
    expect(await put(emulator, data, formOf(data))).toEqual({ status: 200, text: '', type: null });
    const key = `${data.upload_dir}/a.png`;
    const { json } = await ask(emulator, sees(key), { headers: RESOLVE });
    expect(json.choices[0].message.content).toContain('Item 1 is an image: PNG, 640×480 pixels, 33 bytes.');
    expect(json.usage.prompt_tokens_details.image_tokens).toBe(302);
    const native = {
      model: 'qwen3-vl-plus',
      input: { messages: [{ role: 'user', content: [{ image: `oss://${key}` }] }] },
    };
    const asked = {
      base: `${ORIGIN}/api/v1`,
      path: '/services/aigc/multimodal-generation/generation',
      headers: RESOLVE,
    };
    expect((await ask(emulator, native, asked)).json.output.choices[0].message.content[0].text).toContain('640×480');
    expect(await put(emulator, data, formOf(data))).toMatchObject({ status: 409 });
  });

  test('the temporary store of the emulator answers 204 where no other status is asked for', async () => {
    const emulator = strictEmulator();
    const data = await granted(emulator);
    const form = formOf(data, { success_action_status: undefined });
    expect((await put(emulator, data, form)).status).toBe(204);
  });

  test('the temporary store of the emulator lets nobody see a file without the header, by another model or key, or after two days', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const emulator = strictEmulator();
    const data = await granted(emulator);
    await put(emulator, data, formOf(data));
    const key = `${data.upload_dir}/a.png`;
    const gone = 'Unable to download the media resource during the data inspection process.';
    const told = async (body: Json, headers = {}) => (await ask(emulator, body, { headers })).json.error.message;
    expect(await told(sees(key))).toMatch(/^The provided URL does not appear to be valid/);
    expect(await told(sees(key, 'qwen-vl-max'), RESOLVE)).toBe(gone);
    expect(await told(sees(`${key}.png`), RESOLVE)).toBe(gone);
    vi.setSystemTime(Date.now() + 48 * 3_600_000);
    expect(await told(sees(key), RESOLVE)).toBe(gone);
  });

  test('the temporary store of the emulator records the fields of the form in their order, with the file last', async () => {
    const emulator = strictEmulator();
    const data = await granted(emulator);
    await put(emulator, data, formOf(data));
    const { method, path, body } = emulator.calls[1]!;
    expect([method, path]).toEqual(['POST', '/oss']);
    expect(Object.keys(body as object)).toEqual([
      'OSSAccessKeyId',
      'Signature',
      'policy',
      'key',
      'x-oss-object-acl',
      'x-oss-forbid-overwrite',
      'success_action_status',
      'file',
    ]);
    expect(body).toMatchObject({ file: { name: 'a.png', type: 'image/png', bytes: 33 } });
  });

  const refused: [string, Record<string, string | undefined>, number, string, string][] = [
    ['an unknown access key', { OSSAccessKeyId: 'other' }, 403, 'InvalidAccessKeyId', 'does not exist in our records'],
    ['a wrong signature', { Signature: 'other' }, 403, 'SignatureDoesNotMatch', 'does not match the signature'],
    ['a changed policy', { policy: btoa('{}') }, 403, 'SignatureDoesNotMatch', 'does not match the signature'],
    [
      'a key elsewhere',
      { key: 'elsewhere/a.png' },
      403,
      'AccessDenied',
      'Policy Condition failed: ["starts-with", "$key"',
    ],
    [
      'another ACL',
      { 'x-oss-object-acl': 'public-read' },
      403,
      'AccessDenied',
      '["eq", "$x-oss-object-acl", "private"]',
    ],
    ['overwriting', { 'x-oss-forbid-overwrite': 'false' }, 403, 'AccessDenied', '"$x-oss-forbid-overwrite", "true"'],
    ['a missing field', { policy: undefined }, 403, 'AccessDenied', 'Form field policy is required before the file.'],
  ];
  test.each(refused)(
    'the temporary store of the emulator refuses %s, in XML',
    async (_, changed, status, code, message) => {
      const emulator = strictEmulator();
      const data = await granted(emulator);
      const answer = await put(emulator, data, formOf(data, changed));
      expect([answer.status, answer.type]).toEqual([status, 'application/xml']);
      expect(answer.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<Error>\n/);
      expect(answer.text).toContain(`<Code>${code}</Code>`);
      expect(answer.text).toContain(message);
    },
  );

  test('the temporary store of the emulator refuses an expired policy', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const emulator = strictEmulator();
    const data = await granted(emulator);
    vi.setSystemTime(Date.now() + 300_000);
    const { status, text } = await put(emulator, data, formOf(data));
    expect(status).toBe(403);
    expect(text).toContain('<Message>Invalid according to Policy: Policy expired.</Message>');
  });

  test('the temporary store of the emulator ignores fields after the file, as OSS does', async () => {
    const emulator = strictEmulator();
    const data = await granted(emulator);
    const form = new FormData();
    form.append('file', picture(), 'a.png');
    for (const [name, value] of formOf(data)) if (name !== 'file') form.append(name, value);
    const { status, text } = await put(emulator, data, form);
    expect(status).toBe(403);
    expect(text).toContain('Form field OSSAccessKeyId is required before the file.');
  });

  test('the temporary store of the emulator needs no key of the service, but a form with a file', async () => {
    const emulator = strictEmulator();
    const data = await granted(emulator);
    const keyed = await put(emulator, data, formOf(data), { authorization: 'Bearer sk-test' });
    expect([keyed.status, keyed.text]).toEqual([400, expect.stringContaining('Authorization header must not be sent')]);
    const bare = formOf(data);
    bare.delete('file');
    expect(await put(emulator, data, bare)).toMatchObject({ status: 400 });
    const json = await emulator.fetch(data.upload_host, { method: 'POST', body: '{}' });
    expect(json.status).toBe(412);
    expect((await emulator.fetch(data.upload_host)).status).toBe(405);
    expect((await emulator.fetch(`${data.upload_host}/${data.upload_dir}/a.png`)).status).toBe(404);
  });

  test('the temporary store of the emulator refuses policies for no model, and fails as scripted', async () => {
    const emulator = strictEmulator();
    const told = async (query?: string, key?: string) => {
      const { status, json } = await getPolicy(emulator, query, key);
      return [status, json.code, json.message];
    };
    expect(await told('action=putPolicy&model=qwen-vl-max')).toEqual([
      400,
      'InvalidParameter',
      "'action' must be 'getPolicy'",
    ]);
    expect(await told('action=getPolicy')).toEqual([
      400,
      'InvalidParameter',
      expect.stringContaining("'model' is required"),
    ]);
    expect(await told('action=getPolicy&model=none')).toEqual([404, 'ModelNotFound', expect.stringContaining('none')]);
    expect(await told(undefined, 'sk-wrong')).toEqual([401, 'InvalidApiKey', 'Invalid API-key provided.']);
    emulator.failNext('rate-limit');
    expect(await told()).toEqual([429, 'Throttling.RateQuota', expect.any(String)]);
    const data = await granted(emulator);
    emulator.failNext('internal-error');
    const failed = await put(emulator, data, formOf(data));
    expect([failed.status, failed.text]).toEqual([500, expect.stringContaining('<Code>InternalError</Code>')]);
    expect((await put(emulator, data, formOf(data))).status).toBe(200);
  });

  test('the temporary store of the emulator is reached over HTTP on the emulator itself', async () => {
    const emulator = strictEmulator();
    const { url } = await emulator.listen();
    try {
      const headers = { authorization: 'Bearer sk-test' };
      const response = await fetch(`${url}/api/v1/uploads?action=getPolicy&model=qwen-vl-max`, { headers });
      const { data } = (await response.json()) as Json;
      expect(data.upload_host).toBe(`${url}/oss`);
      const stored = await fetch(data.upload_host, { method: 'POST', body: formOf(data) });
      expect(stored.status).toBe(200);
    } finally {
      await emulator.close();
    }
  });
});
