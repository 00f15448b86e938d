import type { FailureRow } from './failure.js';
import { assumed, documented, invalid, refusedByModel } from './rows.js';

const probes = 'body quoted in public probe logs of speech models (Aug to Oct 2026)';
const pages = 'Model Studio docs, speech synthesis and recognition pages (May to Sep 2026)';

function seen(message: string): FailureRow {
  return invalid(message, 'recorded', probes);
}

function clientError(row: FailureRow): FailureRow {
  return { ...row, code: 'CLIENT_ERROR', nativeCode: 'CLIENT_ERROR' };
}

/** Refusals of speech synthesis. */
const synthesisRules = {
  'speech-model-unknown': seen('Model not exist.'),
  'speech-url': seen('url error, please check url！'),
  'speech-http': seen('current user api does not support http call'),
  'speech-text': documented('Please ensure input text is valid.'),
  'speech-length': refusedByModel(
    'Range of input length should be [0, {limit}]',
    'recorded',
    'body quoted in a public log (Oct 2025)',
  ),
  'speech-length-units': seen('Each request sends text is limited: {limit}, current: {current}'),
  'speech-voice': seen(
    'Invalid voice specified, the requested voice does not exist or is not licensed for use—please select a ' +
      'supported voice.',
  ),
  'speech-voice-list': documented('Input should be {accepted}: parameters.audio.voice'),
  'speech-voice-system': clientError(documented('[qwen-tts:]Engine return error code: 411')),
  'speech-voice-missing': documented('Request voice is invalid!'),
  'speech-voice-418': seen('[cosyvoice:]Engine return error code: 418'),
  'speech-voice-411': seen('[cosyvoice:]Engine error [411]: TTS speak operation failed'),
  'speech-voice-431': seen('[cosyvoice:]Engine return error code: 431'),
  'speech-instruction': documented('[tts:]Engine return error code: 428'),
  'speech-ssml': documented('SSML text is not supported at the moment!'),
} satisfies Record<string, FailureRow>;

/** Refusals of recognition. */
const recognitionRules = {
  'asr-input-audio': refusedByModel('Input should be a valid string: input.messages.0.content.str', 'recorded', probes),
  'asr-text': seen("The dedicated task 'asr' corresponding to the current service does not support this input."),
  'asr-illegal': refusedByModel('The audio format is illegal and cannot be opened', 'recorded', probes),
  'asr-too-long': {
    ...assumed('The input audio is longer than {limit}s.', 'Model Studio docs, error codes page (May 2026)'),
    code: 'InvalidURL',
    nativeCode: 'InvalidURL',
  },
  'asr-empty': documented('The audio is empty'),
  'asr-format-missing': seen('UNSUPPORTED_FORMAT format is empty'),
  'asr-file-urls': documented('input must contain file_urls'),
  'asr-file-url': {
    ...assumed('input must contain file_urls', `${probes}, of which the code is known`),
    nativeCode: 'InvalidParameter.ParseError',
  },
  'asr-malformed-url': {
    ...assumed('The request URL is malformed.', `${probes}, of which the code is known`),
    nativeCode: 'InvalidParameter.MalformedURL',
  },
  'asr-one-file': assumed('file_urls must contain exactly one URL', pages),
  'asr-download': { ...documented('The audio file cannot be downloaded.'), nativeCode: 'InvalidFile.DownloadFailed' },
  'asr-silence': {
    ...documented('SUCCESS_WITH_NO_VALID_FRAGMENT'),
    nativeCode: 'SUCCESS_WITH_NO_VALID_FRAGMENT',
  },
  'asr-file-forbidden': { ...documented('FILE_403_FORBIDDEN'), nativeCode: 'FILE_403_FORBIDDEN' },
  'asr-file-missing': { ...documented('FILE_404_NOT_FOUND'), nativeCode: 'FILE_404_NOT_FOUND' },
  'asr-file-download': { ...documented('FILE_DOWNLOAD_FAILED'), nativeCode: 'FILE_DOWNLOAD_FAILED' },
} satisfies Record<string, FailureRow>;

/** Refusals of speech and transcription. */
export const speechRules = { ...synthesisRules, ...recognitionRules };
