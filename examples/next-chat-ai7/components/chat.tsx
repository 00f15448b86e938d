'use client';

import { useChat } from '@ai-sdk/react';
import { useState } from 'react';
import type { Model } from '../lib/models';
import { firstSettings } from '../lib/settings';
import { Composer } from './composer';
import { Controls } from './controls';
import { Message, textOf, type ChatMessage } from './message';
import { Failure, Status, Suggestions } from './notices';
import { useFollowing } from './use-following';

export function Chat({ models }: { models: Model[] }) {
  const [settings, setSettings] = useState(firstSettings);
  const { messages, setMessages, sendMessage, regenerate, stop, status, error } = useChat<ChatMessage>({
    // A fast model would render the page for each word.
    throttle: 50,
  });
  useFollowing(messages.filter(({ role }) => role === 'user').length);

  const busy = status === 'submitted' || status === 'streaming';
  const last = messages.at(-1);

  async function send(text: string, files: FileList | undefined, body = settings) {
    await sendMessage({ text, files }, { body });
  }

  return (
    <div className="app">
      <header>
        <h1>Qwen chat</h1>
        <button type="button" className="quiet" disabled={busy} onClick={() => setMessages([])}>
          New chat
        </button>
      </header>
      <main>
        {messages.length === 0 && (
          <Suggestions
            ask={(text, change) => {
              setSettings({ ...settings, ...change });
              void send(text, undefined, { ...settings, ...change });
            }}
          />
        )}
        <ol className="messages" aria-label="Conversation" aria-busy={busy}>
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              usage={message.metadata?.usage}
              growing={busy && message === last}
            />
          ))}
        </ol>
        <Status status={status} answer={last?.role === 'assistant' ? textOf(last) : ''} />
        {error && last && <Failure error={error} retry={() => void regenerate({ body: settings })} />}
      </main>
      <footer>
        <Composer models={models} settings={settings} busy={busy} send={send} stop={stop} />
        <Controls models={models} settings={settings} change={setSettings} />
      </footer>
    </div>
  );
}
