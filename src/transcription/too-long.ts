import { InvalidArgumentError, type APICallError } from '@ai-sdk/provider';
import type { TranscriptionCapabilities } from '../catalogue/transcription.js';

/** The error for a recording that surely is too long for a model. */
export function tooLong(model: string, { longAudio }: TranscriptionCapabilities, broken: string): Error {
  const advice =
    longAudio === undefined
      ? ''
      : ` Take ${longAudio}, or providerOptions.qwen.longAudio: 'task', which takes that model for long recordings.`;
  return new InvalidArgumentError({ argument: 'audio', message: `${model}: ${broken}.${advice}` });
}

// Words of the refusals, each of which another service of the family uses too (error codes page, 2026).
const words =
  /audio is longer than|Audio length must be between|limit on max bytes per data-uri|AUDIO_DURATION_TOO_LONG/;

/** True for a refusal of a recording because of its length. */
export function isTooLong({ statusCode, message }: APICallError): boolean {
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 && words.test(message);
}
