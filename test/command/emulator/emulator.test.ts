import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/command/run.js';
import { chat } from '../../support/emulator-requests.js';
import { startEmulator, stopEmulators } from '../../support/emulator-command.js';
import { testTerminal } from '../../support/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

afterEach(stopEmulators);

const ask = (base: string, body: object = chat(), key = 'sk-test') =>
  fetch(`${base}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function answerOf(base: string): Promise<string> {
  const body = await (await ask(base)).json();
  return body.choices?.[0].message.content ?? body.error.code;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('npx ai-sdk-qwen emulator', () => {
  test('the emulator prints its addresses and the lines to paste for each client', async () => {
    const { printed, base } = await startEmulator();
    const native = base.replace('/compatible-mode/v1', '/api/v1');
    expect(printed).toContain(`  native base URL             ${native}\n`);
    expect(printed).toContain(`export DASHSCOPE_COMPATIBLE_BASE_URL=${base}\n`);
    expect(printed).toContain(`export DASHSCOPE_HTTP_BASE_URL=${native}\n`);
    expect(printed).toContain(`export OPENAI_BASE_URL=${base}\n`);
    expect(printed).toContain(`curl ${base}/chat/completions`);
    expect(await answerOf(base)).toContain('You said: Hello there');
  });

  test('an emulator that listens on all addresses prints one that clients can use', async () => {
    const { printed } = await startEmulator('--host', '0.0.0.0');
    expect(printed).toMatch(/ http:\/\/localhost:\d+\/api\/v1\n/);
    expect(printed).not.toContain('0.0.0.0');
  });

  // Forty calls of 10 MB took 660 MB.
  test('the bodies of older calls are forgotten, and the inspector says so', async () => {
    const { base } = await startEmulator();
    // The answer repeats the question, and not the words of the system.
    const system = { role: 'system', content: 'x'.repeat(9_900_000) };
    const long = chat({ model: 'qwen-long', messages: [system, { role: 'user', content: 'Hello there' }] });
    for (let call = 0; call < 6; call += 1) await (await ask(base, long)).text();
    const bodyOf = async (id: number) =>
      (await (await fetch(`${new URL(base).origin}/inspector/calls/${id}`)).json()).requestBody;
    expect(await bodyOf(1)).toMatch(/^The body of 99\d{5} bytes is no longer kept/);
    expect(await bodyOf(2)).toMatchObject({ model: 'qwen-long' });
  }, 60_000);

  test('the answers of a JSON scenario come in their order, and then the emulator answers', async () => {
    const path = file('answers.json', '[{"text": "One."}, {"failure": "rate-limit"}]');
    const { base } = await startEmulator('--scenario', path);
    expect([await answerOf(base), await answerOf(base), await answerOf(base)]).toEqual([
      'One.',
      expect.stringContaining('limit'),
      expect.stringContaining('You said: Hello there'),
    ]);
  });

  test('a scenario may be a module with a function that sees each call', async () => {
    const path = file('answer.mjs', 'export default ({ text, model }) => ({ text: `${model}: ${text}` });');
    const { base } = await startEmulator('--scenario', path);
    expect(await answerOf(base)).toBe('qwen-plus: Hello there');
  });

  test('parameters that it does not know are refused where that is asked for', async () => {
    const { base } = await startEmulator('--unknown', 'refuse');
    expect((await ask(base, chat({ tempreture: 1 }))).status).toBe(400);
  });

  test('a key of another region is refused where a region is given', async () => {
    const { base } = await startEmulator('--region', 'beijing');
    expect((await ask(base, chat(), 'sk-singapore-demo')).status).toBe(401);
    expect((await ask(base, chat(), 'sk-beijing-demo')).status).toBe(200);
  });

  test('a port that is taken ends the command with 1 and a sentence', async () => {
    const { base } = await startEmulator();
    const { port } = new URL(base);
    const terminal = testTerminal();
    expect(await run(['emulator', '--port', port], terminal)).toBe(1);
    expect(terminal.texts.complained).toBe(`Something else listens on port ${port}. Choose another one with --port.\n`);
  });

  test.each([
    ['--host', ''],
    ['--allow-host', 'a b'],
  ])('the host name in %s %j is a wrong usage', async (option, name) => {
    const terminal = testTerminal();
    expect(await run(['emulator', '--port', '0', option, name], terminal)).toBe(2);
    expect(terminal.texts.complained).toContain(`--host and --allow-host must hold host names such as "emulator"`);
  });

  test.each([
    ['missing.json', undefined, 'cannot be read: ENOENT'],
    ['broken.json', '[{"text":', 'cannot be read: '],
    ['object.json', '{"text": "One."}', 'must be an array of answers, given object.'],
    ['null.json', 'null', 'must be an array of answers, given null.'],
    ['named.mjs', 'export const answers = [];', 'must be an array of answers or a function, given undefined.'],
    ['throws.mjs', 'throw new Error("no luck");', 'cannot be read: no luck'],
  ])('the scenario %s is a wrong usage with a reason', async (name, text, reason) => {
    const path = text === undefined ? join(folder, name) : file(name, text);
    const terminal = testTerminal();
    expect(await run(['emulator', '--port', '0', '--scenario', path], terminal)).toBe(2);
    expect(terminal.texts.complained).toContain(`The scenario ${path} ${reason}`);
  });
});
