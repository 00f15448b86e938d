/** Forms of the service have about ten fields. Reading a hundred thousand would take minutes. */
const maxFormParts = 100;

/** Reads a multipart body; undefined when the body has another type, is malformed, or has too many parts. */
export async function readForm(bytes: ArrayBuffer, type: string | null): Promise<FormData | undefined> {
  if (type === null || !/^multipart\/form-data\b/i.test(type)) return undefined;
  const boundary = boundaryOf(type);
  if (boundary === undefined || hasTooManyParts(new Uint8Array(bytes), boundary)) return undefined;
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    return undefined;
  }
}

/** The parameter of that name; the end of another name, or a text within another value, is not it. */
function boundaryOf(type: string): string | undefined {
  for (const [, name = '', quoted, plain] of type.matchAll(/;\s{0,9}([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g)) {
    if (name.toLowerCase() === 'boundary') return (quoted?.replace(/\\(.)/g, '$1') ?? plain) || undefined;
  }
  return undefined;
}

/** Counts the lines that begin a part. */
function hasTooManyParts(bytes: Uint8Array, boundary: string): boolean {
  const line = new TextEncoder().encode(`\n--${boundary}`);
  let parts = 0;
  for (let place = bytes.indexOf(line[0]!); place >= 0; place = bytes.indexOf(line[0]!, place + 1)) {
    if (line.every((byte, index) => bytes[place + index] === byte)) parts += 1;
    if (parts > maxFormParts) return true;
  }
  return false;
}

/** The fields of a form. Files have name, type and size; a repeated name has a list. */
export function describeForm(form: FormData): Record<string, unknown> {
  const fields = new Map<string, unknown[]>();
  for (const [name, value] of form) {
    const values = fields.get(name) ?? [];
    values.push(describeEntry(value));
    fields.set(name, values);
  }
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

function describeEntry(entry: FormDataEntryValue): unknown {
  return typeof entry === 'string' ? entry : { name: entry.name, type: entry.type, bytes: entry.size };
}
