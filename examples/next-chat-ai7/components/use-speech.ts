import { useEffect, useRef, useState } from 'react';
import type { ChatMessage } from '../lib/chat-message';
import { playSamples } from '../lib/browser/play-samples';

interface Options {
  conversation: string;
  /** The last message. */
  message: ChatMessage | undefined;
  busy: boolean;
}

/** Reads answers aloud: one that is asked for, or each while it comes. */
export function useSpeech({ conversation, message, busy }: Options) {
  const [speaking, setSpeaking] = useState<string>();
  const [always, setAlways] = useState(false);
  const playing = useRef<AbortController>(undefined);
  const growing = busy && message?.role === 'assistant' ? message.id : undefined;

  function stop() {
    playing.current?.abort();
    setSpeaking(undefined);
  }

  async function read(id: string) {
    stop();
    const abort = new AbortController();
    playing.current = abort;
    setSpeaking(id);
    const query = new URLSearchParams({ conversation, message: id });
    try {
      const { ok, body } = await fetch(`/api/speech?${query}`, { signal: abort.signal });
      if (ok && body) await playSamples(body, abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) console.error(error);
    }
    if (playing.current === abort) setSpeaking(undefined);
  }

  useEffect(() => {
    if (always && growing !== undefined) void read(growing);
    // Once for each answer.
  }, [always, growing]);
  useEffect(() => () => playing.current?.abort(), []);

  return {
    /** Id of the message that is being read. */
    speaking,
    always,
    setAlways(next: boolean) {
      setAlways(next);
      if (!next) stop();
    },
    read: (id: string) => void read(id),
    stop,
  };
}

export type Speech = ReturnType<typeof useSpeech>;
