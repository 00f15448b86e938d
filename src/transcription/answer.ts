import type { TranscriptionCapabilities } from '../catalogue/transcription.js';
import type { Connection } from '../connection/connection.js';
import { detailsOf } from '../http/answer-details.js';
import { readChunks } from '../http/chunks.js';
import { redactValue, type Redact } from '../http/redact.js';
import { post, readAnswer, type Post, type HttpResponse } from '../http/transport.js';
import { isObject, toText, type JSONObject } from '../util/json.js';
import { createSentenceReader, decodeChat, decodeSentences, deltaOf, joinChunks } from './decode.js';
import type { Transcript, TranscriptEvent } from './transcription.js';

/** A transcript, and how it came. */
export interface Answer {
  transcript: Transcript;
  reply: HttpResponse;
  requestId: string | undefined;
  usage: JSONObject | undefined;
  taskId?: string;
  /** Where the transcript is kept. */
  url?: string;
}

type Tell = (event: TranscriptEvent) => void;

/** Asks a model that answers at once. `tell` gets the parts of the answer as they come. */
export function ask(
  connection: Connection,
  request: Post,
  { form, native }: TranscriptionCapabilities,
  tell?: Tell,
): Promise<Answer> {
  if (form === 'sentences') return askForSentences(connection, request, tell);
  // The chunks of the DashScope protocol may take back words, so its text is passed on when it is whole.
  return tell === undefined || native === true
    ? askForText(connection, request, tell)
    : askForChunks(connection, request, tell);
}

async function askForText(connection: Connection, request: Post, tell: Tell | undefined): Promise<Answer> {
  const reply = await post(connection, request);
  const body = await readAnswer(reply);
  const answer = answerOf(reply, body, decodeChat(body));
  tell?.({ type: 'raw', value: redactValue(body, reply.redact) });
  if (answer.transcript.text !== '') tell?.({ type: 'text', delta: answer.transcript.text });
  return answer;
}

async function askForChunks(connection: Connection, request: Post, tell: Tell): Promise<Answer> {
  const body = { ...(request.body as object), stream: true, stream_options: { include_usage: true } };
  const reply = await post(connection, { ...request, body });
  const chunks = await readAll(reply, tell, (chunk) => {
    const delta = deltaOf(chunk);
    if (delta !== '') tell({ type: 'text', delta });
  });
  const whole = joinChunks(chunks);
  return answerOf(reply, whole ?? chunks.at(-1), whole && decodeChat(whole));
}

/** Only a stream has all sentences; a whole answer has the last one. */
async function askForSentences(connection: Connection, request: Post, tell: Tell | undefined): Promise<Answer> {
  const serviceHeaders = { ...request.serviceHeaders, 'x-dashscope-sse': 'enable' };
  const reply = await post(connection, { ...request, serviceHeaders });
  const read = createSentenceReader();
  let count = 0;
  const chunks = await readAll(reply, tell, (chunk) => {
    const { ended, growing } = read(chunk);
    for (const sentence of ended) tell?.({ type: 'sentence', id: String((count += 1)), sentence, isFinal: true });
    if (growing) tell?.({ type: 'sentence', id: String(count + 1), sentence: growing, isFinal: false });
  });
  const counted = chunks.findLast((chunk) => isObject(chunk) && isObject(chunk.usage));
  return answerOf(reply, counted ?? chunks.at(-1), decodeSentences(chunks));
}

/** Reads a stream to its end. */
async function readAll(
  reply: HttpResponse,
  tell: Tell | undefined,
  tellChunk: (chunk: unknown) => void,
): Promise<unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of readChunks(reply)) {
    chunks.push(chunk);
    if (tell === undefined) continue;
    tell({ type: 'raw', value: redactValue(chunk, reply.redact) });
    tellChunk(chunk);
  }
  return chunks;
}

/** Redacts language and emotion, and leaves the words as they are. */
function redactTags(transcript: Transcript, redact: Redact): Transcript {
  const redactTag = (tag: string | undefined) => (tag === undefined ? undefined : redact(tag));
  const { language, emotion } = transcript;
  return { ...transcript, language: redactTag(language), emotion: redactTag(emotion) };
}

function answerOf(reply: HttpResponse, body: unknown, transcript: Answer['transcript'] | undefined): Answer {
  if (transcript === undefined) {
    const message = 'The service answered without a whole transcript.';
    throw reply.toError({ message }, { responseBody: toText(body) });
  }
  const { requestId = reply.headers['x-request-id'], usage } = redactValue(detailsOf(body), reply.redact);
  return { transcript: redactTags(transcript, reply.redact), reply, requestId, usage };
}
