/** The outcome of a check. Only a problem makes the command end with 1. */
export type CheckStatus = 'ok' | 'note' | 'warning' | 'problem';

/** The result of one check. */
export interface Check {
  /** A stable name for scripts, such as `key-form`. */
  id: string;
  status: CheckStatus;
  /** A sentence. */
  text: string;
  /** The next step. */
  advice?: string;
}

/** The result of a check, for a list. */
export function check(id: string, status: CheckStatus, text: string, advice?: string): Check {
  return advice === undefined ? { id, status, text } : { id, status, text, advice };
}
