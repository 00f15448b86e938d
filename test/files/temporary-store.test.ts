import { APICallError, InvalidPromptError } from '@ai-sdk/provider';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HttpClient } from '../../src/http/transport.js';
import { uploadTemporary } from '../../src/files/temporary-store.js';
import { expectNoSecret } from '../support/canary.js';
import { createUploadService, formOf, key, policy, storeHost, type ArrivedCall } from '../support/upload-service.js';

afterEach(() => vi.unstubAllGlobals());

const base = 'https://dashscope.aliyuncs.com/api/v1';
const png = { model: 'qwen-vl-plus', bytes: new TextEncoder().encode('a picture'), mediaType: 'image/png' };

function connect(script?: Parameters<typeof createUploadService>[0], native = base) {
  const service = createUploadService(script);
  const connection: HttpClient = {
    fetch: service.fetch,
    headers: () => ({ authorization: `Bearer ${key}`, 'x-gateway-token': 'token-of-the-gateway' }),
    hint: () => 'A hint of Model Studio.',
  };
  const upload = (file: Partial<typeof png> = {}, context = {}) =>
    uploadTemporary(connection, native, { ...png, ...file }, context);
  return { ...service, upload };
}

/** A service whose policy has other fields. */
const withPolicy = (fields: Record<string, unknown>) => (call: ArrivedCall) =>
  call.url.pathname.endsWith('/uploads') ? Response.json({ data: { ...policy, ...fields } }) : undefined;

const errorOf = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!APICallError.isInstance(error)) throw new Error(`No APICallError: ${String(error)}`);
  return expectNoSecret(error, policy.policy, policy.signature, policy.oss_access_key_id);
};

describe('an upload to the temporary store', () => {
  test('an upload to the temporary store asks for a policy of the model that will be called', async () => {
    const { upload, calls } = connect();
    await upload({ model: 'qwen-vl-plus & co' }, { headers: { 'x-tenant': 'one' } });
    expect(calls[0]).toMatchObject({ method: 'GET', headers: { authorization: `Bearer ${key}`, 'x-tenant': 'one' } });
    expect(String(calls[0]!.url)).toBe(`${base}/uploads?action=getPolicy&model=qwen-vl-plus%20%26%20co`);
  });

  test('an upload to the temporary store posts the documented fields in their order, the file last, and gives the oss URL of its key', async () => {
    const { upload, calls } = connect();
    const url = await upload();
    const form = formOf(calls[1]!);
    expect(form.map(({ name, value }) => [name, value])).toEqual([
      ['OSSAccessKeyId', policy.oss_access_key_id],
      ['Signature', policy.signature],
      ['policy', policy.policy],
      ['key', url.slice('oss://'.length)],
      ['x-oss-object-acl', 'private'],
      ['x-oss-forbid-overwrite', 'true'],
      ['success_action_status', '200'],
      ['file', 'a picture'],
    ]);
    expect(url).toMatch(/^oss:\/\/dashscope-instant\/account\/2026-03-01\/one\/[\w-]{32,}\.png$/);
    expect(form.at(-1)).toMatchObject({ type: 'image/png', filename: url.split('/').at(-1) });
    expect(String(calls[1]!.url)).toBe(`${storeHost}/`);
  });

  test('an upload to the temporary store shows the store neither the key nor any header of the service, and follows it nowhere', async () => {
    const { upload, calls } = connect();
    await upload({}, { headers: { 'x-tenant': 'one', authorization: 'Bearer sk-of-the-call-01' } });
    expect(Object.keys(calls[1]!.headers)).toEqual(['content-type']);
    expect(calls[1]!.text).not.toContain('sk-');
    expect(calls[1]!.redirect).toBe('manual');
  });

  test('an upload to the temporary store never uses a name twice, with or without Web Cryptography', async () => {
    const { upload } = connect();
    const urls = [await upload(), await upload()];
    vi.stubGlobal('crypto', undefined);
    urls.push(await upload(), await upload());
    expect(new Set(urls).size).toBe(4);
    for (const url of urls) expect(url).toMatch(/\/[\w-]{32,}\.png$/);
  });

  test.each([
    ['image/jpeg', '.jpg'],
    ['video/mp4', '.mp4'],
    ['audio/mpeg', '.mp3'],
    ['audio/x-wav', '.wav'],
    ['image/svg+xml', ''],
    [undefined, ''],
  ])('an upload to the temporary store of %s ends its name in "%s"', async (mediaType, extension) => {
    const { upload } = connect();
    expect(await upload({ mediaType: mediaType as string })).toMatch(
      new RegExp(`/[\\w-]+${extension.replace('.', '\\.')}$`),
    );
  });

  test('an upload to the temporary store stops when the caller gives up', async () => {
    const controller = new AbortController();
    const { upload, calls } = connect(() => {
      controller.abort(new Error('Enough.'));
      return undefined;
    });
    await expect(upload({}, { abortSignal: controller.signal })).rejects.toThrow('Enough.');
    expect(calls).toHaveLength(1);
  });
});

