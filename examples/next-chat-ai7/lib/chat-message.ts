import type { InferUITools, UIMessage } from 'ai';
import type { tools } from './tools';

/** Facts that the server adds to an answer. */
export interface AnswerMetadata {
  /** The model that answered. */
  model?: string;
  /** The tokens of all its steps. */
  usage?: { inputTokens: number; outputTokens: number };
  /** Seconds of each piece of thinking, in order. */
  thought?: number[];
  /** The error that ended it early. */
  failure?: string;
}

/** A message of this chat. */
export type ChatMessage = UIMessage<AnswerMetadata, never, InferUITools<ReturnType<typeof tools>>>;

export type ChatPart = ChatMessage['parts'][number];

export function textOf(message: ChatMessage): string {
  return message.parts
    .map((part) => (part.type === 'text' ? part.text : ''))
    .filter(Boolean)
    .join('\n\n');
}
