/**
 * The form of a transcription model's requests. `chat`: a message with the recording, answered at once; `sentences`: the
 * same, and the answer has the times of words; `files`: a task with a list of URLs; `file`: a task with one URL.
 */
type TranscriptionForm = 'chat' | 'sentences' | 'files' | 'file';

/** Capabilities of one transcription model. */
export interface TranscriptionCapabilities {
  form: TranscriptionForm;
  /** Options that it takes. */
  options: readonly string[];
  /** True if it is served on the DashScope protocol only. */
  native?: boolean;
  /** True if it is served in Beijing only. */
  beijing?: boolean;
  /** Longest recording. */
  maxSeconds?: number;
  /** Bytes of a recording. */
  maxBytes?: number;
  /** Languages that one call can name. */
  maxLanguages?: number;
  /** The model that takes longer recordings, as a task. */
  longAudio?: string;
}

/** Id of a transcription model that this package knows. */
export type KnownTranscriptionModelId = keyof typeof transcriptionModels;

/** Id of a transcription model: one that this package knows, or any other. */
export type TranscriptionModelId = KnownTranscriptionModelId | (string & {});

const fiveMinutes = 300;
const tenMegabytes = 10 * 1024 * 1024;

const qwen3: TranscriptionCapabilities = {
  form: 'chat',
  options: ['language', 'enableItn', 'context'],
  maxSeconds: fiveMinutes,
  maxBytes: tenMegabytes,
  longAudio: 'qwen3-asr-flash-filetrans',
};
const qwen3File: TranscriptionCapabilities = {
  form: 'file',
  options: ['language', 'enableItn', 'enableWords', 'channelId', 'context'],
};
const qwenAudio30: TranscriptionCapabilities = {
  form: 'sentences',
  options: ['language', 'languageHints', 'context', 'vocabulary', 'vocabularyId', 'sampleRate'],
  maxSeconds: fiveMinutes,
  maxLanguages: 4,
  longAudio: 'qwen-audio-3.0-asr-flash-filetrans',
};
const qwenAudio31: TranscriptionCapabilities = {
  ...qwenAudio30,
  options: [...qwenAudio30.options, 'diarization', 'keepDialect'],
  longAudio: 'qwen-audio-3.1-asr-flash-filetrans',
};
const funFlash: TranscriptionCapabilities = {
  form: 'sentences',
  options: ['language', 'languageHints', 'context', 'vocabularyId', 'sampleRate'],
  maxSeconds: fiveMinutes,
  maxLanguages: 1,
  longAudio: 'fun-asr',
};
const files: TranscriptionCapabilities = {
  form: 'files',
  options: [
    'language',
    'languageHints',
    'vocabularyId',
    'channelId',
    'specialWordFilter',
    'diarization',
    'speakerCount',
  ],
  maxLanguages: 1,
};
const paraformer: TranscriptionCapabilities = {
  form: 'files',
  beijing: true,
  options: [
    'vocabularyId',
    'channelId',
    'specialWordFilter',
    'diarization',
    'speakerCount',
    'disfluencyRemoval',
    'timestampAlignment',
  ],
};
const paraformer2: TranscriptionCapabilities = {
  ...paraformer,
  options: [...paraformer.options, 'language', 'languageHints'],
};
const senseVoice: TranscriptionCapabilities = {
  form: 'files',
  beijing: true,
  options: ['language', 'languageHints', 'channelId', 'disfluencyRemoval'],
  maxLanguages: 1,
};

/** Transcription models over HTTP (Model Studio docs, pages on speech recognition, May to Nov 2026). */
export const transcriptionModels = {
  'qwen3-asr-flash': qwen3,
  'qwen3-asr-flash-2026-02-10': qwen3,
  'qwen3-asr-flash-2025-09-08': qwen3,
  'qwen3-asr-flash-us': { ...qwen3, native: true },
  'qwen3-asr-flash-2025-09-08-us': { ...qwen3, native: true },
  'qwen3-asr-flash-filetrans': qwen3File,
  'qwen3-asr-flash-filetrans-2025-11-17': qwen3File,
  'qwen-audio-3.1-asr-flash': qwenAudio31,
  'qwen-audio-3.0-asr-flash': qwenAudio30,
  'qwen-audio-3.1-asr-flash-filetrans': files,
  'qwen-audio-3.0-asr-flash-filetrans': files,
  'fun-asr-flash-2026-06-15': funFlash,
  'fun-asr': files,
  'fun-asr-2025-11-07': files,
  'fun-asr-2025-08-25': files,
  'fun-asr-mtl': files,
  'fun-asr-mtl-2025-08-25': files,
  'paraformer-v2': paraformer2,
  'paraformer-v1': paraformer,
  'paraformer-mtl-v1': paraformer,
  'paraformer-8k-v2': paraformer,
  'paraformer-8k-v1': paraformer,
  'sensevoice-v1': senseVoice,
} satisfies Record<string, TranscriptionCapabilities>;

/** Parameters in snake_case reach it whatever it is. */
const unknownModel: TranscriptionCapabilities = { form: 'chat', options: qwen3.options };

/** Names of model lines with a member that stands for the line. The longer suffixes come first. */
const lines: readonly (readonly [RegExp, KnownTranscriptionModelId])[] = [
  [/^qwen3.*-filetrans/, 'qwen3-asr-flash-filetrans'],
  [/-filetrans/, 'qwen-audio-3.1-asr-flash-filetrans'],
  [/^qwen-audio-.*asr-flash/, 'qwen-audio-3.1-asr-flash'],
  [/^fun-asr-flash/, 'fun-asr-flash-2026-06-15'],
  [/^fun-asr/, 'fun-asr'],
  [/^paraformer/, 'paraformer-v2'],
  [/^sensevoice/, 'sensevoice-v1'],
];

/** Capabilities of a transcription model; of an unknown id, those of its line, or of a model that is asked like a chat. */
export function transcriptionCapabilitiesOf(id: string): TranscriptionCapabilities {
  if (Object.hasOwn(transcriptionModels, id)) return transcriptionModels[id as KnownTranscriptionModelId];
  const member = lines.find(([name]) => name.test(id))?.[1];
  return member === undefined ? unknownModel : transcriptionModels[member];
}

/** Models that listen over WebSocket only, and what to take instead. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^qwen3-asr-flash.*-realtime/, 'qwen3-asr-flash'],
  [/^fun-asr.*-realtime/, 'fun-asr-flash-2026-06-15'],
  [/^paraformer.*-realtime/, 'paraformer-v2'],
  [/^qwen-audio-3\.0.*-(?:streaming|message|realtime)/, 'qwen-audio-3.0-asr-flash'],
  [/^qwen-audio-.*-(?:streaming|message|realtime)/, 'qwen-audio-3.1-asr-flash'],
  [/-(?:realtime|streaming|message)(?:-|$)/, 'qwen3-asr-flash'],
];

/** The model to take in place of one that listens over WebSocket only; undefined for any other model. */
export function httpModelFor(id: string): string | undefined {
  return elsewhere.find(([name]) => name.test(id))?.[1];
}