describe('the host of the store', () => {
  test.each([
    'https://dashscope-file-mgr.oss-cn-beijing.aliyuncs.com',
    'https://bucket.oss-ap-southeast-1.aliyuncs.com/',
    'HTTPS://BUCKET.OSS-CN-BEIJING.ALIYUNCS.COM',
  ])('the host of the store may be %s', async (upload_host) => {
    const { upload, calls } = connect((call) => withPolicy({ upload_host })(call) ?? new Response(null));
    await expect(upload()).resolves.toMatch(/^oss:/);
    expect(calls).toHaveLength(2);
  });

  test.each([
    ['plain http', 'http://bucket.oss-cn-beijing.aliyuncs.com'],
    ['another host', 'https://example.com'],
    ['a function that anyone may have rented there', 'https://mine.cn-beijing.fc.aliyuncs.com'],
    ['a host of Alibaba Cloud that is not a bucket', 'https://bucket.aliyuncs.com'],
    ['the store without a bucket', 'https://oss-cn-beijing.aliyuncs.com'],
    ['a bucket of a name that has dots', 'https://a.b.oss-cn-beijing.aliyuncs.com'],
    ['a host that only looks alike', 'https://notaliyuncs.com'],
    ['a host that only begins alike', 'https://bucket.oss-cn-beijing.aliyuncs.com.example.com'],
    ['a host behind a user', 'https://bucket.oss-cn-beijing.aliyuncs.com@example.com'],
    ['a user and a password', 'https://user:password@bucket.oss-cn-beijing.aliyuncs.com'],
    ['a host behind a backslash', 'https://example.com\\@bucket.aliyuncs.com'],
    ['a host before a fragment', 'https://example.com#.aliyuncs.com'],
    ['another port', 'https://bucket.oss-cn-beijing.aliyuncs.com:8443'],
    ['an address', 'https://169.254.169.254'],
    ['an address in another writing', 'http://2130706433'],
    ['this machine', 'http://localhost:9000'],
    ['another scheme', 'file:///etc/bucket.aliyuncs.com'],
    ['no URL', 'bucket.oss-cn-beijing.aliyuncs.com'],
    ['the origin of the service with a user', 'https://user@dashscope.aliyuncs.com'],
  ])('the host of the store may not be %s, and nothing is sent there', async (_what, upload_host) => {
    const { upload, calls } = connect(withPolicy({ upload_host }));
    const error = await errorOf(upload());
    expect(error.message).toContain('Nothing was sent there: only https, a bucket of the object store');
    expect(error.isRetryable).toBe(false);
    expect(error.message).not.toContain('password');
    expect(calls).toHaveLength(1);
  });

  test('the host of the store may be that of the base URL, which a proxy or an emulator has', async () => {
    const local = 'http://localhost:8080/api/v1';
    const { upload, calls } = connect(
      (call) => withPolicy({ upload_host: 'http://localhost:8080/store' })(call) ?? new Response(null),
      local,
    );
    await upload();
    expect(String(calls[1]!.url)).toBe('http://localhost:8080/store');
    expect(calls[1]!.headers.authorization).toBeUndefined();
    const other = connect(withPolicy({ upload_host: 'http://localhost:8081/store' }), local);
    await expect(other.upload()).rejects.toThrow('localhost:8081');
    expect(other.calls).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  test('a failure at the policy is an error of the service', async () => {
    const { upload } = connect(() =>
      Response.json({ code: 'InvalidApiKey', message: `Invalid API-key ${key}.`, request_id: 'r-2' }, { status: 401 }),
    );
    const error = await errorOf(upload());
    expect(error).toMatchObject({ statusCode: 401, isRetryable: false, data: { code: 'InvalidApiKey' } });
    expect(JSON.stringify(error) + error.message).not.toContain(key);
  });

  test.each([
    'upload_host',
    'upload_dir',
    'oss_access_key_id',
    'signature',
    'policy',
    'x_oss_object_acl',
    'x_oss_forbid_overwrite',
  ])('a policy without %s is an error, whose secrets are not shown', async (name) => {
    const { upload, calls } = connect(withPolicy({ [name]: '' }));
    const error = await errorOf(upload());
    expect(error.message).toContain(`The service's upload policy has no ${name}.`);
    expect(JSON.stringify(error)).not.toContain(policy.signature);
    expect(calls).toHaveLength(1);
  });

  test('a failure at the store is read from its XML, without what would let others write there', async () => {
    const { upload } = connect(({ url }) =>
      url.origin === storeHost
        ? new Response(
            `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.` +
              `</Message><RequestId>oss-1</RequestId><StringToSign>${policy.policy}</StringToSign>` +
              `<SignatureProvided>${policy.signature}</SignatureProvided></Error>`,
            { status: 403, headers: { 'content-type': 'application/xml' } },
          )
        : undefined,
    );
    const error = await errorOf(upload());
    expect(error).toMatchObject({
      statusCode: 403,
      isRetryable: false,
      url: `${storeHost}/`,
      data: { code: 'AccessDenied', requestId: 'oss-1' },
      message:
        'The temporary store did not take the file: Invalid according to Policy: Policy expired. (request id oss-1)',
    });
    const shown = JSON.stringify(error) + error.message + error.responseBody;
    for (const secret of [policy.policy, policy.signature, key]) expect(shown).not.toContain(secret);
  });

  test('a failure at the store may be a redirect or a page', async () => {
    for (const answer of [
      new Response(null, { status: 307, headers: { location: 'https://example.com/' } }),
      new Response('<html><title>Bad Gateway</title></html>', { status: 502 }),
    ]) {
      const { upload, calls } = connect(({ url }) => (url.origin === storeHost ? answer : undefined));
      const error = await errorOf(upload());
      expect(error.message).toContain('The temporary store did not take the file: The server answered HTTP');
      expect(error.isRetryable).toBe(answer.status === 502);
      expect(calls).toHaveLength(2);
    }
  });

  test('a file that is larger than the policy allows is an error', async () => {
    const { upload, calls } = connect(withPolicy({ max_file_size_mb: 1 }));
    const error: unknown = await upload({ bytes: new Uint8Array(1_048_577) }).catch((reason: unknown) => reason);
    expect(InvalidPromptError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain('A file has 1048577 bytes; the temporary store accepts up to 1 MB.');
    expect(calls).toHaveLength(1);
    await expect(upload({ bytes: new Uint8Array(1_048_576) })).resolves.toMatch(/^oss:/);
  });
});
