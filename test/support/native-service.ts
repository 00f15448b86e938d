import { streamText } from 'ai';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { createAnswerState, finishAnswer, type AnswerExpectation } from '../../src/chat/answer/answer.js';
import { foldAnswer, type Answer } from '../../src/chat/answer/fold.js';
import type { AnswerEvent } from '../../src/chat/answer/event.js';
import type { Failure } from '../../src/http/failure.js';
import { decodeChunk } from '../../src/chat/dashscope/decode.js';
import type { RecordedCall } from './recorder.js';

/** One packet of a native stream, in the framing of the service (recorded 2024 to 2026, Beijing). */
export function frame(data: unknown, { id = 1, event = 'result', status = 200 } = {}): string {
  return `id:${id}\nevent:${event}\n:HTTP_STATUS/${status}\ndata:${JSON.stringify(data)}\n\n`;
}

export function toStream(packets: readonly unknown[]): string {
  return packets.map((one, index) => frame(one, { id: index + 1 })).join('');
}

/** A packet (or a whole answer) in the message format; tokens count up if they are given. */
export function packet(message: object, { choice = {}, output = {}, tokens }: PacketOptions = {}): object {
  return {
    output: { choices: [{ message: { role: 'assistant', ...message }, finish_reason: 'null', ...choice }], ...output },
    usage: tokens === undefined ? {} : { input_tokens: 7, output_tokens: tokens, total_tokens: 7 + tokens },
    request_id: 'd8d3f7c2-0001',
  };
}

interface PacketOptions {
  choice?: object;
  output?: object;
  /** Output tokens so far. */
  tokens?: number;
}

export const stopped = (tokens?: number) => packet({ content: '' }, { choice: { finish_reason: 'stop' }, tokens });

type StateOptions = Partial<Omit<AnswerExpectation, 'createId'>>;

export function createState({ chunkMode = 'unknown', json = false, answers = 1 }: StateOptions = {}) {
  let made = 0;
  return createAnswerState({ json, chunkMode, answers, createId: () => `made-${(made += 1)}` });
}

/** The events of some packets, to the finish. */
export function eventsOf(packets: readonly unknown[], options?: StateOptions): AnswerEvent[] {
  const state = createState(options);
  const events = packets.flatMap((one) => {
    const result = decodeChunk(state, one);
    if (!Array.isArray(result)) throw new Error(`a failure: ${result.message}`);
    return result;
  });
  return [...events, ...finishAnswer(state)];
}

/** The answer that some packets make. */
export function answerOf(packets: readonly unknown[], options?: StateOptions): Answer {
  return foldAnswer(eventsOf(packets, options));
}

/** The failure of the last of some chunks. */
export function failureOf(...packets: unknown[]): Failure {
  const state = createState();
  for (const one of packets) {
    const result = decodeChunk(state, one);
    if (!Array.isArray(result)) return result;
  }
  throw new Error('no packet failed');
}

const answer = { ...packet({ content: '{"ok":true}' }, { choice: { finish_reason: 'stop' }, tokens: 3 }) };

function answerTo({ url, body }: RecordedCall, streams: boolean): Response {
  if (url.endsWith('/text-embedding')) {
    const embeddings = (body.input.texts as string[]).map((_text, index) => ({
      embedding: [index, 1],
      text_index: index,
    }));
    return Response.json({ output: { embeddings }, usage: { total_tokens: embeddings.length }, request_id: 'r' });
  }
  if (!streams) return Response.json(answer);
  return new Response(toStream([answer]), { headers: { 'content-type': 'text/event-stream;charset=UTF-8' } });
}

/** A test's own answer to a request; undefined for the usual one. */
export type Responder = (call: RecordedCall) => Response | undefined | Promise<Response | undefined>;

/** The text of a stream, read to its end: `ai` 4 gives none to those who only wait for it. */
export async function streamedText(options: Parameters<typeof streamText>[0]): Promise<string> {
  const result = streamText(options);
  await result.consumeStream();
  return result.text;
}

/** A provider whose native requests are recorded and answered. */
export function nativeQwen(
  respond: Responder = () => undefined,
  settings?: Parameters<typeof createQwen>[0],
): { qwen: QwenProvider; calls: RecordedCall[] } {
  const calls: RecordedCall[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    const call = { url: String(input), headers, body: JSON.parse(String(init?.body)) };
    calls.push(call);
    return (await respond(call)) ?? answerTo(call, headers['x-dashscope-sse'] === 'enable');
  };
  return { qwen: createQwen({ apiKey: 'sk-test', fetch, ...settings }), calls };
}
