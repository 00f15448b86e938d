import { AISDKError, APICallError } from '@ai-sdk/provider';
import {
  createAnswerState,
  failAnswer,
  finishAnswer,
  type AnswerExpectation,
  type AnswerState,
} from './answer/answer.js';
import { addEvents, emptyAnswer, foldAnswer, type Answer } from './answer/fold.js';
import {
  failedStream,
  isTimeoutError,
  openAnswerStream,
  refusedForNow,
  type AnswerDecoder,
  type AnswerStream,
} from './answer/stream.js';
import type { AnswerEvent } from './answer/event.js';
import { redactEvents } from './answer/redact-events.js';
import type { Failure } from '../http/failure.js';
import { readComplaint } from '../http/read-failure.js';
import { asText, toText } from '../util/json.js';
import type { CallContext } from '../http/call-context.js';
import type { ChatCall, ChatRequest } from './prompt/request.js';
import { checkSampling } from './prompt/sampling.js';
import { maxAnswerBytes } from '../http/body.js';
import { redactError } from '../http/redact-error.js';
import { redactValue } from '../http/redact.js';
import { untilAborted } from '../util/abort.js';
import { post, readAnswer, type HttpClient, type Reply } from '../http/transport.js';
import type { Warning } from '../options/warning.js';

/** One wire protocol's way to write a chat request and to read its answer. */
export interface ChatProtocol {
  encode(request: ChatRequest): {
    url: string;
    body: Record<string, unknown>;
    headers: Record<string, string>;
    warnings: Warning[];
  };
  /**
   * The events of one chunk, or of a whole answer, put behind `events`; a failure if the answer broke off there.
   * `events` has what came before that.
   */
  decode(state: AnswerState, chunk: unknown, events?: AnswerEvent[]): AnswerEvent[] | Failure;
  /** What is wrong with an answer that ends here, if anything is. */
  checkEnd(state: AnswerState): Failure | undefined;
  /** Whether an error says that the call went to the wrong place. */
  misrouted?(error: Error): boolean;
  /** Remembers that a model isn't served at a URL; false if there is no other place left to try. */
  reroute?(model: string, url: string): boolean;
}

/** A chat model, in the words of no protocol and no specification. */
export interface Chat {
  answer(call: ChatCall, context: CallContext): Promise<ChatAnswer>;
  stream(call: ChatCall, context: CallContext): Promise<ChatStream>;
}

interface Sent {
  warnings: Warning[];
  /** The request body as it may be shown, and the value that it is the JSON of. */
  requestText: string;
  requestBody: unknown;
  headers: Record<string, string>;
}

export interface ChatAnswer extends Sent {
  answer: Answer;
  /** The body as it came; undefined if the answer was folded from a stream. */
  responseBody?: unknown;
}

export interface ChatStream extends Sent {
  events: AnswerStream;
}

/** What makes a chat of a protocol. */
export interface ChatParts {
  connection: HttpClient;
  protocol: ChatProtocol;
  /** Applies the model's rules: what can't be honoured becomes a warning or throws. */
  prepare(call: ChatCall): Prepared;
  /** Uploads what can't travel within the request. Undefined, at no cost, if there is nothing to upload. */
  resolveMedia?(request: ChatRequest, context: CallContext): Promise<ResolvedMedia | undefined> | undefined;
  createId: () => string;
}

/** A request whose media the service can reach, and what was to be said of them. */
export interface ResolvedMedia {
  request: ChatRequest;
  warnings: Warning[];
}

/** A call that has been held to its model's rules. */
export interface Prepared {
  request: ChatRequest;
  warnings: Warning[];
  /** What a chunk of the stream holds: `unknown` for models that may repeat the text so far in each. */
  chunkMode: AnswerExpectation['chunkMode'];
}

async function makeReady(
  { prepare, resolveMedia }: ChatParts,
  call: ChatCall,
  { headers, abortSignal }: CallContext,
): Promise<Prepared> {
  checkSampling(call);
  const prepared = prepare(call);
  const { timeout } = prepared.request.options.known;
  const resolving = resolveMedia?.(prepared.request, { headers, abortSignal, timeout });
  const resolved = resolving && (await resolving);
  if (resolved === undefined) return prepared;
  const { request, warnings } = resolved;
  return { ...prepared, request, warnings: [...prepared.warnings, ...warnings] };
}

function send(
  { connection, protocol, createId }: ChatParts,
  { request, warnings, chunkMode }: Prepared,
  call: ChatCall,
  { headers, abortSignal }: CallContext,
) {
  const encoded = protocol.encode(request);
  const replied = post(connection, {
    url: encoded.url,
    body: encoded.body,
    serviceHeaders: encoded.headers,
    headers,
    abortSignal,
    timeout: request.options.known.timeout,
  });
  const expectation: AnswerExpectation = {
    json: request.output.kind === 'json',
    chunkMode,
    answers: request.options.known.n ?? 1,
    toolNames: request.toolNames,
    createId,
  };
  const told = [...call.warnings, ...warnings, ...encoded.warnings];
  return { streams: request.stream, replied, expectation, warnings: told };
}

