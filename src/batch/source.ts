import { InvalidArgumentError } from '@ai-sdk/provider';
import type { QwenBatchItems } from './options.js';

/** The items of a job, which may be readable more than once. */
export interface Source<Item> {
  /** True if the items can be read again, so that lines can be written a second time. */
  readonly isRepeatable: boolean;
  /** Opens the items. Throws if they have been read and cannot be again. */
  open(): AsyncIterable<Item> | Iterable<Item>;
}

export function createSource<Item>(items: QwenBatchItems<Item>, name: string): Source<Item> {
  if (typeof items === 'function') return { isRepeatable: true, open: () => checked(items(), name) };
  checked(items, name);
  const isRepeatable = !isIterator(items);
  let isRead = false;
  return {
    isRepeatable,
    open() {
      if (isRead && !isRepeatable) {
        const message = `${name} can be read only once. Pass an array, or a function that opens them anew: ${name}: () => rows().`;
        throw new InvalidArgumentError({ argument: name, message });
      }
      isRead = true;
      return items;
    },
  };
}

/**
 * Calls a function for each item until it returns false. It waits only for promises: `for await` would make three for
 * each item of an array.
 */
export async function forEachItem<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  take: (item: Item) => boolean | Promise<boolean>,
): Promise<void> {
  if (Symbol.asyncIterator in items) {
    for await (const item of items) if (!(await take(item))) return;
    return;
  }
  for (const item of items) {
    // An array may have promises of its items.
    const taken = take(item instanceof Promise ? ((await item) as Item) : item);
    if (!(taken instanceof Promise ? await taken : taken)) return;
  }
}

/** Generators and streams return themselves: what was read of them is gone. */
function isIterator(items: object): boolean {
  if (typeof (items as { getReader?: unknown }).getReader === 'function') return true;
  return typeof (items as { next?: unknown }).next === 'function';
}

function checked<Items>(items: Items, name: string): Items {
  const { [Symbol.iterator]: one, [Symbol.asyncIterator]: other } = Object(items) as Partial<
    Iterable<unknown> & AsyncIterable<unknown>
  >;
  if (typeof items !== 'string' && (typeof one === 'function' || typeof other === 'function')) return items;
  throw new InvalidArgumentError({
    argument: name,
    message: `${name} must be an array, another iterable, an async iterable, or a function that returns one.`,
  });
}
