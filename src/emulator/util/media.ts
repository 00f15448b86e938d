/** Facts about a picture, a film or a sound that its first bytes tell. */
export interface Media {
  /** Such as `PNG`, `JPEG`, `MP4` or `WAV`; undefined when the kind is not known. */
  kind?: string;
  width?: number;
  height?: number;
  bytes: number;
}

/**
 * Characters of base64 that are decoded. Kind and size are near the beginning; a camera's metadata may precede
 * them.
 */
const headLength = 4 * 131_072;

/** Describes the file in a data URL; undefined unless the URL holds valid base64. */
export function describeDataURL(url: string): Media | undefined {
  const match = /^data:[^,]*;base64,/i.exec(url);
  if (match === null) return undefined;
  const base64 = url.slice(match[0].length);
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  const characters = base64.length - padding;
  if (characters === 0 || characters % 4 === 1 || /[^A-Za-z0-9+/]/.test(base64.slice(0, characters))) {
    return undefined;
  }
  const head = Uint8Array.from(atob(base64.slice(0, headLength)), (character) => character.charCodeAt(0));
  return { ...describeHead(head), bytes: Math.floor((characters * 3) / 4) };
}

/** Describes a file. */
export function describeBytes(bytes: Uint8Array): Media {
  return { ...describeHead(bytes), bytes: bytes.length };
}

const signatures: ReadonlyArray<[kind: string, offset: number, mark: string]> = [
  ['PNG', 0, '\x89PNG\r\n\x1a\n'],
  ['JPEG', 0, '\xff\xd8\xff'],
  ['GIF', 0, 'GIF8'],
  ['WebP', 8, 'WEBP'],
  ['BMP', 0, 'BM'],
  ['TIFF', 0, 'II*\0'],
  ['TIFF', 0, 'MM\0*'],
  ['HEIC', 4, 'ftyphei'],
  ['ICO', 0, '\0\0\x01\0'],
  ['WAV', 8, 'WAVE'],
  ['AVI', 8, 'AVI '],
  ['MP3', 0, 'ID3'],
  ['MP3', 0, '\xff\xfb'],
  ['Ogg', 0, 'OggS'],
  ['FLAC', 0, 'fLaC'],
  ['MOV', 4, 'ftypqt'],
  ['MP4', 4, 'ftyp'],
  ['WebM', 0, '\x1aE\xdf\xa3'],
];

function describeHead(bytes: Uint8Array): Omit<Media, 'bytes'> {
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  const kind = signatures.find(([, offset, mark]) => head.startsWith(mark, offset))?.[0];
  return kind === undefined ? {} : { kind, ...sizeOf(kind, bytes) };
}

function sizeOf(kind: string, bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (kind === 'PNG') return { width: view.getUint32(16), height: view.getUint32(20) };
    if (kind === 'GIF') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (kind === 'BMP') return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
    if (kind === 'JPEG') return jpegSize(view);
    if (kind === 'WebP') return webpSize(view);
  } catch (error) {
    // The file ends before its size: only the kind is known.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/** The first start-of-frame segment holds the size; 0xC4, 0xC8 and 0xCC are other things. */
function jpegSize(view: DataView): { width: number; height: number } | undefined {
  let offset = 2;
  while (view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    }
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

function webpSize(view: DataView): { width: number; height: number } | undefined {
  const form = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15));
  const uint24 = (offset: number) => view.getUint16(offset, true) + (view.getUint8(offset + 2) << 16);
  if (form === 'VP8X') return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (form === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (form !== 'VP8L') return undefined;
  const packed = view.getUint32(21, true);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}
