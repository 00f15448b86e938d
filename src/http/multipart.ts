import { createIdGenerator } from '@ai-sdk/provider-utils';

/** A form with a file, ready to send. */
export interface Multipart {
  bytes: Uint8Array<ArrayBuffer>;
  /** Contains the boundary between the parts. */
  contentType: string;
}

/** Bytes with room around them, so that a form need not copy a large file. */
export interface RoomyBytes {
  readonly byteLength: number;
  /** The bytes between a head and a tail, in one piece. It is valid until the next call. */
  frame(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer>;
}

/** The file of a form. */
export interface FormFile {
  name: string;
  filename: string;
  data: Blob | Uint8Array | RoomyBytes;
  /** Default: the type of the Blob, or `application/octet-stream`. */
  mediaType?: string;
}

const createBoundary = createIdGenerator({ prefix: 'form', separator: '-', size: 32 });

/**
 * Writes a form as bytes, the file after the fields. `FormData` does not work here: each `fetch` library knows only its
 * own class, and undici's sends Node's as the text "[object FormData]".
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export async function encodeMultipart(fields: Readonly<Record<string, string>>, file: FormFile): Promise<Multipart> {
  const boundary = createBoundary();
  const { name, filename, data, mediaType = data instanceof Blob ? data.type : '' } = file;
  const head = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escape(field)}"\r\n\r\n${value}\r\n`,
  );
  head.push(
    `--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"; filename="${escape(filename)}"\r\n` +
      `Content-Type: ${/^[\x20-\x7e]+$/.test(mediaType) ? mediaType : 'application/octet-stream'}\r\n\r\n`,
  );
  const encoder = new TextEncoder();
  const [before, after] = [encoder.encode(head.join('')), encoder.encode(`\r\n--${boundary}--\r\n`)];
  const contentType = `multipart/form-data; boundary=${boundary}`;
  if ('frame' in data) return { bytes: data.frame(before, after), contentType };
  const content = data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data;
  return { bytes: join([before, content, after]), contentType };
}

/** Names are quoted and on one line. */
function escape(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}
