/** Everything that a stream brings, in its order. */
export async function collect<Item>(stream: AsyncIterable<Item> | ReadableStream<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream as AsyncIterable<Item>) items.push(item);
  return items;
}
