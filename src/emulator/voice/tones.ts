/**
 * The emulator's alphabet. A UTF-16 unit is a chord of eight tones, one of four in each of eight bands; a chord lasts
 * 10 ms. The tones are 100 Hz apart and stay below 4 kHz, so that they are whole at a sample rate of 8 kHz and no
 * chord is heard as another.
 */
export const chordSeconds = 0.01;
const spacing = 100;
const lowest = 200;
/** Places of the lowest tone, from deep to high voices. */
export const pitches = 4;
const bands = 8;
const tonesPerBand = 4;
const tones = bands * tonesPerBand + pitches - 1;

/** Waves of every tone at a sample rate: cosines and sines of a chord's length. */
interface Waves {
  spoken: Float64Array[];
  cosine: Float64Array[];
  sine: Float64Array[];
}

const known = new Map<number, Waves>();

function wavesAt(rate: number): Waves {
  const kept = known.get(rate);
  if (kept !== undefined) return kept;
  const length = Math.ceil(chordSeconds * rate) + 1;
  const wave = (tone: number, phase: number) =>
    Float64Array.from({ length }, (_, sample) =>
      Math.cos((2 * Math.PI * (lowest + tone * spacing) * sample) / rate + phase),
    );
  const all = (phase: (tone: number) => number) => Array.from({ length: tones }, (_, tone) => wave(tone, phase(tone)));
  const waves = {
    // These phases keep the peaks of the tones apart.
    spoken: all((tone) => (Math.PI * tone * tone) / tones),
    cosine: all(() => 0),
    sine: all(() => -Math.PI / 2),
  };
  known.set(rate, waves);
  return waves;
}

/** The samples of a chord begin at this one, counted from the start of its word. */
export function startOfChord(index: number, rate: number): number {
  return Math.round(index * chordSeconds * rate);
}

/** Adds a chord to `samples` from `start` to `end`. `loudness`: of a tone, in steps of a sample. */
export function playChord(
  samples: Int16Array,
  [start, end]: readonly [start: number, end: number],
  { unit, rate, pitch, loudness }: { unit: number; rate: number; pitch: number; loudness: number },
): void {
  const { spoken } = wavesAt(rate);
  const parts = Array.from({ length: bands }, (_, band) => {
    return spoken[pitch + band * tonesPerBand + ((unit >> (band * 2)) & 3)]!;
  });
  for (let place = start; place < end; place += 1) {
    let sum = 0;
    for (const part of parts) sum += part[place - start]!;
    samples[place] = Math.round(sum * loudness);
  }
}

/** Measures how loud each tone is between `start` and `end`. */
export function listenTo(samples: Int16Array, start: number, end: number, rate: number): Float64Array {
  const { cosine, sine } = wavesAt(rate);
  return Float64Array.from({ length: tones }, (_, tone) => {
    const [along, across] = [cosine[tone]!, sine[tone]!];
    let real = 0;
    let imaginary = 0;
    for (let place = start; place < end; place += 1) {
      const sample = samples[place]!;
      real += sample * along[place - start]!;
      imaginary += sample * across[place - start]!;
    }
    return real * real + imaginary * imaginary;
  });
}

/** The UTF-16 unit of a chord whose tones are that loud. */
export function readChord(loudness: Float64Array, pitch: number): number {
  let unit = 0;
  for (let band = 0; band < bands; band += 1) {
    const first = pitch + band * tonesPerBand;
    let best = 0;
    for (let tone = 1; tone < tonesPerBand; tone += 1) {
      if (loudness[first + tone]! > loudness[first + best]!) best = tone;
    }
    unit |= best << (band * 2);
  }
  return unit;
}
