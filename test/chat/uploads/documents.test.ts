import { APICallError, InvalidPromptError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen';
import { generateText, type CoreMessage, type FilePart } from 'ai';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createUploadService, fileOf, formOf, key } from '../../support/upload-service.js';

afterEach(() => vi.unstubAllGlobals());

type Script = Parameters<typeof createUploadService>[0];

function connect(script?: Script) {
  const service = createUploadService(script);
  const qwen = createQwen({ apiKey: key, region: 'beijing', fetch: service.fetch });
  return { ...service, qwen, uploads: () => service.to('POST', '/files') };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const pdf = (content: string, more: Partial<FilePart> = {}): FilePart => ({
  type: 'file',
  data: bytes(content),
  mimeType: 'application/pdf',
  filename: 'report.pdf',
  ...more,
});
const text = (value: string) => ({ type: 'text' as const, text: value });
const ask = (...files: FilePart[]): CoreMessage[] => [{ role: 'user', content: [text('What does it say?'), ...files] }];

describe('a document in a prompt to qwen-long', () => {
  test('a document in a prompt to qwen-long is uploaded and referenced after the system message', async () => {
    const { qwen, chats, uploads } = connect();
    const result = await generateText({
      model: qwen('qwen-long'),
      system: 'Be brief.',
      messages: ask(pdf('%PDF-1.7 …')),
    });
    expect(result.text).toBe('Read.');
    expect(result.warnings).toEqual([]);
    expect(formOf(uploads()[0]!)).toMatchObject([
      { name: 'purpose', value: 'file-extract' },
      { name: 'file', filename: 'report.pdf', type: 'application/pdf' },
    ]);
    expect(chats()[0].messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'system', content: 'fileid://file-fe-1' },
      { role: 'user', content: 'What does it say?' },
    ]);
  });

  test('a document in a prompt to qwen-long is referenced on the native protocol in the same way', async () => {
    const { qwen, chats, uploads } = connect();
    await generateText({ model: qwen.dashscope('qwen-long'), messages: ask(pdf('a')) });
    expect(uploads()).toHaveLength(1);
    expect(chats()[0].input.messages).toEqual([
      { role: 'system', content: 'fileid://file-fe-1' },
      { role: 'user', content: 'What does it say?' },
    ]);
  });

  test('a document in a prompt to qwen-long is asked about only when the service has read it', async () => {
    const { qwen, calls } = connect(({ method, url }) =>
      method === 'POST' && url.pathname.endsWith('/files')
        ? Response.json(fileOf('file-fe-1', { status: 'processing' }))
        : undefined,
    );
    await generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')) });
    expect(calls.map(({ method, url }) => `${method} ${url.pathname.split('/').at(-1)}`)).toEqual([
      'POST files',
      'GET file-fe-1',
      'POST completions',
    ]);
  });

  test('a document in a prompt to qwen-long has a name that tells its format, given or not', async () => {
    const { qwen, uploads } = connect();
    const named = (content: string, mimeType: string) => pdf(content, { mimeType, filename: undefined });
    const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const files = [
      named('a', 'application/pdf'),
      named('b', docx),
      named('c', 'text/plain'),
      named('d', 'text/markdown'),
    ];
    await generateText({ model: qwen('qwen-long'), messages: ask(...files) });
    expect(
      uploads()
        .map((call) => formOf(call)[1]!.filename)
        .sort(),
    ).toEqual(['document.docx', 'document.md', 'document.pdf', 'document.txt']);
  });

  test('a document in a prompt to qwen-long may be base64, a data URL, or a file that is in the account already', async () => {
    const { qwen, chats, uploads } = connect();
    await generateText({
      model: qwen('qwen-long'),
      messages: ask(
        pdf('', { data: btoa('one') }),
        pdf('', { data: `data:application/pdf;base64,${btoa('two')}` }),
        pdf('', { data: 'fileid://file-fe-Kept1' }),
        pdf('', { data: new URL('fileid://file-fe-Kept2') }),
      ),
    });
    expect(
      uploads()
        .map((call) => formOf(call)[1]!.value)
        .sort(),
    ).toEqual(['one', 'two']);
    expect(chats()[0].messages[0].content).toMatch(
      /^fileid:\/\/file-fe-[12],fileid:\/\/file-fe-[12],fileid:\/\/file-fe-Kept1,fileid:\/\/file-fe-Kept2$/,
    );
  });

  test('a document in a prompt to qwen-long is referred to by its name where a message says nothing else', async () => {
    const { qwen, chats } = connect();
    await generateText({
      model: qwen('qwen-long'),
      messages: [
        { role: 'user', content: [pdf('a'), pdf('b', { data: 'fileid://file-fe-b', filename: undefined })] },
        { role: 'assistant', content: 'I have read it.' },
        { role: 'user', content: 'And?' },
      ],
    });
    expect(chats()[0].messages).toEqual([
      { role: 'system', content: 'fileid://file-fe-1,fileid://file-fe-b' },
      { role: 'user', content: 'report.pdf, fileid://file-fe-b' },
      { role: 'assistant', content: 'I have read it.' },
      { role: 'user', content: 'And?' },
    ]);
  });

  test('a document in a prompt to qwen-long has no options, which a warning says', async () => {
    const { qwen } = connect();
    const file = pdf('a', { providerOptions: { qwen: { maxPixels: 7, file_parsing_strategy: 'auto' } } });
    const { warnings } = await generateText({ model: qwen('qwen-long'), messages: ask(file) });
    const details = 'It has no effect on a document that the prompt refers to by its file id.';
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting: 'maxPixels', details },
      { type: 'unsupported-setting', setting: 'file_parsing_strategy', details },
    ]);
  });
});

