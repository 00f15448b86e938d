import { getToolName, isToolUIPart } from 'ai';
import { Sparkles } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import type { ChatMessage, ChatPart } from '../lib/chat-message';
import { markOf, sourcesOf } from '../lib/citations';
import { EditForm } from './edit-form';
import { FileCard } from './file-card';
import { Markdown } from './markdown';
import { AnswerActions, QuestionActions } from './message-actions';
import { Sources } from './sources';
import { Thinking } from './thinking';
import { ToolCall } from './tool-call';
import { Waiting } from './waiting';
import type { ConversationActions } from './use-conversation';
import type { Speech } from './use-speech';

interface Props {
  message: ChatMessage;
  /** True while more of it arrives. */
  growing: boolean;
  /** True for the last message: only its tools can still be allowed. */
  last: boolean;
  busy: boolean;
  editing: boolean;
  setEditing: (id: string | undefined) => void;
  conversation: ConversationActions;
  speech: Speech;
}

/** A message with what can be done with it. */
export function Message({ message, growing, last, busy, editing, setEditing, conversation, speech }: Props) {
  const item = useRef<HTMLLIElement>(null);
  if (message.role === 'user') {
    // The form goes, and the keyboard goes on from the message.
    const leave = () => {
      flushSync(() => setEditing(undefined));
      item.current?.focus();
    };
    return (
      <li ref={item} className="message mine" tabIndex={-1}>
        <h2 className="sr-only">You</h2>
        {editing ? (
          <EditForm
            parts={message.parts}
            cancel={leave}
            send={(parts) => {
              leave();
              conversation.ask(parts, { messageId: message.id });
            }}
          />
        ) : (
          <>
            <div className="files">
              {message.parts.map((part, index) => part.type === 'file' && <FileCard key={index} file={part} />)}
            </div>
            {message.parts.map((part, index) => part.type === 'text' && <p key={index}>{part.text}</p>)}
            <QuestionActions message={message} busy={busy} edit={() => setEditing(message.id)} cut={conversation.cut} />
          </>
        )}
      </li>
    );
  }
  // Nothing came before it failed: the failure says so.
  if (!growing && message.parts.every(({ type }) => type === 'step-start')) return null;
  return (
    <li className="message answer">
      <h2 className="sr-only">Qwen</h2>
      <Sparkles className="mark" aria-hidden="true" />
      <div className="body">
        {message.parts.map((part, index) => (
          <Part
            key={index}
            part={part}
            index={index}
            message={message}
            growing={growing}
            approve={last ? conversation.approve : undefined}
          />
        ))}
        {growing && isBetween(message.parts.at(-1)) && <Waiting />}
        <Sources message={message} />
        {!growing && <AnswerActions message={message} busy={busy} conversation={conversation} speech={speech} />}
      </div>
    </li>
  );
}

/** True after a step, while the next one has nothing to show yet. */
const isBetween = (part: ChatPart | undefined) =>
  part?.type === 'step-start' || (part !== undefined && isToolUIPart(part) && part.state === 'output-available');

interface PartProps {
  part: ChatPart;
  index: number;
  message: ChatMessage;
  growing: boolean;
  approve: ConversationActions['approve'] | undefined;
}

/** A part of an answer. */
function Part({ part, index, message, growing, approve }: PartProps) {
  if (isToolUIPart(part)) return <ToolCall name={getToolName(part)} part={part} growing={growing} approve={approve} />;
  switch (part.type) {
    case 'text':
      return <Markdown text={part.text} message={message.id} marks={marksOf(message)} growing={growing} />;
    case 'reasoning': {
      const before = message.parts.slice(0, index).filter(({ type }) => type === 'reasoning').length;
      return (
        <Thinking
          text={part.text}
          growing={growing && part.state === 'streaming'}
          seconds={message.metadata?.thought?.[before]}
        />
      );
    }
    case 'file':
      return <FileCard file={part} />;
    default:
      return null;
  }
}

const marksOf = (message: ChatMessage) => sourcesOf(message).map(markOf).join(' ');
