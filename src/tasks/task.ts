import type { JSONObject } from '../util/json.js';

/** State of a task. `UNKNOWN`: the service has no such task (another account or region, or over 24 hours old). */
export type QwenTaskStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELED'
  | 'UNKNOWN'
  // Oxlint takes this for the whole of string.
  | (string & {});

/** A task of the service: work that goes on after the call that created it, such as making a video. */
export interface QwenTask {
  id: string;
  status: QwenTaskStatus;
  /** The model that works on it. Only lists tell it. */
  model?: string;
  /** Moment at which the service took the task. */
  submittedAt?: Date;
  /** Moment at which the work began. */
  startedAt?: Date;
  /** Moment at which the work ended. */
  endedAt?: Date;
  /** The service's error code, if the task failed and the service says why. */
  code?: string;
  /** The service's words about the failure. */
  message?: string;
  /** Numbers of results, where a task has several. */
  counts?: { total?: number; succeeded?: number; failed?: number };
  /** The service's own account of the task, with the results of one that succeeded. */
  output: JSONObject;
  /** What the service counts for the bill. */
  usage?: JSONObject;
  /** Id of the request that told this. */
  requestId?: string;
}

const finalStatuses = new Set(['SUCCEEDED', 'FAILED', 'CANCELED', 'UNKNOWN']);

/** True for a status that never changes. One that is not known may still change. */
export function isFinal(status: string): boolean {
  return finalStatuses.has(status);
}
