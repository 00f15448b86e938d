import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport, lastAssistantMessageIsCompleteWithApprovalResponses } from 'ai';
import { useEffect, useEffectEvent, useRef } from 'react';
import { halve } from '../lib/browser/read-attachment';
import { request } from '../lib/browser/request';
import { isPicture, type ChatMessage, type ChatPart } from '../lib/chat-message';
import type { Settings } from '../lib/settings';

/** Sends only what is new: the server has the rest of the conversation. */
const transport = new DefaultChatTransport<ChatMessage>({
  // Joining an answer adds it to what is kept, which may be the first half of the same message.
  resumeStreamIsReplay: false,
  prepareSendMessagesRequest({ id, messages, body }) {
    const last = messages.at(-1)!;
    return { body: { id, ...body, ...(last.role === 'user' ? { message: last } : { approvals: repliesOf(last) }) } };
  },
});

function repliesOf({ parts }: ChatMessage) {
  return parts.flatMap((part) => ('state' in part && part.state === 'approval-responded' ? [part.approval] : []));
}

interface Options {
  id: string;
  kept: ChatMessage[];
  running: boolean;
  settings: Settings;
  /** Called when the list of conversations may have changed. */
  changed: () => void;
  /** Gets the words for what went wrong, other than an answer; undefined when it is tried again. */
  failed: (words: string | undefined) => void;
}

/** A conversation and everything that can be done with it. */
export function useConversation({ id, kept, running, settings, changed, failed }: Options) {
  const chat = useChat<ChatMessage>({
    id,
    messages: kept,
    transport,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    onFinish: changed,
    // A fast model would render the page for each word.
    throttle: 50,
  });
  const { messages, setMessages, sendMessage, regenerate, addToolApprovalResponse, status, error } = chat;
  const path = `/api/conversations/${id}`;

  /** Asks. With the id of an old question, it takes that one's place, and what followed it is dropped. */
  function ask(parts: ChatPart[], options: { messageId?: string; settings?: Settings } = {}) {
    // A reload comes back here.
    window.history.replaceState(null, '', `/chat/${id}`);
    const { messageId } = options;
    void sendMessage(
      { role: 'user', parts, ...(messageId !== undefined && { messageId }) },
      { body: { settings: options.settings ?? settings } },
    );
  }

  /** Asks again, with its pictures at half the size. */
  async function askSmaller(question: ChatMessage) {
    const parts = await Promise.all(question.parts.map((part) => (isPicture(part) ? halve(part) : part)));
    ask(parts, { messageId: question.id });
  }

  /** Catches up with the server: after a broken connection, or when another tab has gone on. */
  const catchUp = useEffectEvent(async () => {
    if (status === 'submitted' || status === 'streaming' || document.hidden || !navigator.onLine) return;
    const response = await fetch(path).catch(() => undefined);
    if (!response?.ok) return;
    const now = (await response.json()) as { messages: ChatMessage[]; running: boolean };
    // A question that never arrived stays, to be asked again.
    if (now.messages.length < messages.length && messages.at(-1)?.role === 'user') return;
    setMessages(now.messages);
    changed();
    if (error instanceof TypeError) chat.clearError();
    if (now.running) await chat.resumeStream();
  });
  const joined = useRef(!running);
  useEffect(() => {
    // React runs effects twice in development.
    if (!joined.current) void chat.resumeStream();
    joined.current = true;
    const listener = () => void catchUp();
    window.addEventListener('online', listener);
    document.addEventListener('visibilitychange', listener);
    return () => {
      window.removeEventListener('online', listener);
      document.removeEventListener('visibilitychange', listener);
    };
  }, []);

  async function stop() {
    // The question may still be on its way.
    if (status === 'submitted') await chat.stop();
    const response = await fetch(`/api/chat/${id}/stream`, { method: 'DELETE' }).catch(() => undefined);
    // The stream ends by itself, with what has come so far.
    if (!response?.ok) await chat.stop();
  }

  /** Drops a message and all that follow it. */
  async function cut(messageId: string) {
    const index = messages.findIndex((message) => message.id === messageId);
    setMessages(messages.slice(0, index));
    chat.clearError();
    failed(undefined);
    try {
      await request(path, { method: 'PATCH', body: JSON.stringify({ cut: messageId }) });
    } catch (failure) {
      setMessages(messages);
      failed((failure as Error).message);
    }
  }

  /** Goes on from a message in a new conversation. */
  async function branch(messageId: string) {
    failed(undefined);
    try {
      const body = JSON.stringify({ from: id, last: messageId });
      const response = await request('/api/conversations', { method: 'POST', body });
      window.location.assign(`/chat/${((await response.json()) as { id: string }).id}`);
    } catch (failure) {
      failed((failure as Error).message);
    }
  }

  return {
    messages,
    error,
    status,
    busy: status === 'submitted' || status === 'streaming',
    ask,
    askSmaller,
    stop,
    cut,
    branch,
    regenerate: (messageId?: string) =>
      void regenerate({ ...(messageId !== undefined && { messageId }), body: { settings } }),
    approve: (approvalId: string, approved: boolean) =>
      void addToolApprovalResponse({ id: approvalId, approved, options: { body: { settings } } }),
  };
}

export type ConversationActions = ReturnType<typeof useConversation>;
