import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Connection } from '../../connection/connection.js';
import { toAPICallError } from '../../http/api-call-error.js';
import { isPrivate } from '../../http/private-address.js';
import type { Redact } from '../../http/redact.js';
import type { Warning } from '../../options/warning.js';
import type { AnswerExpectation } from '../answer/answer.js';
import { foldAnswer, type Answer } from '../answer/fold.js';
import type { QwenChatOptions } from '../options.js';
import type { ChatOptions, OptionReader } from '../checked-options.js';
import type { ChatCall, ChatRequest } from '../prompt/request.js';
import { checkSampling } from '../prompt/sampling.js';
import { decodeWhole } from '../read-answer.js';
import { createOptionReader } from '../read-options.js';
import { thinks } from '../rules/thinking.js';
import { createToolCallId } from '../tool-call-id.js';
import { chatParts } from './chat.js';

/** The expectations by which the answer of a line is read. */
export type ChatReading = Pick<AnswerExpectation, 'json' | 'answers' | 'toolNames'>;

/** A chat call as the line of a batch. */
export interface ChatLine {
  body: Record<string, unknown>;
  /** The service takes one way of thinking in a file. */
  group: string;
  warnings: Warning[];
  reading: ChatReading;
}

/** Writes chat calls as lines of a batch, with the rules and the encoder of live calls, and reads their answers. */
export interface ChatLines {
  reader: OptionReader;
  defaults: ChatOptions;
  encode(call: ChatCall): ChatLine;
  /** The parts of a line's body that are counted as input tokens. */
  counted: (body: ChatLine['body']) => string;
  decode(body: unknown, reading: ChatReading, redact: Redact): Answer;
}

export async function chatLines(connection: Connection, modelId: string, options: QwenChatOptions): Promise<ChatLines> {
  const parts = await chatParts(connection, modelId, undefined);
  const { compatibleURL, capabilities, dialect, optionNames, notices } = connection;
  const reader = createOptionReader('chat', optionNames);
  const ofModel: Warning[] = [];
  const defaults = reader.defaults(options, ofModel);
  const ability = capabilities(modelId);
  const url = compatibleURL('/chat/completions');
  const isPublic = !isPrivate(new URL(url).hostname);
  return {
    reader,
    defaults,
    encode(call) {
      checkSampling(call);
      const { request, warnings } = parts.prepare(call);
      // A line has no stream, not even where a live call needs one.
      request.stream = false;
      if (isPublic) checkMedia(request);
      const encoded = parts.protocol.encode(request);
      const told = [...notices.pending(), ...ofModel, ...call.warnings, ...warnings, ...encoded.warnings];
      for (const name of Object.keys(encoded.headers)) told.push(headerWarning(name));
      const { body } = encoded;
      const thinking = thinks(ability, request);
      if (dialect.modelStudio === true) writeThinking(body, thinking, ability.thinking);
      return {
        body,
        group: thinking,
        warnings: told,
        reading: {
          json: request.output.kind === 'json',
          answers: request.options.known.n ?? 1,
          toolNames: request.toolNames,
        },
      };
    },
    counted: ({ messages, tools, response_format }) => JSON.stringify([messages, tools, response_format]),
    decode(body, reading, redact) {
      const { json, answers, toolNames } = reading;
      const expectation: AnswerExpectation = {
        chunkMode: 'delta',
        json,
        answers,
        toolNames,
        createId: createToolCallId,
      };
      const toError: Parameters<typeof decodeWhole>[3]['toError'] = (failure, details) =>
        toAPICallError(failure, { url, requestBody: undefined, redact, ...details });
      return foldAnswer(decodeWhole(parts.protocol, expectation, body, { toError, redact }));
    },
  };
}

/** Newer models think by default and bill it, so a line says whether it thinks (batch inference page, Sept 2026). */
function writeThinking(body: Record<string, unknown>, thinking: string, ability: string | undefined): void {
  if (ability !== 'hybrid' || thinking === 'maybe') return;
  if (body.enable_thinking !== undefined || body.reasoning_effort !== undefined) return;
  body.enable_thinking = thinking === 'yes';
}

function headerWarning(name: string): Warning {
  return {
    type: 'other',
    message: `The header ${name} is sent with live calls only: the lines of a batch have no headers.`,
  };
}

/** The service takes a batch with a URL that it cannot reach, and never ends it (batch inference page). */
function checkMedia({ prompt, traits }: ChatRequest): void {
  if (!traits.media) return;
  for (const message of prompt) {
    if (message.role !== 'user') continue;
    for (const part of message.parts) {
      if (part.type === 'text' || part.source.kind !== 'url') continue;
      const { url } = part.source;
      if (/^(data|fileid):/i.test(url) || isReachable(url)) continue;
      const words =
        `The ${part.type} at ${url.slice(0, 100)} is at an address that the service cannot reach when a batch runs. ` +
        'Pass a public http(s) URL, or the bytes.';
      throw new InvalidArgumentError({ argument: 'prompts', message: words });
    }
  }
}

function isReachable(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && !isPrivate(hostname);
  } catch {
    return false;
  }
}
