import type { Warning } from '../options/warning.js';
import type { QwenTranscriptionMetadata } from '../transcription/options.js';
import { silenceMessage } from '../transcription/silence.js';
import type {
  TranscriptionModel,
  TimestampGranularity,
  Transcription,
  TranscriptionCall,
} from '../transcription/transcription.js';
import type { JSONObject } from '../util/json.js';
import { lazy } from '../util/lazy.js';
import type { TranscriptionStreamOptions, TranscriptionStreamResult } from './transcription-stream.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of transcription models of the specifications V1 to V3. */
export interface TranscriptionOptions extends Omit<
  TranscriptionCall,
  'audio' | 'timestamps' | 'timeout' | 'warnings' | 'onEvent'
> {
  audio: Uint8Array | string;
  /** As the AI SDK guesses it; the bytes say it better. */
  mediaType: string;
}

/** Call options of transcription models of the specification V4. */
export interface TranscriptionOptionsV4 extends TranscriptionOptions {
  timestampGranularities?: TimestampGranularity[];
}

/** Call options for a recording that the service loads. */
export interface TranscriptionOptionsOfURL extends Omit<TranscriptionOptionsV4, 'audio' | 'mediaType'> {
  audio: URL;
}

/** A warning of the specifications V1 and V2, which can name none of the options of this package. */
export type TranscriptionWarningV1 = { type: 'other'; message: string };

/** A piece of a transcript with its times. */
export type TranscriptionSegment = Transcription['segments'][number];

export interface TranscriptionResponse {
  timestamp: Date;
  modelId: string;
  headers: Record<string, string>;
}

/** The result of a call. */
export interface TranscriptionResult<CallWarning> {
  text: string;
  segments: TranscriptionSegment[];
  language: string | undefined;
  durationInSeconds: number | undefined;
  warnings: CallWarning[];
  providerMetadata: { qwen: QwenTranscriptionMetadata };
  response: TranscriptionResponse;
}

/** The result of a call of AI SDK 7. */
export interface TranscriptionResultV4 extends TranscriptionResult<WarningV3> {
  /** Absent for models that tell no times of words. */
  words?: TranscriptionSegment[];
  usage?: JSONObject;
}

interface TranscriptionModelBase<Version extends string, CallWarning> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: TranscriptionOptions): Promise<TranscriptionResult<CallWarning>>;
}

/** A transcription model for AI SDK 4. */
export interface TranscriptionModelV1 extends TranscriptionModelBase<'v1', TranscriptionWarningV1> {}

/** A transcription model for AI SDK 5. */
export interface TranscriptionModelV2 extends TranscriptionModelBase<'v2', TranscriptionWarningV1> {}

/** A transcription model for AI SDK 6. */
export interface TranscriptionModelV3 extends TranscriptionModelBase<'v3', WarningV3> {}

/** A transcription model for AI SDK 7. */
export interface TranscriptionModelV4 {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: TranscriptionOptionsV4): Promise<TranscriptionResultV4>;
  /** Undefined for a URL that the service can't load: the AI SDK then downloads it. */
  doGenerateFromUrl(options: TranscriptionOptionsOfURL): Promise<TranscriptionResultV4 | undefined>;
  /** Waits for the end of the recording: the models hear whole ones. The transcript then comes bit by bit. */
  doStream(options: TranscriptionStreamOptions): Promise<TranscriptionStreamResult>;
}

function toWarningV1(warning: Warning): TranscriptionWarningV1 {
  if (warning.type === 'other') return warning;
  const { details } = warning;
  return { type: 'other', message: warning.type === 'unsupported-tool' ? details : `${warning.setting}: ${details}` };
}

type AnyOptions = Omit<TranscriptionOptionsV4, 'audio' | 'mediaType'> & { audio: TranscriptionCall['audio'] };

async function transcribe(model: TranscriptionModel, options: AnyOptions) {
  const timestamp = new Date();
  const warnings: Warning[] = [];
  const { audio, providerOptions, abortSignal, headers, timestampGranularities: timestamps } = options;
  const made = await model.transcribe({ audio, providerOptions, abortSignal, headers, timestamps, warnings });
  if (made === undefined) return undefined;
  const { text, segments, language, durationInSeconds, metadata } = made;
  const response = { timestamp, modelId: metadata.model, headers: made.headers };
  const result = { text, segments, language, durationInSeconds, providerMetadata: { qwen: metadata }, response };
  return { made, warnings, result };
}

/** AI SDK 4 to 6 throw away all that is known of an empty text, so silence is an error that tells it. */
async function transcribeBytes(model: TranscriptionModel, options: TranscriptionOptions) {
  // Bytes are always transcribed.
  const { made, warnings, result } = (await transcribe(model, options))!;
  if (made.silence !== undefined) throw made.silence;
  return { warnings, result };
}

/** AI SDK 7 takes an empty text as it is. */
function resultV4({ made, warnings, result }: NonNullable<Awaited<ReturnType<typeof transcribe>>>) {
  const all =
    made.silence === undefined ? warnings : [...warnings, { type: 'other' as const, message: silenceMessage }];
  const { words, usage } = made;
  return {
    ...result,
    ...(words.length > 0 && { words }),
    ...(usage !== undefined && { usage }),
    warnings: all.map(toWarning),
  };
}

export class TranscriptionV1<Version extends 'v1' | 'v2'> implements TranscriptionModelBase<
  Version,
  TranscriptionWarningV1
> {
  readonly provider: string;
  readonly modelId: string;

  constructor(
    private readonly model: TranscriptionModel,
    readonly specificationVersion: Version,
  ) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: TranscriptionOptions): Promise<TranscriptionResult<TranscriptionWarningV1>> {
    const { warnings, result } = await transcribeBytes(this.model, options);
    return { ...result, warnings: warnings.map(toWarningV1) };
  }
}

export class TranscriptionV3 implements TranscriptionModelV3 {
  readonly specificationVersion = 'v3';
  readonly provider: string;
  readonly modelId: string;

  constructor(protected readonly model: TranscriptionModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: TranscriptionOptions): Promise<TranscriptionResult<WarningV3>> {
    const { warnings, result } = await transcribeBytes(this.model, options);
    return { ...result, warnings: warnings.map(toWarning) };
  }
}

// The first stream loads it: few applications transcribe one, and all import this file.
const streams = /* @__PURE__ */ lazy(() => import('./transcription-stream.js'));

export class TranscriptionV4 implements TranscriptionModelV4 {
  readonly specificationVersion = 'v4';
  readonly provider: string;
  readonly modelId: string;

  constructor(protected readonly model: TranscriptionModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: TranscriptionOptionsV4): Promise<TranscriptionResultV4> {
    return resultV4((await transcribe(this.model, options))!);
  }

  async doGenerateFromUrl(options: TranscriptionOptionsOfURL): Promise<TranscriptionResultV4 | undefined> {
    const result = await transcribe(this.model, options);
    return result && resultV4(result);
  }

  async doStream(options: TranscriptionStreamOptions): Promise<TranscriptionStreamResult> {
    const { streamTranscript } = await streams.load();
    return { stream: streamTranscript(this.model, options) };
  }
}
