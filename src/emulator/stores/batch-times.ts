import type { BatchDelay } from '../model/script.js';

export type BatchStatus =
  | 'validating'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'failed'
  | 'expired'
  | 'cancelling'
  | 'cancelled';

/** The facts on which the state of a batch depends. */
export interface BatchTimes {
  created: number;
  delay: BatchDelay;
  /** Length of the completion window in milliseconds. */
  window: number;
  /** The end that it comes to; `stuck`: none, as it holds a line that never ends. */
  end: 'completed' | 'failed' | 'expired' | 'stuck';
  /** Lines of the file, and how many of them can run at most. */
  total: number;
  runnable: number;
  /** Looks at it so far. */
  polls: number;
  cancellation?: { at: number; polls: number; ran: number };
  /** When it ended; set by the first look that finds it so. */
  ended?: number;
}

/** A batch at a moment. */
export interface BatchState {
  status: BatchStatus;
  /** Lines that have run. */
  ran: number;
  /** When it ended, or failed. */
  ended?: number;
}

/** Measured: counts stood still for 10 to 30 minutes. */
const standstillMinutes = 20;

/** The state of a batch. */
export function stateOf(batch: BatchTimes, now: number): BatchState {
  const { delay, total, runnable, end, cancellation, created, window } = batch;
  const inPolls = 'polls' in delay;
  const { validating = 0, finalizing = 0, cancelling = 0 } = delay;
  const passed = inPolls ? batch.polls - 1 : now - created;
  const endsAt = (moment: number) => (batch.ended ??= inPolls ? now : moment);
  if (cancellation !== undefined) {
    const since = inPolls ? batch.polls - cancellation.polls - 1 : now - cancellation.at;
    if (since < cancelling) return { status: 'cancelling', ran: cancellation.ran };
    return { status: 'cancelled', ran: cancellation.ran, ended: cancellation.at };
  }
  if (passed < validating) return { status: 'validating', ran: 0 };
  if (end === 'failed') return { status: 'failed', ran: 0, ended: endsAt(created + validating) };
  const whole = inPolls ? delay.polls : delay.milliseconds;
  const ran = Math.min(runnable, ranBy(passed - validating, whole - finalizing - validating, batch));
  // A line that never ends outlives even the window (batch inference guide).
  if (end === 'stuck') return { status: 'in_progress', ran };
  const late = now >= created + window;
  if (passed < whole && !late) return { status: passed < whole - finalizing ? 'in_progress' : 'finalizing', ran };
  if (end === 'expired') return { status: 'expired', ran: runnable, ended: endsAt(created + Math.min(whole, window)) };
  const wholeInTime = inPolls ? passed >= whole : whole <= window;
  if (wholeInTime) return { status: 'completed', ran: total, ended: endsAt(created + whole) };
  const atEnd = inPolls ? ran : ranBy(window - validating, whole - finalizing - validating, batch);
  return { status: 'expired', ran: Math.min(runnable, atEnd), ended: endsAt(created + window) };
}

/** Lines that have run after a time, in steps between which the count stands still. */
function ranBy(passed: number, working: number, { delay, total }: BatchTimes): number {
  if (passed >= working) return total;
  const { standstill = 'polls' in delay ? 1 : standstillMinutes * 60_000 } = delay;
  const stepped = standstill > 0 ? Math.floor(passed / standstill) * standstill : passed;
  return Math.floor((total * stepped) / working);
}
