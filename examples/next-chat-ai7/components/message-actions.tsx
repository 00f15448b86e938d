import { GitBranch, Pencil, RefreshCw, Square, Trash2, Volume2 } from 'lucide-react';
import { textOf, type ChatMessage } from '../lib/chat-message';
import { textWithSources } from '../lib/citations';
import { CopyButton } from './copy-button';
import { IconButton } from './icon-button';
import { Usage } from './usage';
import type { ConversationActions } from './use-conversation';
import type { Speech } from './use-speech';

interface QuestionProps {
  message: ChatMessage;
  busy: boolean;
  edit: () => void;
  cut: (id: string) => Promise<void>;
}

export function QuestionActions({ message, busy, edit, cut }: QuestionProps) {
  return (
    <div className="actions">
      <CopyButton name="Copy question" text={textOf(message)} />
      <IconButton icon={Pencil} name="Edit question" disabled={busy} onClick={edit} />
      <IconButton icon={Trash2} name="Delete from here on" disabled={busy} onClick={() => void cut(message.id)} />
    </div>
  );
}

interface AnswerProps {
  message: ChatMessage;
  busy: boolean;
  conversation: ConversationActions;
  speech: Speech;
}

export function AnswerActions({ message, busy, conversation, speech }: AnswerProps) {
  const text = textOf(message);
  const speaks = speech.speaking === message.id;
  return (
    <div className="actions">
      {text !== '' && <CopyButton name="Copy answer" text={textWithSources(message)} />}
      {text !== '' && (
        <IconButton
          icon={speaks ? Square : Volume2}
          name={speaks ? 'Stop reading' : 'Read aloud'}
          onClick={() => (speaks ? speech.stop() : speech.read(message.id))}
        />
      )}
      <IconButton
        icon={RefreshCw}
        name="Answer again"
        disabled={busy}
        onClick={() => conversation.regenerate(message.id)}
      />
      <IconButton
        icon={GitBranch}
        name="Go on in a new conversation"
        disabled={busy}
        onClick={() => void conversation.branch(message.id)}
      />
      <Usage {...message.metadata} />
    </div>
  );
}
