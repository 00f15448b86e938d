/**
 * The SHA-256 of bytes as hexadecimal digits, for runtimes without Web Cryptography. Takes about 10 ms per megabyte and
 * copies only the last block.
 *
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export function sha256(bytes: Uint8Array): string {
  // Signed, so that the engine keeps them as integers.
  const state = Int32Array.from(roots(8, Math.sqrt));
  const schedule = new Int32Array(64);
  const whole = bytes.length - (bytes.length % blockSize);
  for (const part of [bytes.subarray(0, whole), lastBlocks(bytes, whole)]) {
    const view = new DataView(part.buffer, part.byteOffset, part.length);
    for (let place = 0; place < part.length; place += blockSize) addBlock(state, schedule, view, place);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

const blockSize = 64;

/** The rest after the whole blocks, a set bit, zeros, and the length in bits. */
function lastBlocks(bytes: Uint8Array, whole: number): Uint8Array {
  const rest = bytes.subarray(whole);
  const blocks = new Uint8Array(rest.length + 9 > blockSize ? 2 * blockSize : blockSize);
  blocks.set(rest);
  blocks[rest.length] = 0x80;
  new DataView(blocks.buffer).setBigUint64(blocks.length - 8, BigInt(bytes.length) * 8n);
  return blocks;
}

const constants = /* @__PURE__ */ Int32Array.from(roots(64, Math.cbrt));

/** The first 32 bits of the fractional part of a root of the first primes. */
function roots(count: number, root: (prime: number) => number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) | 0);
}

function addBlock(state: Int32Array, schedule: Int32Array, view: DataView, place: number): void {
  for (let word = 0; word < 16; word += 1) schedule[word] = view.getInt32(place + word * 4);
  for (let word = 16; word < 64; word += 1) {
    const early = schedule[word - 15]!;
    const late = schedule[word - 2]!;
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[word] = schedule[word - 16]! + first + schedule[word - 7]! + second;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + constants[round]! + schedule[round]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const words = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < 8; index += 1) state[index] = state[index]! + words[index]!;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
