import type { JSONObject } from '../util/json.js';
import type { QwenSpeechMetadata } from '../speech/options.js';
import type { SpeechModel, SpeechCall } from '../speech/speech.js';
import type { Warning } from '../options/warning.js';
import { lazy } from '../util/lazy.js';
import type { SpeechStreamOptions, SpeechStreamPart } from './speech-stream.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of speech models of the specification V1, which has no language. */
export interface SpeechOptionsV1 extends Omit<SpeechCall, 'warnings' | 'timeout' | 'language'> {}

/** Call options of speech models of the specifications V2 to V4. */
export interface SpeechOptionsV2 extends SpeechOptionsV1 {
  language?: string | undefined;
}

/** Settings of V1 and V2 that a warning can name. */
export type SpeechSetting = 'voice' | 'outputFormat' | 'instructions' | 'speed' | 'language';

/** A warning of the specifications V1 and V2. */
export type SpeechWarningV1<Setting = Exclude<SpeechSetting, 'language'>> =
  | { type: 'unsupported-setting'; setting: Setting; details: string }
  | { type: 'other'; message: string };

const settings = ['voice', 'outputFormat', 'instructions', 'speed'] as const;

function toWarningV1<Setting extends string>(warning: Warning, accepted: readonly Setting[]): SpeechWarningV1<Setting> {
  if (warning.type === 'other') return warning;
  const { details } = warning;
  if (warning.type === 'unsupported-tool') return { type: 'other', message: details };
  const setting = accepted.find((name) => name === warning.setting);
  return setting === undefined
    ? { type: 'other', message: `${warning.setting}: ${details}` }
    : { type: 'unsupported-setting', setting, details };
}

/** The answer of the service; of several requests, the first one's. */
export interface SpeechResponse {
  timestamp: Date;
  modelId: string;
  headers: Record<string, string>;
}

/** The speech of a call of the AI SDK. */
export interface SpeechResult<CallWarning> {
  audio: Uint8Array;
  warnings: CallWarning[];
  request: { body: string };
  response: SpeechResponse;
  providerMetadata: { qwen: QwenSpeechMetadata };
}

interface SpeechModelBase<Version extends string, Options, Result> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  doGenerate(options: Options): Promise<Result>;
}

/** A speech model for AI SDK 4. */
export interface SpeechModelV1 extends SpeechModelBase<'v1', SpeechOptionsV1, SpeechResult<SpeechWarningV1>> {}

/** A speech model for AI SDK 5. */
export interface SpeechModelV2 extends SpeechModelBase<
  'v2',
  SpeechOptionsV2,
  SpeechResult<SpeechWarningV1<SpeechSetting>>
> {}

/** A speech model for AI SDK 6. */
export interface SpeechModelV3 extends SpeechModelBase<'v3', SpeechOptionsV2, SpeechResult<WarningV3>> {}

/** A speech model for AI SDK 7, which also speaks a text while it is being written. */
export interface SpeechModelV4 extends SpeechModelBase<
  'v4',
  SpeechOptionsV2,
  SpeechResult<WarningV3> & { usage: JSONObject }
> {
  doStream(options: SpeechStreamOptions): Promise<{ stream: ReadableStream<SpeechStreamPart> }>;
}

async function generate(model: SpeechModel, options: SpeechOptionsV2) {
  const timestamp = new Date();
  const warnings: Warning[] = [];
  const { audio, metadata, usage, requestBody, headers } = await model.generate({ ...options, warnings });
  return {
    audio,
    warnings,
    usage,
    request: { body: requestBody },
    response: { timestamp, modelId: model.modelId, headers },
    providerMetadata: { qwen: metadata },
  };
}

export class SpeechV1 implements SpeechModelV1 {
  readonly specificationVersion = 'v1';
  readonly provider: string;
  readonly modelId: string;

  constructor(private readonly model: SpeechModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: SpeechOptionsV1): ReturnType<SpeechModelV1['doGenerate']> {
    const { usage: _usage, warnings, ...result } = await generate(this.model, options);
    return { ...result, warnings: warnings.map((warning) => toWarningV1(warning, settings)) };
  }
}

export class SpeechV2 implements SpeechModelV2 {
  readonly specificationVersion = 'v2';
  readonly provider: string;
  readonly modelId: string;

  constructor(private readonly model: SpeechModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: SpeechOptionsV2): ReturnType<SpeechModelV2['doGenerate']> {
    const { usage: _usage, warnings, ...result } = await generate(this.model, options);
    return { ...result, warnings: warnings.map((warning) => toWarningV1(warning, [...settings, 'language'])) };
  }
}

export class SpeechV3 implements SpeechModelV3 {
  readonly specificationVersion = 'v3';
  readonly provider: string;
  readonly modelId: string;

  constructor(protected readonly model: SpeechModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: SpeechOptionsV2): ReturnType<SpeechModelV3['doGenerate']> {
    const { usage: _usage, warnings, ...result } = await generate(this.model, options);
    return { ...result, warnings: warnings.map(toWarning) };
  }
}

// The first stream loads it: few applications stream speech, and all import this file.
const streams = /* @__PURE__ */ lazy(() => import('./speech-stream.js'));

export class SpeechV4 implements SpeechModelV4 {
  readonly specificationVersion = 'v4';
  readonly provider: string;
  readonly modelId: string;

  constructor(protected readonly model: SpeechModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: SpeechOptionsV2): ReturnType<SpeechModelV4['doGenerate']> {
    const { warnings, ...result } = await generate(this.model, options);
    return { ...result, warnings: warnings.map(toWarning) };
  }

  async doStream(options: SpeechStreamOptions): ReturnType<SpeechModelV4['doStream']> {
    const { streamParts } = await streams.load();
    return { stream: streamParts(this.model, options) };
  }
}
