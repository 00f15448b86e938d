import type { FailureName } from '../rules/api-error.js';
import type { Failure, FailureForm } from '../rules/failure.js';

/** A step of a task, of a synchronous call that makes media, or of a batch and its files. */
export type TaskStep = 'creation' | 'poll' | 'list' | 'cancel' | 'download' | 'upload' | 'deletion';

/**
 * The way in which a connection fails. `reset`: it breaks before the request is carried out. `lost`: the request is
 * carried out, and the answer never arrives; of a download, half of the file does. `stall`: nothing ever comes.
 */
export type Break = 'reset' | 'lost' | 'stall';

/** A fault that happens once. */
export type Fault = { failure: FailureName | Failure; form?: FailureForm } | { breaks: Break };

/** Faults that wait for a step. */
export class FaultQueue {
  private readonly waiting = new Map<TaskStep, Fault[]>();

  push(step: TaskStep, fault: Fault, times: number): void {
    const faults = this.waiting.get(step) ?? [];
    this.waiting.set(step, [...faults, ...Array.from({ length: times }, () => fault)]);
  }

  take(step: TaskStep): Fault | undefined {
    return this.waiting.get(step)?.shift();
  }

  has(step: TaskStep): boolean {
    return (this.waiting.get(step)?.length ?? 0) > 0;
  }

  clear(): void {
    this.waiting.clear();
  }
}
