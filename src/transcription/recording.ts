import { InvalidArgumentError } from '@ai-sdk/provider';
import type { TranscriptionCapabilities } from '../catalogue/transcription.js';
import type { Media } from '../files/media-url.js';
import { fromBase64 } from '../util/base64.js';
import { bytesOfDataURL, containerNamed, containerOf, containerOfURL, secondsOf, type Container } from './container.js';
import type { QwenTranscribeOptions } from './options.js';
import type { Gathered } from './gather.js';

/** The recording of a call, and its container as far as it is known. */
export type Recording = { container: Container | undefined } & ({ bytes: Uint8Array } | { url: string });

/** Reads the recording of a call. Throws `InvalidArgumentError` for one without bytes, and for an invalid URL. */
export function readRecording(
  model: string,
  call: Gathered['call'],
  { url, format }: Pick<QwenTranscribeOptions, 'url' | 'format'>,
): Recording {
  const named = format === undefined ? undefined : containerNamed(format);
  const { audio, warnings } = call;
  if (url !== undefined) {
    if (!(audio instanceof URL) && audio.length > 0) {
      warnings.push({ type: 'other', message: 'audio: the option url counts; the audio of the call was not sent.' });
    }
    return readURL(model, 'url', url, named);
  }
  if (audio instanceof URL) return readURL(model, 'audio', audio.href, named);
  const bytes = typeof audio === 'string' ? fromBase64(audio) : audio;
  if (bytes === undefined) throw refusal(model, 'audio', 'a text that is not base64', 'bytes or base64');
  return readBytes(model, 'audio', bytes, named);
}

function readBytes(model: string, argument: string, bytes: Uint8Array, named: Container | undefined): Recording {
  if (bytes.length === 0) throw refusal(model, argument, 'empty', 'a recording, or the option url');
  return { bytes, container: named ?? containerOf(bytes) };
}

function readURL(model: string, argument: string, given: string, named: Container | undefined): Recording {
  if (/^data:/i.test(given)) {
    const data = bytesOfDataURL(given);
    if (data !== undefined) return readBytes(model, argument, data.bytes, named);
  }
  if (/^oss:\/\/./i.test(given)) return { url: given, container: named ?? containerOfURL(given) };
  try {
    // Blanks and Chinese characters must be encoded: the service downloads no other URLs.
    const url = new URL(given);
    if (/^https?:$/.test(url.protocol)) return { url: url.href, container: named ?? containerOfURL(url.href) };
  } catch {
    // The refusal below names what was given.
  }
  throw refusal(model, argument, JSON.stringify(given.slice(0, 60)), 'an http(s), oss: or data: URL');
}

/** The recording as the medium of a request. Throws if the model must be told a container that is not known. */
export function mediaOf(model: string, recording: Recording, { form }: TranscriptionCapabilities): Media {
  const isTask = form === 'files' || form === 'file';
  if ('url' in recording) {
    if (form === 'sentences' && recording.container === undefined) throw unknownContainer(model, 'its URL does');
    return { type: 'url', url: recording.url };
  }
  const { bytes, container } = recording;
  // The service believes the label of bytes, and answers with nonsense if it is wrong.
  if (container === undefined && !isTask) throw unknownContainer(model, 'its bytes do');
  return { type: 'file', mediaType: container?.mediaType ?? 'application/octet-stream', data: bytes };
}

/** The limit that a recording surely breaks, in words; undefined if there is none. */
export function limitBrokenBy(recording: Recording, capabilities: TranscriptionCapabilities): string | undefined {
  if (!('bytes' in recording)) return undefined;
  const { maxSeconds, maxBytes } = capabilities;
  const { bytes } = recording;
  if (maxBytes !== undefined && bytes.length > maxBytes) {
    return `the recording has ${bytes.length} bytes; expected up to ${maxBytes}`;
  }
  const seconds = maxSeconds === undefined ? undefined : secondsOf(bytes);
  if (seconds === undefined || seconds <= maxSeconds!) return undefined;
  return `the recording has ${Math.ceil(seconds)} seconds; expected up to ${maxSeconds}`;
}

function unknownContainer(model: string, what: string): InvalidArgumentError {
  const given = `unknown: ${what} not tell the container`;
  return refusal(model, 'format', given, "the option format, such as 'wav', 'mp3' or 'pcm'");
}

function refusal(model: string, argument: string, given: string, accepted: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${model}: ${argument} is ${given}; expected ${accepted}.` });
}
