/** A copy of a part of a text. Engines keep the whole text in memory for as long as a slice of it is used. */
export function copyOf(slice: string): string {
  return JSON.parse(JSON.stringify(slice)) as string;
}
