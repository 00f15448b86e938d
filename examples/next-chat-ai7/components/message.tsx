import { getToolName, isToolUIPart, type UIMessage } from 'ai';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { isOwnPicture, safeURL } from '../lib/safe-url';
import { Thinking } from './thinking';
import { ToolCall } from './tool-call';

export interface Usage {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
}

/** A message of this chat: the answers carry what they cost. */
export type ChatMessage = UIMessage<{ usage?: Usage }>;

interface Props {
  message: ChatMessage;
  usage: Usage | undefined;
  /** True while more of it arrives. */
  growing: boolean;
}

/** A message with all its parts, in the order of their arrival. */
export function Message({ message, usage, growing }: Props) {
  const mine = message.role === 'user';
  return (
    <li className={mine ? 'message mine' : 'message'}>
      <h2 className="sr-only">{mine ? 'You' : 'Qwen'}</h2>
      {message.parts.map((part, index) => {
        if (isToolUIPart(part)) {
          return (
            <ToolCall
              key={index}
              name={getToolName(part)}
              input={part.input}
              output={part.state === 'output-available' ? part.output : part.errorText}
              growing={growing}
            />
          );
        }
        switch (part.type) {
          case 'text':
            return mine ? (
              <p key={index}>{part.text}</p>
            ) : (
              <Markdown key={index} remarkPlugins={[remarkGfm]} urlTransform={safeURL}>
                {part.text}
              </Markdown>
            );
          case 'reasoning':
            return <Thinking key={index} text={part.text} growing={growing && part === message.parts.at(-1)} />;
          case 'file':
            // A data URL: an image service has nothing to optimise.
            return isOwnPicture(part.url) ? (
              <img key={index} className="picture" src={part.url} alt={part.filename ?? 'Picture'} />
            ) : null;
          default:
            return null;
        }
      })}
      {usage && (
        <p className="usage">
          {usage.inputTokens} tokens read, {usage.outputTokens} written
        </p>
      )}
    </li>
  );
}

export function textOf(message: ChatMessage): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
