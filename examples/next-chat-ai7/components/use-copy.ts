import { useState } from 'react';

/** Copies a text, and says for a moment what became of it. */
export function useCopy() {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  async function copy(text: string) {
    try {
      // Pages without HTTPS have no clipboard, except on localhost.
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
    setTimeout(() => setState('idle'), 2000);
  }

  const words = { idle: '', copied: 'Copied', failed: 'The browser does not allow it' }[state];
  return { state, words, copy: (text: string) => void copy(text) };
}
