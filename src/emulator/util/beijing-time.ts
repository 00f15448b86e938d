const hours = 3_600_000;

/** The time of a task as the service writes it: in China (UTC+8), without saying so. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds + 8 * hours).toISOString().replace('T', ' ').replace('Z', '');
}

/** Reads `YYYYMMDDhhmmss` in UTC+8, as filters have it; NaN for anything else. */
export function momentOf(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1);
  if (parts === undefined) return NaN;
  const [year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
}
