import { APICallError } from '@ai-sdk/provider';
import { transcriptionCapabilitiesOf, type TranscriptionCapabilities } from '../catalogue/transcription.js';
import type { Connection } from '../connection/connection.js';
import { regionOf } from '../connection/regions.js';
import { createMediaURL, hasStored, resolveHeader, type MediaURL } from '../files/media-url.js';
import { isPrivate } from '../http/private-address.js';
import { hasOptions, hasProviderOptions } from '../options/names.js';
import { withDefaults } from '../options/types.js';
import { rewritten } from '../tasks/errors.js';
import { expiryOf } from '../tasks/signed-url.js';
import { ask, type Answer } from './answer.js';
import { endpointOf, encodeTranscription } from './encode.js';
import { gather } from './gather.js';
import { readTranscriptionCall, readTranscriptionDefaults } from './option-table.js';
import type { QwenTranscribeOptions, QwenTranscriptionMetadata, TranscribeOptions } from './options.js';
import { checkServed, planTranscription, type TranscriptionPlan } from './plan.js';
import { limitBrokenBy, mediaOf, readRecording, type Recording } from './recording.js';
import { silenceMessage } from './silence.js';
import { resumeTask, runTask } from './task.js';
import type { Transcription, TranscriptEvent, TranscriptionCall } from './transcription.js';
import { isTooLong, tooLong } from './too-long.js';
import { sentence } from '../util/text.js';

/** One call, read. */
interface Asked {
  connection: Connection;
  mediaURL: MediaURL;
  model: string;
  capabilities: TranscriptionCapabilities;
  recording: Recording;
  call: TranscriptionCall;
  read: TranscribeOptions;
}

/** Makes the transcriptions of the calls of a model. Undefined for a URL that the service is not asked about. */
export function createTranscription(
  connection: Connection,
  modelId: string,
  options: QwenTranscribeOptions,
): (call: TranscriptionCall) => Promise<Transcription | undefined> {
  const mediaURL = createMediaURL(connection);
  return async (call) => {
    const read = readOptions(options, call, connection.optionNames);
    const { resume } = read.known;
    const capabilities = transcriptionCapabilitiesOf(modelId);
    checkServed(modelId, capabilities, regionOf(new URL(endpointOf(connection, capabilities)).hostname));
    call.warnings.push(...connection.notices.pending());
    let done: { model: string; answer: Answer };
    if (resume === undefined) {
      const { call: whole, format } = await gather(modelId, call, capabilities, read.known);
      const recording = readRecording(modelId, whole, format === undefined ? read.known : { ...read.known, format });
      if (mustBeLoaded(connection, capabilities, recording, whole)) return undefined;
      done = await transcribe({ connection, mediaURL, model: modelId, capabilities, recording, call, read });
    } else {
      const { call: whole } = await gather(modelId, call, capabilities, read.known);
      done = { model: modelId, answer: await resumeTask(connection, resume.taskId, whole, read.known) };
      call.onEvent?.({ type: 'start' });
    }
    connection.notices.settle();
    const made = finish(done.model, done.answer);
    if (made.metadata.isTruncated === true) {
      const message = `${done.model} reached its limit: the end of the transcript is missing.`;
      call.warnings.push({ type: 'other', message });
    }
    if (call.timestamps?.includes('word') === true && made.words.length === 0 && made.segments.length > 0) {
      const details = `${done.model} returned only the times of sentences.`;
      call.warnings.push({ type: 'unsupported-setting', setting: 'timestampGranularities', details });
    }
    return made;
  };
}

/** The options of a call, with the model's as defaults. */
function readOptions(
  options: QwenTranscribeOptions,
  call: TranscriptionCall,
  names: readonly string[],
): TranscribeOptions {
  if (!hasOptions(options) && !hasProviderOptions(call.providerOptions, names)) return { known: {}, extra: {} };
  const defaults = readTranscriptionDefaults(options, call.warnings);
  return withDefaults(readTranscriptionCall(call.providerOptions, names, call.warnings), defaults);
}

/** True for the URL of a call that the AI SDK must download: the service can't, or must be told a container first. */
function mustBeLoaded(
  connection: Connection,
  capabilities: TranscriptionCapabilities,
  recording: Recording,
  { audio }: TranscriptionCall,
): boolean {
  if (!(audio instanceof URL) || !('url' in recording) || recording.url !== audio.href) return false;
  if (capabilities.form === 'sentences' && recording.container === undefined) return true;
  return isPrivate(audio.hostname) && audio.host !== new URL(endpointOf(connection, capabilities)).host;
}

