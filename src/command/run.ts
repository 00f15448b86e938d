import { commands } from './commands.js';
import { type ExitCode, exitCodes, UsageError } from './exit-codes.js';
import { describeCommand, describeProgram } from './help.js';
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
  if (isHelp(first) || first === 'help') return showHelp(rest[0], terminal);
  if (first === '--version' || first === '-v') {
    terminal.print(versionOfPackage());
    return exitCodes.ok;
  }
  const command = await loadCommand(first);
  if (rest.some(isHelp)) return showHelp(first, terminal);
  return command.run(readArguments(first, rest, command.options), terminal);
}

const isHelp = (argument: string) => argument === '--help' || argument === '-h';

async function showHelp(name: string | undefined, terminal: Terminal): Promise<ExitCode> {
  terminal.print(name === undefined ? describeProgram() : describeCommand(name, await loadCommand(name)));
  return exitCodes.ok;
}

async function loadCommand(name: string) {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) return entry.load();
  const names = Object.keys(commands).join(', ');
  throw new UsageError(`There is no command "${name}". Commands: ${names}. See npx ai-sdk-qwen --help.`);
}