describe('the same document', () => {
  test('the same document is uploaded once, whatever the model, the turn and the protocol', async () => {
    const { qwen, chats, uploads } = connect();
    await generateText({ model: qwen('qwen-long'), messages: ask(pdf('a'), pdf('a', { filename: 'copy.pdf' })) });
    await generateText({ model: qwen('qwen-long-latest'), messages: ask(pdf('a'), pdf('b')) });
    await generateText({ model: qwen.dashscope('qwen-long'), messages: ask(pdf('b')) });
    expect(uploads()).toHaveLength(2);
    expect(chats().map((body) => (body.messages ?? body.input.messages)[0].content)).toEqual([
      'fileid://file-fe-1',
      'fileid://file-fe-1,fileid://file-fe-2',
      'fileid://file-fe-2',
    ]);
  });

  test('the same document in two calls at once is uploaded once', async () => {
    const { qwen, uploads, chats } = connect();
    const call = () => generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')) });
    await Promise.all([call(), call(), call()]);
    expect(uploads()).toHaveLength(1);
    expect(chats().map((body) => body.messages[0].content)).toEqual(Array(3).fill('fileid://file-fe-1'));
  });

  test('the same document goes on being uploaded for the others when one caller gives up', async () => {
    const controllers = [new AbortController(), new AbortController()];
    let question: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      question = resolve;
    });
    const { qwen, uploads, calls } = connect(({ method, url }, service) => {
      if (method === 'GET') question!();
      if (!url.pathname.includes('/files')) return undefined;
      return Response.json(
        fileOf('file-fe-1', { status: service.to('GET', 'file-fe-1').length > 1 ? 'processed' : 'processing' }),
      );
    });
    const call = (abortSignal: AbortSignal) =>
      generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')), abortSignal, maxRetries: 0 });
    const [first, second] = controllers.map(({ signal }) => call(signal));
    const given = expect(first).rejects.toThrow('First enough.');
    await asked;
    controllers[0]!.abort(new Error('First enough.'));
    await given;
    expect((await second!).text).toBe('Read.');
    expect(uploads()).toHaveLength(1);
    expect(calls.at(-1)!.url.pathname).toMatch(/completions$/);
  });

  test('the same document is uploaded anew after a failure', async () => {
    const { qwen, uploads } = connect((_call, service) =>
      service.calls.length === 1
        ? Response.json({ code: 'Throttling', message: 'Too fast.' }, { status: 429 })
        : undefined,
    );
    const call = () => generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')), maxRetries: 0 });
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ isRetryable: true });
    expect((await call()).text).toBe('Read.');
    expect(uploads()).toHaveLength(2);
  });

  test('the same document is uploaded anew when it was deleted through the same provider', async () => {
    const { qwen, uploads, chats } = connect();
    const call = () => generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')) });
    await call();
    await qwen.files.delete('file-fe-1');
    await call();
    expect(uploads()).toHaveLength(2);
    expect(chats()[1].messages[0].content).toBe('fileid://file-fe-2');
  });

  test('the same document is uploaded for each account that the headers of a call name, and for each provider', async () => {
    const service = createUploadService();
    const create = () => createQwen({ apiKey: key, region: 'beijing', fetch: service.fetch });
    const call = (provider: ReturnType<typeof create>, headers?: Record<string, string>) =>
      generateText({ model: provider('qwen-long'), messages: ask(pdf('a')), headers });
    const one = create();
    await call(one);
    await call(one, { 'x-request-source': 'test' });
    await call(one, { Authorization: 'Bearer sk-of-another-account' });
    await call(one, { authorization: 'Bearer sk-of-another-account' });
    await call(one, { 'X-DashScope-WorkSpace': 'ws-1' });
    await call(create());
    expect(service.to('POST', '/files').map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${key}`,
      'Bearer sk-of-another-account',
      `Bearer ${key}`,
      `Bearer ${key}`,
    ]);
  });

  test('the same document is uploaded once without Web Cryptography (Node 18)', async () => {
    vi.stubGlobal('crypto', undefined);
    const { qwen, uploads } = connect();
    const call = () => generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')) });
    await call();
    await call();
    expect(uploads()).toHaveLength(1);
  });
});

describe('a document is refused', () => {
  const refused = async (model: string, part: FilePart | FilePart[], native = false) => {
    const { qwen, calls } = connect();
    const provider = native ? qwen.dashscope : qwen;
    const parts = Array.isArray(part) ? part : [part];
    const error: unknown = await generateText({ model: provider(model), messages: ask(...parts) }).catch(
      (reason: unknown) => reason,
    );
    expect(calls).toHaveLength(0);
    return error as Error;
  };

  test('a document by URL is refused with qwen-long, because the AI SDK passes it on', async () => {
    for (const data of [
      'https://example.com/a.pdf',
      new URL('http://example.com/a.pdf'),
      new URL('oss://bucket/a.pdf'),
    ]) {
      const error = await refused('qwen-long', pdf('', { data }));
      expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
      expect(error.message).toBe(
        'qwen-long reads uploaded files but no URLs of documents, and the AI SDK passes URLs on without ' +
          'downloading them: pass the bytes of the document, or fileid:// and the id of a file of qwen.files.',
      );
    }
  });

  test.each(['qwen-plus', 'qwen3-vl-plus', 'qwen3-omni-flash'])(
    'a document is refused by %s, with the names of models that read it',
    async (model) => {
      for (const native of [false, true]) {
        const error = await refused(model, pdf('a'), native);
        expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
        expect(error.message).toMatch(
          new RegExp(
            `^${model} reads no documents \\(application/pdf\\)\\. Use qwen-long, .* qwen-doc-turbo, .*DashScope`,
          ),
        );
      }
    },
  );

  test.each(['fileid://', 'fileid://a/b', 'fileid://file-fe-a?x=1'])(
    'a reference to a missing file is refused: %s',
    async (data) => {
      const error = await refused('qwen-long', [pdf('a'), pdf('', { data: new URL(data) })]);
      expect(InvalidPromptError.isInstance(error)).toBe(true);
      expect(error.message).toContain('does not refer to a file; expected fileid:// and one id');
    },
  );

  test('more than a hundred documents in one prompt are refused before any is uploaded', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => pdf('', { data: `fileid://file-fe-${index}` }));
    const error = await refused('qwen-long', [pdf('a'), ...many(100)]);
    expect(InvalidPromptError.isInstance(error)).toBe(true);
    expect(error.message).toContain('The prompt has 101 documents; qwen-long accepts at most 100.');
    const { qwen, chats } = connect();
    await generateText({ model: qwen('qwen-long'), messages: ask(...many(100), ...many(3)) });
    expect(chats()[0].messages[0].content.split(',')).toHaveLength(100);
  });

  test('a document above 150 MB and one with broken base64 are refused', async () => {
    const { qwen } = connect();
    const model = qwen('qwen-long');
    const call = (data: string | Uint8Array) =>
      model.doGenerate({
        inputFormat: 'prompt',
        mode: { type: 'regular' },
        prompt: [
          {
            role: 'user',
            content: [{ type: 'file', data: data as string, mimeType: 'application/pdf', filename: 'big.pdf' }],
          },
        ],
      });
    await expect(call('%%%')).rejects.toThrow('needs an upload, but its data is not valid base64');
    vi.stubGlobal('crypto', undefined);
    await expect(call(new Uint8Array(157_286_401))).rejects.toThrow('The file big.pdf has 157286401 bytes');
  });
});

