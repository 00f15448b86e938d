import { joinBytes, startsWith } from '../util/bytes.js';
import { haveSameForm, isMono, monoForm, readWav, wavFile, type WavForm } from '../util/wav.js';
import { frameAt, soundFrames, tagLength } from './mp3.js';
import { createOggChain, isOpus, secondsOfOpus } from './ogg.js';

/** Formats that calls can ask for. */
export type SpeechFormat = 'wav' | 'mp3' | 'opus' | 'pcm';

/** The format that bytes are in, which is not always the one that was asked for. */
export type Container = SpeechFormat | 'flac' | 'ogg';

/** A sound as the service sent it. */
export type Sound =
  | { format: 'samples'; form: WavForm; samples: Uint8Array }
  | { format: Exclude<Container, 'wav' | 'pcm'>; bytes: Uint8Array };

/** A sound as callers get it. */
export interface SoundFile {
  bytes: Uint8Array;
  format: Container;
  sampleRate?: number;
}

/** Media types by format. */
export const mediaTypes: Readonly<Record<Container, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  ogg: 'audio/ogg',
  flac: 'audio/flac',
  pcm: 'audio/pcm',
};

/** Tells a format by the first bytes. Undefined: these may be bare samples. */
export function formatOf(bytes: Uint8Array): Exclude<Container, 'pcm'> | undefined {
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WAVE')) return 'wav';
  if (startsWith(bytes, 0, 'OggS')) return isOpus(bytes) ? 'opus' : 'ogg';
  if (startsWith(bytes, 0, 'fLaC')) return 'flac';
  if (startsWith(bytes, 0, 'ID3')) return 'mp3';
  const frame = frameAt(bytes, 0);
  // Bare samples can look like the header of a frame, but not of two in the right places.
  const isAlone = frame !== undefined && frame.end >= bytes.length - 3;
  return frame !== undefined && (isAlone || frameAt(bytes, frame.end) !== undefined) ? 'mp3' : undefined;
}

/** Reads what the service sent. `sampleRate` is that of bare samples. Undefined if there is no sound in it. */
export function readSound(bytes: Uint8Array, sampleRate: number): Sound | undefined {
  const format = formatOf(bytes);
  if (format === 'mp3') return soundFrames(bytes).length === 0 ? undefined : { format, bytes };
  // A file with headers only has no sound.
  if (format === 'opus') return secondsOfOpus(bytes) === 0 ? undefined : { format, bytes };
  if (format === 'ogg' || format === 'flac') return { format, bytes };
  const wav = format === 'wav' ? readWav(bytes) : undefined;
  if (format === 'wav' && wav === undefined) return undefined;
  const form = wav?.form ?? monoForm(sampleRate);
  const samples =
    wav === undefined ? bytes.subarray(0, bytes.length - (bytes.length % 2)) : bytes.subarray(wav.start, wav.end);
  return samples.length === 0 ? undefined : { format: 'samples', form, samples };
}

/** Seconds of a sound, if its bytes tell. */
export function secondsOf(sound: Sound): number | undefined {
  if (sound.format === 'samples') return sound.samples.length / sound.form.frame / sound.form.sampleRate;
  if (sound.format === 'opus') return secondsOfOpus(sound.bytes);
  if (sound.format !== 'mp3') return undefined;
  return soundFrames(sound.bytes).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** True if sounds can become one file. Files of FLAC cannot be put one after the other. */
export function areAlike([first, ...others]: readonly Sound[]): boolean {
  if (first?.format === 'flac') return others.length === 0;
  return others.every((sound) => {
    if (first?.format !== 'samples' || sound.format !== 'samples') return sound.format === first?.format;
    return haveSameForm(sound.form, first.form);
  });
}

/** Joins sounds that are alike into one playable file. Samples become a WAV file unless bare ones were asked for. */
export function joinSounds(sounds: readonly Sound[], asked: SpeechFormat): SoundFile {
  const first = sounds[0] as Sound;
  if (first.format === 'samples') {
    const samples = sounds.map((sound) => (sound as typeof first).samples);
    const { sampleRate } = first.form;
    if (asked === 'pcm' && isMono(first.form)) return { bytes: joinBytes(samples), format: 'pcm', sampleRate };
    return { bytes: wavFile(first.form, samples), format: 'wav', sampleRate };
  }
  const files = sounds.map((sound) => (sound as typeof first).bytes);
  const { format } = first;
  if (format === 'mp3') {
    const sampleRate = soundFrames(files[0]!)[0]?.sampleRate;
    return { bytes: joinFrames(files), format, ...(sampleRate !== undefined && { sampleRate }) };
  }
  if (format === 'flac') return { bytes: files[0]!, format };
  const nextLink = createOggChain();
  return { bytes: joinBytes(files.map((file) => nextLink()(file))), format };
}

/** Frames follow each other in one file; a tag and a count of frames would be those of one piece. */
function joinFrames(files: readonly Uint8Array[]): Uint8Array {
  if (files.length === 1) return files[0]!;
  const [first] = files;
  return joinBytes([
    first!.subarray(0, tagLength(first!)),
    ...files.flatMap((file) => soundFrames(file).map(({ start, end }) => file.subarray(start, end))),
  ]);
}
