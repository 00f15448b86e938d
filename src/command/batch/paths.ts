import { resolve } from 'node:path';

/** The files of a job. All but the first are made by the command, beside it. */
export interface JobPaths {
  /** The lines of the job. */
  file: string;
  journal: string;
  /** Results, unless `--out` says otherwise. */
  results: string;
  /** Exists while the job is cancelled. It needs no lock, so that a job is cancelled while its results are read. */
  cancelled: string;
}

/** The paths of the job of a file. */
export function pathsOf(file: string): JobPaths {
  const start = resolve(file).replace(/\.jsonl$/, '');
  return {
    file,
    journal: `${start}.journal.jsonl`,
    results: `${start}.results.jsonl`,
    cancelled: `${start}.cancelled`,
  };
}
