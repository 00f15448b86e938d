import { isObject } from '../../util/json.js';

/** A check of a value: a word for a type, an exact value, or a function. */
type Leaf = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'text';

/**
 * Fields that must be there, by path (`choices.0.message.content`), with their types. `text` is a string that is not
 * empty. For a stream, each path must be found in one of its events.
 */
export type Shape = Readonly<Record<string, Leaf | { is: unknown }>>;

/** The fields that are missing or of another type, as phrases. Empty if the values have the shape. */
export function faultsOfShape(shape: Shape, values: readonly unknown[]): string[] {
  return Object.entries(shape).flatMap(([path, leaf]) => {
    const found = values.map((value) => valueAt(value, path)).filter((value) => value !== undefined);
    if (found.some((value) => fits(value, leaf))) return [];
    const wanted = typeof leaf === 'string' ? leaf : JSON.stringify(leaf.is);
    return [`${path}: expected ${wanted}, got ${found.length === 0 ? 'nothing' : describe(found[0])}`];
  });
}

/** The value at a path such as `choices.0.message`. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)];
    return isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  }, value);
}

function fits(value: unknown, leaf: Shape[string]): boolean {
  if (typeof leaf !== 'string') return value === leaf.is;
  if (leaf === 'text') return typeof value === 'string' && value !== '';
  if (leaf === 'array') return Array.isArray(value);
  return leaf === 'object' ? isObject(value) : typeof value === leaf;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 80);
}
