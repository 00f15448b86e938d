/**
 * What a function makes of each item, without what it makes nothing of. Prompts have hundreds of items, and `flatMap`
 * takes ten times as long.
 */
export function mapDefined<Item, Result>(items: readonly Item[], map: (item: Item) => Result | undefined): Result[] {
  const results: Result[] = [];
  for (const item of items) {
    const result = map(item);
    if (result !== undefined) results.push(result);
  }
  return results;
}
