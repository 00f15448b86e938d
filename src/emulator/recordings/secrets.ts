import { keyPatterns } from '../util/keys.js';
import { detach } from '../util/detach.js';

/** The word in place of what a recording leaves out. */
const removed = 'removed';

/** Fields of JSON and of forms that hold credentials. */
const fields =
  'authorization|(?:x[-_])?api[-_]?key|access[-_]?token|refresh[-_]?token|(?:client[-_]?)?secret|password|policy|' +
  'signature|oss[-_]?access[-_]?key[-_]?id|access[-_]?key[-_]?(?:id|secret)|(?:x[-_]oss[-_])?security[-_]?token';

/** Parameters of a URL that sign it. */
const parameters = `${fields}|expires|x-oss-(?!object-acl|forbid-overwrite)[\\w-]+|key|token`;

const credentialField = new RegExp(`^(?:${fields})$`, 'i');
const credentialParameter = new RegExp(`^(?:${parameters})$`, 'i');
const credentialInJson = new RegExp(`("(?:${fields})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)+`, 'gi');
const credentialInUrl = new RegExp(`((?:[?&]|\\\\u0026)(?:${parameters})=)[^&"'\\s\\\\#<>()]+`, 'gi');
/** An error of a bucket repeats the signature, and the text that was signed. */
const credentialInXml = new RegExp(`(<(?:${fields}|signature_?provided|string_?to_?sign(?:_?bytes)?)>)[^<]+`, 'gi');
/** Keys of the service have over thirty characters. */
const anyKey = /(?<![\w-])s[kt]-[\w-]{20}[\w-]*/g;
/** Folders of the temporary store name the account. */
const accountFolder = /(\bdashscope-instant\/)[^/"\s]+(?=\/)/g;
const accountInJson = /("(?:ali_?)?(?:uid|account_?id|owner_?id|main_?account_?id)"\s*:\s*"?)\d{10,20}/gi;
const accountNumber = /(?<![\d.])\d{16}(?![\d.])/g;

const asterisk = 0x2a;

const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;
const serviceId = new RegExp(`"(?:request|task)_?id"\\s*:\\s*"(${uuid.source})"`, 'gi');

/** Takes credentials out of the texts of a call: the caller's own, and what looks like any. */
export class Secrets {
  /** The caller's own keys, and what looks like any. */
  private readonly keys: readonly RegExp[];

  constructor(headers: Headers) {
    const patterns = keyPatterns(headers);
    this.keys = [...(patterns.length > 0 ? [new RegExp(patterns.join('|'), 'g')] : []), anyKey];
  }

  /** Cleans a text. */
  clean(text: string): string {
    return this.cleanPieces([text])[0]!;
  }

  /** Cleans a text that came in pieces. A secret may begin in one and end in another. */
  cleanPieces(pieces: readonly string[], isError = false): string[] {
    const patterns = [...this.keys, credentialInJson, credentialInUrl, credentialInXml];
    let cleaned = [...pieces];
    for (const pattern of patterns) cleaned = replaceInPieces(cleaned, pattern, () => removed);
    cleaned = replaceInPieces(cleaned, accountFolder, () => 'account');
    // An answer of a model may hold numbers of any length.
    for (const pattern of isError ? [accountInJson, accountNumber] : [accountInJson]) {
      cleaned = replaceInPieces(cleaned, pattern, (digits) => '1'.padEnd(digits.length, '0'));
    }
    return cleaned;
  }

  /** Cleans a body that is not a text. Its length stays, because such formats count their bytes. */
  cleanBytes(bytes: Uint8Array): Uint8Array {
    // A character for each byte.
    const text = new TextDecoder('latin1').decode(bytes);
    const cleaned = bytes.slice();
    for (const pattern of this.keys) {
      for (const { index = 0, 0: key } of text.matchAll(pattern)) cleaned.fill(asterisk, index, index + key.length);
    }
    return cleaned;
  }

  /** Cleans a field of a form. */
  cleanField(name: string, value: string): string {
    return credentialField.test(name) ? removed : this.clean(value);
  }

  /** Cleans a query, and sorts it. */
  cleanQuery(query: URLSearchParams): string {
    const rows = [...query].map(([name, value]) => [
      this.clean(name),
      credentialParameter.test(name) ? removed : this.clean(value),
    ]);
    const sorted = new URLSearchParams(rows);
    sorted.sort();
    return String(sorted);
  }
}

/** Gives the requests and tasks of a recording other ids: the same ones whenever it is recorded again. */
export class ServiceIds {
  private readonly known = new Map<string, string>();

  /** Learns the ids that an answer has for its request and its task. An id that the request holds stays as it is. */
  learn(answer: string, headers: Headers, { asked, idFor }: { asked: string; idFor: (index: number) => string }): void {
    const ids = [...answer.matchAll(serviceId)].map(([, id]) => id!);
    const ofHeader = headers.get('x-request-id')?.match(uuid)?.[0];
    for (const [index, id] of [...new Set([...(ofHeader ? [ofHeader] : []), ...ids])].entries()) {
      if (!this.known.has(id) && !asked.includes(id)) this.known.set(detach(id), idFor(index));
    }
  }

  /** Replaces the ids that are known. Others, such as those of files, stay as they are. */
  replacePieces(pieces: readonly string[]): string[] {
    return replaceInPieces(pieces, uuid, (id) => this.known.get(id) ?? id);
  }

  replace(text: string): string {
    return this.replacePieces([text])[0]!;
  }
}

/**
 * Replaces the matches of a pattern in a text that came in pieces; the replacement goes where the match begins. A first
 * group of the pattern stays.
 */
export function replaceInPieces(
  pieces: readonly string[],
  pattern: RegExp,
  replace: (match: string) => string,
): string[] {
  const matches = [...pieces.join('').matchAll(pattern)];
  if (matches.length === 0) return [...pieces];
  const edits = matches.map(({ index = 0, 0: whole, 1: kept = '' }) => {
    const start = index + kept.length;
    return { start, end: index + whole.length, text: replace(whole.slice(kept.length)) };
  });
  let start = 0;
  let next = 0;
  return pieces.map((piece) => {
    const end = start + piece.length;
    let written = '';
    let place = start;
    for (; next < edits.length && edits[next]!.start < end; next += 1) {
      const edit = edits[next]!;
      if (edit.start >= start) written += piece.slice(place - start, edit.start - start) + edit.text;
      place = Math.min(edit.end, end);
      if (edit.end > end) break;
    }
    written += piece.slice(place - start);
    start = end;
    return written;
  });
}
