import { createQwen } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';
import { createUploadService, formOf, key } from '../support/upload-service.js';

type Files = ReturnType<ReturnType<typeof createQwen>['files']>;

const connect = () => {
  const service = createUploadService();
  return { ...service, qwen: createQwen({ apiKey: key, region: 'beijing', fetch: service.fetch }) };
};

test.each<[string, Parameters<Files['uploadFile']>[0]['data']]>([
  ['bytes', { type: 'data', data: new TextEncoder().encode('seven b') }],
  ['base64', { type: 'data', data: 'c2V2ZW4gYg==' }],
  ['text', { type: 'text', text: 'seven b' }],
  ['a stream', { type: 'stream', stream: new Blob(['seven', ' b']).stream() }],
])('files upload %s and give a reference back', async (_name, data) => {
  const { qwen, calls } = connect();
  expect(qwen.files()).toMatchObject({ specificationVersion: 'v4', provider: 'qwen.files' });
  expect(await qwen.files().uploadFile({ data, mediaType: 'text/plain', filename: 'a.txt' })).toEqual({
    providerReference: { qwen: 'file-fe-1' },
    mediaType: 'text/plain',
    filename: 'a.txt',
    warnings: [],
  });
  expect(formOf(calls[0]!)[1]).toMatchObject({ filename: 'a.txt', type: 'text/plain', value: 'seven b' });
});

test('files without a name get one by their type', async () => {
  const { qwen } = connect();
  const data = { type: 'text' as const, text: 'seven b' };
  expect((await qwen.files().uploadFile({ data, mediaType: 'text/markdown' })).filename).toBe('document.md');
});

test('an upload of a string that is not base64 is an error', async () => {
  const { qwen } = connect();
  const data = { type: 'data' as const, data: 'not base64!' };
  await expect(qwen.files().uploadFile({ data, mediaType: 'text/plain' })).rejects.toMatchObject({
    name: 'AI_InvalidArgumentError',
    argument: 'data',
  });
});

test('files of V4 are the same as the files of the other entries', async () => {
  const { qwen } = connect();
  expect((await qwen.files.upload(new Uint8Array(3), { filename: 'a.txt' })).id).toBe('file-fe-1');
});
