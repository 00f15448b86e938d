import { InvalidArgumentError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { Warning } from '../../options/warning.js';
import { mediaUrl } from '../prompt/media.js';
import type { AssistantMessage, MediaPart, Message, Prompt, UserMessage } from '../prompt/prompt.js';

/** The conversation as an application reads it: one text, or messages. */
export interface WireInput {
  prompt?: string;
  messages?: { role: string; content: string }[];
  images: string[];
  files: string[];
  warnings: Warning[];
}

/**
 * Writes a prompt. A session has the earlier turns, and it takes only a text: that of the messages after the last
 * answer.
 */
export function encodeInput(prompt: Prompt, sessionId: string | undefined): WireInput {
  const last = prompt.findLastIndex(({ role }) => role === 'assistant');
  const now = prompt.slice(last + 1);
  const warnings: Warning[] = [];
  const media = mediaOf(now);
  if (mediaOf(prompt).length > media.length) {
    warnings.push(unsupported('messages', 'An application sees the files of the last turn only.'));
  }
  const input = { ...listsOf(media), warnings };
  if (sessionId !== undefined) {
    if (now.some(({ role }) => role === 'system')) warnings.push(unsupported('system', sessionSystem));
    const texts = now.flatMap((message) => (message.role === 'user' ? [textOf(message)] : []));
    if (texts.length === 0) throw noQuestion();
    return { ...input, prompt: texts.join('\n\n') };
  }
  const [only, ...others] = prompt;
  if (only?.role === 'user' && others.length === 0) return { ...input, prompt: textOf(only) };
  return { ...input, messages: prompt.map((message) => ({ role: message.role, content: contentOf(message) })) };
}

const sessionSystem = 'A session takes no system message. Give the application its instructions in the console.';

function unsupported(setting: string, details: string): Warning {
  return { type: 'unsupported-setting', setting, details };
}

function noQuestion(): Error {
  return new InvalidArgumentError({
    argument: 'sessionId',
    message: 'sessionId was given, but no message of the user comes after the last answer; a session needs one.',
  });
}

function contentOf(message: Message): string {
  switch (message.role) {
    case 'system':
      return message.text;
    case 'user':
      return textOf(message);
    case 'assistant':
      return saidBy(message);
    case 'tool':
      throw noTools();
  }
}

function textOf({ parts }: UserMessage): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
}

function saidBy({ parts }: AssistantMessage): string {
  if (parts.some(({ type }) => type === 'tool-call')) throw noTools();
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
}

/** A history with calls of tools cannot be sent, and without them it would be another conversation. */
function noTools(): Error {
  return new UnsupportedFunctionalityError({
    functionality: 'tool messages',
    message:
      'An application takes no calls and results of your tools in its messages. Leave them out, or use qwen(...).',
  });
}

function mediaOf(prompt: Prompt): MediaPart[] {
  return prompt.flatMap((message) =>
    message.role === 'user' ? message.parts.flatMap((part) => (part.type === 'text' ? [] : [part])) : [],
  );
}

function listsOf(media: MediaPart[]): Pick<WireInput, 'images' | 'files'> {
  const images = media.flatMap((part) => (part.type === 'image' ? [mediaUrl(part)] : []));
  const files = media.flatMap((part) => (part.type === 'image' ? [] : [fileUrl(part)]));
  return { images, files };
}

function fileUrl({ type, source }: MediaPart): string {
  if (source.kind === 'url' && !source.url.startsWith('data:')) return source.url;
  throw new UnsupportedFunctionalityError({
    functionality: `${type} bytes for an application`,
    message: `A message has ${type} as bytes; an application takes files other than pictures by their URL only.`,
  });
}
