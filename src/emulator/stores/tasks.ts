import type { Region } from '../catalogue/regions.js';

/**
 * Duration of a task: the number of polls that find it unfinished, or milliseconds of the emulator's clock. `pending`:
 * the part of it before the task runs. A task that nobody has polled is PENDING.
 */
export type TaskDelay = { polls: number; pending?: number } | { milliseconds: number; pending?: number };

export type TaskStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'UNKNOWN';

/** The end of a task. */
export interface TaskEnd {
  status: 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'UNKNOWN';
  /** Beside id, status and times. */
  output?: object;
  usage?: object;
  /** The service refuses it as soon as it looks at the request. */
  atOnce?: boolean;
}

/** A task as it was created. */
export interface NewTask {
  id: string;
  requestId: string;
  model: string;
  /** The service's name for the endpoint, such as `aigc:video-generation:video-synthesis`. */
  service: string;
  region: Region | undefined;
  created: number;
  end: TaskEnd;
  /** Shown while the task runs, next to its times. */
  runningOutput?: object;
  /** Default: that of the store. */
  delay?: TaskDelay | undefined;
}

interface StoredTask extends NewTask {
  delay: TaskDelay;
  polls: number;
  ended?: number;
  canceled?: number;
}

/** A task at a moment. */
export interface TaskState {
  task: NewTask;
  status: TaskStatus;
  scheduled?: number;
  ended?: number;
}

/** A task is forgotten a day after its end. */
const lifetime = 24 * 3_600_000;
/** Milliseconds from creation to the start of a task, and to its end where the request is refused (recorded). */
const startAfter = 25;
const refusedAfter = 100;

/** Tasks, the newest first, and what they are at a moment. */
export class TaskStore {
  private tasks: StoredTask[] = [];

  constructor(private readonly delay: TaskDelay = { polls: 1 }) {}

  add(task: NewTask): void {
    this.tasks.unshift({ ...task, delay: task.delay ?? this.delay, polls: 0 });
  }

  /** Looks at a task as a client does; undefined when there is none. */
  poll(id: string, now: number): TaskState | undefined {
    const task = this.tasks.find((one) => one.id === id);
    if (task === undefined) return undefined;
    task.polls += 1;
    return kept(stateOf(task, now), now);
  }

  /** Cancels a task that is PENDING; false where it is not. */
  cancel(id: string, now: number): boolean {
    const task = this.tasks.find((one) => one.id === id);
    if (task === undefined || stateOf(task, now).status !== 'PENDING') return false;
    task.canceled = now;
    return true;
  }

  /** Every task that is kept, without a poll. */
  list(now: number): TaskState[] {
    return this.tasks.flatMap((task) => kept(stateOf(task, now), now) ?? []);
  }

  clear(): void {
    this.tasks = [];
  }
}

function kept(state: TaskState, now: number): TaskState | undefined {
  return state.ended !== undefined && now - state.ended > lifetime ? undefined : state;
}

function stateOf(task: StoredTask, now: number): TaskState {
  const { created, canceled, end } = task;
  if (canceled !== undefined) return { task, status: 'CANCELED', ended: canceled };
  const scheduled = created + startAfter;
  const progress = progressOf(task, now);
  if (progress === 'PENDING') return { task, status: 'PENDING' };
  if (end.atOnce) return { task, status: end.status, scheduled, ended: created + refusedAfter };
  if (progress === 'RUNNING') return { task, status: 'RUNNING', scheduled };
  const { delay } = task;
  task.ended ??= 'polls' in delay ? Math.max(now, scheduled) : created + delay.milliseconds;
  return { task, status: end.status, scheduled, ended: task.ended };
}

function progressOf({ delay, polls, created, end }: StoredTask, now: number): 'PENDING' | 'RUNNING' | 'ENDED' {
  const inPolls = 'polls' in delay;
  const passed = inPolls ? polls : now - created;
  if (inPolls && polls === 0) return 'PENDING';
  if (end.atOnce && (inPolls || passed >= refusedAfter)) return 'ENDED';
  const whole = inPolls ? delay.polls : delay.milliseconds;
  const pending = delay.pending ?? (inPolls ? 0 : Math.min(startAfter, whole));
  if (inPolls) return polls <= Math.min(pending, whole) ? 'PENDING' : polls <= whole ? 'RUNNING' : 'ENDED';
  return passed < Math.min(pending, whole) ? 'PENDING' : passed < whole ? 'RUNNING' : 'ENDED';
}
