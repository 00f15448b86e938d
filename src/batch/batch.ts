import type { Connection } from '../connection/connection.js';
import type { CheckedOptions } from './check-options.js';
import { Job } from './job.js';
import type { LineCodec } from './line-codec.js';
import { rehearsal } from './rehearsal.js';

export { checkOptions } from './check-options.js';
export { waitingConnection } from './waiting.js';

/** Makes a job, or one that rehearses it. */
export function createBatchJob(
  connection: Connection,
  run: string,
  codec: LineCodec,
  options: CheckedOptions,
  rehearses: boolean,
): Job {
  if (!rehearses) return new Job(connection, run, codec, options);
  const rehearsed = rehearsal(codec, options);
  return new Job(connection, run, rehearsed.codec, rehearsed.options);
}
