import { joinBytes } from '../util/bytes.js';
import { isMono, wavHeader } from '../util/wav.js';
import { addUsage, type SpeechChunk } from './decode.js';
import { emptyMessage, isPassing, limitOf, notJoined, pieceError } from './errors.js';
import { formatWarnings, inMicroseconds, pieceFacts, totals } from './metadata.js';
import type { QwenSpeechChunk, QwenSpeechPiece } from './options.js';
import { createOggChain } from './ogg.js';
import { pauseAfter } from './pieces.js';
import type { Planned } from './planned.js';
import { load, streamPiece, type PieceRequest } from './request.js';
import { mediaTypes, type Container } from './sound.js';
import { SoundReader, type SoundBit } from './sound-reader.js';
import type { SpeechEvent, SpeechStreamCall } from './speech.js';
import { hasWords, splitText, spokenText } from './split.js';
import { TextFeed, type FedPiece } from './text-feed.js';

/** The state of a stream. */
interface State extends Planned {
  call: SpeechStreamCall;
  feed: TextFeed;
  /** The format of the first chunk; the others have it too. */
  first: Omit<QwenSpeechChunk, 'audio' | 'piece'> | undefined;
  /** Makes the Ogg files of several pieces one. */
  nextLink: ReturnType<typeof createOggChain>;
  pieces: QwenSpeechPiece[];
  /** Characters of the text that were spoken. */
  place: number;
}

/** Speaks a text that comes bit by bit, sentence by sentence, and yields the sound as it comes. */
export async function* streamSpeech(
  plan: () => Planned,
  call: SpeechStreamCall,
): AsyncGenerator<SpeechEvent, void, undefined> {
  const planned = plan();
  const feed = new TextFeed(call.text, call.abortSignal);
  const nextLink = createOggChain();
  const state: State = { ...planned, call, feed, first: undefined, nextLink, pieces: [], place: 0 };
  try {
    for (;;) {
      const piece = await feed.next(planned.limit.get());
      if (piece === undefined) break;
      if (piece.text.trim() === '') state.place += piece.text.length;
      else yield* speak(state, piece);
    }
    if (state.first === undefined) yield { type: 'ready' };
    const { pieces, first } = state;
    planned.connection.notices.settle();
    const seconds = pieces.map(({ durationInSeconds }) => durationInSeconds);
    const known = seconds.every((one) => one !== undefined);
    yield {
      type: 'finish',
      usage: addUsage(pieces.map(({ usage }) => usage)),
      metadata: totals({
        ...(first ?? { format: planned.plan.format, mediaType: mediaTypes[planned.plan.format] }),
        ...(known && { durationInSeconds: inMicroseconds(seconds.reduce((sum, one) => sum + one, 0)) }),
        pieces,
      }),
    };
  } finally {
    feed.close();
  }
}

/** Speaks a piece. One that is refused as too long goes back into the text. */
async function* speak(state: State, piece: FedPiece): AsyncGenerator<SpeechEvent, void, undefined> {
  const { limit, plan, call, feed, pieces } = state;
  for (let attempt = 1; ; attempt += 1) {
    try {
      yield* speakOnce(state, piece);
      return;
    } catch (error) {
      const max = limitOf(error);
      if (max !== undefined) limit.learn(piece.text, max);
      if (max !== undefined && plan.splits && splitText(piece.text, limit.get()).length > 1) {
        return feed.unread(piece);
      }
      if (!isPassing(error) || !(await pauseAfter(error, attempt, call.abortSignal))) {
        throw pieceError(error, { index: pieces.length, count: undefined, text: piece.text });
      }
    }
  }
}

async function* speakOnce(state: State, { text, voice }: FedPiece): AsyncGenerator<SpeechEvent, void, undefined> {
  const { connection, model, plan, options, call, limit } = state;
  const request: PieceRequest = {
    connection,
    model,
    plan,
    text: spokenText(text, limit.get()),
    voice: voice ?? plan.voice,
    abortSignal: call.abortSignal,
    headers: call.headers,
    timeout: options.known.timeout,
  };
  const reader = new SoundReader(plan.sampleRate, state.first === undefined, state.nextLink());
  let last: SpeechChunk | undefined;
  let usage: SpeechChunk['usage'];
  let toError: ((message: string) => Error) | undefined;
  let heard = false;
  for await (const { chunk, body, reply } of streamPiece(request)) {
    call.onRaw?.(body);
    toError = (message) => reply.toError({ message, transient: false });
    last = chunk;
    usage = chunk.usage ?? usage;
    if (chunk.audio === undefined) continue;
    heard = true;
    yield* chunks(state, reader.push(chunk.audio), toError);
  }
  // A server that knows no streams answers with the link only.
  if (!heard && last?.url !== undefined) yield* chunks(state, reader.push(await load(request, last.url)), toError!);
  yield* chunks(state, reader.end(), toError!);
  const { seconds } = reader;
  if (seconds === 0 && hasWords(text)) throw toError!(emptyMessage(model, request.voice));
  state.pieces.push({
    startIndex: state.place,
    endIndex: state.place + text.length,
    ...(seconds !== undefined && { durationInSeconds: inMicroseconds(seconds) }),
    ...pieceFacts({ ...last, usage }),
  });
  state.place += text.length;
}

function* chunks(
  state: State,
  bit: SoundBit | undefined,
  toError: (message: string) => Error,
): Generator<SpeechEvent, void, undefined> {
  if (bit === undefined) return;
  const { plan, call, pieces, model } = state;
  const isFirst = state.first === undefined;
  // Samples can be played by themselves only if that was asked for; else a header goes before them.
  const isBare = plan.format === 'pcm' && bit.form !== undefined && isMono(bit.form);
  const format: Container = bit.form !== undefined && !isBare ? 'wav' : bit.format;
  const { sampleRate } = bit;
  const facts = { format, mediaType: mediaTypes[format], ...(sampleRate !== undefined && { sampleRate }) };
  state.first ??= facts;
  const isAlike = state.first.format === format && state.first.sampleRate === sampleRate;
  if (!isAlike || (format === 'flac' && pieces.length > 0)) throw toError(notJoined(model, [state.first, { format }]));
  if (isFirst) {
    call.warnings.push(...formatWarnings(plan.format, format, 1));
    yield { type: 'ready' };
  }
  const header = isFirst && format === 'wav' && bit.form !== undefined;
  const audio = header ? joinBytes([wavHeader(bit.form!), bit.bytes]) : bit.bytes;
  yield { type: 'audio', chunk: { audio, ...facts, piece: pieces.length } };
}
