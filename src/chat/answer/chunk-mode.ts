/**
 * A chunk of a text holds only the new text (delta), or all text so far (cumulative). Requests ask for deltas, and then
 * nothing is guessed, because a delta may begin like the text before it. Only models that are known to repeat text are
 * checked.
 *
 * | mode       | a chunk holds | passed on                                       | next mode       |
 * | delta      | the new text  | the held chunks and this one                    | delta           |
 * | cumulative | all so far    | the new part; all of it, if it repeats nothing  | cumulative      |
 * | unknown    | either        | the first; later ones wait while each repeats   | by `detectMode` |
 * | at the end | either        | one held chunk; of several what the last adds   |                 |
 */

/** The mode of a stream. All parts of an answer share this object, because one mode applies to all. */
export interface ChunkMode {
  mode: 'unknown' | 'delta' | 'cumulative';
}

/** One text of a stream (the answer, or the thinking) that grows by chunks. */
export interface TextChannel {
  shared: ChunkMode;
  /** The text that has been passed on, kept as long as it is needed to detect the mode. */
  total: string;
  /** The chunks held back because they fit both modes: the last one, all of them joined, and their number. */
  last: string;
  held: string;
  heldCount: number;
  /** True if a held chunk is no longer than the one before, although tokens have been counted for it. */
  repeated: boolean;
}

export function createTextChannel(shared: ChunkMode): TextChannel {
  return { shared, total: '', last: '', held: '', heldCount: 0, repeated: false };
}

// A chunk that repeats at least this many characters is not a coincidence.
const decisiveLength = 20;

/**
 * Adds a chunk's text and returns what is new. Ambiguous chunks (`ha`, then `haha`) are held back until a later one
 * decides. `grew` is true if tokens have been counted since the last chunk: text without tokens is a repetition.
 */
export function addChunk(channel: TextChannel, text: string, grew: boolean): string {
  const { shared } = channel;
  if (shared.mode === 'delta' && channel.held === '') return text;
  if (shared.mode === 'unknown') shared.mode = detectMode(channel, text, grew);
  switch (shared.mode) {
    case 'delta':
      return takeHeld(channel) + text;
    case 'cumulative':
      takeHeld(channel);
      return addCumulative(channel, text);
    case 'unknown':
      return hold(channel, text);
  }
}

function detectMode({ total, last, repeated }: TextChannel, text: string, grew: boolean): ChunkMode['mode'] {
  const before = last === '' ? total : last;
  if (before === '') return 'unknown';
  const same = text.length === before.length;
  if (!text.startsWith(before) || (same && grew && repeated)) return 'delta';
  return !grew || (!same && before.length >= decisiveLength) ? 'cumulative' : 'unknown';
}

function hold(channel: TextChannel, text: string): string {
  const { total, last } = channel;
  if (total === '') {
    channel.total = text;
    return text;
  }
  channel.repeated ||= text.length === (last === '' ? total : last).length;
  channel.last = text;
  channel.held += text;
  channel.heldCount += 1;
  return '';
}

function takeHeld(channel: TextChannel): string {
  const { held } = channel;
  channel.last = '';
  channel.held = '';
  channel.heldCount = 0;
  channel.repeated = false;
  return held;
}

function addCumulative(channel: TextChannel, text: string): string {
  const { total } = channel;
  if (text.startsWith(total)) {
    channel.total = text;
    return text.slice(total.length);
  }
  channel.total += text;
  return text;
}

/** Returns the text that is still held back when a text has ended. */
export function flush(channel: TextChannel): string {
  const { shared, last, heldCount, repeated } = channel;
  if (last === '') return '';
  const cumulative = shared.mode === 'cumulative' || (shared.mode === 'unknown' && heldCount > 1 && !repeated);
  const held = takeHeld(channel);
  return cumulative ? addCumulative(channel, last) : held;
}
