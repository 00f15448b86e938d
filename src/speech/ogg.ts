import { startsWith } from '../util/bytes.js';

/** A page of an Ogg file (RFC 3533, section 6). */
export interface Page {
  start: number;
  /** Where its content begins. */
  content: number;
  end: number;
  /** Number of the stream that it belongs to. */
  serial: number;
  /** Samples up to its end; undefined if no packet ends in it. */
  samples: number | undefined;
  /** Number of packets that end in it. */
  packets: number;
}

const headerLength = 27;
const flags = 5;
const position = 6;
const serialAt = 14;
const checksumAt = 22;
const countAt = 26;
const begins = 2;

/** The page at a place; undefined if there is none, or not all of it. */
export function pageAt(bytes: Uint8Array, start: number): Page | undefined {
  if (!startsWith(bytes, start, 'OggS') || start + headerLength > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const content = start + headerLength + view.getUint8(countAt);
  if (content > bytes.length) return undefined;
  const laces = bytes.subarray(start + headerLength, content);
  const length = laces.reduce((sum, lace) => sum + lace, 0);
  if (content + length > bytes.length) return undefined;
  const [low, high] = [view.getUint32(position, true), view.getInt32(position + 4, true)];
  const samples = high < 0 ? undefined : high * 2 ** 32 + low;
  // A packet goes on while its laces are 255.
  const packets = laces.reduce((sum, lace) => sum + (lace < 255 ? 1 : 0), 0);
  return { start, content, end: content + length, serial: view.getUint32(serialAt, true), samples, packets };
}

/** The whole pages that a file begins with. */
export function pagesOf(bytes: Uint8Array): Page[] {
  const pages: Page[] = [];
  for (let page = pageAt(bytes, 0); page !== undefined; page = pageAt(bytes, page.end)) pages.push(page);
  return pages;
}

/** True for the first page of an Ogg file whose sound is Opus (RFC 7845, section 5.1), also if not all of it is there. */
export function isOpus(bytes: Uint8Array): boolean {
  return bytes.length > countAt && startsWith(bytes, headerLength + bytes[countAt]!, 'OpusHead');
}

/** Opus counts its samples at 48 kHz, whatever the rate of the sound was. */
const sampleRate = 48_000;

/** A packet of Opus holds at most 120 ms (RFC 6716, section 3.2.5). */
const maxSamplesOfPacket = 0.12 * sampleRate;

/**
 * Seconds of a file of Opus: all samples, but for those before the sound begins. Undefined if its pages count more samples
 * than their packets can hold.
 */
export function secondsOfOpus(bytes: Uint8Array): number | undefined {
  const samples = new Map<number, number>();
  const packets = new Map<number, number>();
  const skipped = new Map<number, number>();
  for (const page of pagesOf(bytes)) {
    const { start, content, serial } = page;
    if ((bytes[start + flags]! & begins) !== 0 && isOpus(bytes.subarray(start))) {
      skipped.set(serial, bytes[content + 10]! + bytes[content + 11]! * 256);
    }
    packets.set(serial, (packets.get(serial) ?? 0) + page.packets);
    if (page.samples !== undefined) samples.set(serial, page.samples);
  }
  for (const [serial, count] of samples) if (count > packets.get(serial)! * maxSamplesOfPacket) return undefined;
  const lengths = [...samples].map(([serial, count]) => Math.max(count - (skipped.get(serial) ?? 0), 0));
  return lengths.reduce((sum, length) => sum + length, 0) / sampleRate;
}

/**
 * Makes several files one file of several links, each of which needs a serial number that no other has (RFC 3533, section
 * 4). Returns a function for the pages of the next file.
 */
export function createOggChain(): () => (bytes: Uint8Array) => Uint8Array {
  const taken = new Set<number>();
  return () => {
    const serials = new Map<number, number>();
    return (bytes) => {
      const link = new Uint8Array(bytes);
      const view = new DataView(link.buffer);
      for (const { start, end, serial } of pagesOf(bytes)) {
        const own = serials.get(serial) ?? free(taken, serial);
        serials.set(serial, own);
        if (own === serial) continue;
        view.setUint32(start + serialAt, own, true);
        view.setUint32(start + checksumAt, 0);
        view.setUint32(start + checksumAt, checksum(link.subarray(start, end)), true);
      }
      return link;
    };
  };
}

/** Takes a number, or the next one that is free. */
function free(taken: Set<number>, wanted: number): number {
  let number = wanted;
  while (taken.has(number)) number = (number + 1) >>> 0;
  taken.add(number);
  return number;
}

/** The checksum of a page whose own checksum is 0: a CRC-32 from the highest bit down (RFC 3533, section 6). */
export function checksum(page: Uint8Array): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum < 0 ? 0x04c1_1db7 : 0);
  }
  return sum >>> 0;
}
