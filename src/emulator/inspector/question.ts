import { isObject, type JsonObject, toText } from '../util/objects.js';

/** The last text that a request asks about, for a row of the list. */
export function questionOf(body: JsonObject): string {
  const input = isObject(body.input) ? body.input : body;
  const messages = [input.messages, body.input].find(Array.isArray) as unknown[] | undefined;
  const asked = messages?.findLast((message) => isObject(message) && message.role === 'user');
  if (isObject(asked)) return textsOf(asked.content);
  return textsOf(
    input.prompt ?? input.query ?? input.text ?? input.texts ?? (input === body ? body.input : undefined) ?? '',
  );
}

function textsOf(content: unknown): string {
  if (!Array.isArray(content)) return toText(content);
  const texts = content.map((part) => (isObject(part) ? part.text : part));
  return texts.filter((text) => typeof text === 'string').join(' ');
}
