import { ofNode } from '../util/of-node.js';

interface Cryptography {
  subtle: { digest: (name: 'SHA-256', bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer> };
}

/** The SHA-256 of bytes, in hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = await cryptography();
  return [...new Uint8Array(await subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Node 18 has it only in a module. */
async function cryptography(): Promise<Cryptography> {
  const { crypto } = globalThis as { crypto?: Cryptography };
  if (crypto !== undefined) return crypto;
  const module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ ofNode('crypto'))) as {
    webcrypto: Cryptography;
  };
  return module.webcrypto;
}
