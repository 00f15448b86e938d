import type { Connection } from '../connection/connection.js';
import type { LearnedLimit } from './limits.js';
import type { SpeechOptions } from './options.js';
import type { SpeechPlan } from './plan.js';

/** A call, planned. */
export interface Planned {
  connection: Connection;
  model: string;
  plan: SpeechPlan;
  options: SpeechOptions;
  limit: LearnedLimit;
  parallel: number;
}
