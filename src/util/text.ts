/** Removes a character at the end of a text. A regular expression would try again at each one of a long run. */
export function withoutTrailing(character: string, text: string): string {
  let end = text.length;
  while (text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}

/** The text between a beginning and an end; undefined if either is missing. */
export function textBetween(text: string, begin: string, end: string): string | undefined {
  const start = text.indexOf(begin);
  if (start === -1) return undefined;
  const stop = text.indexOf(end, start + begin.length);
  return stop === -1 ? undefined : text.slice(start + begin.length, stop);
}

/** Adds a full stop if one is missing, as in many messages of the service. */
export function sentence(text: string): string {
  const trimmed = text.trimEnd();
  return /[\w\])}"']$/.test(trimmed) ? `${trimmed}.` : trimmed;
}

/** A text as a part of a URL. `encodeURIComponent` throws for half of a surrogate pair, which a server may send. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
