/** Characters of a text of a tool that are shown. */
const maxLength = 400;

/** The input or the result of a tool as a text. */
export function wordsOf(value: unknown): string {
  const words = plain(value).trim();
  return words.length > maxLength ? `${words.slice(0, maxLength)}…` : words;
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join('\n');
  // The results of the service's own tools.
  const { sources, output, outputs, logs } = (value ?? {}) as Record<string, unknown>;
  if (Array.isArray(sources)) return sources.length === 1 ? '1 page' : `${sources.length} pages`;
  const known = output ?? outputs ?? logs;
  return known === undefined ? JSON.stringify(value) : plain(known);
}
