import decodeMp3 from '@audio/decode-mp3';
import { describe, expect, test } from 'vitest';
import { hearMp3 } from '../../../src/emulator/voice/mp3.js';
import { encodeFile } from '../../../src/emulator/speech/encode.js';
import { speak, voiceNumber } from '../../../src/emulator/voice/speak.js';
import { describeBytes } from '../../../src/emulator/util/media.js';

const TEXT = 'Hello world, 这里是阿里巴巴。 A word of many letters: ' + 'abc'.repeat(30);
const rates = [8_000, 12_000, 16_000, 22_050, 24_000, 44_100, 48_000];

function mp3(text: string, rate = 24_000, speed = 1): { bytes: Uint8Array; seconds: number } {
  const manner = { rate, voice: 'longanyang', speed };
  const speech = speak(text, manner);
  return { bytes: encodeFile(speech, 'mp3', manner), seconds: speech.seconds };
}

function textOf(bytes: Uint8Array): string | undefined {
  return hearMp3(bytes)
    ?.words.map(({ text }) => text ?? '[noise]')
    .join('');
}

describe('an MP3 file of the emulator', () => {
  test.each(rates)(
    'an MP3 file of the emulator is a valid file of silence at %i Hz, as long as the speech',
    async (rate) => {
      const { bytes, seconds } = mp3(TEXT, rate);
      const { channelData, sampleRate } = await decodeMp3(bytes);
      expect(sampleRate).toBe(rate);
      expect(channelData[0]!.every((sample) => sample === 0)).toBe(true);
      expect(Math.abs(channelData[0]!.length / rate - seconds)).toBeLessThan(0.2);
      expect(describeBytes(bytes).kind).toBe('MP3');
    },
  );

  test.each(rates)('an MP3 file of the emulator holds its words at %i Hz, at any speed', (rate) => {
    for (const speed of [0.5, 1, 2]) expect(textOf(mp3(TEXT, rate, speed).bytes)).toBe(TEXT);
  });

  test('an MP3 file of the emulator holds times and voice', () => {
    const { words } = hearMp3(mp3('One two.').bytes)!;
    const spoken = speak('One two.', { rate: 24_000, voice: 'longanyang' }).words;
    expect(words.map(({ voice }) => voice)).toEqual([voiceNumber('longanyang'), voiceNumber('longanyang')]);
    for (const [index, { begin, end }] of words.entries()) {
      expect(begin).toBeCloseTo(spoken[index]!.begin, 3);
      expect(end).toBeCloseTo(spoken[index]!.end, 3);
    }
  });

  test('an MP3 file of the emulator may be joined to another one, with its tag or without', () => {
    const [one, two] = [mp3('One. ').bytes, mp3('Two.').bytes];
    const both = [Buffer.concat([one, two]), Buffer.concat([one, two.subarray(20)])];
    expect(both.map((bytes) => textOf(bytes))).toEqual(['One. Two.', 'One. Two.']);
    const { words } = hearMp3(both[0]!)!;
    expect(words[1]!.begin - words[0]!.end).toBeGreaterThan(0.2);
  });

  test('an MP3 file of others is not read', () => {
    const foreign = mp3('One.').bytes.map((byte) => (byte === 0x71 ? 0 : byte));
    expect([textOf(foreign), textOf(new Uint8Array(1_000))]).toEqual([undefined, undefined]);
  });
});
