/** Most of a text that one request is given. */
export interface TextLimit {
  /** Units as the service counts them: a Chinese character is two, anything else one. */
  units: number;
  /** Characters of models that fall silent after some. */
  characters?: number;
}

const han = /\p{Script=Han}/u;

/** Counts a text as the service does for its limits. */
export function countUnits(text: string): number {
  let units = 0;
  for (const character of text) units += han.test(character) ? 2 : 1;
  return units;
}

// A full stop ends a sentence only before a blank: numbers and names contain it as well.
const sentenceEnd = /(?:[。！？…\n]|[.!?](?=[\s"'”’)\]」』）]|$))+["'”’)\]」』）]*\s*/gu;

/** Places to cut at, the best ones first. */
const ends = [sentenceEnd, /[,;:，；：、—]+\s*/gu, /\s+/gu];

// A letter keeps its marks, and an emoji that is made of several stays one: a flag of two letters, or of letters in tags.
const character =
  /(?:\p{Regional_Indicator}{2}|[^])(?:\p{M}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]|\u200d|(?<=\u200d)[^])*/gu;

/**
 * Cuts a text into pieces within a limit: at ends of sentences, else at commas, else between words. Joined, the pieces
 * are the text. There are as few as possible: each one begins and ends with a breath.
 */
export function splitText(text: string, limit: TextLimit): string[] {
  return cut(text, limit, 0);
}

function cut(text: string, limit: TextLimit, level: number): string[] {
  if (fits(spokenText(text, limit), limit)) return [text];
  const end = ends[level];
  if (end === undefined) return pack(text.match(character) ?? [], limit);
  return pack(
    cutAfter(text, end).flatMap((part) => (part === text ? cut(text, limit, level + 1) : cut(part, limit, level))),
    limit,
  );
}

/** The text of a piece as it is sent. Blanks around it are left out if they are what makes it too long. */
export function spokenText(piece: string, limit: TextLimit): string {
  return fits(piece, limit) ? piece : piece.trim();
}

function fits(text: string, { units, characters = Number.POSITIVE_INFINITY }: TextLimit): boolean {
  return text.length <= characters && (text.length * 2 <= units || countUnits(text) <= units);
}

function cutAfter(text: string, end: RegExp): string[] {
  const places = [...text.matchAll(end)].map(({ index, 0: found }) => index + found.length);
  const parts: string[] = [];
  let start = 0;
  for (const place of [...places, text.length]) {
    if (place > start) parts.push(text.slice(start, place));
    start = place;
  }
  return parts;
}

/** Puts parts together again as long as they fit. Blanks never stand by themselves: the service takes no such text. */
function pack(parts: readonly string[], { units, characters = Number.POSITIVE_INFINITY }: TextLimit): string[] {
  const pieces: string[] = [];
  let open = '';
  let used = 0;
  for (const part of parts) {
    const count = countUnits(part);
    const isFull = used + count > units || open.length + part.length > characters;
    if (isFull && open.trim() !== '' && part.trim() !== '') {
      pieces.push(open);
      [open, used] = ['', 0];
    }
    open += part;
    used += count;
  }
  return open === '' ? pieces : [...pieces, open];
}

/** The whole sentences that a text begins with; the last one may still go on. */
export function wholeSentences(text: string): string {
  let end = 0;
  for (const { index, 0: found } of text.matchAll(sentenceEnd)) {
    const place = index + found.length;
    // A quotation mark or a second full stop may still follow.
    if (place < text.length || found.includes('\n')) end = place;
  }
  return text.slice(0, end);
}

/** False for a text of marks only, which may well make no sound. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
