import type { UIMessage } from 'ai';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { isOwnPicture, safeURL } from '../lib/safe-url';
import { Thinking } from './thinking';
import { ToolCall } from './tool-call';

export interface Usage {
  promptTokens: number;
  completionTokens: number;
}

interface Props {
  message: UIMessage;
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
      {message.experimental_attachments?.map(
        (file, index) =>
          isOwnPicture(file.url) && (
            // A data URL: an image service has nothing to optimise.
            <img key={index} className="picture" src={file.url} alt={file.name ?? 'Picture'} />
          ),
      )}
      {message.parts.map((part, index) => {
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
            return <Thinking key={index} text={part.reasoning} growing={growing && part === message.parts.at(-1)} />;
          case 'tool-invocation': {
            const { toolInvocation: call } = part;
            return (
              <ToolCall
                key={index}
                name={call.toolName}
                input={call.args}
                output={call.state === 'result' ? call.result : undefined}
                growing={growing}
              />
            );
          }
          default:
            return null;
        }
      })}
      {usage && Number.isFinite(usage.promptTokens) && (
        <p className="usage">
          {usage.promptTokens} tokens read, {usage.completionTokens} written
        </p>
      )}
    </li>
  );
}

export function textOf(message: UIMessage): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
