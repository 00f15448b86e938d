import { fromBase64, toBase64 } from '../../util/base64.js';
import { joinBytes, startsWith } from '../../util/bytes.js';
import { nonEmptyString, type JSONValue } from '../../util/json.js';
import { isoTime } from '../../util/time.js';
import { monoForm, readWav, wavFile, type WavForm } from '../../util/wav.js';
import type { AnswerEvent, FileEvent } from './event.js';

/** The sound of a spoken answer while it arrives. */
export interface Spoken {
  id?: string;
  /** When the service forgets the sound, as an ISO 8601 text. */
  expiresAt?: string;
  /** All bytes, as they came. */
  chunks: Uint8Array[];
  /** True if a chunk was not base64. The text still comes to its end before that is an error. */
  broken: boolean;
  /** The bytes that have not been passed on; undefined if only the whole is. */
  waiting?: { chunks: Uint8Array[]; length: number };
  /** The layout of the samples, once a piece has been passed on. */
  form?: WavForm;
}

// "wav" is asked for, and bare samples of 16 bits at this rate come (Qwen-Omni page, 2026).
const barePCM = monoForm(24_000);

// Half a second. A chunk of the service may be as short as a hundredth of one, and each piece is a part of a message.
const minPieceBytes = barePCM.sampleRate;

/** Files that begin with a mark of their own. A server other than Model Studio may send them. */
const coded: readonly (readonly [mark: string, mediaType: string])[] = [
  ['ID3', 'audio/mpeg'],
  ['OggS', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
];

/** Makes the state of a spoken answer. `streams` is true if its pieces are passed on as they come. */
export function createSpoken(streams: boolean): Spoken {
  return { chunks: [], broken: false, ...(streams && { waiting: { chunks: [], length: 0 } }) };
}

/** Adds a chunk of sound. Pushes a piece if enough has come for one. */
export function addAudio(spoken: Spoken, audio: Record<string, unknown>, events: AnswerEvent[]): void {
  spoken.id ??= nonEmptyString(audio.id);
  if (typeof audio.expires_at === 'number') spoken.expiresAt ??= isoTime(audio.expires_at);
  const data = nonEmptyString(audio.data);
  if (data === undefined || spoken.broken) return;
  const bytes = fromBase64(data);
  if (bytes === undefined) {
    spoken.broken = true;
    return;
  }
  spoken.chunks.push(bytes);
  const { waiting } = spoken;
  if (waiting === undefined) return;
  waiting.chunks.push(bytes);
  waiting.length += bytes.length;
  if (waiting.length >= minPieceBytes) pushPiece(spoken, events);
}

/** Pushes the sound that has not been passed on: whole samples, without a header. */
export function pushPiece(spoken: Spoken, events: AnswerEvent[]): void {
  const { waiting } = spoken;
  if (waiting === undefined || waiting.length === 0) return;
  const bytes = joinBytes(waiting.chunks);
  let start = 0;
  if (spoken.form === undefined) {
    const begin = findSamples(bytes);
    // Pieces of a coded file cannot be played.
    if (begin === undefined) {
      spoken.waiting = undefined;
      return;
    }
    spoken.form = begin.form;
    start = begin.start;
  }
  const { frame, sampleRate } = spoken.form;
  const end = bytes.length - ((bytes.length - start) % frame);
  const rest = bytes.slice(end);
  spoken.waiting = { chunks: [rest], length: rest.length };
  if (end === start) return;
  const mediaType = `audio/pcm;rate=${sampleRate}`;
  events.push({ type: 'file', mediaType, base64: toBase64(bytes.subarray(start, end)) });
}

/** The whole sound as one file; undefined if there is none. Throws if a chunk was not base64. */
export function spokenFile({ chunks, broken }: Spoken): FileEvent | undefined {
  if (broken) throw new Error('A chunk of the spoken answer is not base64.');
  const bytes = joinBytes(chunks);
  if (bytes.length === 0) return undefined;
  const begin = findSamples(bytes);
  if (begin === undefined) return { type: 'file', mediaType: codedType(bytes), base64: toBase64(bytes) };
  const { form, start } = begin;
  const end = begin.end - ((begin.end - start) % form.frame);
  if (end === start) return undefined;
  // A new header: that of a stream does not have the length.
  const file = wavFile(form, [bytes.subarray(start, end)]);
  return { type: 'file', mediaType: 'audio/wav', base64: toBase64(file) };
}

/** Finds the samples: behind a header, or from the first byte on. Undefined in a coded file. */
function findSamples(bytes: Uint8Array): { form: WavForm; start: number; end: number } | undefined {
  const wav = readWav(bytes);
  if (wav !== undefined) return wav;
  const isFile = startsWith(bytes, 0, 'RIFF') || coded.some(([mark]) => startsWith(bytes, 0, mark));
  return isFile ? undefined : { form: barePCM, start: 0, end: bytes.length };
}

function codedType(bytes: Uint8Array): string {
  return coded.find(([mark]) => startsWith(bytes, 0, mark))?.[1] ?? 'audio/wav';
}

/** The sound's id and expiry, as far as the service gave them. */
export function audioMetadata({ id, expiresAt }: Spoken): Record<string, JSONValue> {
  if (id === undefined && expiresAt === undefined) return {};
  return { audio: { ...(id !== undefined && { id }), ...(expiresAt !== undefined && { expiresAt }) } };
}
