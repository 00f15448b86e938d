/** A time in seconds since 1970 as an ISO 8601 text; undefined if it is none. */
export function isoTime(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
