'use client';

import { useChat } from '@ai-sdk/react';
import { useState } from 'react';
import { dataURL, scalePicture } from '../lib/browser/scale-picture';
import type { Model } from '../lib/models';
import { firstSettings } from '../lib/settings';
import { Composer } from './composer';
import { Controls } from './controls';
import { Message, textOf, type Usage } from './message';
import { Failure, Status, Suggestions } from './notices';
import { useFollowing } from './use-following';

export function Chat({ models }: { models: Model[] }) {
  const [settings, setSettings] = useState(firstSettings);
  const [usages, setUsages] = useState<Record<string, Usage>>({});
  const [conversation, setConversation] = useState(1);
  const [removed, setRemoved] = useState<Error>();
  const { messages, setMessages, append, reload, stop, status, error } = useChat({
    // A new chat has a new id, so that what comes late goes to the old one.
    id: `conversation-${conversation}`,
    // A fast model would render the page for each word.
    experimental_throttle: 50,
    onFinish: ({ id }, { usage }) => setUsages((known) => ({ ...known, [id]: usage })),
  });
  useFollowing(messages.filter(({ role }) => role === 'user').length);

  const busy = status === 'submitted' || status === 'streaming';
  const last = messages.at(-1);

  async function send(text: string, files: FileList | undefined, body = settings) {
    await append({ role: 'user', content: text, experimental_attachments: await attachmentsOf(files) }, { body });
  }

  /** Takes back the question that failed, so that the next one goes without it. */
  function remove() {
    setMessages(
      messages.slice(
        0,
        messages.findLastIndex(({ role }) => role === 'user'),
      ),
    );
    setRemoved(error);
  }

  return (
    <div className="app">
      <header>
        <h1>Qwen chat</h1>
        <button type="button" className="quiet" disabled={busy} onClick={() => setConversation(conversation + 1)}>
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
            <Message key={message.id} message={message} usage={usages[message.id]} growing={busy && message === last} />
          ))}
        </ol>
        <Status status={status} answer={last?.role === 'assistant' ? textOf(last) : ''} />
        {error && error !== removed && last && (
          <Failure error={error} retry={() => void reload({ body: settings })} remove={remove} />
        )}
      </main>
      <footer>
        <Composer models={models} settings={settings} busy={busy} send={send} stop={stop} />
        <Controls models={models} settings={settings} change={setSettings} />
      </footer>
    </div>
  );
}

/** The files as data URLs, which are sent with the message. Photos are scaled down: a request has a limit. */
async function attachmentsOf(files: FileList | undefined) {
  return Promise.all(
    [...(files ?? [])].map(async (file) => {
      const picture = await scalePicture(file).catch(() => file);
      return { name: file.name, contentType: picture.type, url: await dataURL(picture) };
    }),
  );
}
