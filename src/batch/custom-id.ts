import { InvalidArgumentError } from '@ai-sdk/provider';

/** A line of a job: its place among the prompts, the number of its try, and the caller's id, if there is one. */
export interface LineId {
  index: number;
  attempt: number;
  id?: string | undefined;
}

// The service takes 256 characters; the rest is for the index and the try.
const maxIdLength = 230;

/**
 * Writes the `custom_id` of a line. A result then says by itself which prompt it is for, so that no list of ids is kept,
 * and each try has an id that is not taken.
 */
export function toCustomId({ index, attempt, id }: LineId): string {
  return id === undefined ? `${index}.${attempt}` : `${index}.${attempt}.${id}`;
}

/** Reads a `custom_id`; undefined if this package did not write it. */
export function readCustomId(text: unknown): LineId | undefined {
  if (typeof text !== 'string') return undefined;
  const found = /^(\d{1,15})\.(\d{1,6})(?:\.([\s\S]*))?$/.exec(text);
  if (found === null) return undefined;
  return { index: Number(found[1]), attempt: Number(found[2]), id: found[3] };
}

/** Throws for an id that no `custom_id` can carry. */
export function checkId(id: unknown, index: number): asserts id is string | undefined {
  if (id === undefined) return;
  if (typeof id === 'string' && id !== '' && id.length <= maxIdLength) return;
  const given = typeof id === 'string' ? `a string of ${id.length} characters` : `a ${typeof id}`;
  throw new InvalidArgumentError({
    argument: 'id',
    message: `The id of the prompt at index ${index} is ${given}. It must be a string of 1 to ${maxIdLength} characters.`,
  });
}
