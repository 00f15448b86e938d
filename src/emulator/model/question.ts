import type { JsonObject } from '../util/objects.js';
import type { Media } from '../util/media.js';
import type { Model } from '../catalogue/models.js';

/** A chat request, free of the protocol it came over. Both wires are read into this and checked as this. */
export interface Question {
  model: Model;
  messages: Message[];
  tools: Tool[];
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  parallelToolCalls: boolean;
  /** Whether the model thinks, after its default. */
  thinking: boolean;
  stream: boolean;
  /** tool_stream: arguments with lists or objects in them stream too. */
  streamsTools: boolean;
  format: { type: 'text' } | { type: 'json_object' } | { type: 'json_schema'; schema: Schema };
  maxTokens?: number;
  /** Counts thinking and answer. */
  maxCompletionTokens?: number;
  /** Most tokens of thinking. */
  thinkingBudget?: number;
  stop: string[];
  /** How many choices. */
  n: number;
  logprobs: boolean;
  topLogprobs: number;
  translation?: Translation;
  /** Spoken output is asked for. */
  speech: boolean;
  /** Web search, where it is asked for. */
  search?: Search;
  /** The code interpreter may run. */
  interprets: boolean;
  /** How text is to be read off pictures, where a task says so. */
  ocr?: { task: string; schema: JsonObject };
  /** vl_enable_image_hw_output: the answer tells which size pictures had for the model. */
  tellsSizes: boolean;
  /** Uploaded files that system messages name by their ids. */
  documents: Document[];
  /** The X-DashScope-OssResourceResolve header was sent. */
  resolvesOss: boolean;
  /** What can be told of the file behind a URL; undefined for what the service would download. */
  describe: (url: string) => Media | undefined;
}

/** How a web search is to be made and told of. */
export interface Search {
  strategy: string;
  /** The pages are told. */
  tellsSources: boolean;
  /** They come in a packet of their own before the answer. */
  prepends: boolean;
  /** Marks in the text such as `[ref_<number>]`; undefined: none. */
  citation?: string;
  /** Pictures may stand in the text. */
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
  /** Which call a tool message answers. */
  toolCallId?: string;
  /** Thinking of an earlier turn. */
  reasoning?: string;
  /** The answer continues this message. */
  partial: boolean;
}

/** A piece of a message's content. `marked`: it ends a prefix that is to be cached. */
export type Part = (
  | { kind: 'text'; text: string }
  | { kind: 'image'; url: string; maxPixels?: number }
  | { kind: 'video'; url: string; fps?: number; maxFrames?: number }
  | { kind: 'frames'; urls: string[]; fps?: number; maxFrames?: number }
  | { kind: 'audio'; url: string; format?: string }
  | { kind: 'document'; urls: string[] }
) & { marked?: true };

/** A tool as the request defines it. */
export interface Tool {
  name: string;
  description: string;
  schema: Schema;
  marked?: true;
}

/** A JSON schema. */
export type Schema = Record<string, unknown>;

/** What qwen-mt is asked to do. */
interface Translation {
  from: string;
  to: string;
}

/** The text of a message, its text parts joined. */
export function textOf(message: Message | undefined): string {
  return (message?.parts ?? []).map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

/** True for what a tool answered, under the role of today or of older clients. */
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
