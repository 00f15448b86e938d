import type { Warning } from '../options/warning.js';

/** Warnings about a provider's settings, for the first call that succeeds. */
export interface Notices {
  pending(): readonly Warning[];
  /** A call has given them back. */
  settle(): void;
}

export function createNotices(warnings: readonly Warning[]): Notices {
  let left = warnings;
  return {
    pending: () => left,
    settle() {
      left = [];
    },
  };
}
