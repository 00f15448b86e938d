import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Json, ask, send } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const BEIJING = 'https://dashscope.aliyuncs.com';
const FILES = `${BEIJING}/compatible-mode/v1/files`;

/** Calls the files API; the body is a form where there is one. */
async function call(emulator: Emulator, method: string, path = '', body?: FormData, key = 'sk-test') {
  const headers = { authorization: `Bearer ${key}` };
  const response = await emulator.fetch(FILES + path, { method, headers, ...(body && { body }) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : {},
  };
}

function formOf(fields: Record<string, string | Blob>, name = 'report.pdf'): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(field, value);
    else form.append(field, value, name);
  }
  return form;
}

function upload(emulator: Emulator, text = 'Ten per cent.', name = 'report.pdf', purpose = 'file-extract') {
  const file = new Blob([text], { type: 'application/pdf' });
  return call(emulator, 'POST', '', formOf({ file, purpose }, name));
}

const asks = (ids: string, model = 'qwen-long', more: object[] = []) => ({
  model,
  messages: [
    { role: 'system', content: 'You read reports.' },
    { role: 'system', content: ids },
    ...more,
    { role: 'user', content: 'How much?' },
  ],
});

function chat(emulator: Emulator, body: Json) {
  return ask(emulator, body, { base: `${BEIJING}/compatible-mode/v1` });
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the files API of the emulator', () => {
  test('the files API of the emulator takes a file, describes it, sends it back and deletes it', async () => {
    const emulator = strictEmulator();
    const { status, json: file } = await upload(emulator);
    expect(status).toBe(200);
    expect(file).toEqual({
      id: expect.stringMatching(/^file-fe-[0-9a-f]{24}$/),
      object: 'file',
      bytes: 13,
      filename: 'report.pdf',
      purpose: 'file-extract',
      status: 'processed',
      created_at: expect.closeTo(Date.now() / 1000, -1),
    });
    expect((await call(emulator, 'GET', `/${file.id}`)).json).toEqual(file);
    const content = await call(emulator, 'GET', `/${file.id}/content`);
    expect([content.text, content.headers.get('content-type')]).toEqual(['Ten per cent.', 'application/pdf']);
    expect((await call(emulator, 'DELETE', `/${file.id}`)).json).toEqual({
      id: file.id,
      object: 'file',
      deleted: true,
    });
    expect((await call(emulator, 'GET', `/${file.id}`)).status).toBe(404);
  });

  test('the files API of the emulator records forms by their fields, in their order, and files by name, type and size', async () => {
    const emulator = strictEmulator();
    await upload(emulator);
    const [recorded] = emulator.calls;
    expect(recorded).toMatchObject({ method: 'POST', path: '/compatible-mode/v1/files', status: 200 });
    expect(recorded!.body).toEqual({
      file: { name: 'report.pdf', type: 'application/pdf', bytes: 13 },
      purpose: 'file-extract',
    });
    expect(Object.keys(recorded!.body as object)).toEqual(['file', 'purpose']);
  });

  test('the files API of the emulator keeps the bytes of a file whatever they are', async () => {
    const emulator = strictEmulator();
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    const { json } = await call(emulator, 'POST', '', formOf({ file: new Blob([bytes]), purpose: 'batch' }));
    expect(json.id).toMatch(/^file-batch-/);
    const response = await emulator.fetch(`${FILES}/${json.id}/content`, {
      headers: { authorization: 'Bearer sk-a' },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  test('the files API of the emulator lists files from the newest, in pages, by purpose', async () => {
    const emulator = strictEmulator();
    for (const name of ['a', 'b', 'c', 'd'])
      await upload(emulator, name, name, name === 'b' ? 'batch' : 'file-extract');
    const names = (json: Json) => json.data.map((file: { filename: string }) => file.filename);
    const first = (await call(emulator, 'GET', '?limit=2')).json;
    expect([first.object, names(first), first.has_more]).toEqual(['list', ['d', 'c'], true]);
    const second = (await call(emulator, 'GET', `?limit=2&after=${first.data[1].id}`)).json;
    expect([names(second), second.has_more]).toEqual([['b', 'a'], false]);
    expect(names((await call(emulator, 'GET', '?purpose=batch')).json)).toEqual(['b']);
  });

  test('the files API of the emulator lists files by the time of their upload, as the clocks of Beijing have it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2025, 9, 26, 20) });
    const emulator = strictEmulator();
    await upload(emulator);
    const count = async (query: string) => (await call(emulator, 'GET', query)).json.data.length;
    expect(await count('?create_after=20251027')).toBe(1);
    expect(await count('?create_after=20251028')).toBe(0);
    expect(await count('?create_before=20251027')).toBe(0);
    expect(await count('?create_after=20251027035959&create_before=20251027040001')).toBe(1);
  });

  test('the files API of the emulator refuses what the service refuses, with an error that names the field', async () => {
    const emulator = strictEmulator();
    const file = new Blob(['x']);
    const table: [Parameters<typeof call>[1], string, FormData | undefined, number, string, string | null][] = [
      ['POST', '', formOf({ file, purpose: 'fine-tune' }), 400, "'purpose' must be 'file-extract'", 'purpose'],
      ['POST', '', formOf({ file }), 400, "'purpose' must be 'file-extract'", 'purpose'],
      ['POST', '', formOf({ purpose: 'batch' }), 400, "'file' is required", 'file'],
      ['POST', '', formOf({ file: 'text', purpose: 'batch' }), 400, "'file' is required", 'file'],
      [
        'POST',
        '',
        undefined,
        400,
        'Content-Type must be multipart/form-data with a file, a purpose and at most 100 fields.',
        null,
      ],
      ['GET', '/file-fe-none', undefined, 404, 'No such File object: file-fe-none', 'id'],
      ['DELETE', '/file-fe-none', undefined, 404, 'No such File object: file-fe-none', 'id'],
      ['GET', '/file-fe-none/parts', undefined, 404, 'No such File object: file-fe-none/parts', 'id'],
      ['PUT', '', undefined, 400, "Request method 'PUT' is not supported.", null],
      ['PATCH', '/file-fe-none', undefined, 400, "Request method 'PATCH' is not supported.", null],
      ['GET', '?limit=0', undefined, 400, "'limit' must be in [1, 2000]", null],
      ['GET', '?limit=2001', undefined, 400, "'limit' must be in [1, 2000]", null],
      ['GET', '?after=file-fe-none', undefined, 404, 'No such File object: file-fe-none', 'id'],
      [
        'GET',
        '?create_after=yesterday',
        undefined,
        400,
        "'create_after' must be a time such as 20250101 or 20250101123000",
        null,
      ],
    ];
    for (const [method, path, form, status, message, param] of table) {
      const answer = await call(emulator, method, path, form);
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expect(answer.json).toEqual({
        error: {
          message,
          type: expect.any(String),
          param,
          code: expect.toBeOneOf([null, 'invalid_parameter_error']),
        },
      });
    }
    expect((await call(emulator, 'GET', '?order=asc')).json.error.message).toMatch(/^Unknown parameter: 'order'/);
    expect((await call(emulator, 'GET', '', undefined, 'sk-wrong')).status).toBe(401);
  });

  test('the files API of the emulator refuses files that are too large for their purpose', async () => {
    const emulator = strictEmulator();
    const file = new Blob([new Uint8Array(150 * 1024 * 1024 + 1)]);
    const { status, json } = await call(emulator, 'POST', '', formOf({ file, purpose: 'file-extract' }));
    expect([status, json.error.message]).toEqual([
      400,
      'File size exceeds the limit of 150 MB for the purpose file-extract.',
    ]);
  });

  test('the files API of the emulator fails as scripted, and leaves queued answers to the chat', async () => {
    const emulator = strictEmulator();
    emulator.failNext('rate-limit');
    const failed = await upload(emulator);
    expect([failed.status, failed.json.error.code]).toEqual([429, 'limit_requests']);
    emulator.answerNext({ text: 'For the chat.' });
    const { json } = await upload(emulator);
    const answer = await chat(emulator, asks(`fileid://${json.id}`));
    expect(answer.json.choices[0].message.content).toBe('For the chat.');
  });

  test('the files API of the emulator forgets files when it is reset', async () => {
    const emulator = strictEmulator();
    await upload(emulator);
    emulator.reset();
    expect((await call(emulator, 'GET')).json.data).toEqual([]);
  });
});

describe('files in a chat with qwen-long', () => {
  test('files in a chat with qwen-long are described by name and size, and counted', async () => {
    const emulator = strictEmulator();
    const ids = [];
    for (const name of ['a.pdf', 'b.docx']) ids.push((await upload(emulator, 'x'.repeat(400), name)).json.id);
    const { json } = await chat(emulator, asks(ids.map((id) => `fileid://${id}`).join(',')));
    expect(json.choices[0].message.content).toBe(
      'This is the ai-sdk-qwen emulator, not a model. ' +
        'It was given the files a.pdf (400 bytes), b.docx (400 bytes). You said: How much?',
    );
    expect(json.usage.prompt_tokens).toBeGreaterThan(200);
  });

  test('files in a chat with qwen-long work on the native protocol', async () => {
    const emulator = strictEmulator();
    const { json: file } = await upload(emulator);
    const { messages, model } = asks(`fileid://${file.id}`);
    const response = await send(
      emulator,
      { model, input: { messages }, parameters: { result_format: 'message' } },
      { base: `${BEIJING}/api/v1`, path: '/services/aigc/text-generation/generation' },
    );
    expect((await response.json()).output.choices[0].message.content).toContain('the file report.pdf (13 bytes)');
  });

  test('files in a chat with qwen-long are plain text to other models', async () => {
    const { status, json } = await chat(strictEmulator(), asks('fileid://file-fe-none', 'qwen-plus'));
    expect([status, json.choices[0].message.content]).toEqual([200, expect.not.stringContaining('file')]);
  });

  const processing: [string, EmulatorOptions['fileProcessing'], (emulator: Emulator, id: string) => unknown][] = [
    ['requests', { polls: 2 }, (emulator, id) => call(emulator, 'GET', `/${id}`)],
    ['time', { milliseconds: 2_000 }, () => vi.setSystemTime(Date.now() + 1_000)],
  ];
  test.each(processing)(
    'files in a chat with qwen-long must be processed first, which takes %s',
    async (_, fileProcessing, step) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
      const emulator = strictEmulator({ fileProcessing });
      const { json: file } = await upload(emulator);
      expect(file.status).toBe('processing');
      await step(emulator, file.id);
      expect(await chat(emulator, asks(`fileid://${file.id}`))).toMatchObject({
        status: 400,
        json: { error: { message: 'File parsing in progress, please try again later.' } },
      });
      await step(emulator, file.id);
      expect((await call(emulator, 'GET', `/${file.id}`)).json.status).toBe('processed');
      expect((await chat(emulator, asks(`fileid://${file.id}`))).status).toBe(200);
    },
  );

  test('files in a chat with qwen-long must exist, be for extraction, and hold something', async () => {
    const emulator = strictEmulator();
    const { json: empty } = await upload(emulator, '');
    const { json: batch } = await upload(emulator, 'x', 'a.jsonl', 'batch');
    const table = [
      ['fileid://file-fe-none', 'Invalid file [id:file-fe-none].'],
      [`fileid://${batch.id}`, `Invalid file [id:${batch.id}].`],
      [`fileid://${empty.id}`, `File [id:${empty.id}] content blank.`],
    ];
    for (const [ids, message] of table) {
      const { status, json } = await chat(emulator, asks(ids!));
      expect([status, json.error.message]).toEqual([400, message]);
    }
  });
});
