import { describe, expect, test } from 'vitest';
import { hear } from '../../../src/emulator/voice/hear.js';
import { type Manner, speak, voiceNumber } from '../../../src/emulator/voice/speak.js';
import { partsOfWord, spokenWords } from '../../../src/emulator/voice/words.js';
import { pcmBytes, readWav, wavFile, wavHeader } from '../../../src/emulator/voice/wav.js';

const rates = [8_000, 12_000, 16_000, 22_050, 24_000, 44_100, 48_000];
const texts = [
  'Hello world, 这里是阿里巴巴语音实验室。',
  'It’s 3.14 — "quoted" text,\n\n12:30 😀👩‍👩‍👧 end',
  '  Two blanks before and after  ',
  `A word of ${'a'.repeat(100)} letters`,
  'مرحبا بالعالم ไทย हिन्दी 한국어 ひらカタ',
  'A lone \ud800 half of a pair',
];

function say(text: string, manner: Partial<Manner> = {}) {
  const own = { rate: 24_000, voice: 'Cherry', ...manner };
  const speech = speak(text, own);
  return { ...speech, rate: own.rate, pcm: speech.samples() };
}

function heard(samples: Int16Array, rate: number): string {
  return hear(samples, rate)
    .map(({ text }) => text ?? '[noise]')
    .join('');
}

function concat(...parts: Int16Array[]): Int16Array {
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

describe('the voice', () => {
  test.each(rates)(
    'the voice is heard as what it said at %i Hz, fast and slow, deep and high, quiet and loud',
    (rate) => {
      for (const text of texts) {
        for (const speed of [0.5, 1, 2]) {
          for (const [pitch, volume] of [
            [0.5, 1],
            [1, 50],
            [1.5, 30],
            [2, 100],
          ] as const) {
            const { pcm } = say(text, { rate, speed, pitch, volume });
            expect(heard(pcm, rate), `${speed} ${pitch} ${volume}`).toBe(text);
          }
        }
      }
    },
  );

  test('the voice has a sound for each word and for each Chinese character', () => {
    expect(spokenWords('Hello big world, 你好。')).toEqual(['Hello ', 'big ', 'world, ', '你', '好。']);
    expect(spokenWords('At 12:30 it costs 3.14.')).toEqual(['At ', '12:30 ', 'it ', 'costs ', '3.14.']);
    expect(['world, ', 'Hello ', '好。', '…'].map(partsOfWord)).toEqual([
      { text: 'world', punctuation: ', ' },
      { text: 'Hello ', punctuation: '' },
      { text: '好', punctuation: '。' },
      { text: '…', punctuation: '' },
    ]);
  });

  test('the voice tells when each word was said, and by whom', () => {
    const { pcm, words } = say('One two three.', { voice: 'Ethan' });
    const found = hear(pcm, 24_000);
    expect(found.map(({ text, voice }) => [text, voice])).toEqual(
      words.map(({ text }) => [text, voiceNumber('Ethan')]),
    );
    for (const [index, { begin, end }] of found.entries()) {
      expect(begin).toBeCloseTo(words[index]!.begin, 2);
      expect(end).toBeCloseTo(words[index]!.end, 2);
    }
  });

  test('the voice takes half the time at twice the speed, except for the silence around it', () => {
    const [slow, normal, fast] = [0.5, 1, 2].map((speed) => say('Speed matters here.', { speed }).seconds - 0.2);
    expect(slow! / normal!).toBeCloseTo(2, 5);
    expect(normal! / fast!).toBeCloseTo(2, 5);
  });

  test('the voice is heard in files that were joined, with silence between them or none', () => {
    const [one, two] = [say('One. ').pcm, say('Two.', { voice: 'Ethan', pitch: 2, volume: 20 }).pcm];
    expect(heard(concat(one, two), 24_000)).toBe('One. Two.');
    expect(heard(concat(new Int16Array(777), one, new Int16Array(24_001), two), 24_000)).toBe('One. Two.');
  });

  test('the voice is heard in a file that was resampled', () => {
    const { pcm } = say(texts[0]!);
    const slower = Int16Array.from({ length: Math.floor((pcm.length * 2) / 3) }, (_, index) => {
      const [place, rest] = [Math.floor(index * 1.5), (index * 1.5) % 1];
      return pcm[place]! + rest * ((pcm[place + 1] ?? 0) - pcm[place]!);
    });
    expect(heard(slower, 16_000)).toBe(texts[0]);
  });

  test('the voice is not heard in noise, in other tones, in clicks, or in silence', () => {
    const noise = Int16Array.from({ length: 24_000 }, (_, index) => ((index * 7_919) % 20_011) - 10_000);
    const tone = Int16Array.from({ length: 24_000 }, (_, index) => 3_000 * Math.sin(index / 9));
    const click = new Int16Array(24_000).fill(9_000, 12_000, 12_022);
    const silence = new Int16Array(24_000);
    expect([noise, tone, click, silence].map((samples) => hear(samples, 24_000).map(({ text }) => text))).toEqual([
      [undefined],
      [undefined],
      [undefined],
      [],
    ]);
  });

  test('the voice at volume 0 is silence', () => {
    const { pcm, seconds } = say('Nobody hears this.', { volume: 0 });
    expect(pcm.every((sample) => sample === 0)).toBe(true);
    expect(seconds).toBeGreaterThan(0.5);
  });
});

describe('a WAV file', () => {
  const { pcm } = say('One two.');

  test('a WAV file is read up to its length, or to its end where the length is a placeholder', () => {
    const bytes = wavFile(pcm, 24_000);
    expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(0x7fff_ffff);
    expect(new DataView(bytes.buffer).getUint32(40, true)).toBe(0x7fff_ffff);
    expect(readWav(bytes)).toEqual({ rate: 24_000, channels: [pcm] });
    const whole = Buffer.concat([wavHeader(24_000, pcm.length * 2), pcmBytes(pcm), bytes]);
    expect(readWav(whole)).toEqual({ rate: 24_000, channels: [pcm] });
  });

  test('a WAV file that is glued to another one clicks where the header is', () => {
    const glued = readWav(Buffer.concat([wavFile(pcm, 24_000), wavFile(pcm, 24_000)]))!;
    expect(heard(glued.channels[0]!, 24_000)).toBe('One two.[noise]One two.');
  });

  test('a WAV file of floats, of no samples or of another kind is not read', () => {
    const floats = wavFile(pcm, 24_000);
    new DataView(floats.buffer).setUint16(20, 3, true);
    expect([readWav(floats), readWav(new Uint8Array(10)), readWav(floats.subarray(0, 30))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
