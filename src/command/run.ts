import { commands } from './commands.js';
import { type ExitCode, exitCodes, UsageError } from './exit-codes.js';
import { describeCommand, describeGroup, describeProgram } from './help.js';
import { readArguments } from './read-arguments.js';
import { versionOfPackage } from './package-version.js';
import type { Terminal } from './terminal.js';

/** Runs the program with its arguments, and returns its exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    terminal.complain(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? exitCodes.usage : exitCodes.found;
  }
}

async function dispatch([first, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (first === undefined) throw new UsageError(describeProgram());
  if (isHelp(first) || first === 'help') return showHelp(rest, terminal);
  if (first === '--version' || first === '-v') {
    terminal.print(versionOfPackage());
    return exitCodes.ok;
  }
  const { name, args } = nameIn([first, ...rest]);
  if (args.some(isHelp)) return showHelp([name], terminal);
  const command = await loadCommand(name);
  return command.run(readArguments(name, args, command.options), terminal);
}

const isHelp = (argument: string) => argument === '--help' || argument === '-h';

/** The name of the command, which may be two words, and the arguments after it. */
function nameIn(words: readonly string[]): { name: string; args: readonly string[] } {
  const [first = '', second = '-'] = words;
  const length = describeGroup(first) !== undefined && !second.startsWith('-') ? 2 : 1;
  return { name: words.slice(0, length).join(' '), args: words.slice(length) };
}

async function showHelp(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const name = words.join(' ');
  const group = describeGroup(name);
  if (name === '') terminal.print(describeProgram());
  else terminal.print(group ?? describeCommand(name, await loadCommand(name)));
  return exitCodes.ok;
}

async function loadCommand(name: string) {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return entry.load();
  const group = describeGroup(name);
  if (group !== undefined) throw new UsageError(group);
  const names = Object.keys(commands).join(', ');
  throw new UsageError(`There is no command "${name}". Commands: ${names}. See npx ai-sdk-qwen --help.`);
}
