import { refuse } from '../refusal.js';

/** An object of JSON whose fields nobody has looked at. */
export type Fields = Record<string, unknown>;

/** True for an object that is neither null nor a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses the first field that is not among the known ones (names apart by spaces). */
export function checkFields(fields: Fields, known: string, path = ''): void {
  const names = known.split(' ');
  const unknown = Object.keys(fields).find((name) => !names.includes(name));
  if (unknown !== undefined) refuse('unknown-field', { field: path + unknown });
}
