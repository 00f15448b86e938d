import { mergeHeaders, type HeaderInput } from '../http/headers.js';
import { sha256 } from '../util/sha256.js';

// Headers that tell accounts apart, by their names. Others, such as an id for tracing, may differ with each call.
const accountHeader =
  /authorization|cookie|token|secret|credential|assertion|account|tenant|workspace|(api|access|subscription)[-_]?key|^key$/;

/**
 * The headers of a call that choose an account or a workspace, for a key: an upload of one is unknown to the others. Headers
 * come in several forms.
 */
export function accountOf(headers: HeaderInput): string[] {
  return Object.entries(mergeHeaders(headers))
    .filter(([name]) => accountHeader.test(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flat();
}

/** A key for bytes: their SHA-256 after `scope`, which must be equal as well. */
export async function contentKey(bytes: Uint8Array, scope: string[]): Promise<string> {
  return JSON.stringify([...scope, await hashOf(bytes)]);
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const { crypto } = globalThis as { crypto?: { subtle?: SubtleCrypto } };
  // Node 18 has no Web Cryptography, nor have pages without https.
  if (crypto?.subtle === undefined) return sha256(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
