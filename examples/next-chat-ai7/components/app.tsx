'use client';

import { useState } from 'react';
import type { ChatMessage } from '../lib/chat-message';
import type { Conversation } from '../lib/conversations';
import type { Model } from '../lib/models';
import { Chat } from './chat';
import { Sidebar } from './sidebar';

interface Props {
  id: string;
  messages: ChatMessage[];
  /** True if an answer is being written: the page joins it. */
  running: boolean;
  models: Model[];
  conversations: Conversation[];
}

/** The list of conversations, and one of them. */
export function App({ id, messages, running, models, conversations }: Props) {
  const [list, setList] = useState(conversations);

  async function refresh() {
    const response = await fetch('/api/conversations').catch(() => undefined);
    if (response?.ok) setList(await response.json());
  }

  const title = list.find((conversation) => conversation.id === id)?.title ?? 'New conversation';
  return (
    <div className="app">
      <title>{`${title} · Qwen chat`}</title>
      <Sidebar current={id} title={title} conversations={list} refresh={refresh} />
      <Chat key={id} id={id} title={title} kept={messages} running={running} models={models} changed={refresh} />
    </div>
  );
}
