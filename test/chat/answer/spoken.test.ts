import { describe, expect, test } from 'vitest';
import { readWav, wavHeader } from '../../../src/emulator/voice/wav.js';
import type { AnswerEvent, FileEvent } from '../../../src/chat/answer/event.js';
import { addAudio, createSpoken, pushPiece, spokenFile } from '../../../src/chat/answer/spoken.js';

// Bytes that differ, so that a lost or moved one is seen.
const noise = (length: number) => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 37 + (at >> 8)) % 251));

/** The pieces and the whole that chunks become. */
function speak(chunks: readonly Uint8Array[], streams = true) {
  const spoken = createSpoken(streams);
  const events: AnswerEvent[] = [];
  for (const bytes of chunks) addAudio(spoken, { data: Buffer.from(bytes).toString('base64') }, events);
  const early = events.length;
  const whole = spokenFile(spoken);
  pushPiece(spoken, events);
  const pieces = events as FileEvent[];
  return { pieces, early, whole, joined: Buffer.concat(pieces.map(({ base64 }) => Buffer.from(base64, 'base64'))) };
}

const bytesOf = (file: FileEvent | undefined) => Buffer.from(file?.base64 ?? '', 'base64');
const samplesOf = (file: FileEvent | undefined) => readWav(bytesOf(file))!;

/** Cuts bytes at a place. */
const cutAt = (bytes: Uint8Array, place: number) => [bytes.subarray(0, place), bytes.subarray(place)];

// Qwen-Omni page, 2026: `format: 'wav'` is asked for, and bare samples come.
describe('a spoken answer of bare samples', () => {
  const sound = noise(70_001);

  test('the whole is a WAV file of 24 kHz, 16 bits and one channel, whose lengths are right', () => {
    const { whole } = speak([sound]);
    expect(whole!.mediaType).toBe('audio/wav');
    const file = bytesOf(whole);
    expect(file.length).toBe(44 + 70_000);
    expect(file.subarray(0, 44)).toEqual(Buffer.from(wavHeader(24_000, 70_000)));
    expect(file.subarray(44)).toEqual(sound.subarray(0, 70_000));
  });

  test('the pieces are half a second or longer, and are the samples of the whole', () => {
    const tenths = Array.from({ length: 15 }, (_, at) => sound.subarray(at * 4_801, (at + 1) * 4_801));
    const { pieces, early, joined } = speak(tenths);
    expect(early).toBe(2);
    expect(pieces).toHaveLength(3);
    for (const { mediaType, base64 } of pieces) {
      expect(mediaType).toBe('audio/pcm;rate=24000');
      expect(Buffer.from(base64, 'base64').length % 2).toBe(0);
    }
    for (const { base64 } of pieces.slice(0, 2)) expect(Buffer.from(base64, 'base64').length).toBeGreaterThan(23_998);
    expect(joined).toEqual(sound.subarray(0, 70_000));
  });

  test('one cut anywhere changes nothing', () => {
    const short = noise(301);
    const { whole } = speak([short]);
    for (let place = 0; place <= short.length; place += 1) {
      const cut = speak(cutAt(short, place));
      expect(cut.whole).toEqual(whole);
      expect(cut.joined.equals(short.subarray(0, 300))).toBe(true);
    }
    expect(speak(Array.from(short, (byte) => Uint8Array.of(byte))).whole).toEqual(whole);
  });

  test('nothing but the whole comes if its pieces are not asked for', () => {
    expect(speak([sound], false).pieces).toEqual([]);
    expect(speak([sound], false).whole).toEqual(speak([sound]).whole);
  });

  test('an answer without a whole sample has no file', () => {
    expect(speak([]).whole).toBeUndefined();
    expect(speak([Uint8Array.of(1)])).toMatchObject({ whole: undefined, pieces: [] });
  });
});

// The speech models changed from bare samples to a header with placeholders for lengths (SDK issues of 2025 and 2026).
describe('a spoken answer that begins with a header', () => {
  const samples = noise(50_000);
  const stream = Buffer.concat([wavHeader(16_000, 0x7fff_ffff), samples]);

  test('the lengths in the header are mended, and the pieces have no header', () => {
    const { whole, pieces, joined } = speak([stream]);
    expect(bytesOf(whole)).toEqual(Buffer.concat([wavHeader(16_000, samples.length), samples]));
    expect(samplesOf(whole)).toMatchObject({ rate: 16_000, channels: [{ length: 25_000 }] });
    expect(pieces.map(({ mediaType }) => mediaType)).toEqual(['audio/pcm;rate=16000']);
    expect(joined).toEqual(samples);
  });

  test('the header may be cut anywhere', () => {
    const { whole } = speak([stream]);
    for (let place = 0; place <= 60; place += 1) {
      const cut = speak(cutAt(stream, place));
      expect(cut.whole).toEqual(whole);
      expect(cut.joined.equals(samples)).toBe(true);
    }
  });
});

// Servers other than Model Studio send the format that was asked for (OpenAI's API reference, `audio.format`).
test.each([
  ['ID3\u0004', 'audio/mpeg'],
  ['OggS', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
])('a coded file that begins with %j stays as it is, comes only whole, and is called %s', (mark, mediaType) => {
  const file = Buffer.concat([Buffer.from(mark), noise(60_000)]);
  const { whole, pieces } = speak(cutAt(file, 30_000));
  expect(whole).toEqual({ type: 'file', mediaType, base64: file.toString('base64') });
  expect(pieces).toEqual([]);
});

test('a chunk that is not base64 is an error once the answer has ended', () => {
  const spoken = createSpoken(true);
  const events: AnswerEvent[] = [];
  for (const data of ['AAE=', '*', 'AAE=']) addAudio(spoken, { data }, events);
  expect(() => spokenFile(spoken)).toThrow('A chunk of the spoken answer is not base64.');
});
