import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { expect, test, vi } from 'vitest';
import { batch, commandKey, jobFolder, useKey } from '../../support/batch-command.js';
import { strictEmulator } from '../../support/strict-emulator.js';

useKey();

const main = fileURLToPath(new URL('../../../src/command/main.ts', import.meta.url));

/** A server that stops in the middle of a download, until it is told to go on. */
function halting(emulator: Emulator): { server: Server; halt: { download: number } } {
  const halt = { download: 0 };
  let downloads = 0;
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const body = method === 'POST' ? { body: await buffer(request) } : {};
    const sent = { 'content-type': headers['content-type'] ?? '', authorization: headers.authorization ?? '' };
    const answer = await emulator.fetch(`http://127.0.0.1${url}`, { method, headers: sent, ...body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    if (url.endsWith('/content')) downloads += 1;
    if (url.endsWith('/content') && downloads === halt.download) response.write(bytes.subarray(0, bytes.length / 2));
    else response.end(bytes);
  });
  return { server, halt };
}

test('results that are killed in the middle go on, and each is written exactly once', async () => {
  const emulator = strictEmulator();
  const { server, halt } = halting(emulator);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Prompts with and without thinking go into files of their own.
  const lines = Array.from({ length: 40 }, (_, index) => ({
    prompt: `Prompt number ${index}.`,
    providerOptions: { qwen: { enableThinking: index % 2 === 0 } },
  }));
  const folder = jobFolder(lines);
  const out = folder.file.replace('.jsonl', '.results.jsonl');
  const place = ['--base-url', `http://127.0.0.1:${port}/compatible-mode/v1`];
  try {
    const args = ['batch', 'submit', folder.file, '--model', 'qwen-plus', ...place, '--yes'];
    expect((await batch(args.slice(1))).printed).toContain('2 open batches: batch_');

    halt.download = 2;
    const env = { ...process.env, DASHSCOPE_API_KEY: commandKey };
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', main, 'batch', 'results', folder.file, '--poll', '0.05'],
      { env, stdio: 'ignore' },
    );
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('close', (_code, signal) => resolve(signal)),
    );
    await vi.waitUntil(() => existsSync(out) && statSync(out).size > 0, { timeout: 60_000 });
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    halt.download = 0;
    const before = folder.results().length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(lines.length);

    // A crash of the machine may tear the last line.
    appendFileSync(out, '{"index":3,"status":"succee');
    const { code, printed } = await batch(['results', folder.file, '--poll', '0.05']);
    expect([code, printed]).toEqual([0, expect.stringContaining('40 results in')]);
    expect(folder.results().map(({ index }) => index)).toEqual(lines.map((_line, index) => index));
    expect(emulator.batches).toMatchObject({ created: 2, billed: 40 });
  } finally {
    folder.remove();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}, 120_000);