export function createChat(parts: ChatParts): Chat {
  const { protocol } = parts;

  // A call that went to the wrong place is sent once more to the other one; `read` is what waits for the answer.
  const run = async <Result>(
    call: ChatCall,
    context: CallContext,
    read: (sent: ReturnType<typeof send>) => Promise<Result>,
  ): Promise<Result> => {
    const prepared = await makeReady(parts, call, context);
    try {
      return await read(send(parts, prepared, call, context));
    } catch (error) {
      if (!APICallError.isInstance(error) || protocol.misrouted?.(error) !== true) throw error;
      if (protocol.reroute?.(prepared.request.model, error.url) !== true) throw error;
      return read(send(parts, prepared, call, context));
    }
  };

  const open = (reply: Reply, decoder: AnswerDecoder, maxBytes?: number) =>
    openAnswerStream(reply, decoder, {
      rejects: (error) => refusedForNow(error) || protocol.misrouted?.(error) === true,
      maxBytes,
    });

  return {
    answer: (call, context) =>
      run({ ...call, stream: false }, context, async (sent) => {
        const { expectation, warnings } = sent;
        const reply = await sent.replied;
        const { headers, requestBody: requestText, requestValues: requestBody } = reply;
        if (sent.streams) {
          const stream = await open(reply, bindDecoder(protocol, expectation, false), maxAnswerBytes);
          const answer = await foldStream(stream, context.abortSignal);
          return { warnings, requestText, requestBody, headers, answer };
        }
        const body = await readAnswer(reply);
        const events = decodeWhole(protocol, { ...expectation, chunkMode: 'delta' }, body, reply);
        const shown = redactValue(body, reply.redact);
        const answer = foldAnswer(shown === body ? events : redactEvents(events, reply.redact));
        return { warnings, requestText, requestBody, headers, answer, responseBody: shown };
      }),

    stream: (call, context) =>
      run({ ...call, stream: true }, context, async (sent) => {
        const { warnings } = sent;
        const decoder = bindDecoder(protocol, sent.expectation, call.raw);
        let reply: Reply;
        try {
          reply = await sent.replied;
        } catch (error) {
          if (!isTimeoutError(error)) throw error;
          // Who sets a limit wants an end. Had it been a rejection, `ai` 4 would leave its promises open for ever, and
          // all would wait for the limit three times over.
          const requestBody = (error as APICallError).requestBodyValues as Record<string, unknown>;
          const requestText = JSON.stringify(requestBody);
          return { warnings, requestText, requestBody, headers: {}, events: failedStream(decoder, error) };
        }
        const { headers, requestBody: requestText, requestValues: requestBody } = reply;
        return { warnings, requestText, requestBody, headers, events: await open(reply, decoder) };
      }),
  };
}

function bindDecoder(protocol: ChatProtocol, expectation: AnswerExpectation, raw: boolean | undefined): AnswerDecoder {
  const state = createAnswerState(expectation);
  return {
    decode(chunk, events) {
      if (raw === true) events.push({ type: 'raw', value: chunk });
      return protocol.decode(state, chunk, events);
    },
    end: () => protocol.checkEnd(state) ?? finishAnswer(state),
    fail: (error) => failAnswer(state, error),
  };
}

/** Reads a stream to its end. A `fetch` that listens to no signal goes on after an abort; nobody waits for it then. */
async function foldStream(stream: AnswerStream, abortSignal: AbortSignal | undefined): Promise<Answer> {
  const answer = emptyAnswer();
  const reading = async (): Promise<void> => {
    for (let batch = await stream.next(); batch !== undefined; batch = await stream.next()) addEvents(answer, batch);
  };
  try {
    await untilAborted(reading(), abortSignal);
    return answer;
  } catch (error) {
    void stream.cancel(error);
    throw error;
  }
}

function decodeWhole(
  protocol: ChatProtocol,
  expectation: AnswerExpectation,
  body: unknown,
  reply: Reply,
): AnswerEvent[] {
  const state = createAnswerState(expectation);
  try {
    const decoded = protocol.decode(state, body);
    const events = Array.isArray(decoded) ? (checkWhole(state, decoded, body) ?? decoded) : decoded;
    if (!Array.isArray(events)) throw reply.toError(events, { responseBody: toText(body) });
    return events.concat(finishAnswer(state));
  } catch (error) {
    if (APICallError.isInstance(error)) throw error;
    if (AISDKError.isInstance(error)) throw redactError(error, reply.redact);
    throw reply.toError({ message: asText(error) }, { responseBody: toText(body), cause: error });
  }
}

/** A whole answer may lack its finish reason, but not everything. */
function checkWhole(state: AnswerState, events: AnswerEvent[], body: unknown): Failure | undefined {
  const empty = events.every((event) => event.type === 'metadata') && state.tools.calls.length === 0;
  if (!empty || state.rawReason !== undefined) return undefined;
  const complaint = readComplaint(body);
  return {
    ...(complaint ?? { message: 'The service answered with a body that holds no answer.' }),
    requestId: complaint?.requestId ?? state.requestId,
  };
}
