import { describe, expect, test } from 'vitest';
import { SoundReader } from '../../src/speech/sound-reader.js';
import { areAlike, formatOf, joinSounds, readSound, secondsOf, type Sound } from '../../src/speech/sound.js';
import { monoForm, readWav, wavFile, wavHeader } from '../../src/util/wav.js';
import { readWav as readByEmulator } from '../../src/emulator/voice/wav.js';

const samples = Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256);
const plain = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const wav = (rate = 24_000, length?: number) => plain(wavHeader(monoForm(rate), length), samples);

/** Frames of MPEG 2, layer III, 32 kbit/s at 24 kHz: 96 bytes and 24 ms each. */
function mp3(frames: number, tag = ''): Uint8Array {
  const frame = (text: string) => {
    const bytes = Buffer.alloc(96);
    bytes.set([0xff, 0xf3, 0x44, 0xc4]);
    bytes.write(text, 13, 'latin1');
    return bytes;
  };
  const id3 = tag === '' ? [] : [Buffer.from(`ID3\u0004\0\0\0\0\0${String.fromCharCode(tag.length)}${tag}`, 'latin1')];
  return plain(...id3, frame('Info'), ...Array.from({ length: frames }, (_, index) => frame(`${index}`)));
}

const read = (bytes: Uint8Array) => readSound(bytes, 24_000) as Sound;

describe('files', () => {
  // Lengths of 0x7FFFFFFF, as the service writes them (measured in Aug 2026), make players show 44,739 seconds.
  for (const length of [0x7fff_ffff, 0xffff_ffff, 0x7fff_fffe, 0, samples.length]) {
    test(`a WAV file that says ${length} bytes is repaired`, () => {
      const file = wav(24_000, length);
      const { bytes, format } = joinSounds([read(file)], 'wav');
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      expect(format).toBe('wav');
      expect(view.getUint32(4, true)).toBe(bytes.length - 8);
      expect(view.getUint32(40, true)).toBe(samples.length);
      expect(bytes.subarray(44)).toEqual(samples);
    });
  }

  test('samples of two channels stay a WAV file, because bare ones are of one', () => {
    const form = { code: 1, channels: 2, sampleRate: 24_000, frame: 4, bits: 16 };
    expect(joinSounds([read(wavFile(form, [samples]))], 'pcm')).toMatchObject({ format: 'wav' });
  });

  test('what follows the samples of a WAV file is not sound', () => {
    const file = plain(wav(24_000, samples.length), Buffer.from('LIST\u0004\0\0\0abcd', 'latin1'));
    expect(read(file)).toMatchObject({ samples });
  });

  test('bare samples become a WAV file, unless they were asked for', () => {
    const sound = read(samples);
    expect(readByEmulator(joinSounds([sound], 'mp3').bytes)).toMatchObject({ rate: 24_000 });
    expect(joinSounds([sound], 'pcm')).toEqual({ bytes: samples, format: 'pcm', sampleRate: 24_000 });
    expect(joinSounds([read(wav())], 'pcm').bytes).toEqual(samples);
  });

  test('joined WAV files last as long as all of them', () => {
    const { bytes } = joinSounds([read(wav()), read(samples), read(wav())], 'wav');
    expect(bytes.length).toBe(44 + 3 * samples.length);
    expect(readByEmulator(bytes)?.channels[0]?.length).toBe((3 * samples.length) / 2);
    expect(secondsOf(read(bytes))).toBeCloseTo((3 * samples.length) / 2 / 24_000);
  });

  test('joined MP3 files have one tag, and no frame that counts the frames of one piece', () => {
    const { bytes, format } = joinSounds([read(mp3(3, 'one')), read(mp3(2, 'two'))], 'mp3');
    expect(format).toBe('mp3');
    expect(bytes.length).toBe(13 + 5 * 96);
    expect(secondsOf(read(bytes))).toBeCloseTo(5 * 0.024);
    expect(secondsOf(read(mp3(3)))).toBeCloseTo(3 * 0.024);
  });

  test('sounds of several formats or sample rates are not joined', () => {
    expect(areAlike([read(wav()), read(samples)])).toBe(true);
    expect(areAlike([read(wav()), read(wav(16_000))])).toBe(false);
    expect(areAlike([read(wav()), read(mp3(2))])).toBe(false);
    const form = monoForm(24_000);
    for (const other of [{ code: 3 }, { channels: 2 }, { frame: 4 }, { bits: 8 }]) {
      expect(areAlike([read(wav()), read(wavFile({ ...form, ...other }, [samples]))]), JSON.stringify(other)).toBe(
        false,
      );
    }
  });

  test('samples that look like the header of a frame are samples', () => {
    expect(formatOf(mp3(2))).toBe('mp3');
    expect(formatOf(Uint8Array.from([0xff, 0xf3, 0x44, 0xc4, ...samples]))).toBeUndefined();
  });

  test('a header without sound counts as nothing', () => {
    expect(readSound(wavHeader(monoForm(24_000)), 24_000)).toBeUndefined();
    expect(readSound(mp3(0, 'tag').subarray(0, 13), 24_000)).toBeUndefined();
    expect(readSound(new Uint8Array(), 24_000)).toBeUndefined();
  });

  test('a WAV file of an odd number of bytes is padded', () => {
    const form = { code: 1, channels: 1, sampleRate: 8_000, frame: 1, bits: 8 };
    const file = wavFile(form, [Uint8Array.of(1, 2, 3)]);
    expect(file.length).toBe(48);
    expect(readWav(file)).toMatchObject({ start: 44, end: 47 });
  });
});

describe('streams', () => {
  const whole: [name: string, bytes: Uint8Array, sound: Uint8Array, format: string][] = [
    ['WAV', wav(), samples, 'pcm'],
    [
      'WAV with a title behind the sound',
      Buffer.concat([wav(24_000, samples.length), Buffer.from('LIST\x04\0\0\0INFO')]),
      samples,
      'pcm',
    ],
    ['bare samples', samples, samples, 'pcm'],
    ['MP3 with a tag', mp3(3, 'a tag'), mp3(3), 'mp3'],
  ];
  for (const [name, bytes, sound, format] of whole) {
    test(`${name} reads the same wherever it is cut`, () => {
      for (let place = 0; place <= bytes.length; place += 1) {
        const reader = new SoundReader(24_000, false, (pages) => pages);
        const bits = [reader.push(bytes.subarray(0, place)), reader.push(bytes.subarray(place)), reader.end()];
        const heard = bits.filter((bit) => bit !== undefined);
        expect(Buffer.concat(heard.map((bit) => bit.bytes)).equals(sound)).toBe(true);
        for (const bit of heard) {
          expect(bit).toMatchObject({ format, sampleRate: 24_000 });
          if (format === 'pcm') expect(bit.bytes.length % 2).toBe(0);
        }
        expect(reader.seconds).toBeCloseTo(format === 'pcm' ? 200 / 24_000 : 3 * 0.024);
      }
    });
  }

  test('a stream that comes byte by byte reads the same', () => {
    const reader = new SoundReader(24_000, true, (pages) => pages);
    const bits = [...mp3(2, 'tag')].map((byte) => reader.push(Uint8Array.of(byte)));
    const heard = [...bits, reader.end()].flatMap((bit) => (bit === undefined ? [] : [bit.bytes]));
    expect(Buffer.concat(heard).equals(mp3(2, 'tag'))).toBe(true);
  });
});
