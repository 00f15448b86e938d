/** Reads a multipart body; undefined when it is none, or broken. */
export async function readForm(bytes: ArrayBuffer, type: string | null): Promise<FormData | undefined> {
  if (type === null || !/^multipart\/form-data\b/i.test(type)) return undefined;
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    return undefined;
  }
}

/** The fields of a form in their order, files by name, type and size; a name that repeats has a list. */
export function describeForm(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).map(describeEntry);
    fields[name] = values.length === 1 ? values[0] : values;
  }
  return fields;
}

function describeEntry(entry: FormDataEntryValue): unknown {
  return typeof entry === 'string' ? entry : { name: entry.name, type: entry.type, bytes: entry.size };
}
