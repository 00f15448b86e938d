import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/command/run.js';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { emulate } from '../../support/listening-emulator.js';
import { testTerminal } from '../../support/test-terminal.js';

const parent = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const key = 'sk-verify-very-secret';
const environment = process.env.DASHSCOPE_API_KEY;
beforeEach(() => {
  process.env.DASHSCOPE_API_KEY = key;
});
afterEach(() => {
  if (environment === undefined) delete process.env.DASHSCOPE_API_KEY;
  else process.env.DASHSCOPE_API_KEY = environment;
});

async function verified(args: string[], terminal = testTerminal()) {
  const code = await run(['verify', ...args], terminal);
  return { code, ...terminal.texts };
}

async function listeningEmulator(options?: EmulatorOptions) {
  const { emulator, url } = await emulate(options);
  return { emulator, compatible: `${url}/compatible-mode/v1` };
}

const folderFor = (name: string) => mkdtempSync(join(parent, name));

describe('npx ai-sdk-qwen verify', () => {
  test('the price comes first, and nothing is asked without --yes', async () => {
    const { emulator, compatible } = await listeningEmulator();
    const { code, printed } = await verified(['--base-url', compatible]);
    expect(code).toBe(0);
    expect(printed).toMatch(
      /^\d{3} probes ask 127\.0\.0\.1:\d+\. .* about \$\d\.\d\d if the service answers as expected/,
    );
    expect(printed).toContain('Nothing was asked. Add --yes to ask.');
    expect(emulator.calls).toEqual([]);
  });

  // The run costs a few cents; pictures and videos would make it dollars.
  test('pictures and videos are left out, and it says what a whole run needs', async () => {
    const { compatible } = await listeningEmulator();
    const args = ['--base-url', compatible];
    const { printed } = await verified(args);
    expect(printed).toMatch(/Left out: \d\d probes of pictures, videos and long speech, which cost about \$0\.\d\d/);
    const [, needed = ''] = /--only media asks for them, and --budget (\d+(?:\.\d)?) for everything\./.exec(printed)!;
    expect((await verified([...args, '--budget', needed])).printed).not.toContain('Left out');
    expect((await verified([...args, '--budget', '0.5'])).printed).toContain('Left out: ');
    expect((await verified([...args, '--only', 'media'])).printed).toMatch(/^\d\d probes ask .*\n(?!Left out)/);
  });

  test('the report names what was created, and the next run asks none of it again', async () => {
    const { emulator, compatible } = await listeningEmulator({ batch: { delay: { polls: 0 } } });
    const out = folderFor('created');
    const place = ['--base-url', compatible, '--region', 'singapore', '--out', out];
    const args = [...place, '--yes', '--only', 'stories/file', '--only', 'stories/batch'];
    expect((await verified(args)).printed).toContain('2 agree, 0 differ');
    const report = readFileSync(join(out, 'report.md'), 'utf8');
    expect(report).toMatch(/\| stories\/file \| file \| file-\S+ \| removed \|/);
    expect(report).toMatch(/\| stories\/batch \| batch \| batch_\S+ \| left to expire \|/);
    const asked = emulator.calls.length;
    expect((await verified(args)).printed).toContain('2 results of an earlier run are kept.');
    expect(emulator.calls).toHaveLength(asked);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toBe(report);
  });

  test('a run writes a report, recordings without secrets, and ends with 0 where all agrees', async () => {
    const { compatible } = await listeningEmulator();
    const out = folderFor('all');
    const args = ['--base-url', compatible, '--region', 'singapore', '--only', 'shapes', '--out', out, '--yes'];
    const { code, printed } = await verified(args);
    expect(printed).toMatch(/23 agree, 0 differ, 0 open questions answered, 3 not asked\. Spent at most .*\$0\.\d\d\./);
    expect(code).toBe(0);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('# The contract with Model Studio');
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain(
      '- It needs a file of more than 50,000 lines. `batch-lines`',
    );
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).findings).toHaveLength(26);
    const recordings = readdirSync(join(out, 'recordings'));
    expect(recordings).toContain('shapes--chat.json');
    for (const name of recordings) {
      const text = readFileSync(join(out, 'recordings', name), 'utf8');
      expect(text).not.toContain('very-secret');
      expect(text).not.toMatch(/[1-9a-f][0-9a-f]{7}-[0-9a-f]{4}-/);
    }
  });

  test('a service that repeats the key has it in no line and no file of a run', async () => {
    const spelled = `Wrong key ${key} ${encodeURIComponent(key)} ${btoa(`x:${key}`)}`;
    const server = createServer((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: key, message: spelled }, request_id: key }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/compatible-mode/v1`;
    const out = folderFor('echo');
    const args = [
      '--base-url',
      base,
      '--out',
      out,
      '--yes',
      '--only',
      'shapes/chat',
      '--only',
      'refusals/compatible/key',
    ];
    const { code, printed, complained } = await verified(args).finally(() => server.close());
    expect(code).toBe(1);
    expect(printed).toContain('Wrong key [redacted]');
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    expect(files).toContain('report.md');
    for (const text of [printed, complained, ...files.map((name) => readFileSync(join(out, name), 'utf8'))]) {
      expect(text).not.toContain('very-secret');
      expect(text).not.toContain(btoa(`x:${key}`).slice(4, -4));
    }
  });

  test('a second run asks only what the first left, and what it could not ask', async () => {
    const { emulator, compatible } = await listeningEmulator({ region: 'singapore' });
    const out = folderFor('again');
    const args = ['--base-url', compatible, '--out', out, '--yes', '--only', 'shapes/models', '--only'];
    expect((await verified([...args, 'capabilities/qwen-plus-us'])).printed).toContain('1 agree, 0 differ');
    const asked = emulator.calls.length;
    const { printed } = await verified([...args, 'capabilities/qwen-plus-us']);
    expect(printed).toContain('results of an earlier run are kept.');
    expect(printed).toContain('1 agree, 0 differ');
    // Singapore does not have the model, so all of its probes are asked again.
    expect(emulator.calls.length - asked).toBe(6);
  });

  test('a difference is told at once and in the report, with the exit code 1', async () => {
    const { emulator, compatible } = await listeningEmulator();
    emulator.answerNext({ failure: 'arrears' });
    const out = folderFor('differs');
    const place = ['--base-url', compatible, '--out', out];
    const { code, printed } = await verified([...place, '--only', 'shapes/chat-stream', '--yes']);
    expect(code).toBe(1);
    expect(printed).toContain('✗ shapes/chat-stream: expected an answer, got 400 Arrearage');
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain(
      '| shapes/chat-stream | recorded | expected an answer',
    );
  });

  test('the budget keeps a run from asking what might exceed it', async () => {
    const { emulator, compatible } = await listeningEmulator();
    const out = folderFor('budget');
    const args = ['--base-url', compatible, '--out', out, '--yes', '--only', 'shapes', '--budget', '0'];
    const { printed } = await verified(args);
    // Lists, and looks at a task, cost nothing.
    expect(printed).toContain('5 agree, 0 differ, 0 open questions answered, 21 not asked. Spent at most $0.00.');
    expect(emulator.calls.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('a run that is stopped keeps what it has found out', async () => {
    const { compatible } = await listeningEmulator({ firstTokenDelay: 200 });
    const out = folderFor('stopped');
    const terminal = testTerminal();
    const running = verified(['--base-url', compatible, '--out', out, '--yes', '--only', 'shapes'], terminal);
    const file = join(out, 'results.jsonl');
    while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
    terminal.stop();
    expect((await running).code).toBe(1);
    expect(readFileSync(file, 'utf8').trim().split('\n').length).toBeLessThan(23);
  });

  test.each([
    [['--budget', 'ten'], '--budget must be a number of US dollars, given "ten".'],
    [['--only', 'nothing'], 'No probe begins with nothing.'],
    [['--base-url', 'localhost'], '"localhost" (baseURL) is not a base URL.'],
    [['--region', 'mars'], 'region must be singapore, '],
    [['--base-url', 'http://localhost:1/v1'], '--base-url must end in /compatible-mode/v1'],
  ])('the arguments %j are a wrong usage', async (args, message) => {
    const { code, complained } = await verified(args);
    expect([code, complained]).toEqual([2, expect.stringContaining(message)]);
  });
});