/** Transcribes a recording; one that is too long for the model by the model that takes it, if the caller wants that. */
async function transcribe(asked: Asked): Promise<{ model: string; answer: Answer }> {
  const { model, capabilities, recording, read } = asked;
  const takesOther = read.known.longAudio === 'task' && capabilities.longAudio !== undefined;
  const broken = limitBrokenBy(recording, capabilities);
  if (broken !== undefined && !takesOther) throw tooLong(model, capabilities, broken);
  if (broken === undefined) {
    try {
      return { model, answer: await send(asked) };
    } catch (error) {
      // The service has refused it, so nothing is billed.
      if (!APICallError.isInstance(error) || !isTooLong(error) || capabilities.longAudio === undefined) throw error;
      if (!takesOther) {
        const advice = `Take ${capabilities.longAudio}, or providerOptions.qwen.longAudio: 'task'.`;
        throw rewritten(error, `${sentence(error.message)} ${advice}`, {});
      }
    }
  }
  const other = capabilities.longAudio as string;
  return {
    model: other,
    answer: await send({ ...asked, model: other, capabilities: transcriptionCapabilitiesOf(other) }),
  };
}

async function send({ connection, mediaURL, model, capabilities, recording, call, read }: Asked): Promise<Answer> {
  const { abortSignal, headers } = call;
  const { timeout } = read.known;
  const plan: TranscriptionPlan = planTranscription(model, capabilities, read, call.timestamps);
  const isTask = capabilities.form === 'files' || capabilities.form === 'file';
  const use = { model, argument: 'audio', upload: 'auto', inline: !isTask } as const;
  const context = { abortSignal, headers, timeout };
  const url = await mediaURL(mediaOf(model, recording, capabilities), use, context);
  const request = {
    ...context,
    url: endpointOf(connection, capabilities),
    body: encodeTranscription(model, capabilities, plan, url, recording.container?.format),
    serviceHeaders: hasStored([url]) ? resolveHeader : {},
  };
  const { onEvent, warnings } = call;
  let hasStarted = false;
  // Not earlier: a recording that is refused for its length may go to another model, which has other warnings.
  const start = () => {
    if (hasStarted) return;
    hasStarted = true;
    warnings.push(...plan.warnings);
    onEvent?.({ type: 'start' });
  };
  const tell = (event: TranscriptEvent) => {
    start();
    onEvent?.(event);
  };
  const answer = isTask
    ? await runTask(connection, request, call, read.known)
    : await ask(connection, request, capabilities, onEvent && tell);
  start();
  return answer;
}

function finish(model: string, answer: Answer): Transcription {
  const { transcript, reply, requestId, usage, taskId, url } = answer;
  const { text, sentences, channels, language, emotion, seconds, isTruncated } = transcript;
  const expiresAt = url === undefined ? undefined : expiryOf(url);
  const metadata: QwenTranscriptionMetadata = {
    model,
    ...(taskId !== undefined && { taskId }),
    ...(requestId !== undefined && { requestId }),
    ...(isTruncated === true && { isTruncated }),
    ...(emotion !== undefined && { emotion }),
    ...(sentences.length > 0 && { sentences }),
    ...(channels.length > 0 && { channels }),
    ...(url !== undefined && { url }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(usage !== undefined && { usage }),
  };
  return {
    text,
    segments: sentences.map(withTimes),
    words: sentences.flatMap(({ words = [] }) => words.map(withTimes)),
    language,
    durationInSeconds: seconds,
    metadata,
    usage,
    headers: reply.headers,
    silence: text.trim() === '' ? silenceError(answer) : undefined,
  };
}

function withTimes({ text, startSecond, endSecond }: Transcription['segments'][number]) {
  return { text, startSecond, endSecond };
}

/** AI SDK 4 to 6 take an empty text for a failure, and their error has neither the reason nor the request id. */
function silenceError({ reply, requestId, taskId }: Answer): Error {
  const where = taskId === undefined ? '' : ` (task ${taskId})`;
  const failure = { code: 'NoSpeech', message: `${silenceMessage}${where}`, transient: false, requestId };
  const error = reply.toError(failure) as APICallError;
  return rewritten(error, error.message, { ...(taskId !== undefined && { taskId }) });
}
