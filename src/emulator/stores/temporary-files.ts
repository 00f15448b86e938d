import { describeBytes, type Media } from '../util/media.js';
import { hash } from '../util/words.js';

/** Lifetimes of an upload policy and of a file. */
export const policySeconds = 300;
const lifetime = 48 * 3_600_000;

/** Permission to upload files to a folder. */
export interface Policy {
  folder: string;
  /** The only model that may use the files. */
  model: string;
  /** Milliseconds since 1970. */
  expires: number;
  maxBytes: number;
  /** The conditions as base64 of JSON, the form that OSS takes. */
  text: string;
  signature: string;
}

interface StoredObject {
  bytes: Uint8Array;
  media: Media;
  model: string;
  expires: number;
}

/** The bucket for temporary files. */
export class TemporaryStore {
  private readonly policies = new Map<string, Policy>();
  private readonly objects = new Map<string, StoredObject>();

  /** Makes a policy for a folder of this request. */
  grant(model: string, id: string, now: number, maxBytes: number): Policy {
    const folder = `dashscope-instant/emulator/${new Date(now).toISOString().slice(0, 10)}/${id}`;
    const expires = now + policySeconds * 1000;
    const text = btoa(
      JSON.stringify({
        expiration: new Date(expires).toISOString(),
        conditions: [
          ['content-length-range', 0, maxBytes],
          ['starts-with', '$key', folder],
          { bucket: 'emulator' },
          { 'x-oss-object-acl': 'private' },
          { 'x-oss-forbid-overwrite': 'true' },
        ],
      }),
    );
    const signature = btoa(`${hash(text)}.${hash(`signature of ${text}`)}`);
    const policy = { folder, model, expires, maxBytes, text, signature };
    this.policies.set(text, policy);
    return policy;
  }

  policy(text: string): Policy | undefined {
    return this.policies.get(text);
  }

  has(key: string): boolean {
    return this.objects.has(key);
  }

  put(key: string, bytes: Uint8Array, model: string, now: number): void {
    this.objects.set(key, { bytes, media: describeBytes(bytes), model, expires: now + lifetime });
  }

  /** Describes the file of an `oss://` URL; undefined when it is missing, expired, or another model's. */
  describe(url: string, model: string, now: number): Media | undefined {
    return this.find(url, model, now)?.media;
  }

  /** Reads the file of an `oss://` URL; undefined as for `describe`. */
  read(url: string, model: string, now: number): Uint8Array | undefined {
    return this.find(url, model, now)?.bytes;
  }

  private find(url: string, model: string, now: number): StoredObject | undefined {
    const object = this.objects.get(url.slice('oss://'.length));
    return object?.model === model && object.expires > now ? object : undefined;
  }

  clear(): void {
    this.policies.clear();
    this.objects.clear();
  }
}
