/**
 * Changes a field of an entry such as `'z-image-turbo': { … },` or `'qwen-image': qwenText,` of a table of the
 * catalogue. The text stays as it is if it has no such entry.
 */
export function changeEntry(text: string, id: string, field: string, value: string): string {
  const start = text.indexOf(`\n  '${id}': `) + 1;
  const lineEnd = text.indexOf('\n', start);
  if (start === 0 || lineEnd === -1) return text;
  const isLong = /[{(]$/.test(text.slice(start, lineEnd));
  const end = isLong ? text.indexOf('\n  }', lineEnd) : lineEnd;
  if (end === -1) return text;
  const entry = text.slice(start, end);
  return text.slice(0, start) + changeFields(entry, { field, value, isLong }) + text.slice(end);
}

function changeFields(
  entry: string,
  { field, value, isLong }: { field: string; value: string; isLong: boolean },
): string {
  const name = entry.indexOf(` ${field}: `) + 1;
  if (name > 0) {
    const start = name + `${field}: `.length;
    return entry.slice(0, start) + value + entry.slice(endOfValue(entry, start));
  }
  if (isLong) return entry.replace('\n', `\n    ${field}: ${value},\n`);
  if (entry.endsWith(' },')) return `${entry.slice(0, -' },'.length)}, ${field}: ${value} },`;
  const colon = entry.indexOf("': ") + "': ".length;
  return `${entry.slice(0, colon)}{ ...${entry.slice(colon, -1)}, ${field}: ${value} },`;
}

/** The place behind a value: before the comma, the bracket or the line that ends it. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let place = start; place < text.length; place += 1) {
    const sign = text[place]!;
    if (depth === 0 && ',})]\n'.includes(sign)) return text[place - 1] === ' ' ? place - 1 : place;
    if ('{[('.includes(sign)) depth += 1;
    if ('}])'.includes(sign)) depth -= 1;
  }
  return text.length;
}
