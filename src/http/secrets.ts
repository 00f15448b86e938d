import { fromBase64 } from '../util/base64.js';
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
    // The value without `Bearer` or another scheme.
    const bare = value.replace(/^[\w-]+\s+(?=.{8})/, '');
    secrets.push(bare, ...fieldsOf(value).filter((field) => field.length >= minLength));
    if (/^basic\s/i.test(value)) secrets.push(...pairOf(bare));
  }
  return secrets;
}

/** The values within a header: of cookies, of parameters (`Signature="…"`), of JSON. */
function fieldsOf(value: string): string[] {
  if (/^[[{]/.test(value)) return textsOf(parse(value));
  if (!value.includes('=')) return [];
  return value.split(/[;,&]\s*/).flatMap((field) => {
    const start = field.indexOf('=') + 1;
    return start === 0 ? [] : [field.slice(start).replace(/^"|"$/g, '')];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
