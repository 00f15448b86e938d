import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { CommandOptions, ValuesOf } from './command.js';
import { UsageError } from './exit-codes.js';

/** Reads the arguments of a command by its options. Anything else is a wrong usage. */
export function readArguments(
  name: string,
  args: readonly string[],
  options: CommandOptions,
): ValuesOf<CommandOptions> {
  const { values, operands } = parse(name, args, options);
  for (const [option, value] of Object.entries(values)) {
    const { choices } = options[option] as { choices?: readonly string[] };
    if (choices === undefined || choices.includes(String(value))) continue;
    throw new UsageError(`--${option} must be ${listOf(choices)}, given "${String(value)}".`);
  }
  return { ...values, ...operands } as ValuesOf<CommandOptions>;
}

interface Parsed {
  values: Record<string, unknown>;
  operands: Record<string, string>;
}

function parse(name: string, args: readonly string[], options: CommandOptions): Parsed {
  const operands: { option: string; word: string }[] = [];
  const named: NonNullable<ParseArgsConfig['options']> = {};
  for (const [option, what] of Object.entries(options)) {
    if (what.type === 'operand') operands.push({ option, word: what.value });
    else named[option] = { type: what.type, multiple: what.type === 'string' && what.multiple === true };
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: named,
      allowPositionals: operands.length > 0,
    });
    const [unexpected] = positionals.slice(operands.length);
    if (unexpected !== undefined) throw new Error(`Unexpected argument '${unexpected}'`);
    const missing = operands[positionals.length];
    if (missing !== undefined) throw new Error(`${missing.word} is missing`);
    return { values, operands: Object.fromEntries(operands.map(({ option }, index) => [option, positionals[index]!])) };
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    const words = [...operands.map(({ word }) => word), ...Object.keys(named).map((option) => `--${option}`), '--help'];
    throw new UsageError(`${first.replace(/\.$/, '')}. ${name} takes ${words.join(', ')}.`);
  }
}

/** Reads a whole number; undefined when the option was not given. */
export function readWholeNumber(
  option: string,
  text: string | undefined,
  limits?: { min: number; max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  const { min, max } = limits ?? { min: -Infinity, max: Infinity };
  if (text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max) return number;
  const range = limits === undefined ? '' : ` from ${min} to ${max}`;
  throw new UsageError(`--${option} must be a whole number${range}, given "${text}".`);
}

/** Reads a number above 0; undefined when the option was not given. */
export function readPositive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (number > 0 && number < Infinity) return number;
  throw new UsageError(`--${option} must be a number above 0, given "${text}".`);
}

function listOf(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
