/** Opus at 48 kHz: 20 ms of silence of two channels. */
const frame = Uint8Array.of(0xf8, 0xff, 0xfe);
const samplesOfFrame = 960;
/** Samples before the sound begins, as libopus writes them. */
export const preSkip = 312;

const table = Array.from({ length: 256 }, (_none, byte) => {
  let sum = byte * 2 ** 24;
  for (let bit = 0; bit < 8; bit += 1) sum = sum >= 2 ** 31 ? ((sum * 2) ^ 0x04c1_1db7) >>> 0 : (sum * 2) >>> 0;
  return sum;
});

/** The checksum of a page whose own is 0 (RFC 3533, section 6). */
export function checksumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => ((sum << 8) ^ table[(sum >>> 24) ^ byte]!) >>> 0, 0);
}

interface PageFacts {
  serial: number;
  number: number;
  position: number;
  /** 2 for the first page, 4 for the last one. */
  flags?: number;
}

function page({ serial, number, position, flags = 0 }: PageFacts, packets: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(27 + packets.length);
  header.write('OggS');
  header[5] = flags;
  header.writeBigInt64LE(BigInt(position), 6);
  header.writeUInt32LE(serial, 14);
  header.writeUInt32LE(number, 18);
  header[26] = packets.length;
  packets.forEach(({ length }, index) => (header[27 + index] = length));
  const whole = Buffer.concat([header, ...packets]);
  whole.writeUInt32LE(checksumOf(whole), 22);
  return whole;
}

function head(): Buffer {
  const bytes = Buffer.alloc(19);
  bytes.write('OpusHead');
  bytes.set([1, 2], 8);
  bytes.writeUInt16LE(preSkip, 10);
  bytes.writeUInt32LE(24_000, 12);
  return bytes;
}

function tags(): Buffer {
  const bytes = Buffer.alloc(8 + 4 + 4 + 4);
  bytes.write('OpusTags');
  bytes.writeUInt32LE(4, 8);
  bytes.write('test', 12);
  return bytes;
}

/** A valid file of Opus (RFC 7845) with some frames of silence, ten of them on a page. */
export function opusFile(frames: number, serial = 1): Buffer {
  const pages = [page({ serial, number: 0, position: 0, flags: 2 }, [head()])];
  pages.push(page({ serial, number: 1, position: 0 }, [tags()]));
  for (let first = 0; first < frames; first += 10) {
    const count = Math.min(10, frames - first);
    const position = (first + count) * samplesOfFrame;
    const flags = first + count === frames ? 4 : 0;
    const packets = Array.from({ length: count }, () => frame);
    pages.push(page({ serial, number: pages.length, position, flags }, packets));
  }
  return Buffer.concat(pages);
}

/** Samples at 48 kHz that a player hears of a file with some frames. */
export function samplesHeard(frames: number): number {
  return frames * samplesOfFrame - preSkip;
}
