import type { FileUIPart } from 'ai';
import { useState } from 'react';
import { rememberModel } from '../lib/browser/remember-model';
import { isPicture, textOf, type ChatMessage } from '../lib/chat-message';
import type { Model } from '../lib/models';
import { firstSettings, type Settings } from '../lib/settings';
import { Composer } from './composer';
import { Failure } from './failure';
import { Message } from './message';
import { ModelPicker } from './model-picker';
import { Status } from './status';
import { ToEnd } from './to-end';
import { useConversation } from './use-conversation';
import { useFollowing } from './use-following';
import { useKeptFocus } from './use-kept-focus';
import { useSpeech } from './use-speech';
import { Welcome } from './welcome';

interface Props {
  id: string;
  title: string;
  kept: ChatMessage[];
  running: boolean;
  models: Model[];
  /** The model of a conversation without an answer. */
  chosen: string;
  changed: () => void;
}

/** One conversation: its messages, what can go wrong, and the field for the next question. */
export function Chat({ id, title, kept, running, models, chosen, changed }: Props) {
  const [settings, setSettings] = useState<Settings>(() => ({ ...firstSettings, model: modelOf(kept) ?? chosen }));
  const [picking, setPicking] = useState(false);
  const [editing, setEditing] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const conversation = useConversation({ id, kept, running, settings, changed, failed: setProblem });
  const { messages, status, busy, error } = conversation;
  const last = messages.at(-1);
  const speech = useSpeech({ conversation: id, message: last, busy, failed: setProblem });
  useFollowing(messages.filter(({ role }) => role === 'user').length);
  const main = useKeptFocus<HTMLElement>();

  // After a reload the error is gone, but the question still waits.
  const unanswered = last?.role === 'user' ? 'This question has no answer yet.' : last?.metadata?.failure;
  const failure = error ? wordsOf(error) : busy ? undefined : unanswered;
  const question = messages.findLast(({ role }) => role === 'user');

  return (
    <div className="chat">
      <main ref={main} tabIndex={-1}>
        <h1 className="sr-only">{title}</h1>
        {messages.length === 0 && (
          <Welcome
            ask={(text, change) => {
              const next = { ...settings, ...change };
              setSettings(next);
              conversation.ask([{ type: 'text', text }], { settings: next });
            }}
          />
        )}
        <ol className="messages" aria-label="Conversation" aria-busy={busy}>
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              growing={busy && message === last}
              last={message === last}
              busy={busy}
              editing={editing === message.id}
              setEditing={setEditing}
              conversation={conversation}
              speech={speech}
            />
          ))}
        </ol>
        <Status status={status} answer={last?.role === 'assistant' ? textOf(last) : ''} />
        {failure && question && editing === undefined && (
          <Failure
            words={failure}
            retry={() => conversation.regenerate()}
            chooseModel={() => setPicking(true)}
            shrink={question.parts.some(isPicture) ? () => void conversation.askSmaller(question) : undefined}
            edit={() => setEditing(question.id)}
            remove={() => void conversation.cut(question.id)}
          />
        )}
      </main>
      <footer>
        <ToEnd />
        <Composer
          models={models}
          settings={settings}
          change={setSettings}
          chooseModel={() => setPicking(true)}
          busy={busy}
          earlier={filesOf(messages)}
          send={conversation.ask}
          stop={() => void conversation.stop()}
          speech={speech}
          problem={problem}
          setProblem={setProblem}
        />
      </footer>
      {picking && (
        <ModelPicker
          models={models}
          chosen={settings.model}
          choose={(model) => {
            setSettings({ ...settings, model });
            rememberModel(model);
          }}
          close={() => setPicking(false)}
        />
      )}
    </div>
  );
}

/** The model that answered last. */
function modelOf(messages: ChatMessage[]): string | undefined {
  return messages.findLast(({ metadata }) => metadata?.model)?.metadata?.model;
}

/** The server answers in words for the reader; a browser that does not reach it has its own. */
function wordsOf(error: Error): string {
  return error instanceof TypeError ? 'The server cannot be reached.' : error.message;
}

/** The files that the reader has sent. */
function filesOf(messages: ChatMessage[]): FileUIPart[] {
  return messages.flatMap(({ role, parts }) => (role === 'user' ? parts.filter((part) => part.type === 'file') : []));
}
