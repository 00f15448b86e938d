import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/command/commands.js';
import { run } from '../../src/command/run.js';
import { read } from '../support/pages.js';
import { testTerminal } from '../support/test-terminal.js';

async function ran(...args: string[]) {
  const terminal = testTerminal();
  return { code: await run(args, terminal), ...terminal.texts };
}

/** The operands and the options of a command, as its help shows them. */
async function valuesOf(name: string): Promise<{ operands: string[]; options: string[] }> {
  const all = Object.entries((await commands[name]!.load()).options);
  return {
    operands: all.flatMap(([, what]) => (what.type === 'operand' ? [what.value] : [])),
    options: all.flatMap(([option, { type }]) => (type === 'operand' ? [] : [`--${option}`])),
  };
}

/** The meanings of the exit codes of a command, as the page on the command has them. */
async function exitsOf(name: string): Promise<string[]> {
  const { ok, found, usage = 'wrong usage' } = (await commands[name]!.load()).exits;
  return [ok, found === undefined ? 'it failed' : `${found}, or it failed`, usage];
}

describe('npx ai-sdk-qwen', () => {
  test('the help names every command with a phrase', async () => {
    const { code, printed } = await ran('--help');
    expect(code).toBe(0);
    for (const [name, { summary }] of Object.entries(commands)) {
      expect(printed).toMatch(new RegExp(`^ {2}${name} +${summary.replace(/[()]/g, '\\$&')}$`, 'm'));
    }
    expect(await ran('help')).toEqual({ code, printed, complained: '' });
  });

  test.each(Object.keys(commands))('the help of %s shows its options and the exit codes', async (name) => {
    const words = name.split(' ');
    const { code, printed } = await ran(...words, '--help');
    expect(code).toBe(0);
    const { operands, options } = await valuesOf(name);
    expect(printed).toContain(`Usage: ${['npx ai-sdk-qwen', name, ...operands, '[options]'].join(' ')}\n`);
    for (const row of [...operands, ...options]) expect(printed).toContain(`\n  ${row}`);
    const [ok, found, usage] = await exitsOf(name);
    expect(printed).toContain(`\nExit codes: 0 ${ok}; 1 ${found}; 2 ${usage}.\n`);
    expect((await ran('help', ...words)).printed).toBe(printed);
  });

  test('the help of commands that share a word names them', async () => {
    const { code, printed } = await ran('batch', '--help');
    expect(code).toBe(0);
    expect([...printed.matchAll(/^ {2}(batch \w+) {2}/gm)].map(([, name]) => name)).toEqual(
      Object.keys(commands).filter((name) => name.startsWith('batch ')),
    );
    expect((await ran('help', 'batch')).printed).toBe(printed);
  });

  test.each(Object.keys(commands))('the page on the command shows every option of %s', async (name) => {
    const page = read('docs/command.md');
    const [first] = name.split(' ');
    const section = page.slice(page.indexOf(`\n## ${first}\n`)).split(/\n## /)[1];
    expect(section).toContain(`npx ai-sdk-qwen ${name}`);
    for (const option of (await valuesOf(name)).options) expect(section).toContain(`\`${option}`);
  });

  test('the page on the command has the exit codes of every command', async () => {
    const rows = Object.keys(commands).map(async (name) => `| \`${name}\` | ${(await exitsOf(name)).join(' | ')} |`);
    const table = /\| Command \| 0 \| 1 \| 2 \|\n\| [-| ]+\n((?:\|.*\n)+)/.exec(read('docs/command.md'))?.[1];
    expect(table?.trimEnd().split('\n')).toEqual(await Promise.all(rows));
  });

  test('no command at all is a wrong usage, which shows the help on standard error', async () => {
    const { code, printed, complained } = await ran();
    expect([code, printed]).toEqual([2, '']);
    expect(complained).toContain('Usage: npx ai-sdk-qwen <command> [options]');
  });

  test.each([
    [['emulate'], 'There is no command "emulate". Commands: emulator'],
    [['toString'], 'There is no command "toString".'],
    [['emulator', '--prot', '1'], "Unknown option '--prot'. emulator takes --port, --host, "],
    [['emulator', '--port'], "Option '--port <value>' argument missing. emulator takes --port, "],
    [['emulator', '4010'], "Unexpected argument '4010'"],
    [['emulator', '--port', '70000'], '--port must be a whole number from 0 to 65535, given "70000".'],
    [['emulator', '--port='], '--port must be a whole number from 0 to 65535, given "".'],
    [['emulator', '--delay', '-1'], "Option '--delay' argument is ambiguous. emulator takes "],
    [['emulator', '--unknown', 'ignore'], '--unknown must be "warn" or "refuse", given "ignore".'],
    [['emulator', '--region', 'mars'], '--region must be "beijing", "singapore", '],
  ])('the arguments %j are a wrong usage, and the message says what is accepted', async (args, message) => {
    const { code, printed, complained } = await ran(...args);
    expect([code, printed]).toEqual([2, '']);
    expect(complained).toContain(message);
  });

  test('the version is that of the package', async () => {
    expect((await ran('--version')).printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('the process ends with the exit code of the command', () => {
    const main = fileURLToPath(new URL('../../src/command/main.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main, 'nothing'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('There is no command "nothing".')]);
  });
});
