import type { ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** An option of a command. Its help and its check come from here. */
export type CommandOption = TextOption | FlagOption | Operand;

interface TextOption {
  type: 'string';
  /** The word that stands for the value in the help, such as `PORT`. */
  value: string;
  /** A phrase for the help: what it is, its unit, its default. */
  summary: string;
  /** The values that are accepted. Default: any. */
  choices?: readonly string[];
  /** The option may be given several times. */
  multiple?: true;
}

interface FlagOption {
  type: 'boolean';
  summary: string;
}

/** A value without a name, such as a file. It must be given. */
interface Operand {
  type: 'operand';
  /** The word that stands for it in the help, such as `FILE.jsonl`. */
  value: string;
  summary: string;
}

export type CommandOptions = Readonly<Record<string, CommandOption>>;

type ValueOf<Option> = Option extends { type: 'boolean' }
  ? boolean
  : Option extends { choices: readonly (infer Choice)[] }
    ? Choice
    : string;

/** The values of a command's options. Those that were not given are undefined. */
export type ValuesOf<Options extends CommandOptions> = {
  [Name in keyof Options]: Options[Name] extends { type: 'operand' }
    ? string
    : (Options[Name] extends { multiple: true } ? string[] : ValueOf<Options[Name]>) | undefined;
};

/** The meaning of a command's exit codes, as phrases for its help. Every command may also fail, and be used wrongly. */
export interface Exits {
  ok: string;
  /** The finding of a command that looks for something. */
  found?: string;
  /** Default: wrong usage. */
  usage?: string;
}

interface Definition<Options extends CommandOptions> {
  /** One sentence, which is the first line of the help. */
  summary: string;
  /** Further lines of the help, after the options. */
  notes?: string;
  options: Options;
  exits: Exits;
  run: (values: ValuesOf<Options>, terminal: Terminal) => Promise<ExitCode>;
}

/** A command: `npx ai-sdk-qwen <name>`. */
export type Command = Definition<CommandOptions>;

/** Defines a command; `run` gets the values with the types that the options say. */
export function defineCommand<const Options extends CommandOptions>(definition: Definition<Options>): Command {
  // The parser returns what the options say, so the values have these types.
  return definition as unknown as Command;
}
