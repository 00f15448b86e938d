import type { ThoughtsField } from '../../connection/dialect.js';
import type { MessageOptions } from '../checked-options.js';
import type { AssistantMessage, Message, Prompt, ToolCallPart, UserMessage } from '../prompt/prompt.js';
import type { WireAssistantMessage, WireMessage } from './wire.js';

/** Marks the end of a prefix to cache. */
export type CacheControl = MessageOptions['cacheControl'];

/** The functions of a protocol that write the contents of messages. */
export interface ContentWriter<Content, Call> {
  /** Writes the text of a system or an assistant message. */
  text(text: string, cacheControl: CacheControl): Content;
  /** Writes the parts of a user message. */
  user(message: UserMessage): Content;
  /** Writes the result of a tool. */
  result(text: string, cacheControl: CacheControl): Content;
  toolCall(part: ToolCallPart, index: number): Call;
}

/** Writes the messages of a prompt; thinking goes into the field `thoughts`. */
export function encodeMessages<Content, Call>(
  prompt: Prompt,
  writer: ContentWriter<Content, Call>,
  thoughts: ThoughtsField = 'reasoning_content',
): WireMessage<Content, Call>[] {
  const messages: WireMessage<Content, Call>[] = [];
  for (const message of prompt) encodeMessage(message, writer, thoughts, messages);
  return messages;
}

function encodeMessage<Content, Call>(
  message: Message,
  writer: ContentWriter<Content, Call>,
  thoughts: ThoughtsField,
  messages: WireMessage<Content, Call>[],
): void {
  const mark = message.options?.cacheControl;
  switch (message.role) {
    case 'system':
      messages.push({ role: 'system', content: writer.text(message.text, mark) });
      return;
    case 'user':
      messages.push({ role: 'user', content: writer.user(message) });
      return;
    case 'assistant': {
      const encoded = encodeAssistant(message, writer, thoughts);
      if (encoded !== undefined) messages.push(encoded);
      return;
    }
    case 'tool':
      message.results.forEach(({ id, text, options }, index) => {
        const last = index === message.results.length - 1;
        const content = writer.result(text, options?.cacheControl ?? (last ? mark : undefined));
        messages.push({ role: 'tool', content, tool_call_id: id });
      });
  }
}

/** Undefined for an empty turn, which the service refuses. */
function encodeAssistant<Content, Call>(
  { parts, options }: AssistantMessage,
  writer: ContentWriter<Content, Call>,
  thoughts: ThoughtsField,
): WireAssistantMessage<Content, Call> | undefined {
  let text = '';
  let reasoning = '';
  const calls: Call[] = [];
  let mark = options?.cacheControl;
  for (const part of parts) {
    if (part.type === 'text') {
      text += part.text;
      mark ??= part.options?.cacheControl;
    } else if (part.type === 'reasoning') {
      reasoning += part.text;
    } else {
      calls.push(writer.toolCall(part, calls.length));
    }
  }
  if (text === '' && calls.length === 0) return undefined;
  const content = writer.text(text, text === '' ? undefined : mark);
  const message: WireAssistantMessage<Content, Call> = { role: 'assistant', content };
  if (reasoning !== '') message[thoughts] = reasoning;
  if (calls.length > 0) message.tool_calls = calls;
  if (options?.partial === true) message.partial = true;
  return message;
}

/** The text of a user message that has only text, one line for each part; undefined for other messages. */
export function plainText({ parts, options }: UserMessage): string | undefined {
  if (options?.cacheControl !== undefined) return undefined;
  let text: string | undefined;
  for (const part of parts) {
    if (part.type !== 'text' || part.options !== undefined) return undefined;
    text = text === undefined ? part.text : `${text}\n${part.text}`;
  }
  return text ?? '';
}
