import { APICallError } from '@ai-sdk/provider';
import { maxAnswerBytes } from '../http/body.js';
import type { CallContext } from '../http/call-context.js';
import { redactValue } from '../http/redact.js';
import { post, readAnswer, type HttpClient, type HttpReply, type HttpResponse } from '../http/transport.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { AnswerExpectation } from './answer/answer.js';
import { foldAnswer, type Answer } from './answer/fold.js';
import {
  failedStream,
  isTimeoutError,
  openAnswerStream,
  refusedForNow,
  type AnswerDecoder,
  type AnswerStream,
} from './answer/stream.js';
import type { ChatCall, ChatRequest } from './prompt/request.js';
import { checkReach, type Reach } from './prompt/reach.js';
import { checkSampling } from './prompt/sampling.js';
import type { ChatProtocol } from './protocol.js';
import { redactEvents } from './answer/redact-events.js';
import { bindDecoder, decodeWhole, foldStream } from './read-answer.js';
import { isSchemaRefusal, type SchemaRefusals } from './wire/schema-refusals.js';

/** A chat model, independent of protocol and specification. */
export interface Chat {
  answer(call: ChatCall, context: CallContext): Promise<ChatAnswer>;
  stream(call: ChatCall, context: CallContext): Promise<ChatStream>;
}

interface SentRequest {
  warnings: Warning[];
  /** The redacted request body, and the value that it is the JSON of. */
  requestText: string;
  requestBody: unknown;
  headers: Record<string, string>;
}

export interface ChatAnswer extends SentRequest {
  answer: Answer;
  /** The response body; undefined if the answer was folded from a stream. */
  responseBody?: unknown;
}

export interface ChatStream extends SentRequest {
  events: AnswerStream;
}

/** The protocol, rules and connection of a chat. */
export interface ChatParts {
  connection: HttpClient & Reach;
  protocol: ChatProtocol;
  /** Applies the model's rules: a setting that cannot be honoured becomes a warning or throws. */
  prepare(call: ChatCall): Prepared;
  /** Uploads media that the request cannot carry. Undefined, at no cost, if there is nothing to upload. */
  resolveMedia?(request: ChatRequest, context: CallContext): Promise<ResolvedMedia | undefined> | undefined;
  createId: () => string;
  /** The model's known refusals to answer by a schema; undefined if it never gets one. */
  schemaRefusals?: SchemaRefusals;
}

/** A request whose media the service can reach, and warnings about them. */
export interface ResolvedMedia {
  request: ChatRequest;
  warnings: Warning[];
}

/** A call to which its model's rules have been applied. */
export interface Prepared {
  request: ChatRequest;
  warnings: Warning[];
  /** The mode of the stream's chunks: `unknown` for models that may repeat the text so far in each. */
  chunkMode: AnswerExpectation['chunkMode'];
  /** Set if the call has been sent to the wrong endpoint once. */
  misrouted?: true;
}

async function makeReady(
  { connection, prepare, resolveMedia, schemaRefusals }: ChatParts,
  call: ChatCall,
  { headers, abortSignal }: CallContext,
): Promise<Prepared> {
  checkSampling(call);
  const schema = schemaOf(call);
  const schemaRefusal = schema && schemaRefusals?.reason(schema);
  const prepared = prepare(schemaRefusal === undefined ? call : { ...call, schemaRefusal });
  checkReach(prepared.request, connection);
  const { timeout } = prepared.request.options.known;
  const resolving = resolveMedia?.(prepared.request, { headers, abortSignal, timeout });
  const resolved = resolving && (await resolving);
  if (resolved === undefined) return prepared;
  const { request, warnings } = resolved;
  return { ...prepared, request, warnings: [...prepared.warnings, ...warnings] };
}

function schemaOf({ output }: Pick<ChatCall, 'output'>): JSONObject | undefined {
  return output.kind === 'json' ? output.schema : undefined;
}

/**
 * Prepares the call again if the error tells how the service wants it: at the other endpoint, or without the schema.
 * Undefined for all other errors. A refusal costs nothing.
 */
