import type { ScriptedAnswer } from '../model/script.js';
import type { RequestContext } from '../server/context.js';
import { endingsOf, renderChunk } from '../server/native-errors.js';
import type { StreamEvent } from '../server/response.js';
import { send } from '../server/send.js';
import { create } from '../tasks/create.js';
import { countTokens } from '../util/words.js';
import { toBase64 } from '../util/bytes.js';
import { speak, type Speech } from '../voice/speak.js';
import { encodeFile, fileTypes } from './encode.js';
import { countCharacters, type SpeechRequest } from './request.js';
import { pieceSeconds, piecesOf, type SentencePiece } from './pieces.js';

const daySeconds = 86_400;
/** Audio tokens of a second. */
const tokensPerSecond = 50;

/** Files that the emulator makes where it cannot encode. */
const notes = {
  mp3: 'mp3: the file is silent, and only the emulator hears the words in it',
  opus: 'opus: the file is WAV',
};

/** An answer on its way. */
interface Spoken {
  context: RequestContext;
  request: SpeechRequest;
  speech: Speech;
}

/** Answers a request for speech: with the link to a file, or piece by piece and then with the link. */
export function answerSpeech(context: RequestContext, request: SpeechRequest): Promise<Response> {
  const { model, text, spoken, manner, format } = request;
  if (format === 'mp3' || format === 'opus') context.warnings.push(`The emulator has no encoder for ${notes[format]}.`);
  return create(context, { kind: 'speech', model: model.id, prompt: text }, (script: ScriptedAnswer) => {
    const speech = speak(script.text ?? spoken, manner);
    const answer = { context, request, speech };
    return request.streams
      ? send(context, { script, events: eventsOf(answer) }, endingsOf(context))
      : send(context, { script, body: bodyOf(answer) }, endingsOf(context));
  });
}

/** The last chunk of a stream, and the whole answer without one. */
function bodyOf(answer: Spoken): object {
  const { context, speech } = answer;
  const audio = { data: '', ...keepFile(answer), id: `audio_${context.id}` };
  return {
    output: { finish_reason: 'stop', audio },
    usage: usageOf(answer, speech.seconds),
    request_id: context.id,
  };
}

/** Keeps the file for a day. Links of the service are http, although the same files come by https. */
function keepFile({ context, request, speech }: Spoken): { url: string; expires_at: number } {
  const { media, url, now, newId } = context;
  const { format, manner } = request;
  const { type, extension } = fileTypes[format];
  const content = { type, make: () => encodeFile(speech, format, manner) };
  const path = media.results.add(`${newId()}.${extension}`, content, now, daySeconds);
  const origin = url.hostname.endsWith('.aliyuncs.com') ? `http://${url.host}` : url.origin;
  return { url: origin + path, expires_at: Math.floor(now / 1000) + daySeconds };
}

/** Usage up to a time of the speech: each chunk of a stream has the sum so far. */
function usageOf({ request: { model, text } }: Spoken, seconds: number): object {
  const characters = countCharacters(text);
  const input = countTokens(text);
  const output = Math.max(tokensPerSecond, Math.ceil(seconds * tokensPerSecond));
  if (model.kind === 'engine') {
    if (!model.countsTokens) return { characters };
    return { input_tokens: input, output_tokens: output, total_tokens: input + output };
  }
  if (!model.isOld) return { input_tokens: 0, output_tokens: 0, characters };
  return {
    input_tokens: input,
    output_tokens: output,
    characters: 0,
    input_tokens_details: { text_tokens: input },
    output_tokens_details: { audio_tokens: output, text_tokens: 0 },
    total_tokens: input + output,
  };
}

function* eventsOf(answer: Spoken): Generator<StreamEvent> {
  const { context, request } = answer;
  let number = 0;
  const event = (body: object, counts = false): StreamEvent => ({ text: renderChunk((number += 1), body), counts });
  const isQwen = request.model.kind === 'qwen';
  let seconds = 0;
  for (const piece of piecesOf(answer.speech, request, context.speech.firstPiece)) {
    if (piece.type === 'sentence-synthesis') seconds += pieceSeconds;
    else if (isQwen) continue;
    const usage = usageOf(answer, Math.min(seconds, answer.speech.seconds));
    yield event(isQwen ? qwenChunk(context, piece, usage) : engineChunk(context, piece, usage), 'data' in piece);
  }
  yield event(bodyOf(answer));
}

function audioOf({ id, now }: RequestContext, data: string): object {
  return { data, expires_at: Math.floor(now / 1000), id: `audio_${id}` };
}

function qwenChunk(context: RequestContext, { data }: SentencePiece, usage: object): object {
  const audio = audioOf(context, toBase64(data ?? new Uint8Array()));
  return { output: { finish_reason: 'null', audio }, usage, request_id: context.id };
}

function engineChunk(context: RequestContext, piece: SentencePiece, usage: object): object {
  const { type, index, original, words, data } = piece;
  return {
    output: {
      finish_reason: 'null',
      type,
      ...(original !== undefined && { original_text: original }),
      sentence: { index, words },
      audio: audioOf(context, data === undefined ? '' : toBase64(data)),
    },
    usage,
    request_id: context.id,
  };
}
