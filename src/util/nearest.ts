// A longer name is not a typing error, and comparing takes time in proportion to both lengths.
const maxLength = 60;

/**
 * The names that a misspelt name may stand for: those with the fewest wrong letters, or else those that share a word.
 */
export function nearest(name: string, names: readonly string[]): string[] {
  const given = plain(name);
  if (given === '' || given.length > maxLength) return [];
  const distances = names.map((known) => distance(given, plain(known)));
  const least = Math.min(...distances);
  if (least <= (given.length < 3 ? 0 : Math.max(1, Math.floor(given.length / 4))))
    return names.filter((_name, index) => distances[index] === least);
  if (given.length < 5) return [];
  return names.filter((known) => plain(known).includes(given)).slice(0, 3);
}

/** The question "Did you mean …?" for a message; empty if no name is near. */
export function didYouMean(name: string, names: readonly string[]): string | undefined {
  const found = nearest(name, names);
  if (found.length === 0) return undefined;
  const last = found.at(-1) as string;
  return `Did you mean ${found.length === 1 ? last : `${found.slice(0, -1).join(', ')} or ${last}`}?`;
}

function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

/** Counts the letters to change, add, remove or swap to turn one word into the other. */
function distance(one: string, other: string): number {
  let older: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
        swapped ? (older[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    older = last;
    last = current;
  }
  return last[other.length] as number;
}
