import type { CallContext } from '../http/call-context.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { QwenSpeechChunk, QwenSpeechMetadata } from './options.js';

/** The part of a call that is not its text. */
export interface SpeechManner extends CallContext {
  voice?: string | undefined;
  /** `wav`, `mp3`, `opus` or `pcm`, with a sample rate after it if it matters: `pcm_16000`. */
  outputFormat?: string | undefined;
  instructions?: string | undefined;
  /** 1 is the usual speed. */
  speed?: number | undefined;
  /** An ISO 639-1 code. */
  language?: string | undefined;
  providerOptions?: ProviderOptions;
  warnings: Warning[];
}

/** One call of a speech model. */
export interface SpeechCall extends SpeechManner {
  text: string;
}

/** A part of a text that comes bit by bit. */
export interface SpeechText {
  text: string;
  /** Wins over the voice of the call. */
  voice?: string | undefined;
}

/** One call whose speech comes while it is made. */
export interface SpeechStreamCall extends SpeechManner {
  text: AsyncIterable<SpeechText>;
  /** Called with every chunk of the service. */
  onRaw?: ((value: unknown) => void) | undefined;
}

/** The speech of a call, one file. */
export interface GeneratedSpeech {
  audio: Uint8Array;
  metadata: QwenSpeechMetadata;
  usage: JSONObject;
  /** The body that was sent; of several requests, the first one's. */
  requestBody: string;
  headers: Record<string, string>;
}

/** An event of a stream of speech. `ready` comes first, once the call is known to be right; `finish` comes last. */
export type SpeechEvent =
  | { type: 'ready' }
  | { type: 'audio'; chunk: QwenSpeechChunk }
  | { type: 'finish'; metadata: QwenSpeechMetadata; usage: JSONObject };

/** A speech model without a specification. */
export interface SpeechModel {
  provider: string;
  modelId: string;
  generate(call: SpeechCall): Promise<GeneratedSpeech>;
  stream(call: SpeechStreamCall): AsyncGenerator<SpeechEvent, void, undefined>;
}
