import { ApiError, failureOf } from '../rules/api-error.js';
import type { TaskStep } from '../stores/faults.js';
import { wait } from './body.js';
import type { RequestContext } from './context.js';

/** A connection that breaks before there is an answer; `fetch` of Node.js reports it so. */
export class ConnectionReset extends TypeError {
  constructor() {
    super('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
  }
}

/** Lets the fault that waits for this step happen. True: the request is carried out and its answer is lost. */
export async function meetFault({ media, signal, failAsScripted }: RequestContext, step: TaskStep): Promise<boolean> {
  const fault = media.faults.take(step);
  if (fault === undefined) {
    // A creation takes the queue of answers itself.
    if (step !== 'creation') failAsScripted();
    return false;
  }
  if (!('breaks' in fault)) throw new ApiError(failureOf(fault.failure), fault.form);
  if (fault.breaks === 'reset') throw new ConnectionReset();
  if (fault.breaks === 'stall') await wait(Infinity, signal);
  return true;
}
