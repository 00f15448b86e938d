import { request } from 'node:http';
import { createQwen } from 'ai-sdk-qwen';
import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';
import { fetch as undiciFetch } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeMultipart, type FormFile } from '../../src/http/multipart.js';

type Fetch = typeof globalThis.fetch;

/** Reads a form as Node does. */
async function read(fields: Record<string, string>, file: FormFile) {
  const { bytes, contentType } = await encodeMultipart(fields, file);
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const entries = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
  const sent = form.get(file.name) as File;
  return { entries, type: sent.type, content: new Uint8Array(await sent.arrayBuffer()) };
}

describe('a form', () => {
  const every = Uint8Array.from({ length: 512 }, (_, index) => index % 256);

  test('a form has its fields in their order, then the file with every byte of it', async () => {
    for (const data of [every, new Blob([every], { type: 'image/png' }), every.subarray(3, 300), new Uint8Array(0)]) {
      const { entries, content } = await read({ key: 'a/b', policy: '甲=' }, { name: 'file', filename: 'a.png', data });
      expect(entries).toEqual([
        ['key', 'a/b'],
        ['policy', '甲='],
        ['file', 'a.png'],
      ]);
      expect(content).toEqual(data instanceof Blob ? every : data);
    }
  });

  test('a form takes file names with quotation marks, line breaks and other scripts, and no line of a name is a header', async () => {
    for (const [filename, read1] of [
      ['报告 (1).pdf', '报告 (1).pdf'],
      ['a"b.txt', /^a("|%22)b\.txt$/],
      ['a\r\nContent-Type: text/html\r\n\r\n<b>', /^a(%0D%0A|\r\n)Content-Type/],
    ] as const) {
      const { entries, type, content } = await read({ a: '1' }, { name: 'file', filename, data: every });
      expect(entries[1]![1]).toMatch(read1);
      expect([type, content]).toEqual(['application/octet-stream', every]);
    }
  });

  test('a form names the media type of the file; one that no header can carry is left out', async () => {
    const types: [Partial<FormFile>, string][] = [
      [{ data: new Blob(['a'], { type: 'text/plain' }) }, 'text/plain'],
      [{ data: new Blob(['a'], { type: 'text/plain' }), mediaType: 'text/markdown' }, 'text/markdown'],
      [{ mediaType: 'application/pdf' }, 'application/pdf'],
      [{ mediaType: 'a\r\nb: c' }, 'application/octet-stream'],
      [{}, 'application/octet-stream'],
    ];
    for (const [file, type] of types) {
      expect((await read({}, { name: 'file', filename: 'a', data: every, ...file })).type).toBe(type);
    }
  });

  test('a form has a boundary that no other form has', async () => {
    const make = async () => (await encodeMultipart({}, { name: 'a', filename: 'b', data: every })).contentType;
    expect(await make()).not.toBe(await make());
  });
});

/** A `fetch` as simple as one can be: it sends texts and bytes, and nothing else. */
const simpleFetch = ((url: string, { method, headers, body }: RequestInit) =>
  new Promise<Response>((resolve, reject) => {
    const sending = request(url, { method, headers: headers as Record<string, string> }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve(new Response(Buffer.concat(pieces), { status: answer.statusCode })));
    });
    sending.on('error', reject);
    sending.end(body ?? undefined);
  })) as Fetch;

describe.each([
  ["Node's", undefined],
  // A proxy needs it: Node's takes no dispatcher of another copy of undici.
  ["undici's own", undiciFetch as unknown as Fetch],
  ['a simple', simpleFetch],
] as const)('with %s fetch', (_name, fetch) => {
  let emulator: Emulator;
  let baseURL: string;

  beforeEach(async () => {
    emulator = createEmulator();
    baseURL = `${(await emulator.listen()).url}/compatible-mode/v1`;
  });
  afterEach(() => emulator.close());

  test('files, documents and pictures of prompts arrive through this fetch', async () => {
    const qwen = createQwen({ apiKey: 'sk-test', baseURL, fetch });
    const file = await qwen.files.upload(new Blob(['Hello'], { type: 'text/plain' }), { filename: '报告.txt' });
    expect(file).toMatchObject({ filename: '报告.txt', bytes: 5, status: 'processed' });

    const document = { type: 'file' as const, data: btoa('Hello'), mimeType: 'text/plain', filename: 'a.txt' };
    const image = new Uint8Array(8 * 1024 * 1024);
    // The head of a PNG of 512 by 512.
    image.set(Buffer.from('89504e470d0a1a0a0000000d494844520000020000000200', 'hex'));
    for (const [model, part] of [
      [qwen('qwen-long'), document],
      [qwen('qwen-vl-plus', { upload: 'auto' }), { type: 'image' as const, image, mimeType: 'image/png' }],
    ] as const) {
      const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Look' }, part] }];
      const { text } = await model.doGenerate({ inputFormat: 'prompt', mode: { type: 'regular' }, prompt });
      expect(text).toContain('Look');
    }
    expect(emulator.calls.filter(({ status }) => status >= 400)).toEqual([]);
  });
});
