/** Headers as users write them: any case; one that is undefined counts as not written. */
export type HeaderInput = Record<string, string | undefined> | undefined;

/** Joins headers whatever the case of their names; later ones win. Names come out in lower case. */
export function mergeHeaders(...inputs: HeaderInput[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const input of inputs) {
    if (input === undefined) continue;
    for (const name of Object.keys(input)) {
      const value = input[name];
      if (value !== undefined) merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}
