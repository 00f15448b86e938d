import { parseArgs } from 'node:util';
import type { CommandOption, CommandOptions, ValuesOf } from './command.js';
import { UsageError } from './exit-codes.js';

/** Reads the arguments of a command by its options. Anything else is a wrong usage. */
export function readArguments(
  name: string,
  args: readonly string[],
  options: CommandOptions,
): ValuesOf<CommandOptions> {
  const values = parse(name, args, options);
  for (const [option, value] of Object.entries(values)) {
    const { choices } = options[option] as { choices?: readonly string[] };
    if (choices === undefined || choices.includes(String(value))) continue;
    throw new UsageError(`--${option} must be ${listOf(choices)}, given "${String(value)}".`);
  }
  return values as ValuesOf<CommandOptions>;
}

function parse(name: string, args: readonly string[], options: CommandOptions): Record<string, unknown> {
  const config = Object.fromEntries(Object.entries(options).map(([option, what]) => [option, configOf(what)]));
  try {
    return { ...parseArgs({ args: [...args], options: config, allowPositionals: false }).values };
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    const names = Object.keys(options).map((option) => `--${option}`);
    throw new UsageError(`${first.replace(/\.$/, '')}. ${name} takes ${[...names, '--help'].join(', ')}.`);
  }
}

function configOf(option: CommandOption): { type: 'string' | 'boolean'; multiple: boolean } {
  return { type: option.type, multiple: option.type === 'string' && option.multiple === true };
}

/** Reads a whole number; undefined when the option was not given. */
export function readWholeNumber(
  option: string,
  text: string | undefined,
  { min, max }: { min: number; max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max) return number;
  throw new UsageError(`--${option} must be a whole number from ${min} to ${max}, given "${text}".`);
}

function listOf(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
