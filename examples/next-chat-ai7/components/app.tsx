'use client';

import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ChatMessage } from '../lib/chat-message';
import type { Conversation } from '../lib/conversations';
import type { Model } from '../lib/models';
import { listLength } from '../lib/settings';
import { Chat } from './chat';
import { Sidebar } from './sidebar';

interface Props {
  id: string;
  messages: ChatMessage[];
  /** True if an answer is being written: the page joins it. */
  running: boolean;
  models: Model[];
  /** The model of a conversation without an answer. */
  chosen: string;
  conversations: Conversation[];
}

/** The list of conversations, and one of them. */
export function App({ id, messages, running, models, chosen, conversations }: Props) {
  const [list, setList] = useState(conversations);
  const [length, setLength] = useState(listLength);
  // An answer may end after the list has grown.
  const asked = useRef(length);

  async function refresh() {
    const wanted = asked.current;
    const response = await fetch(`/api/conversations?length=${wanted}`).catch(() => undefined);
    if (!response?.ok) return;
    const listed = (await response.json()) as Conversation[];
    flushSync(() => {
      setList(listed);
      setLength(wanted);
    });
  }

  async function showOlder() {
    asked.current = length + listLength;
    await refresh();
  }

  const title = list.find((conversation) => conversation.id === id)?.title ?? 'New conversation';
  return (
    <div className="app">
      <title>{`${title} · Qwen chat`}</title>
      <Sidebar
        current={id}
        title={title}
        conversations={list}
        refresh={refresh}
        showOlder={list.length < length ? undefined : showOlder}
      />
      <Chat
        key={id}
        id={id}
        title={title}
        kept={messages}
        running={running}
        models={models}
        chosen={chosen}
        changed={refresh}
      />
    </div>
  );
}
