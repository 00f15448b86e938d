import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/command/run.js';
import { chat } from '../../support/emulator-requests.js';
import { emulate } from '../../support/listening-emulator.js';
import { startEmulator, stopEmulators } from '../../support/emulator-command.js';
import { testTerminal } from '../../support/test-terminal.js';

const root = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

afterEach(stopEmulators);

const ask = async (base: string, body: object = chat()) => {
  const headers = { authorization: 'Bearer sk-secret-key', 'content-type': 'application/json' };
  const response = await fetch(`${base}/chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.text();
};

const contentOf = (text: string): string => JSON.parse(text).choices[0].message.content;

describe('npx ai-sdk-qwen emulator with a recording', () => {
  test('calls are passed on and kept in files, and answered from them without the service', async () => {
    const texts = ['One.', 'Two.'];
    const { emulator, url } = await emulate({ answer: () => ({ text: texts.shift() ?? 'Three.' }) });
    const folder = join(root, 'new', 'recording');
    const { base, printed } = await startEmulator('--forward', url, '--record', folder);
    expect(printed).toContain(`Calls go on to ${url}, with the key of the caller, and are kept in ${folder}.`);
    expect([contentOf(await ask(base)), contentOf(await ask(base))]).toEqual(['One.', 'Two.']);
    const headers = emulator.calls.map((call) => call.headers);
    expect(headers[0]!.authorization).toBe('Bearer ***');
    await stopEmulators();

    const names = readdirSync(folder);
    expect(names).toEqual([
      expect.stringMatching(/^post-chat-completions-qwen-plus-[\da-f]{8}-2\.json$/),
      expect.stringMatching(/^post-chat-completions-qwen-plus-[\da-f]{8}\.json$/),
    ]);
    const [second, first] = names.map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(first + second!).not.toContain('secret');
    expect(JSON.parse(first!)).toMatchObject({
      request: { method: 'POST', path: '/compatible-mode/v1/chat/completions', body: chat() },
      response: { status: 200, body: { choices: [{ message: { content: 'One.' } }] } },
    });

    const replay = await startEmulator('--replay', folder);
    expect(replay.printed).toContain(`Answers come from ${folder}, and other calls are refused. Any key will do.\n`);
    expect([contentOf(await ask(replay.base)), contentOf(await ask(replay.base))]).toEqual(['One.', 'Two.']);
    expect(await ask(replay.base, chat({ seed: 1 }))).toContain('body.seed is 1, recorded absent');
    expect(emulator.calls).toHaveLength(2);
    const { base: mixed } = await startEmulator('--replay', folder, '--otherwise', 'emulate', '--timing');
    expect(contentOf(await ask(mixed, chat({ seed: 1 })))).toContain('You said: Hello there');
  });

  test('recording again replaces the files of the same calls, and no others', async () => {
    const folder = join(root, 'again');
    const { url } = await emulate();
    const { base } = await startEmulator('--forward', url, '--record', folder);
    await ask(base);
    await ask(base);
    await ask(base, chat({ seed: 1 }));
    await stopEmulators();
    const before = readdirSync(folder);
    expect(before).toHaveLength(3);
    const { base: later } = await startEmulator('--forward', url, '--record', folder);
    await ask(later);
    await stopEmulators();
    expect(readdirSync(folder)).toEqual(before.filter((name) => !name.endsWith('-2.json')));
  });

  test('the inspector shows calls that are passed on', async () => {
    const { url } = await emulate();
    const { base } = await startEmulator('--forward', url);
    await ask(base);
    const call = await fetch(new URL('/inspector/calls/1', base));
    expect(await call.json()).toMatchObject({ status: 200, requestBody: chat() });
  });

  function folderOf(name: string, text: string): string {
    const folder = join(root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.json'), text);
    return folder;
  }

  test.each<[string, string[], string]>([
    ['another host', ['--forward', 'https://example.com'], '--forward must be the address of Model Studio'],
    ['no service', ['--record', root], '--record needs --forward.'],
    ['both', ['--forward', 'http://localhost:1', '--replay', root], 'give one of them'],
    ['no recording', ['--timing'], '--timing needs --replay.'],
    [
      'an idle scenario',
      ['--forward', 'http://localhost:1', '--scenario', 'a.json'],
      '--scenario has no effect with --f',
    ],
    [
      'an idle delay',
      ['--replay', root, '--delay', '5'],
      '--delay has no effect with --replay without --otherwise emul',
    ],
    ['no folder', ['--replay', join(root, 'missing')], 'missing: ENOENT'],
    [
      'a folder that is a file',
      ['--forward', 'http://localhost:1', '--record', import.meta.filename],
      'cannot write into',
    ],
  ])('a wrong usage is told: %s', async (_name, args, reason) => {
    const terminal = testTerminal();
    expect(await run(['emulator', '--port', '0', ...args], terminal)).toBe(2);
    expect(terminal.texts.complained).toContain(reason);
  });

  test.each([
    ['no-json', '{"request"', 'a.json is not JSON: '],
    [
      'another',
      '{"request": {"method": "GET"}, "response": {}}',
      'a.json is not a recorded call: request.path must be a text',
    ],
  ])('a file that is not a recorded call is named: %s', async (name, text, reason) => {
    const terminal = testTerminal();
    expect(await run(['emulator', '--port', '0', '--replay', folderOf(name, text)], terminal)).toBe(2);
    expect(terminal.texts.complained).toContain(reason);
  });

  test('an empty folder is not a recording', async () => {
    const folder = join(root, 'empty');
    mkdirSync(folder);
    const terminal = testTerminal();
    expect(await run(['emulator', '--port', '0', '--replay', folder], terminal)).toBe(2);
    expect(terminal.texts.complained).toContain('has no recorded calls (*.json)');
    expect(() => createEmulator({ replay: { exchanges: [] } })).not.toThrow();
  });
});
