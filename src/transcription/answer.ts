import type { Connection } from '../connection/connection.js';
import { readPackets } from '../http/packets.js';
import { redactValue } from '../http/redact.js';
import { post, readAnswer, type Post, type HttpResponse } from '../http/transport.js';
import { isObject, toText, type JSONObject } from '../util/json.js';
import { decodeChat, decodeFacts, decodeSentences } from './decode.js';
import type { Transcript } from './transcription.js';

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

/** Asks a model that answers at once. */
export async function ask(connection: Connection, request: Post, tellsSentences: boolean): Promise<Answer> {
  if (!tellsSentences) {
    const reply = await post(connection, request);
    const body = await readAnswer(reply);
    return answerOf(reply, body, decodeChat(body));
  }
  // Only a stream tells all sentences; a whole answer has the last one.
  const serviceHeaders = { ...request.serviceHeaders, 'x-dashscope-sse': 'enable' };
  const reply = await post(connection, { ...request, serviceHeaders });
  const packets: unknown[] = [];
  for await (const packet of readPackets(reply)) packets.push(packet);
  const counted = packets.findLast((packet) => isObject(packet) && isObject(packet.usage));
  return answerOf(reply, counted ?? packets.at(-1), decodeSentences(packets));
}

function answerOf(reply: HttpResponse, body: unknown, transcript: Answer['transcript'] | undefined): Answer {
  if (transcript === undefined) {
    const message = 'The service answered without a whole transcript.';
    throw reply.toError({ message }, { responseBody: toText(body) });
  }
  const { requestId = reply.headers['x-request-id'], usage } = redactValue(decodeFacts(body), reply.redact);
  return { transcript, reply, requestId, usage };
}
