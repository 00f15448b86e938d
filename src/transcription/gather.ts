import { InvalidArgumentError } from '@ai-sdk/provider';
import type { TranscriptionCapabilities } from '../catalogue/transcription.js';
import { untilAborted } from '../util/abort.js';
import { fromBase64 } from '../util/base64.js';
import { joinBytes } from '../util/bytes.js';
import { monoForm, wavFile } from '../util/wav.js';
import type { TranscribeOptions } from './options.js';
import { tooLong } from './too-long.js';
import type { LiveAudio, TranscriptionCall } from './transcription.js';

// Two hours of samples at 16 kHz. They stay in memory until the service has them.
const maxBytes = 256 * 1024 * 1024;

const bytesOfSample = 2;

interface Limit {
  bytes: number;
  name: string;
}

/** A call whose recording is whole, and the name of its container if this file made it. */
export interface Gathered {
  call: TranscriptionCall & { audio: Uint8Array | string | URL };
  format?: 'wav';
}

/** Waits for the end of a recording that comes bit by bit: the models hear whole ones. Bare samples become a WAV file. */
export async function gather(
  model: string,
  call: TranscriptionCall,
  capabilities: TranscriptionCapabilities,
  known: TranscribeOptions['known'],
): Promise<Gathered> {
  const { audio } = call;
  if (!isLive(audio)) return { call: { ...call, audio } };
  const reader = audio.chunks.getReader();
  try {
    const instead = known.resume === undefined ? known.url && 'url' : 'resume';
    if (instead) {
      const message = `audio: the option ${instead} counts; the audio of the call was not read.`;
      call.warnings.push({ type: 'other', message });
      return { call: { ...call, audio: new Uint8Array() } };
    }
    const rate = rateOf(model, audio);
    const limit = limitOf(capabilities, known, rate);
    const pieces: Uint8Array[] = [];
    for (let length = 0; ;) {
      const { done, value } = await untilAborted(reader.read(), call.abortSignal);
      if (done) break;
      const piece = bytesOf(model, value);
      length += piece.length;
      if (length > limit.bytes) throw tooMuch(model, capabilities, limit);
      pieces.push(piece);
    }
    const isWrapped = rate !== undefined && pieces.some(({ length }) => length > 0);
    if (!isWrapped) return { call: { ...call, audio: joinBytes(pieces) } };
    return { call: { ...call, audio: wavFile(monoForm(rate), pieces) }, format: 'wav' };
  } finally {
    void reader.cancel().catch(() => {});
  }
}

function isLive(audio: TranscriptionCall['audio']): audio is LiveAudio {
  return typeof audio === 'object' && 'chunks' in audio;
}

function bytesOf(model: string, chunk: unknown): Uint8Array {
  const bytes = typeof chunk === 'string' ? fromBase64(chunk) : chunk;
  if (bytes instanceof Uint8Array) return bytes;
  const given = typeof chunk === 'string' ? 'a text that is not base64' : `a value of type ${typeof chunk}`;
  throw refusal(model, 'audio', `has ${given}`, 'bytes or base64');
}

/** Samples without a container whose layout the service does not read. */
const bare = /^audio\/(?:pcm[au]|[au]law|x-[au]law|mulaw|x-mulaw|l\d+|g7\d+|basic|raw|x-raw)$/;

/** The rate of bare samples; undefined for a container. */
function rateOf(model: string, { type, rate }: LiveAudio): number | undefined {
  const name = typeof type === 'string' ? type.replace(/;.*/s, '').trim().toLowerCase() : '';
  if (name === '' || bare.test(name)) {
    const accepted =
      "'audio/pcm' (16 bits, little-endian, one channel), or the type of a container such as 'audio/wav'";
    throw refusal(model, 'inputAudioFormat.type', `is ${JSON.stringify(type)}`, accepted);
  }
  if (name !== 'audio/pcm') return undefined;
  if (Number.isInteger(rate) && rate! > 0) return rate;
  throw refusal(model, 'inputAudioFormat.rate', `is ${rate ?? 'missing'}`, 'samples a second, such as 16000');
}

/** The error for a recording beyond a limit. No model takes more than can be gathered here, but the service loads URLs. */
function tooMuch(model: string, capabilities: TranscriptionCapabilities, { bytes, name }: Limit): Error {
  const broken = `the recording has more than ${name}`;
  if (bytes < maxBytes) return tooLong(model, capabilities, broken);
  const message = `${model}: ${broken}. Pass its URL as providerOptions.qwen.url.`;
  return new InvalidArgumentError({ argument: 'audio', message });
}

/** The most bytes to gather, and their name in an error. */
function limitOf(
  capabilities: TranscriptionCapabilities,
  { longAudio }: TranscribeOptions['known'],
  rate: number | undefined,
): Limit {
  const isOther = longAudio === 'task' && capabilities.longAudio !== undefined;
  const maxSeconds = isOther ? Infinity : (capabilities.maxSeconds ?? Infinity);
  const bytes = Math.min(isOther ? maxBytes : (capabilities.maxBytes ?? maxBytes), maxBytes);
  const spoken = rate === undefined ? Infinity : maxSeconds * rate * bytesOfSample;
  if (spoken < bytes) return { bytes: spoken, name: `${maxSeconds} seconds; expected up to ${maxSeconds}` };
  return { bytes, name: `${bytes} bytes; expected up to ${bytes}` };
}

function refusal(model: string, argument: string, given: string, accepted: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${model}: ${argument} ${given}; expected ${accepted}.` });
}
