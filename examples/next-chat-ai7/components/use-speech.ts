import { useEffect, useRef, useState } from 'react';
import type { ChatMessage } from '../lib/chat-message';
import { playSamples } from '../lib/browser/play-samples';
import { request } from '../lib/browser/request';

interface Options {
  conversation: string;
  /** The last message. */
  message: ChatMessage | undefined;
  busy: boolean;
  /** Gets the words for what went wrong; undefined when it is tried again. */
  failed: (words: string | undefined) => void;
}

/** Reads answers aloud: one that is asked for, or each while it comes. */
export function useSpeech({ conversation, message, busy, failed }: Options) {
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
    failed(undefined);
    const query = new URLSearchParams({ conversation, message: id });
    try {
      const { body } = await request(`/api/speech?${query}`, { signal: abort.signal });
      if (body) await playSamples(body, abort.signal);
    } catch (error) {
      // The connection broke in the middle of a sentence, if the error is not of the request.
      const words = error instanceof TypeError ? 'The speech has broken off.' : (error as Error).message;
      if (!abort.signal.aborted) failed(words);
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