describe('a document in a prompt to qwen-doc-turbo', () => {
  test('a document by URL in a prompt to qwen-doc-turbo passes through on the native protocol', async () => {
    const { qwen, calls, chats } = connect();
    const file = pdf('', { data: 'https://example.com/a.pdf' });
    await generateText({ model: qwen.dashscope('qwen-doc-turbo'), messages: ask(file) });
    expect(calls).toHaveLength(1);
    expect(JSON.stringify(chats()[0].input.messages)).toContain('["https://example.com/a.pdf"]');
  });

  test('a document of bytes in a prompt to qwen-doc-turbo is uploaded, one in a prompt', async () => {
    const { qwen, chats } = connect();
    await generateText({ model: qwen('qwen-doc-turbo'), messages: ask(pdf('a')) });
    expect(chats()[0].messages[0]).toEqual({ role: 'system', content: 'fileid://file-fe-1' });
    await expect(generateText({ model: qwen('qwen-doc-turbo'), messages: ask(pdf('a'), pdf('b')) })).rejects.toThrow(
      'The prompt has 2 documents; qwen-doc-turbo accepts at most 1.',
    );
  });
});

test('a prompt without documents sends no upload request', async () => {
  const { qwen, calls } = connect();
  await generateText({ model: qwen('qwen-long'), prompt: 'Hi' });
  expect(calls).toHaveLength(1);
});

test('errors of an upload in a prompt never show the key', async () => {
  const { qwen } = connect(({ headers }) =>
    Response.json({ error: { message: `Bad ${headers.authorization}` } }, { status: 400 }),
  );
  const error: unknown = await generateText({ model: qwen('qwen-long'), messages: ask(pdf('a')) }).catch(
    (reason: unknown) => reason,
  );
  expect(APICallError.isInstance(error)).toBe(true);
  expect(JSON.stringify(error) + String(error)).not.toContain(key);
});
