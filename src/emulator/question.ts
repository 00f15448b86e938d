import type { Model } from './models.js';

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
  /** The X-DashScope-OssResourceResolve header was sent. */
  resolvesOss: boolean;
}

/** One turn of the conversation. */
export interface Message {
  role: 'system' | 'user' | 'assistant' | 'tool';
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
  | { kind: 'image'; url: string }
  | { kind: 'video'; url: string; fps?: number }
  | { kind: 'frames'; urls: string[]; fps?: number }
  | { kind: 'audio'; url: string; format?: string }
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

/** The text of the last user message. */
export function lastUserText(question: Question): string {
  return textOf(question.messages.filter((message) => message.role === 'user').at(-1));
}

/** The messages after the last user message: the tool loop so far. */
export function currentRound(question: Question): Message[] {
  const start = question.messages.map((message) => message.role).lastIndexOf('user');
  return question.messages.slice(start + 1);
}
