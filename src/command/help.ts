import type { Command, CommandOption, Exits } from './command.js';
import { commands } from './commands.js';

const program = 'npx ai-sdk-qwen';

const generalExits =
  'Exit codes: 0 done, 1 it found something or failed, 2 wrong usage. The help of a command says more.';

/** The help of the program. */
export function describeProgram(): string {
  return `Tools for Alibaba Cloud Model Studio (DashScope) and the AI SDK.

Usage: ${program} <command> [options]

Commands:
${tableOf(rowsOf(''))}

Options:
${tableOf([
  ['--help', 'shows this text, or that of a command'],
  ['--version', 'shows the version of the package'],
])}

${generalExits}`;
}

/** The help of the commands that share their first word; undefined if there are none. */
export function describeGroup(first: string): string | undefined {
  const rows = rowsOf(`${first} `);
  if (rows.length === 0) return undefined;
  return `Usage: ${program} <command> [options]

Commands:
${tableOf(rows)}

${program} <command> --help shows the options of one. ${generalExits}`;
}

/** The commands whose names begin like this, with their phrases. */
function rowsOf(start: string): (readonly [string, string])[] {
  const found = Object.entries(commands).filter(([name]) => name.startsWith(start));
  return found.map(([name, { summary }]) => [name, summary] as const);
}

/** The help of a command. */
export function describeCommand(name: string, { summary, notes, options, exits }: Command): string {
  const rows = Object.entries(options).map(([option, what]) => [signatureOf(option, what), describe(what)] as const);
  const operands = Object.values(options).flatMap((what) => (what.type === 'operand' ? [what.value] : []));
  return `${summary}

Usage: ${[program, name, ...operands, '[options]'].join(' ')}

Options:
${tableOf([...rows, ['--help', 'shows this text']])}

${notes === undefined ? '' : `${notes}\n\n`}${describeExits(exits)}`;
}

function describeExits({ ok, found, usage = 'wrong usage' }: Exits): string {
  return `Exit codes: 0 ${ok}; 1 ${found === undefined ? '' : `${found}, or `}it failed; 2 ${usage}.`;
}

/** An option with the word for its value, such as `--port PORT`. */
function signatureOf(name: string, option: CommandOption): string {
  if (option.type === 'operand') return option.value;
  return option.type === 'boolean' ? `--${name}` : `--${name} ${option.value}`;
}

function describe(option: CommandOption): string {
  const choices = option.type === 'string' ? option.choices : undefined;
  return choices === undefined ? option.summary : `${option.summary}: ${choices.join(', ')}`;
}

function tableOf(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}
