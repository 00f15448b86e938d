import { createRedact } from '../../http/redact.js';

/** Headers that a recording keeps. The others name accounts, machines and times. */
const keptHeaders = new Set(['content-type', 'retry-after']);

// Ids of items begin with a word: `msg_…`.
const uuid = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi;
/** Query parameters that sign a URL or name an account. */
const signed = /([?&](?:Expires|OSSAccessKeyId|Signature|security-token|x-oss-[\w-]+)=)[^&"\s\\]*/gi;
/** Account ids of Alibaba Cloud have 16 digits. */
const account = /\b\d{16,20}\b/g;

/** Takes the key, ids of requests and accounts, and signatures out of a text of the service. */
export function createSanitize(key: string): (text: string) => string {
  const redact = createRedact([key]);
  return (text) =>
    redact(text)
      .replace(uuid, '00000000-0000-0000-0000-000000000000')
      .replace(signed, '$1removed')
      .replace(account, (digits) => '0'.repeat(digits.length));
}

/** The headers of an answer that may be kept. */
export function sanitizeHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => keptHeaders.has(name.toLowerCase())));
}
