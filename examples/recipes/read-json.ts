/** Bytes of a conversation with a few photos. */
const maxBytes = 10 * 1024 * 1024;

/** Reads the JSON that was posted. A body that is too long, or is not JSON, has a response in its place. */
export async function readJson({ body }: Request): Promise<unknown> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      return new Response('This is too long. Please start a new chat.', { status: 413 });
    }
    text += decoder.decode(read.value, { stream: true });
  }
  try {
    // With a function, JSON.parse refuses what is nested too deeply for all that comes after it.
    return JSON.parse(text + decoder.decode(), (_name, value: unknown) => value);
  } catch {
    return new Response('The request is not JSON.', { status: 400 });
  }
}
