import { checkEnd } from '../../src/chat/answer/answer.js';
import { decodeChunk } from '../../src/chat/compatible/decode.js';
import type { AnswerStream } from '../../src/chat/answer/stream.js';
import { createChat, type Chat, type ChatParts } from '../../src/chat/chat.js';
import type { AnswerEvent } from '../../src/chat/answer/event.js';
import type { ChatCall } from '../../src/chat/prompt/request.js';
import { traitsOf } from '../../src/chat/prompt/traits.js';
import type { HttpClient, FetchFunction } from '../../src/http/transport.js';

export const secret = 'sk-0123456789abcdef';
export const url = 'https://dashscope.example/compatible-mode/v1/chat/completions';

export function connectTo(fetch: FetchFunction): HttpClient {
  return {
    fetch,
    headers: () => ({ Authorization: `Bearer ${secret}` }),
    hint: ({ code }) => (code === 'invalid_api_key' ? 'Check the key.' : undefined),
  };
}

/** The behaviour of a body after its last piece. */
type BodyEnd = 'closes' | 'stays open' | Error;

/** A body that gives one piece a read, and notes whether it was let go. */
export class Body {
  readonly stream: ReadableStream<Uint8Array>;
  cancelled = false;
  /** The number of unread pieces. */
  unread: number;

  constructor(pieces: (string | Uint8Array)[], end: BodyEnd = 'closes') {
    this.unread = pieces.length;
    this.stream = new ReadableStream(
      {
        pull: (controller) => {
          const piece = pieces[pieces.length - this.unread];
          if (piece !== undefined) {
            this.unread -= 1;
            controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
          } else if (end === 'closes') controller.close();
          else if (end !== 'stays open') controller.error(end);
          else return new Promise<void>(() => {});
        },
        cancel: () => {
          this.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
  }
}

export interface TestChatOptions {
  /** True if the model only streams, so that whole answers are folded. */
  streamOnly?: boolean;
  chunkMode?: 'delta' | 'cumulative';
  answers?: number;
  resolveMedia?: ChatParts['resolveMedia'];
}

/** A chat over the compatible protocol whose answers are given here. */
export function createTestChat(
  answer: Response | FetchFunction,
  { streamOnly = false, chunkMode = 'delta', resolveMedia }: TestChatOptions = {},
): Chat {
  let made = 0;
  return createChat({
    connection: { ...connectTo(typeof answer === 'function' ? answer : async () => answer), reaches: () => true },
    protocol: {
      encode: ({ model, stream }) => ({
        url,
        body: { model, stream },
        headers: { 'X-Own': '1' },
        warnings: [],
      }),
      decode: decodeChunk,
      checkEnd,
    },
    prepare: (call) => ({
      request: {
        ...call,
        model: 'qwen-plus',
        traits: traitsOf(call.prompt),
        responseFormat: 'none',
        stream: call.stream || streamOnly,
      },
      warnings: resolveMedia ? [{ type: 'other', message: 'of the rules' }] : [],
      chunkMode,
    }),
    resolveMedia,
    createId: () => `made-${(made += 1)}`,
  });
}

export const call: ChatCall = {
  prompt: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
  stream: false,
  tools: [],
  output: { kind: 'text' },
  options: { known: {}, extra: {} },
  warnings: [],
};

export const jsonCall: ChatCall = { ...call, output: { kind: 'json' } };

export async function collect(stream: AnswerStream): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  for (let batch = await stream.next(); batch !== undefined; batch = await stream.next()) events.push(...batch);
  return events;
}

/** One chunk of a stream in the shape of the compatible protocol (recorded Feb 2026, Singapore). */
export function chunk(delta: object, more: { finish_reason?: string | null } = {}): object {
  return {
    choices: [{ delta, finish_reason: null, index: 0, logprobs: null, ...more }],
    object: 'chat.completion.chunk',
    usage: null,
    created: 1_770_000_000,
    system_fingerprint: null,
    model: 'qwen-plus',
    id: 'chatcmpl-5f8ec9c3',
  };
}

export const textChunk = (content: string) => chunk({ content });
export const stopChunk = chunk({ content: '' }, { finish_reason: 'stop' });
export const usageChunk = {
  ...chunk({}),
  choices: [],
  usage: {
    prompt_tokens: 7,
    completion_tokens: 3,
    total_tokens: 10,
    prompt_tokens_details: { cached_tokens: 0 },
  },
};

export const frame = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
export const done = frame('[DONE]');

/** The text of some events, joined. */
export function textOf(events: AnswerEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
}
