import { checkFields } from '../checks/fields.js';
import type { RecognitionModel } from '../catalogue/recognition-models.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { endingsOf, renderChunk } from '../server/native-errors.js';
import type { StreamEvent } from '../server/response.js';
import { respondRaw } from '../server/response.js';
import { send } from '../server/send.js';
import { accept } from '../tasks/create.js';
import { describeBytes } from '../util/media.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { countTokens } from '../util/words.js';
import { listen, type Hearing, type Sentence, textOf } from './listen.js';
import { load, type Loaded } from './load.js';
import { renderWord, speakersOf } from './render.js';
import { checkSeconds } from './sound.js';

/** A request, checked, and what was heard. */
interface Heard {
  model: RecognitionModel;
  hearing: Hearing;
  sentences: Sentence[];
  diarizes: boolean;
}

/** Seconds from which on a stream shows unfinished sentences. */
const longSeconds = 60;

/** Answers a model that tells the times of words at once. */
export async function answerSentences(
  context: RequestContext,
  model: RecognitionModel,
  streams: boolean,
): Promise<Response> {
  const parameters = readParameters(context, model);
  const url = readUrl(context.given.input as JsonObject, parameters);
  const loaded = await load(context, url, model.id);
  if ('failure' in loaded) refuse('stored-file-unknown');
  compareFormat(loaded, String(parameters.format), context);
  const rate = Number(parameters.sample_rate ?? 16_000);
  const named = parameters.format === 'pcm' && 'bytes' in loaded ? { ...loaded, type: 'audio/pcm' } : loaded;
  checkSeconds(listen(named, undefined, rate));
  const script = await accept(context, 'transcription');
  if (script.raw !== undefined) return respondRaw(context, script.raw, context.tempo.chunkSize);
  const hearing = listen(named, script.text ?? script.deltas?.join(''), rate);
  const heard = {
    model,
    hearing,
    sentences: hearing.channels[0] ?? [],
    diarizes: parameters.speaker_diarization_enabled === true,
  };
  const answer = streams ? { script, events: eventsOf(context, heard) } : { script, body: bodyOf(context, heard) };
  return send(context, answer, endingsOf(context));
}

function readParameters({ given, policy }: RequestContext, model: RecognitionModel): JsonObject {
  const parameters = given.parameters ?? {};
  if (!isObject(parameters)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  const known = checkFields(parameters, `format sample_rate ${model.parameters}`, policy, 'parameters.');
  if (typeof known.format !== 'string' || known.format === '') refuse('asr-format-missing');
  return known;
}

/** The sound of the last message; turns before it are context. */
function readUrl({ messages }: JsonObject, { audio_address: address }: JsonObject): string {
  if (typeof address === 'string') return address;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  const content = isObject(last) && last.role === 'user' && Array.isArray(last.content) ? last.content : [];
  const [part, ...others] = content as unknown[];
  const sound = isObject(part) ? (isObject(part.input_audio) ? part.input_audio.data : part.audio) : undefined;
  if (typeof sound !== 'string' || others.length > 0) refuse('messages-missing');
  return sound;
}

/** The service needs the format, and reads the bytes all the same. */
function compareFormat(loaded: Loaded, format: string, { warnings }: RequestContext): void {
  const kind = 'bytes' in loaded ? describeBytes(loaded.bytes).kind?.toLowerCase() : undefined;
  if (kind !== undefined && kind !== format) warnings.push(`parameters.format is ${format}, and the sound is ${kind}.`);
}

function bodyOf({ id }: RequestContext, heard: Heard): object {
  const { sentences } = heard;
  const last = sentences.at(-1) ?? { text: '', begin: 0, end: 0, language: 'en', voice: 0, words: [] };
  const number = Math.max(1, sentences.length);
  const all = sentences.map((sentence, index) => renderSentence(heard, sentence, index + 1));
  const output = {
    sentence: renderSentence(heard, last, number),
    ...(heard.diarizes && { sentences: all }),
    text: textOf(sentences),
  };
  return { output, usage: usageOf(heard, sentences), request_id: id };
}

function usageOf({ hearing, model }: Heard, sentences: readonly Sentence[]): object {
  const duration = Math.ceil(hearing.seconds);
  if (!model.id.startsWith('qwen-audio-3.1')) return { duration };
  // Measured in Sep 2026.
  const input = Math.round(duration * 12.5) + 57;
  const output = countTokens(textOf(sentences));
  return { duration, input_tokens: input, output_tokens: output, total_tokens: input + output };
}

function renderSentence(heard: Heard, sentence: Sentence, id: number, isWhole = true): object {
  const { text, begin, end, words, voice } = sentence;
  const speaker = heard.diarizes ? speakersOf(heard.sentences).get(voice) : null;
  const told = heard.model.family === 'qwen-audio' && { speaker_id: speaker };
  return {
    begin_time: begin,
    channel_id: 0,
    ...(isWhole && { end_time: end }),
    sentence_end: isWhole,
    sentence_id: id,
    text,
    ...told,
    words: words.map((word) => renderWord(word, { fixed: isWhole, ...told })),
  };
}

/** Chunks have the current sentence and all text so far. There is no finish reason: the stream just ends. */
function* eventsOf(context: RequestContext, heard: Heard): Generator<StreamEvent> {
  const { sentences, hearing, model } = heard;
  const { id } = context;
  let number = 0;
  const event = (output: object, counts: boolean, usage?: object): StreamEvent => ({
    text: renderChunk((number += 1), { output, ...(usage && { usage }), request_id: id }),
    counts,
  });
  const showsGrowth = hearing.seconds >= longSeconds || model.id.startsWith('fun-asr-realtime');
  if (sentences.length === 0) yield { text: renderChunk(1, bodyOf(context, heard)), counts: true };
  for (const [index, sentence] of sentences.entries()) {
    const before = textOf(sentences.slice(0, index));
    if (showsGrowth) yield event({ sentence: emptySentence(index + 1), text: before }, false);
    const steps = showsGrowth ? sentence.words.length : 0;
    for (let count = 1; count < steps; count += 1) {
      const words = sentence.words.slice(0, count);
      const grown = { ...sentence, words, text: words.map(({ text }) => text).join('') };
      yield event({ sentence: renderSentence(heard, grown, index + 1, false), text: before + grown.text }, true);
    }
    const output = { sentence: renderSentence(heard, sentence, index + 1), text: before + sentence.text };
    yield event(output, true, usageOf(heard, sentences.slice(0, index + 1)));
  }
}

function emptySentence(id: number): object {
  return {
    sentence_id: id,
    sentence_end: false,
    sentence_begin: true,
    words: [],
    begin_time: 0,
    text: '',
    channel_id: 0,
  };
}
