'use client';

import type { FormEvent } from 'react';

const suggestions = ['What is the weather in Hangzhou?', 'And in Lisbon?'];

interface ComposerProps {
  busy: boolean;
  send: (question: string) => void;
  stop: () => void;
}

/** Where questions are written. Buttons are not disabled while busy, which would take the focus away. */
export function Composer({ busy, send, stop }: ComposerProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const question = String(new FormData(form).get('question')).trim();
    if (busy || question === '') return;
    form.reset();
    send(question);
  }

  return (
    <form className="composer" onSubmit={submit}>
      <div className="suggestions">
        {suggestions.map((suggestion) => (
          <button
            key={suggestion}
            type="button"
            className="plain"
            aria-disabled={busy}
            onClick={() => busy || send(suggestion)}
          >
            {suggestion}
          </button>
        ))}
      </div>
      <div className="row">
        <label htmlFor="question" className="hidden">
          Question
        </label>
        <input
          id="question"
          name="question"
          placeholder="What is the weather in …?"
          autoComplete="off"
          enterKeyHint="send"
        />
        {/* One button, so that it keeps the focus when it changes. */}
        <button
          onClick={(event) => {
            if (!busy) return;
            event.preventDefault();
            stop();
          }}
        >
          {busy ? 'Stop' : 'Ask'}
        </button>
      </div>
    </form>
  );
}
