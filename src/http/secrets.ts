import { fromBase64 } from '../util/base64.js';
import { valueOfJSON } from '../util/json.js';
import { isHarmlessHeader } from './harmless-headers.js';
import { minSecretLength } from './spellings.js';

// A key of a few letters, such as "none", is not secret, and redacting it would garble the text.
const minLength = 8;

/** The secrets in headers: the values of all headers that are not known to be harmless. Names are in lower case. */
export function secretsOf(headers: Record<string, string>): string[] {
  const secrets: string[] = [];
  for (const name of Object.keys(headers)) {
    const value = (headers[name] as string).trim();
    if (isHarmlessHeader(name) || value.length < minLength) continue;
    const bare = withoutScheme(value);
    secrets.push(bare, ...fieldsOf(value).filter((field) => field.length >= minLength));
    if (/^basic\s/i.test(value)) secrets.push(...pairOf(bare));
  }
  return secrets;
}

/** The value without `Bearer` or another scheme. */
function withoutScheme(value: string): string {
  return value.replace(/^[\w-]+\s+(?=.{8})/, '');
}

/** The values within a header: of cookies, of parameters (`Signature="…"`), of JSON, of URLs, of a repeated header. */
function fieldsOf(value: string): string[] {
  if (/^[[{]/.test(value)) return textsOf(valueOfJSON(value));
  return value.split(/[;,&?]\s*/).flatMap((field, _index, { length }) => {
    const start = field.indexOf('=') + 1;
    const [whole, ...parts] = [field.slice(start).replace(/^"|"$/g, ''), ...field.split(/[:@]/)];
    // Each value of a repeated header may have a scheme. Both parts of a pair such as `user:password` are secret.
    return [...(start > 0 || length > 1 ? [withoutScheme(whole!)] : []), ...(parts.length > 1 ? parts : [])];
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** User and password of Basic authorization, together and separately. */
function pairOf(base64: string): string[] {
  const bytes = fromBase64(base64);
  if (bytes === undefined) return [];
  const pair = new TextDecoder().decode(bytes);
  const [user = '', ...password] = pair.split(':');
  return [pair, user, password.join(':')].filter((text) => text.length >= minSecretLength);
}
