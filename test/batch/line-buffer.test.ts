import { expect, test } from 'vitest';
import { LineBuffer } from '../../src/batch/line-buffer.js';
import { encodeMultipart } from '../../src/http/multipart.js';

test('a form has every line of a buffer, in the same memory and however often it is written', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => `${index} ${'é😀x'.repeat((index % 7) * 1_000)}`);
  const buffer = new LineBuffer();
  for (const [index, line] of lines.entries()) buffer.add(index, line);
  const text = lines.map((line) => `${line}\n`).join('');
  expect(buffer.byteLength).toBe(new TextEncoder().encode(text).length);
  const memory = new Set<ArrayBuffer>();
  for (const filename of ['a.jsonl', `${'long'.repeat(20)}.jsonl`]) {
    const { bytes, contentType } = await encodeMultipart(
      { purpose: 'batch' },
      { name: 'file', filename, data: buffer },
    );
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    const file = form.get('file') as File;
    expect([form.get('purpose'), file.name, (await file.text()) === text]).toEqual(['batch', filename, true]);
    memory.add(bytes.buffer);
  }
  expect(memory.size).toBe(1);
});

test('a buffer that keeps nothing has the size and the hash of one that keeps its lines', () => {
  const [kept, counted] = [new LineBuffer(), new LineBuffer({ keeps: false })];
  for (const buffer of [kept, counted]) for (const index of [0, 1, 5]) buffer.add(index, 'é😀x'.repeat(index));
  expect([counted.byteLength, counted.hash, counted.lines.toText()]).toEqual([kept.byteLength, kept.hash, '0-1,5']);
  expect(new LineBuffer().hash).not.toBe(kept.hash);
});
