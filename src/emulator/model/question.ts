import type { JsonObject } from '../util/objects.js';
import { describeDataURL, type Media } from '../util/media.js';
import type { Model } from '../catalogue/model.js';

/** A chat request in no protocol's words. Both protocols are read into it, and checks work on it. */
export interface Question {
  model: Model;
  messages: Message[];
  tools: Tool[];
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  parallelToolCalls: boolean;
  /** The model thinks, by request or by default. */
  thinking: boolean;
  stream: boolean;
  /** tool_stream: arguments with lists or objects stream as well. */
  streamsTools: boolean;
  format: { type: 'text' } | { type: 'json_object' } | { type: 'json_schema'; schema: Schema };
  maxTokens?: number;
  /** Maximum tokens of thinking and answer together. */
  maxCompletionTokens?: number;
  /** Maximum tokens of thinking. */
  thinkingBudget?: number;
  stop: string[];
  /** Number of choices. */
  n: number;
  logprobs: boolean;
  topLogprobs: number;
  translation?: Translation;
  /** Spoken output is asked for. */
  speech: boolean;
  /** The voice of spoken output; empty if none is named. */
  voice: string;
  /** Web search, if asked for. */
  search?: Search;
  /** The code interpreter may run. */
  interprets: boolean;
  /** The OCR task, if there is one. */
  ocr?: { task: string; schema: JsonObject };
  /** vl_enable_image_hw_output: the answer includes the sizes of pictures as the model saw them. */
  tellsSizes: boolean;
  /** Uploaded files that system messages name by id. */
  documents: Document[];
  /** The X-DashScope-OssResourceResolve header was sent. */
  resolvesOss: boolean;
  /** Describes the file of a URL; undefined for a URL that would be downloaded. */
  describe: (url: string) => Media | undefined;
}

/** Options of a web search. */
export interface Search {
  strategy: string;
  /** The answer includes the pages. */
  tellsSources: boolean;
  /** The pages come in a separate chunk before the answer. */
  prepends: boolean;
  /** The form of citations in the text, such as `[ref_<number>]`; undefined: no citations. */
  citation?: string;
  /** The text may contain pictures. */
  pictures: boolean;
}

/** An uploaded file that a model reads. */
export interface Document {
  name: string;
  bytes: number;
}

/** One turn of the conversation. */
export interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool' | 'function';
  parts: Part[];
  toolCalls: { id: string; name: string; arguments: string }[];
  /** The call that a tool message answers. */
  toolCallId?: string;
  /** Thinking of an earlier turn. */
  reasoning?: string;
  /** The answer continues this message. */
  partial: boolean;
}

/** A piece of a message's content. `marked`: it ends a prefix that should be cached. */
export type Part = (
  | { kind: 'text'; text: string }
  | { kind: 'image'; url: string; maxPixels?: number }
  | { kind: 'video'; url: string; fps?: number; maxFrames?: number }
  | { kind: 'frames'; urls: string[]; fps?: number; maxFrames?: number }
  | { kind: 'audio'; url: string; format?: string }
  | { kind: 'document'; urls: string[] }
) & { marked?: true };

/** A tool definition of the request. */
export interface Tool {
  name: string;
  description: string;
  schema: Schema;
  marked?: true;
}

/** A JSON schema. */
export type Schema = Record<string, unknown>;

/** The languages of a translation. */
interface Translation {
  from: string;
  to: string;
}

/** The text of a message, its text parts joined. */
export function textOf(message: Message | undefined): string {
  return (message?.parts ?? []).map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

/** True for the result of a tool, in the current role (`tool`) or in the older one (`function`). */
export function isToolResult({ role }: Message): boolean {
  return role === 'tool' || role === 'function';
}

/** The text of the last user message. */
export function lastUserText(question: Question): string {
  return textOf(question.messages.filter((message) => message.role === 'user').at(-1));
}

/** The messages after the last user message: the tool loop so far. */
export function currentRound(question: Question): Message[] {
  const start = question.messages.map((message) => message.role).lastIndexOf('user');
  return question.messages.slice(start + 1);
}

/** A question that asks for nothing but text. Protocols with few settings begin with it. */
export const plainQuestion = {
  tools: [],
  toolChoice: 'auto',
  parallelToolCalls: false,
  streamsTools: false,
  format: { type: 'text' },
  stop: [],
  n: 1,
  logprobs: false,
  topLogprobs: 0,
  speech: false,
  voice: '',
  interprets: false,
  tellsSizes: false,
  documents: [],
  resolvesOss: false,
  describe: describeDataURL,
} satisfies Partial<Question>;
