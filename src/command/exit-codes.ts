/** The exit codes of every command. */
export const exitCodes = {
  /** Done, and nothing to report. */
  ok: 0,
  /** Found something, or failed on the way. */
  found: 1,
  /** Called with a wrong option or value. */
  usage: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A wrong option or value. It ends the command with `exitCodes.usage`. */
export class UsageError extends Error {
  override name = 'UsageError';
}
