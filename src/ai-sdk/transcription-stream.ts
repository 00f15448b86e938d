import type { Warning } from '../options/warning.js';
import type { QwenTranscriptionMetadata, QwenTranscriptSentence } from '../transcription/options.js';
import type {
  LiveAudio,
  TranscriptEvent,
  Transcription,
  TranscriptionCall,
  TranscriptionModel,
} from '../transcription/transcription.js';
import { throwIfAborted } from '../util/abort.js';
import type { JSONObject } from '../util/json.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of `doStream`. */
export interface TranscriptionStreamOptions extends Omit<
  TranscriptionCall,
  'audio' | 'timestamps' | 'timeout' | 'warnings' | 'onEvent'
> {
  /** Bytes, or base64. */
  audio: ReadableStream<Uint8Array | string>;
  /** `audio/pcm` with a rate (16 bits, little-endian, one channel), or the media type of a container. */
  inputAudioFormat: { type: string; rate?: number | undefined };
  includeRawChunks?: boolean | undefined;
}

/** A part of a stream of a transcript. */
export type TranscriptionStreamPart =
  | { type: 'stream-start'; warnings: WarningV3[] }
  | { type: 'transcript-delta'; delta: string }
  | { type: 'transcript-partial'; id: string; text: string; startSecond: number; channelIndex?: number }
  | {
      type: 'transcript-final';
      id: string;
      text: string;
      startSecond: number;
      endSecond: number;
      channelIndex?: number;
      providerMetadata: { qwen: QwenTranscriptSentence };
    }
  | { type: 'raw'; rawValue: unknown }
  | { type: 'response-metadata'; timestamp: Date; modelId: string; headers: Record<string, string> }
  | {
      type: 'finish';
      text: string;
      segments: Transcription['segments'];
      language?: string;
      durationInSeconds?: number;
      usage?: JSONObject;
      providerMetadata: { qwen: QwenTranscriptionMetadata };
    };

/** The result of `doStream`. */
export interface TranscriptionStreamResult {
  stream: ReadableStream<TranscriptionStreamPart>;
}

/** Transcribes a recording once its stream has ended. An error ends the parts. */
export function streamTranscript(
  model: TranscriptionModel,
  options: TranscriptionStreamOptions,
): ReadableStream<TranscriptionStreamPart> {
  const stop = new AbortController();
  const { abortSignal } = options;
  const forward = () => stop.abort(abortSignal?.reason);
  let isCancelled = false;
  return new ReadableStream<TranscriptionStreamPart>({
    async start(controller) {
      const send = (part: TranscriptionStreamPart) => {
        if (!isCancelled) controller.enqueue(part);
      };
      try {
        throwIfAborted(abortSignal);
        abortSignal?.addEventListener('abort', forward, { once: true });
        await sendParts(model, { ...options, abortSignal: stop.signal }, send);
        if (!isCancelled) controller.close();
      } finally {
        abortSignal?.removeEventListener?.('abort', forward);
        // Does nothing but after an error before the recording was read.
        void options.audio.cancel().catch(() => {});
      }
    },
    cancel(reason) {
      isCancelled = true;
      stop.abort(reason);
    },
  });
}

async function sendParts(
  model: TranscriptionModel,
  { audio: chunks, inputAudioFormat, includeRawChunks, ...options }: TranscriptionStreamOptions,
  send: (part: TranscriptionStreamPart) => void,
): Promise<void> {
  const timestamp = new Date();
  const warnings: Warning[] = [];
  const audio: LiveAudio = { ...inputAudioFormat, chunks };
  let hasSentences = false;
  const onEvent = (event: TranscriptEvent) => {
    switch (event.type) {
      case 'start':
        return send({ type: 'stream-start', warnings: warnings.map(toWarning) });
      case 'text':
        return send({ type: 'transcript-delta', delta: event.delta });
      case 'sentence':
        hasSentences ||= event.isFinal;
        return send((event.isFinal ? finalPart : partialPart)(event.id, event.sentence));
      case 'raw':
        return includeRawChunks === true ? send({ type: 'raw', rawValue: event.value }) : undefined;
    }
  };
  // A stream is always transcribed.
  const made = (await model.transcribe({ ...options, audio, warnings, onEvent }))!;
  const { text, segments, language, durationInSeconds, metadata, usage, headers, silence } = made;
  // The AI SDK refuses an empty text at the end, with an error that has neither the reason nor the request id.
  if (silence !== undefined) throw silence;
  if (!hasSentences) metadata.sentences?.forEach((one, index) => send(finalPart(String(index + 1), one)));
  send({ type: 'response-metadata', timestamp, modelId: metadata.model, headers });
  send({
    type: 'finish',
    text,
    segments,
    ...(language !== undefined && { language }),
    ...(durationInSeconds !== undefined && { durationInSeconds }),
    ...(usage !== undefined && { usage }),
    providerMetadata: { qwen: metadata },
  });
}

function partialPart(id: string, { text, startSecond, channel }: QwenTranscriptSentence): TranscriptionStreamPart {
  return { type: 'transcript-partial', id, text, startSecond, ...(channel !== undefined && { channelIndex: channel }) };
}

function finalPart(id: string, sentence: QwenTranscriptSentence): TranscriptionStreamPart {
  const { text, startSecond, endSecond, channel } = sentence;
  return {
    type: 'transcript-final',
    id,
    text,
    startSecond,
    endSecond,
    ...(channel !== undefined && { channelIndex: channel }),
    providerMetadata: { qwen: sentence },
  };
}
