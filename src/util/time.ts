import { finiteNumber } from './json.js';

/** A number of milliseconds since 1970 as a date; undefined for anything that a date cannot hold. */
export function dateOf(milliseconds: unknown): Date | undefined {
  const date = new Date(finiteNumber(milliseconds) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A number of seconds since 1970 as a date; undefined for anything that a date cannot hold. */
export function dateOfSeconds(seconds: unknown): Date | undefined {
  return dateOf((finiteNumber(seconds) ?? Number.NaN) * 1000);
}

/** A number of seconds since 1970 as an ISO 8601 text; undefined for anything that a date cannot hold. */
export function isoTime(seconds: number): string | undefined {
  return dateOfSeconds(seconds)?.toISOString();
}
