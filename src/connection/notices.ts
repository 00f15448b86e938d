import type { Warning } from '../options/warning.js';

/** Warnings about a provider's settings, for the first call that succeeds. */
export interface Notices {
  pending(): readonly Warning[];
  /** Call this when a call has returned them. */
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
