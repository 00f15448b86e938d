/** The facts that tie a journal to its job. A journal of another one is refused. */
export interface JournalHead {
  run: string;
  /** The host that the batches are on. */
  host: string;
  /** A hash of the key, never the key: the batches belong to its account. */
  account: string;
  model: string;
  kind: 'prompts' | 'texts';
  engine: string;
}

/** The entries of a journal, each a line of JSON. */
export type Entry =
  | ({ t: 'job'; v: 1 } & JournalHead)
  /** Before the upload: the lines of a part, and what its file is called. */
  | { t: 'part'; part: number; lines: string; bytes: number; hash: number; filename: string; url: string }
  /** Before the creation. */
  | { t: 'file'; part: number; file: string }
  | { t: 'create'; part: number }
  /** At once after it. */
  | { t: 'batch'; part: number; batch: string }
  | { t: 'end'; part: number; status: string; output?: string; error?: string }
  /** The results of a part have been delivered, or its lines go again in another part. */
  | { t: 'closed'; part: number }
  /** The part will never have results; its lines are cut anew, and their try does not count. */
  | { t: 'dropped'; part: number }
  /** The service had no room for the batch, so it is created again from the same file. */
  | { t: 'again'; part: number }
  /** A process goes on with the job. */
  | { t: 'run' }
  /** The results of lines have been delivered. */
  | { t: 'd'; i: number | number[] };
