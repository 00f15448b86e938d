import type { FileUIPart, InferUITools, UIMessage } from 'ai';
import type { Cost } from './cost';
import type { Tools } from './tools';

/** Facts that the server adds to an answer. */
export interface AnswerMetadata {
  /** The model that answered. */
  model?: string;
  /** The tokens of all its steps. */
  usage?: { inputTokens: number; outputTokens: number };
  /** The cost of all its steps; null if the list has no price for one of them. */
  cost?: Cost | null;
  /** Seconds of each piece of thinking, in order. */
  thought?: number[];
  /** The error that ended it early. */
  failure?: string;
}

/** A message of this chat. */
export type ChatMessage = UIMessage<AnswerMetadata, never, InferUITools<Tools>>;

export type ChatPart = ChatMessage['parts'][number];

export function textOf(message: ChatMessage): string {
  return message.parts
    .map((part) => (part.type === 'text' ? part.text : ''))
    .filter(Boolean)
    .join('\n\n');
}

export function isPicture(part: ChatPart): part is FileUIPart {
  return part.type === 'file' && part.mediaType.startsWith('image/');
}
