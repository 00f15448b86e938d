import { InvalidArgumentError } from '@ai-sdk/provider';
import { checkId, toCustomId } from './custom-id.js';
import { named } from './errors.js';
import { byteLengthOf, type LineNotes } from './line-buffer.js';
import type { LineCodec } from './line-codec.js';

/** A line of a file, ready to upload. */
export interface WrittenLine {
  text: string;
  group: string;
  maxOutputTokens: number | undefined;
  /** The text that is counted as input tokens. */
  counted(): string;
  /** Undefined if its answer needs nothing but itself. */
  notes: LineNotes | undefined;
}

/** Writes the line of an item. Throws what a live call would throw, and for a line that is too long. */
export function writeLine<Item>(
  codec: LineCodec<Item>,
  item: Item,
  { index, attempt }: { index: number; attempt: number },
  maxLineBytes: number,
): WrittenLine {
  const id = codec.idOf(item);
  checkId(id, index);
  const { body, group, warnings, maxOutputTokens, counted, reading } = codec.encode(item);
  const customId = JSON.stringify(toCustomId({ index, attempt, id }));
  const text = `{"custom_id":${customId},"method":"POST","url":"${codec.url}","body":${JSON.stringify(body)}}`;
  if (3 * text.length > maxLineBytes) checkLength(text, maxLineBytes, index, id);
  return {
    text,
    group,
    maxOutputTokens,
    counted,
    notes: warnings.length === 0 && reading === undefined ? undefined : { warnings, reading },
  };
}

function checkLength(text: string, maxLineBytes: number, index: number, id: string | undefined): void {
  const bytes = byteLengthOf(text);
  if (bytes <= maxLineBytes) return;
  throw new InvalidArgumentError({
    argument: 'prompts',
    message:
      `The line of the prompt ${named(index, id ?? String(index))} has ${bytes} bytes, and maxLineBytes is ${maxLineBytes}. ` +
      'The service names a limit of 1 MB on one page and of 6 MB on another. Pass media by their public URLs.',
  });
}
