import { fromBase64 } from '../util/base64.js';

/** The container of a recording: its name at the service, and its media type. */
export interface Container {
  format: string;
  mediaType: string;
}

const containers: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  aac: 'audio/aac',
  aiff: 'audio/aiff',
  amr: 'audio/amr',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'audio/webm',
  mkv: 'video/x-matroska',
  avi: 'video/x-msvideo',
  flv: 'video/x-flv',
  wma: 'audio/x-ms-wma',
  wmv: 'video/x-ms-wmv',
  mpeg: 'video/mpeg',
  pcm: 'audio/pcm',
};

/** The container of a name such as `mp3`. The media type of an unknown name is made from it. */
export function containerNamed(name: string): Container {
  const format = name.replace(/^\./, '').toLowerCase();
  return { format, mediaType: Object.hasOwn(containers, format) ? containers[format]! : `audio/${format}` };
}

/** The container that the path of a URL names by its extension. */
export function containerOfURL(url: string): Container | undefined {
  const [, extension = ''] = /\.([a-z\d]{2,4})$/i.exec(new URL(url).pathname) ?? [];
  return Object.hasOwn(containers, extension.toLowerCase()) ? containerNamed(extension) : undefined;
}

const signatures: readonly (readonly [format: string, offset: number, mark: string])[] = [
  ['wav', 8, 'WAVE'],
  ['avi', 8, 'AVI '],
  ['aiff', 8, 'AIFF'],
  ['aiff', 8, 'AIFC'],
  ['flac', 0, 'fLaC'],
  ['amr', 0, '#!AMR'],
  ['flv', 0, 'FLV\x01'],
  ['mov', 4, 'ftypqt  '],
  ['m4a', 4, 'ftypM4A'],
  ['m4a', 4, 'ftypM4B'],
  ['mp4', 4, 'ftyp'],
  ['wma', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['mpeg', 0, '\x00\x00\x01\xba'],
  ['mp3', 0, 'ID3'],
];

/** The container of a recording, by its first bytes; undefined if they name none. */
export function containerOf(bytes: Uint8Array): Container | undefined {
  const head = latin1(bytes.subarray(0, 64));
  if (head.startsWith('OggS')) return containerNamed(head.includes('OpusHead') ? 'opus' : 'ogg');
  if (head.startsWith('\x1aE\xdf\xa3')) return containerNamed(head.includes('webm') ? 'webm' : 'mkv');
  const format =
    signatures.find(([, offset, mark]) => head.startsWith(mark, offset))?.[0] ?? formatOfFrames(bytes) ?? undefined;
  return format === undefined ? undefined : containerNamed(format);
}

/** Frames of MPEG audio begin with eleven bits that are set; those of AAC are of layer 0. */
function formatOfFrames(bytes: Uint8Array): 'mp3' | 'aac' | undefined {
  const [first = 0, second = 0] = bytes;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  if ((second & 0xf6) === 0xf0) return 'aac';
  return (second & 0x06) === 0 ? undefined : 'mp3';
}

/** Seconds of a recording, if its header has them: WAV and FLAC. */
export function secondsOf(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = latin1(bytes.subarray(0, 12));
  if (head.startsWith('WAVE', 8)) return secondsOfWav(view);
  // STREAMINFO comes first (RFC 9639, section 8.2): 20 bits of rate, and 36 bits of samples at the end.
  if (!head.startsWith('fLaC') || bytes.length < 26) return undefined;
  const rate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 0x0f) * 2 ** 32 + view.getUint32(22);
  return rate === 0 || samples === 0 ? undefined : samples / rate;
}

/** The bytes that are there count: streamed files have placeholders for lengths, which are very large or 0. */
function secondsOfWav(view: DataView): number | undefined {
  let bytesPerSecond: number | undefined;
  for (let place = 12; place + 8 <= view.byteLength;) {
    const name = view.getUint32(place);
    const length = view.getUint32(place + 4, true);
    const start = place + 8;
    if (name === 0x66_6d_74_20 && start + 12 <= view.byteLength) bytesPerSecond = view.getUint32(start + 8, true);
    if (name === 0x64_61_74_61) {
      const rest = view.byteLength - start;
      return bytesPerSecond ? Math.min(length || rest, rest) / bytesPerSecond : undefined;
    }
    place = start + length + (length % 2);
  }
  return undefined;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** A recording given as a data URL; undefined if the URL is of another kind. */
export function bytesOfDataURL(url: string): { bytes: Uint8Array; mediaType: string } | undefined {
  const [head, mediaType] = /^data:([^;,]*)(?:;[^;,]*)*;base64,/i.exec(url) ?? [];
  const bytes = head === undefined ? undefined : fromBase64(url.slice(head.length));
  return bytes && { bytes, mediaType: mediaType! };
}
