/** Facts that the header of an MP3 frame tells. */
export interface FrameForm {
  rate: number;
  samples: number;
  bytes: number;
  /** Bytes before the room that nothing plays: header and side information of one channel. */
  head: number;
}

interface Version {
  /** The second byte of a frame: version, Layer III, no checksum. */
  mark: number;
  rates: readonly number[];
  samples: number;
  side: number;
  /** The number of the bit rate, and the bit rate. */
  bitRate: readonly [index: number, bits: number];
}

// ISO/IEC 11172-3 (MPEG-1), 13818-3 (MPEG-2), and the lower rates of MPEG-2.5.
const versions: readonly Version[] = [
  { mark: 0xfb, rates: [44_100, 48_000, 32_000], samples: 1_152, side: 17, bitRate: [5, 64_000] },
  { mark: 0xf3, rates: [22_050, 24_000, 16_000], samples: 576, side: 9, bitRate: [4, 32_000] },
  { mark: 0xe3, rates: [11_025, 12_000, 8_000], samples: 576, side: 9, bitRate: [4, 32_000] },
];

function formOf(version: Version, rate: number): FrameForm {
  const { samples, side, bitRate } = version;
  return { rate, samples, bytes: Math.floor(((samples / 8) * bitRate[1]) / rate), head: 4 + side };
}

/** The form of frames at a sample rate that MP3 has. */
export function frameForm(rate: number): FrameForm {
  return formOf(versions.find(({ rates }) => rates.includes(rate)) ?? versions[1]!, rate);
}

/** A frame of silence, with room for `room` bytes that nothing plays. */
export function silentFrame(rate: number, room: Uint8Array): Uint8Array {
  const version = versions.find(({ rates }) => rates.includes(rate)) ?? versions[1]!;
  const { bytes, head } = formOf(version, rate);
  const frame = new Uint8Array(bytes);
  frame.set([0xff, version.mark, (version.bitRate[0] << 4) | (version.rates.indexOf(rate) << 2), 0xc0]);
  frame.set(room.subarray(0, bytes - head), head);
  return frame;
}

/** Reads the header of a frame of `silentFrame`; undefined where there is none. */
export function readFrame(bytes: Uint8Array, place: number): FrameForm | undefined {
  const version = versions.find(({ mark }) => mark === bytes[place + 1]);
  if (bytes[place] !== 0xff || version === undefined || bytes[place + 3] !== 0xc0) return undefined;
  const third = bytes[place + 2]!;
  const rate = version.rates[(third >> 2) & 3];
  return third >> 4 === version.bitRate[0] && rate !== undefined ? formOf(version, rate) : undefined;
}
