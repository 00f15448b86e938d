import { InvalidArgumentError } from '@ai-sdk/provider';
import type { SpeechCapabilities } from '../catalogue/capabilities.js';
import type { SpeechOptions } from './options.js';
import type { SpeechFormat } from './sound.js';
import type { SpeechManner } from './speech.js';

/** The sound that a call asks for. */
export interface AskedSound {
  /** The format that the caller gets. */
  format: SpeechFormat;
  /** The format that the service is asked for: bare samples are taken out of a WAV file, whose header says their rate. */
  sent: 'wav' | 'mp3' | 'opus';
  /** Hertz, if the service is asked for them. */
  sampleRate: number | undefined;
}

/** Names of formats, and their media types. */
const names: Readonly<Record<string, SpeechFormat>> = {
  wav: 'wav',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  mp3: 'mp3',
  'audio/mp3': 'mp3',
  'audio/mpeg': 'mp3',
  opus: 'opus',
  ogg: 'opus',
  'audio/opus': 'opus',
  'audio/ogg': 'opus',
  pcm: 'pcm',
  'audio/pcm': 'pcm',
  l16: 'pcm',
  'audio/l16': 'pcm',
};

/** Hertz of opus (CosyVoice HTTP API page, 2026). */
const opusRates = [8_000, 12_000, 16_000, 24_000, 48_000];

/** Reads the format and the sample rate of a call. The sound is asked for as WAV where the model has no other format. */
export function readFormat(
  model: string,
  { endpoint, formats, sampleRates }: SpeechCapabilities,
  { outputFormat, warnings }: Pick<SpeechManner, 'outputFormat' | 'warnings'>,
  known: SpeechOptions['known'],
  otherwise: SpeechFormat,
): AskedSound {
  const [, name = '', rate] =
    /^([\w/-]*?)(?:(?:[_@]|;\s*rate=)(\d+))?$/.exec(outputFormat?.trim().toLowerCase() ?? '') ?? [];
  const named = Object.hasOwn(names, name) ? names[name] : undefined;
  let format = outputFormat === undefined ? (known.format ?? otherwise) : named;
  const unsupported = (setting: string, details: string) =>
    warnings.push({ type: 'unsupported-setting', setting, details });
  if (format === undefined) {
    const given = String(outputFormat).slice(0, 40);
    unsupported('outputFormat', `"${given}" is none of wav, mp3, opus and pcm; the audio is ${otherwise}.`);
    format = otherwise;
  }
  let sent: AskedSound['sent'] = format === 'pcm' ? 'wav' : format;
  if (!formats.includes(sent)) {
    unsupported('outputFormat', `${model} speaks WAV only; the audio is wav.`);
    [format, sent] = ['wav', 'wav'];
  }
  const sampleRate = rate === undefined ? known.sampleRate : Number(rate);
  const accepted = endpoint === 'SpeechSynthesizer' && sent === 'opus' ? opusRates : sampleRates;
  if (sampleRate === undefined || accepted.includes(sampleRate)) return { format, sent, sampleRate };
  if (endpoint === 'SpeechSynthesizer') {
    const message = `${model}: sampleRate is ${sampleRate}; expected ${accepted.join(', ')}.`;
    throw new InvalidArgumentError({ argument: 'sampleRate', message });
  }
  unsupported('sampleRate', `${model} has ${accepted.join(', ')} Hz; ${sampleRate} was not sent.`);
  return { format, sent, sampleRate: undefined };
}