async function secondTry(
  error: unknown,
  prepared: Prepared,
  parts: ChatParts,
  call: ChatCall,
  context: CallContext,
): Promise<Prepared | undefined> {
  if (!APICallError.isInstance(error)) return undefined;
  const { protocol, schemaRefusals } = parts;
  const { model, responseFormat } = prepared.request;
  if (protocol.misrouted?.(error) === true) {
    if (prepared.misrouted === true || protocol.reroute?.(model, error.url) !== true) return undefined;
    return { ...prepared, misrouted: true };
  }
  const schema = responseFormat === 'schema' ? schemaOf(call) : undefined;
  if (schema === undefined || schemaRefusals?.learn(schema, error) !== true) return undefined;
  return { ...(await makeReady(parts, call, context)), misrouted: prepared.misrouted };
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
    secrets: encoded.secrets,
    shown: encoded.shown,
    headers,
    abortSignal,
    timeout: request.options.known.timeout,
  });
  const expectation: AnswerExpectation = {
    json: request.output.kind === 'json',
    chunkMode,
    answers: request.options.known.n ?? 1,
    tools: request.tools,
    toolNames: request.toolNames,
    builtInNames: encoded.builtInNames,
    streamsAudio: call.stream && request.options.known.audio?.stream === true,
    createId,
  };
  const allWarnings = [...call.warnings, ...warnings, ...encoded.warnings];
  return {
    streams: request.stream,
    bySchema: request.responseFormat === 'schema',
    replied,
    expectation,
    warnings: allWarnings,
  };
}

/** Sends a call and reads its answer. Sends it again if the refusal tells how the service wants it. */
async function run<Result>(
  parts: ChatParts,
  call: ChatCall,
  context: CallContext,
  read: (sent: ReturnType<typeof send>) => Promise<Result>,
): Promise<Result> {
  let prepared = await makeReady(parts, call, context);
  for (;;) {
    try {
      return await read(send(parts, prepared, call, context));
    } catch (error) {
      const other = await secondTry(error, prepared, parts, call, context);
      if (other === undefined) throw error;
      prepared = other;
    }
  }
}

export function createChat(parts: ChatParts): Chat {
  const { protocol, schemaRefusals } = parts;

  const open = (reply: HttpResponse, decoder: AnswerDecoder, bySchema: boolean, maxBytes?: number) =>
    openAnswerStream(reply, decoder, {
      rejects: (error) =>
        refusedForNow(error) ||
        protocol.misrouted?.(error) === true ||
        (bySchema && schemaRefusals !== undefined && isSchemaRefusal(error)),
      maxBytes,
    });

  return {
    answer: (call, context) =>
      run(parts, { ...call, stream: false }, context, async (sent) => {
        const { expectation, warnings } = sent;
        const reply = await sent.replied;
        const { headers, requestBody: requestText, requestValues: requestBody } = reply;
        // Some gateways stream all answers (BerriAI/litellm#25766).
        if (sent.streams || headers['content-type']?.startsWith('text/event-stream') === true) {
          const stream = await open(reply, bindDecoder(protocol, expectation, false), sent.bySchema, maxAnswerBytes);
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
      run(parts, { ...call, stream: true }, context, async (sent) => {
        const { warnings } = sent;
        const decoder = bindDecoder(protocol, sent.expectation, call.raw);
        let replied: HttpReply;
        try {
          replied = await sent.replied;
        } catch (error) {
          if (!isTimeoutError(error)) throw error;
          // Report a timeout as an error part. After a rejection `ai` 4 never settles its promises, and every AI SDK
          // would try again and wait two more times.
          const requestBody = (error as APICallError).requestBodyValues as Record<string, unknown>;
          const requestText = JSON.stringify(requestBody);
          return { warnings, requestText, requestBody, headers: {}, events: failedStream(decoder, error) };
        }
        const { requestValues: requestBody, ...reply } = replied;
        const { headers, requestBody: requestText } = reply;
        return { warnings, requestText, requestBody, headers, events: await open(reply, decoder, sent.bySchema) };
      }),
  };
}
