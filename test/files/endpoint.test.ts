import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { deleteFile, getFile, listFiles, uploadFile } from '../../src/files/endpoint.js';
import type { HttpClient } from '../../src/http/transport.js';
import { createUploadService, fileOf, formOf, key, type ArrivedCall } from '../support/upload-service.js';

const url = 'https://dashscope.aliyuncs.com/compatible-mode/v1/files';

function connect(answer?: (call: ArrivedCall) => Response | Error | undefined, headers: Record<string, string> = {}) {
  const service = createUploadService((call) => answer?.(call));
  const connection: HttpClient = {
    fetch: service.fetch,
    headers: () => ({ authorization: `Bearer ${key}`, ...headers }),
    hint: () => undefined,
  };
  return { ...service, files: { connection, url } };
}

const document = { data: new Blob(['seven b'], { type: 'text/plain' }), filename: 'test.txt', purpose: 'file-extract' };

describe('an upload', () => {
  test('an upload is a form of purpose and file, with the name and type of the file', async () => {
    const { files, calls } = connect();
    await uploadFile(files, document, {});
    const [call] = calls;
    expect(call).toMatchObject({ method: 'POST', headers: { authorization: `Bearer ${key}` } });
    expect(String(call!.url)).toBe(url);
    expect(formOf(call!)).toEqual([
      { name: 'purpose', filename: undefined, type: undefined, value: 'file-extract' },
      { name: 'file', filename: 'test.txt', type: 'text/plain', value: 'seven b' },
    ]);
  });

  test('an upload keeps its boundary when other headers name a content type', async () => {
    const { files, calls } = connect(undefined, { 'Content-Type': 'application/json' });
    await uploadFile(files, document, { headers: { 'CONTENT-TYPE': 'text/plain', 'x-of-the-call': '1' } });
    expect(calls[0]!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(calls[0]!.headers['x-of-the-call']).toBe('1');
  });

  test('an upload carries names beyond ASCII and with quotes', async () => {
    const { files, calls } = connect();
    await uploadFile(files, { ...document, filename: '报告 "1".pdf' }, {});
    expect(formOf(calls[0]!)[1]!.filename).toBe('报告 %221%22.pdf');
  });

  test('an upload is described in words of this language', async () => {
    const { files } = connect(() => Response.json(fileOf('file-fe-a', { status_details: null })));
    expect((await uploadFile(files, document, {})).file).toEqual({
      id: 'file-fe-a',
      filename: 'test.txt',
      bytes: 7,
      purpose: 'file-extract',
      status: 'processed',
      createdAt: new Date('2025-11-30T10:42:45Z'),
    });
  });
});

test('one file is asked for by its id, and details of its status are kept', async () => {
  const { files, calls } = connect(() =>
    Response.json(fileOf('file-fe-a', { status: 'error', status_details: { page: 3 } })),
  );
  const { file } = await getFile(files, 'file-fe-a', {});
  expect(file).toMatchObject({ status: 'error', statusDetails: { page: 3 } });
  expect(calls[0]).toMatchObject({ method: 'GET', text: '' });
  expect(calls[0]!.headers['content-type']).toBeUndefined();
  expect(String(calls[0]!.url)).toBe(`${url}/file-fe-a`);
});

test('a list is asked for with the fields of the service, and says whether there is more', async () => {
  const { files, calls } = connect((call) =>
    Response.json({ object: 'list', data: [fileOf('file-fe-b')], has_more: call.url.search !== '' }),
  );
  const page = await listFiles(
    files,
    {
      after: 'file-fe-a',
      limit: 3,
      purpose: 'file-extract',
      createAfter: '20250101',
      createBefore: '2025-11-01 10:10:10',
    },
    {},
  );
  expect(calls[0]!.url.search).toBe(
    '?after=file-fe-a&limit=3&purpose=file-extract&create_after=20250101&create_before=2025-11-01%2010%3A10%3A10',
  );
  expect(page).toMatchObject({ hasMore: true, files: [{ id: 'file-fe-b' }] });
  expect(await listFiles(files, {}, {})).toMatchObject({ hasMore: false });
  expect(String(calls[1]!.url)).toBe(url);
});

test('a file is deleted, and an answer that does not say so is an error', async () => {
  const { files, calls } = connect();
  await deleteFile(files, 'file-fe-a', {});
  expect(calls[0]).toMatchObject({ method: 'DELETE' });
  expect(calls[0]!.url.pathname).toBe('/compatible-mode/v1/files/file-fe-a');
  const other = connect(() => Response.json({ id: 'file-fe-a', object: 'file', deleted: false }));
  await expect(deleteFile(other.files, 'file-fe-a', {})).rejects.toThrow('did not delete the file file-fe-a');
});

describe('what goes wrong is an APICallError', () => {
  const upload = async (answer: Response | Error) => {
    const { files } = connect(() => answer);
    const error: unknown = await uploadFile(files, document, {}).catch((reason: unknown) => reason);
    if (!APICallError.isInstance(error)) throw new Error(`No APICallError: ${String(error)}`);
    return error;
  };

  test('what goes wrong is an APICallError in the shape of the compatible protocol', async () => {
    const error = await upload(
      Response.json(
        {
          error: {
            message: "'purpose' must be 'file-extract'",
            type: 'invalid_request_error',
            param: 'purpose',
            code: null,
          },
        },
        { status: 400, headers: { 'x-request-id': 'r-9' } },
      ),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      isRetryable: false,
      url,
      message: "'purpose' must be 'file-extract' (request id r-9)",
      requestBodyValues: { purpose: 'file-extract', filename: 'test.txt', bytes: 7 },
    });
  });

  test('what goes wrong is an APICallError in the shape of the native protocol, also under a good status', async () => {
    for (const status of [200, 429]) {
      const error = await upload(
        Response.json({ code: 'Throttling.RateQuota', message: 'Too fast.', request_id: 'r-1' }, { status }),
      );
      expect(error).toMatchObject({ isRetryable: true, message: 'Too fast. (request id r-1)' });
    }
  });

  test('what goes wrong is an APICallError when the answer describes no file or is not JSON', async () => {
    expect((await upload(Response.json({ object: 'file' }))).message).toBe(
      'The service described a file without an id.',
    );
    expect((await upload(new Response('<html><title>Hello</title>'))).message).toContain('an HTML page ("Hello")');
  });

  test('what goes wrong is an APICallError when the network fails, and never shows the key', async () => {
    const error = await upload(new TypeError(`fetch failed with Bearer ${key}`));
    expect(error).toMatchObject({ isRetryable: true });
    expect(`${error.message} ${String((error.cause as Error).message)} ${JSON.stringify(error)}`).not.toContain(key);
  });

  test('what goes wrong is an APICallError when a list is not a list', async () => {
    const { files } = connect(() => Response.json({ object: 'list' }));
    await expect(listFiles(files, {}, {})).rejects.toThrow('The service listed no files.');
  });
});
