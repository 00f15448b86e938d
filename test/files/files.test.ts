import { APICallError, InvalidArgumentError } from '@ai-sdk/provider';
import { createQwen, type QwenFile } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { createUploadService, fileOf, formOf, key, type ArrivedCall } from '../support/upload-service.js';

type Script = Parameters<typeof createUploadService>[0];

function connect(script?: Script) {
  const service = createUploadService(script);
  const { files } = createQwen({ apiKey: key, region: 'beijing', fetch: service.fetch });
  return { ...service, files };
}

/** A service whose files go through these states, one a question. */
const states = (...all: (string | Response | Error)[]): Script => {
  let asked = 0;
  return ({ url }: ArrivedCall) => {
    if (!url.pathname.includes('/files')) return undefined;
    const state = all[Math.min(asked, all.length - 1)]!;
    asked += 1;
    return typeof state === 'string' ? Response.json(fileOf('file-fe-a', { status: state })) : state;
  };
};

const text = new TextEncoder().encode('seven b');
const quick = { filename: 'a.txt', pollInterval: 1 };

describe('an upload', () => {
  test('an upload takes bytes, a view into memory, a buffer and a Blob', async () => {
    const memory = new TextEncoder().encode('<seven b>');
    for (const data of [text, memory.subarray(1, 8), text.buffer.slice(0), new Blob([text])]) {
      const { files, calls } = connect();
      const file = await files.upload(data, { filename: 'a.txt', mediaType: 'text/plain' });
      expect(file).toMatchObject({ id: 'file-fe-1', filename: 'a.txt', status: 'processed' });
      expect(formOf(calls[0]!)[1]).toEqual({ name: 'file', filename: 'a.txt', type: 'text/plain', value: 'seven b' });
      expect(calls).toHaveLength(1);
    }
  });

  test('an upload keeps the type of a Blob', async () => {
    const { files, calls } = connect();
    await files.upload(new Blob([text], { type: 'application/pdf' }), { filename: 'a.pdf' });
    expect(formOf(calls[0]!)[1]!.type).toBe('application/pdf');
  });

  test('an upload waits until the file is processed and reports every state', async () => {
    const { files, calls } = connect(states('processing', 'processing', 'processed'));
    const seen: QwenFile[] = [];
    const file = await files.upload(text, { ...quick, onProgress: (state) => seen.push(state) });
    expect(file.status).toBe('processed');
    expect(seen.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'file-fe-a processing',
      'file-fe-a processing',
      'file-fe-a processed',
    ]);
    expect(calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'POST /compatible-mode/v1/files',
      'GET /compatible-mode/v1/files/file-fe-a',
      'GET /compatible-mode/v1/files/file-fe-a',
    ]);
  });

  test('an upload that cannot be processed is an error with the state, the details and the formats', async () => {
    const broken = Response.json(fileOf('file-fe-a', { status: 'error', status_details: 'page 3 is broken' }));
    const { files } = connect(states('processing', broken));
    const error: unknown = await files.upload(text, quick).catch((reason: unknown) => reason);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      isRetryable: false,
      message: expect.stringMatching(/test\.txt \(file-fe-a\): its status is "error" \(page 3 is broken\).*PDF/),
    });
  });

  test("an upload stops waiting at once when the caller aborts, with the caller's reason", async () => {
    const { files, calls } = connect(states('processing'));
    const controller = new AbortController();
    const upload = files.upload(text, {
      filename: 'a.txt',
      pollInterval: 600_000,
      abortSignal: controller.signal,
      onProgress: () => queueMicrotask(() => controller.abort(new Error('Enough.'))),
    });
    await expect(upload).rejects.toThrow('Enough.');
    expect(calls).toHaveLength(1);
  });

  test('an upload is not sent when the caller has aborted before', async () => {
    const { files, calls } = connect();
    await expect(files.upload(text, { ...quick, abortSignal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(calls).toHaveLength(0);
  });

  test('an upload survives a question or two without an answer', async () => {
    const busy = () => Response.json({ code: 'Throttling', message: 'Too fast.' }, { status: 429 });
    const { files } = connect(
      states('processing', busy(), new TypeError('fetch failed'), 'processing', busy(), 'processed'),
    );
    expect((await files.upload(text, quick)).status).toBe('processed');
    const dead = connect(states('processing', busy(), busy(), busy()));
    await expect(dead.files.upload(text, quick)).rejects.toMatchObject({ statusCode: 429 });
    expect(dead.calls).toHaveLength(4);
  });

  test('an upload ends with an answer that will not change', async () => {
    const gone = Response.json({ error: { message: 'No such file.', type: 'invalid_request_error' } }, { status: 404 });
    const { files, calls } = connect(states('processing', gone));
    await expect(files.upload(text, quick)).rejects.toMatchObject({ statusCode: 404, message: 'No such file.' });
    expect(calls).toHaveLength(2);
  });

  test('an upload waits for its turn while three others are under way', async () => {
    let running = 0;
    let most = 0;
    const { files, calls } = connect(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return undefined;
    });
    await Promise.all(Array.from({ length: 8 }, () => files.upload(text, quick)));
    expect(calls).toHaveLength(8);
    expect(most).toBe(3);
  });

  test('an upload carries the headers of the call on every request', async () => {
    const { files, calls } = connect(states('processing', 'processed'));
    await files.upload(text, { ...quick, headers: { 'X-Tenant': 'one' } });
    expect(calls.map(({ headers }) => [headers['x-tenant'], headers.authorization])).toEqual([
      ['one', `Bearer ${key}`],
      ['one', `Bearer ${key}`],
    ]);
  });
});

