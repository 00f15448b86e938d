import { toBase64 } from '../../util/base64.js';

/**
 * A key for bytes: their SHA-256, behind what else has to be the same; where the runtime has no Web Cryptography
 * (Node 18, pages without https), the bytes themselves.
 */
export async function contentKey(bytes: Uint8Array, scope: string[]): Promise<string> {
  const { crypto } = globalThis as { crypto?: { subtle?: SubtleCrypto } };
  if (crypto?.subtle === undefined) return JSON.stringify([...scope, toBase64(bytes)]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return JSON.stringify([...scope, hash]);
}
