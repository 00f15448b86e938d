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
    summary: 'checks what this package believes about Model Studio against the service',
    load: async () => (await import('./verify/verify.js')).verify,
  },
  'batch submit': {
    summary: 'sends a file of calls as a batch job, at half the price',
    load: async () => (await import('./batch/submit.js')).submit,
  },
  'batch status': {
    summary: 'shows what the service has done of a batch job',
    load: async () => (await import('./batch/status.js')).status,
  },
  'batch results': {
    summary: 'waits for the results of a batch job, and writes them into a file',
    load: async () => (await import('./batch/results.js')).results,
  },
  'batch cancel': {
    summary: 'cancels a batch job',
    load: async () => (await import('./batch/cancel.js')).cancel,
  },
};
