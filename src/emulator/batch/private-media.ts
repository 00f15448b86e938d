import { isObject, type JsonObject } from '../util/objects.js';

/** Names and addresses that only the caller's own network knows. */
const privateHost =
  /^(?:localhost|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[::1\]|[^.]+)$|\.(?:local|localhost|internal|lan|invalid)$/;

/** True where a message links to a file that the service cannot load: such a line never ends (batch inference guide). */
export function hasPrivateMedia({ messages }: JsonObject): boolean {
  if (!Array.isArray(messages)) return false;
  return messages.some(
    (message) =>
      isObject(message) &&
      Array.isArray(message.content) &&
      message.content.some((part) => urlsOf(part).some(isPrivate)),
  );
}

/** The texts of a part's fields and of the fields below them, save its `text`. */
function urlsOf(part: unknown): string[] {
  if (!isObject(part)) return [];
  return Object.entries(part)
    .filter(([name]) => name !== 'text' && name !== 'type')
    .flatMap(([, value]) => (isObject(value) ? Object.values(value) : [value]))
    .flat()
    .filter((value) => typeof value === 'string');
}

function isPrivate(url: string): boolean {
  if (/^file:/i.test(url)) return true;
  if (!/^https?:/i.test(url)) return false;
  try {
    return privateHost.test(new URL(url).hostname);
  } catch {
    return false;
  }
}