describe('an upload is refused before anything is sent', () => {
  const refused = async (data: unknown, options: object, message: string) => {
    const { files, calls } = connect();
    const error: unknown = await files.upload(data as Blob, options as typeof quick).catch((reason: unknown) => reason);
    expect(InvalidArgumentError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain(message);
    expect(calls).toHaveLength(0);
  };

  test('an upload above 150 MB is refused before anything is sent, and not a byte before', async () => {
    const sized = (size: number) => Object.defineProperty(new Blob([text]), 'size', { value: size });
    await refused(
      sized(157_286_401),
      quick,
      'The file a.txt has 157286401 bytes; the service accepts documents of up to 150 MB.',
    );
    const { files } = connect();
    expect((await files.upload(sized(157_286_400), quick)).id).toBe('file-fe-1');
  });
  // FilesV4UploadFileStreamData of @ai-sdk/provider 4.0.38.
  test('an upload of a stream above 150 MB is refused before anything is sent, and no more is read', async () => {
    const megabyte = new Uint8Array(1024 * 1024);
    let pulled = 0;
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(megabyte);
      },
      cancel() {
        cancelled = true;
      },
    });
    await refused(stream, quick, 'The file a.txt has more than 157286400 bytes;');
    expect(pulled).toBeLessThan(155);
    expect(cancelled).toBe(true);
  });

  test('an upload whose caller aborts while a stream is read is refused before anything is sent', async () => {
    const reason = new Error('enough');
    const { files, calls } = connect();
    const endless = new ReadableStream<Uint8Array>({});
    await expect(files.upload(endless, { ...quick, abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(calls).toHaveLength(0);
  });

  test.each([
    [
      'a purpose of another service',
      text,
      { ...quick, purpose: 'batch' },
      "purpose is batch; expected 'file-extract'.",
    ],
    ['no name', text, {}, 'filename is missing; expected a name such as report.pdf.'],
    ['no options', text, undefined, 'filename is missing; expected '],
    [
      'text for data',
      'seven b',
      quick,
      'data is a string; expected a Blob, a Uint8Array, an ArrayBuffer or a ReadableStream of bytes.',
    ],
    ['an object for data', {}, quick, 'data is an object of another kind; expected'],
    ['no data', undefined, quick, 'data is missing; expected '],
    [
      'an interval of nothing',
      text,
      { ...quick, pollInterval: 0 },
      'pollInterval is 0; expected milliseconds, above 0.',
    ],
    [
      'a callback that is not a function',
      text,
      { ...quick, onProgress: true },
      'onProgress is true; expected a function.',
    ],
  ])('an upload is refused before anything is sent for %s', (_what, data, options, message) =>
    refused(data, options as object, message),
  );
});

describe('files in the account', () => {
  test('files in the account are described, listed and deleted', async () => {
    const { files, calls } = connect();
    expect(await files.get('file-fe-7')).toMatchObject({ id: 'file-fe-7', createdAt: new Date(1764499365000) });
    expect(await files.list({ after: 'file-fe-6', limit: 1, headers: { 'x-tenant': 'one' } })).toMatchObject({
      files: [{ id: 'file-fe-1' }],
      hasMore: false,
    });
    expect(await files.list()).toMatchObject({ hasMore: false });
    // JavaScript passes null as well.
    expect(await files.list(null as never)).toMatchObject({ hasMore: false });
    expect(await files.delete('file-fe-7')).toBeUndefined();
    expect(calls.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)).toEqual([
      'GET /compatible-mode/v1/files/file-fe-7',
      'GET /compatible-mode/v1/files?after=file-fe-6&limit=1',
      'GET /compatible-mode/v1/files',
      'GET /compatible-mode/v1/files',
      'DELETE /compatible-mode/v1/files/file-fe-7',
    ]);
    expect(calls[1]!.headers['x-tenant']).toBe('one');
  });

  test.each(['', '..', 'a/b', 'a?b', 'fileid://file-fe-a', 7])('the file id %j is refused', async (id) => {
    const { files, calls } = connect();
    for (const call of [files.get(id as string), files.delete(id as string)]) {
      await expect(call).rejects.toThrow(/^id is .*; expected the id of a file, such as file-fe-…\.$/);
    }
    expect(calls).toHaveLength(0);
  });

  test.each([
    [{ limit: 0 }, 'limit is 0; expected an integer from 1 to 2000.'],
    [{ limit: 2001 }, 'limit is 2001; expected'],
    [{ limit: 1.5 }, 'limit is 1.5; expected'],
    [{ after: '../a' }, 'after is ../a; expected the id of a file, such as file-fe-….'],
    [{ createAfter: 'yesterday' }, 'createAfter is yesterday; expected a text such as 2025-11-12'],
    [{ createBefore: new Date() }, 'createBefore is an object of another kind; expected'],
  ])('files are not listed with %j', async (options, message) => {
    const { files, calls } = connect();
    await expect(files.list(options as object)).rejects.toThrow(message);
    expect(calls).toHaveLength(0);
  });

  test('files in the account need a server of the compatible protocol and a key, at the call and not before', async () => {
    const native = createQwen({ apiKey: key, baseURL: { native: 'https://example.com/native' } });
    await expect(native.files.list()).rejects.toThrow('Pass its URL as baseURL.compatible');
    const keyless = createQwen({ apiKey: '' });
    await expect(keyless.files.list()).rejects.toMatchObject({ name: 'AI_LoadAPIKeyError' });
  });
});

// A misspelt option must not be dropped in silence: these results have no place for a warning.
test.each([
  ['upload', { filname: 'a.txt' }, 'filname: there is no such option. Did you mean filename?'],
  ['list', { limt: 5 }, 'limt: there is no such option. Did you mean limit?'],
  ['get', { abortsignal: undefined, timeOut: {} }, 'timeOut: there is no such option. Did you mean timeout?'],
  ['delete', { header: {} }, 'header: there is no such option. Did you mean headers?'],
] as const)('a misspelt option of files.%s is an error that names it', async (method, given, message) => {
  const { files, calls } = connect();
  const options = given as object;
  const call = {
    upload: () => files.upload(text, options as typeof quick),
    list: () => files.list(options),
    get: () => files.get('file-fe-a', options),
    delete: () => files.delete('file-fe-a', options),
  };
  await expect(call[method]()).rejects.toThrow(message);
  expect(calls).toEqual([]);
});
