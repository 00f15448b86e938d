'use client';

import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { useFormStatus } from 'react-dom';

/** Puts the question into the address. Works without JavaScript. */
export function SearchForm({ query, reranked }: { query: string; reranked: boolean }) {
  const form = useRef<HTMLFormElement>(null);
  const text = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLInputElement>(null);

  // The back button changes only the address.
  useEffect(() => {
    text.current!.value = query;
    box.current!.checked = reranked;
  }, [query, reranked]);

  return (
    <Form ref={form} action="/" role="search" className="card search" prefetch={false}>
      <label htmlFor="query">What are you looking for?</label>
      <div className="row">
        <input
          ref={text}
          id="query"
          name="q"
          type="search"
          defaultValue={query}
          placeholder="How do I get a crisp crust?"
          autoComplete="off"
          enterKeyHint="search"
          required
        />
        <Submit />
      </div>
      <label className="check">
        <input
          ref={box}
          name="rerank"
          type="checkbox"
          defaultChecked={reranked}
          onChange={() => text.current!.value !== '' && form.current!.requestSubmit()}
        />
        Rerank with qwen3-rerank
      </label>
    </Form>
  );
}

function Submit() {
  const { pending } = useFormStatus();
  return (
    <button type="submit" aria-disabled={pending}>
      {pending ? 'Searching…' : 'Search'}
    </button>
  );
}
