import { sha256 } from '../util/sha256.js';

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
