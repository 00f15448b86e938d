/** A copy of a text that was cut out of a longer one. Engines keep the longer one in memory as long as the part. */
export function detach(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
