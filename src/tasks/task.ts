import type { JSONObject } from '../util/json.js';

/** State of a task. `UNKNOWN`: the service has no such task (another account or region, or over 24 hours old). */
export type QwenTaskStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELED'
  | 'UNKNOWN'
  // Oxlint reads `string & {}` as all of string.
  | (string & {});

/** A task of the service: work that continues after the call that created it, such as making a video. */
export interface QwenTask {
  id: string;
  status: QwenTaskStatus;
  /** The model that works on it. Present only in lists. */
  model?: string;
  /** Moment when the service accepted the task. */
  submittedAt?: Date;
  /** Moment when the work began. */
  startedAt?: Date;
  /** Moment when the work ended. */
  endedAt?: Date;
  /** The service's error code, if the task failed and the service gives one. */
  code?: string;
  /** The service's message about the failure. */
  message?: string;
  /** Numbers of results, if the task has several. */
  counts?: { total?: number; succeeded?: number; failed?: number };
  /** The service's description of the task, with the results of a task that succeeded. */
  output: JSONObject;
  /** The quantities that the service bills. */
  usage?: JSONObject;
  /** Id of the request that returned this. */
  requestId?: string;
}

const finalStatuses = new Set(['SUCCEEDED', 'FAILED', 'CANCELED', 'UNKNOWN']);

/** True for a status that never changes. An unknown status may still change. */
export function isFinal(status: string): boolean {
  return finalStatuses.has(status);
}
