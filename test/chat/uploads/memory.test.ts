import { createQwen } from 'ai-sdk-qwen';
import { afterEach, expect, test, vi } from 'vitest';
import { heap } from '../../support/heap.js';
import { createUploadService, key } from '../../support/upload-service.js';

afterEach(() => vi.unstubAllGlobals());

// Node 18 has no Web Cryptography as a global, and neither have pages without https.
test.each([
  ['with', globalThis.crypto],
  ['without', undefined],
])('nothing of a document stays in memory once it is uploaded, %s Web Cryptography', async (_with, crypto) => {
  vi.stubGlobal('crypto', crypto);
  const service = createUploadService();
  const qwen = createQwen({ apiKey: key, fetch: service.fetch });
  const call = async (fill: number) => {
    const data = Buffer.alloc(1_500_000, fill).toString('base64');
    const file = { type: 'file' as const, data, mimeType: 'application/pdf' };
    await qwen('qwen-long').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [file] }],
    });
    service.calls.length = 0;
  };
  await call(0);
  const before = await heap();
  for (let fill = 1; fill <= 12; fill += 1) await call(fill);
  expect((await heap()) - before).toBeLessThan(6_000_000);
});
