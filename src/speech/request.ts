import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { redactValue } from '../http/redact.js';
import { post, readAnswer, type Post, type HttpResponse } from '../http/transport.js';
import { loadResults, notLoaded } from '../tasks/results.js';
import { expiryOf } from '../tasks/signed-url.js';
import { joinBytes } from '../util/bytes.js';
import type { JSONObject } from '../util/json.js';
import { decodeChunk, type SpeechChunk, type DecodedWord } from './decode.js';
import { encodeSpeech, speechPath } from './encode.js';
import { speechError } from './errors.js';
import { readChunks } from '../http/chunks.js';
import type { SpeechPlan } from './plan.js';
import { countUnits } from './split.js';

/** One request for speech. */
export interface PieceRequest extends CallContext {
  connection: Connection;
  model: string;
  plan: SpeechPlan;
  text: string;
  voice: string;
}

/** The answer to one request. */
export interface PieceAnswer {
  /** As the service sent it. */
  bytes: Uint8Array;
  reply: HttpResponse;
  requestId?: string;
  url?: string;
  expiresAt?: string;
  usage?: JSONObject;
  words: DecodedWord[];
}

// An hour of WAV.
const maxBytes = 256 * 1024 * 1024;

// Whole answers to long texts had not come after minutes (measured in Aug 2026); their streams begin at once.
const mostWhole = 300;

function requestOf(piece: PieceRequest, streams: boolean): Post {
  const { connection, model, plan, text, voice, abortSignal, headers, timeout } = piece;
  return {
    abortSignal,
    headers,
    timeout,
    url: connection.dashscopeURL(speechPath(plan), 'speech'),
    body: encodeSpeech(model, plan, text, voice),
    ...(streams && { serviceHeaders: { 'x-dashscope-sse': 'enable' } }),
  };
}

/** Asks for a piece of speech and waits for all of it. Rejects with a retryable error only if it surely was refused. */
export async function speakPiece(piece: PieceRequest): Promise<PieceAnswer> {
  const chunks: SpeechChunk[] = [];
  let reply: HttpResponse | undefined;
  const streams = piece.plan.words || countUnits(piece.text) > mostWhole;
  try {
    if (streams) {
      for await (const part of streamPiece(piece)) {
        chunks.push(part.chunk);
        ({ reply } = part);
      }
    } else {
      reply = await post(piece.connection, requestOf(piece, false));
      chunks.push(readChunk(await readAnswer(reply), reply));
    }
  } catch (error) {
    // The stream's own errors say already whether it has begun.
    throw streams ? error : speechError(error, false);
  }
  return collect(piece, chunks, reply as HttpResponse);
}

/** A chunk whose facts show no secret of the call. The audio may be long, and is not looked through. */
function readChunk(body: unknown, { redact }: HttpResponse): SpeechChunk {
  const { requestId, usage, url, ...chunk } = decodeChunk(body);
  return {
    ...chunk,
    ...(url !== undefined && { url: redact(url) }),
    ...(requestId !== undefined && { requestId: redact(requestId) }),
    ...(usage !== undefined && { usage: redactValue(usage, redact) }),
  };
}

/** Asks for a piece of speech, and hands on its chunks as they come. The last one is there, or it throws. */
export async function* streamPiece(
  piece: PieceRequest,
): AsyncGenerator<{ chunk: SpeechChunk; body: unknown; reply: HttpResponse }, void, undefined> {
  let hasBegun = false;
  try {
    const reply = await post(piece.connection, requestOf(piece, true));
    for await (const body of readChunks(reply, maxBytes)) {
      const chunk = readChunk(body, reply);
      if (chunk.isBroken) throw reply.toError({ message: 'The service sent audio that is not base64.' });
      hasBegun ||= chunk.audio !== undefined || chunk.url !== undefined;
      yield { chunk, body, reply };
      if (chunk.isLast) return;
    }
    throw reply.toError({ message: 'The stream ended before the speech did.' });
  } catch (error) {
    throw speechError(error, hasBegun);
  }
}

async function collect(piece: PieceRequest, chunks: readonly SpeechChunk[], reply: HttpResponse): Promise<PieceAnswer> {
  const last = chunks.at(-1);
  const sent = chunks.flatMap(({ audio }) => audio ?? []);
  const url = chunks.findLast((chunk) => chunk.url !== undefined)?.url;
  const bytes = sent.length > 0 || url === undefined ? joinBytes(sent) : await load(piece, url);
  const expiresAt = last?.expiresAt ?? (url === undefined ? undefined : expiryOf(url));
  return {
    bytes,
    reply,
    requestId: last?.requestId ?? reply.headers['x-request-id'],
    ...(url !== undefined && { url }),
    ...(expiresAt !== undefined && { expiresAt }),
    usage: chunks.findLast(({ usage }) => usage !== undefined)?.usage,
    words: chunks.flatMap(({ words }) => words),
  };
}

/** Loads the file that a request was answered with: it is paid for. */
export async function load(
  { connection, abortSignal, headers, timeout }: PieceRequest,
  url: string,
): Promise<Uint8Array> {
  const [loaded] = await loadResults(connection, [url], { abortSignal, headers, timeout, maxBytes, taskId: undefined });
  if (loaded === undefined || !('file' in loaded)) {
    throw notLoaded(loaded?.error ?? new Error('nothing came'), url, undefined);
  }
  const { bytes, mediaType } = loaded.file;
  // Noise would come of it: bytes without a signature count as bare samples.
  if (/^text\/|[/+](?:json|xml)$/.test(mediaType ?? '')) {
    throw notLoaded(new Error(`a file of the type ${mediaType} came.`), url, undefined);
  }
  return bytes;
}
