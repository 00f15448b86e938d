import { createQwen } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';

// Applications without types pass what `fetch` takes as headers, and gateways take keys under names of their own. What was
// uploaded for one account is unknown to the others.

const forms: [string, (key: string) => unknown][] = [
  ['an object', (key) => ({ Authorization: `Bearer ${key}` })],
  ['a Headers object', (key) => new Headers({ authorization: `Bearer ${key}` })],
  ['a Map', (key) => new Map([['authorization', `Bearer ${key}`]])],
  ['an array of pairs', (key) => [['authorization', `Bearer ${key}`]]],
  ['another header', (key) => ({ 'X-Api-Key': key })],
];

function connect() {
  const uploads: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    if (url.includes('.oss-')) return new Response('');
    if (url.endsWith('/files')) {
      uploads.push(url);
      return Response.json({ id: `file-fe-${uploads.length}`, status: 'processed', created_at: 1 });
    }
    if (url.includes('/uploads?')) {
      uploads.push(url);
      const data = {
        upload_host: 'https://bucket.oss-cn-beijing.aliyuncs.com',
        upload_dir: `dir-${uploads.length}`,
        oss_access_key_id: 'id',
        signature: 'signature',
        policy: 'policy',
        x_oss_object_acl: 'private',
        x_oss_forbid_overwrite: 'true',
      };
      return Response.json({ data });
    }
    if (url.includes('/embeddings/')) return Response.json({ output: { embeddings: [{ index: 0, embedding: [1] }] } });
    const message = { role: 'assistant', content: String(init?.body).includes('file-fe-2') ? 'second' : 'first' };
    return Response.json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
  };
  return { qwen: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch }), uploads };
}

test.each(forms)('a document is uploaded for each account, whose key comes in %s', async (_name, headersFor) => {
  const { qwen, uploads } = connect();
  const ask = async (key: string) => {
    const file = { type: 'file' as const, mediaType: 'text/plain', data: new TextEncoder().encode('One document.') };
    const { content } = await qwen('qwen-long').doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, file] }],
      headers: headersFor(key) as Record<string, string>,
    });
    return content[0];
  };
  expect(await ask('sk-account-one')).toMatchObject({ text: 'first' });
  expect(await ask('sk-account-two')).toMatchObject({ text: 'second' });
  expect(await ask('sk-account-one')).toMatchObject({ text: 'first' });
  expect(uploads).toHaveLength(2);
});

test.each(forms)('a video is stored for each account, whose key comes in %s', async (_name, headersFor) => {
  const { qwen, uploads } = connect();
  const embed = (key: string) =>
    qwen.embedContents({
      model: 'qwen3-vl-embedding',
      contents: [{ video: new Uint8Array([1, 2, 3]) }],
      upload: 'auto',
      headers: headersFor(key) as Record<string, string>,
    });
  await embed('sk-account-one');
  await embed('sk-account-two');
  await embed('sk-account-one');
  expect(uploads).toHaveLength(2);
});
