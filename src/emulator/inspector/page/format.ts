import type { CallSummary, Cost, TokenCount } from '../shape.js';

/** Milliseconds, or seconds from ten thousand on. */
export function showTime(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '–';
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

export function showClock(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString();
}

export function showTokens({ input, output }: TokenCount = {}): string {
  if (input === undefined && output === undefined) return '–';
  return `${input ?? 0} in, ${output ?? 0} out`;
}

/** The status of a call, or its state while there is none. */
export function showStatus({ status, state }: CallSummary): string {
  if (status === 0) return state;
  return state === 'done' ? String(status) : `${status} ${state}`;
}

/** A call that failed for its client. */
export function hasFailed({ status, state, error }: CallSummary): boolean {
  return status >= 400 || state === 'broken' || state === 'aborted' || error !== undefined;
}

export function isOpen({ state }: CallSummary): boolean {
  return state === 'waiting' || state === 'streaming';
}

export function toneOf(call: CallSummary): 'bad' | 'warn' | 'good' {
  if (hasFailed(call)) return 'bad';
  return isOpen(call) ? 'warn' : 'good';
}

/** Output tokens a second, between the first and the last chunk. */
export function showSpeed({ tokens, firstToken, duration }: CallSummary): string {
  const seconds = ((duration ?? 0) - (firstToken ?? 0)) / 1000;
  if (tokens?.output === undefined || firstToken === undefined || seconds <= 0.001) return '–';
  return `${Math.round(tokens.output / seconds)} per second`;
}

/** An amount, such as `0.0028 CNY`. */
export function showCost({ amount, currency }: Pick<Cost, 'amount' | 'currency'>): string {
  const digits = amount >= 1 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 3 };
  return `${amount.toLocaleString('en', { ...digits, useGrouping: false })} ${currency}`;
}
