import type { Command } from './command.js';

interface CommandEntry {
  /** A phrase for the list of commands. */
  summary: string;
  /** Loads the command, which nothing else may load: `--help` and the other commands stay fast. */
  load: () => Promise<Command>;
}

/** Every command, in the order of the help. To add one, write a folder beside `emulator` and a row here. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  emulator: {
    summary: 'serves DashScope on this machine, with a page that shows the calls',
    load: async () => (await import('./emulator/emulator.js')).emulator,
  },
  doctor: {
    summary: 'finds out why calls would fail: the key, its region, the network, the versions',
    load: async () => (await import('./doctor/doctor.js')).doctor,
  },
  verify: {
    summary: 'holds what this package believes about Model Studio against the service',
    load: async () => (await import('./verify/verify.js')).verify,
  },
};
