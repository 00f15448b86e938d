'use client';

import { readStreamableValue, useActions } from 'ai/rsc';
import { useState } from 'react';
import type { AI } from '../app/ai';
import { Problem } from './problem';
import { useTurn } from './turn-context';

/** A button, and after it a text that grows as it is written. */
export function Postcard({ city }: { city: string }) {
  const { writePostcard } = useActions<typeof AI>();
  const { busy, run } = useTurn();
  const [text, setText] = useState('');
  const [writing, setWriting] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function write(id: string) {
    setText('');
    setProblem(undefined);
    setWriting(true);
    try {
      for await (const grown of readStreamableValue(await writePostcard(city, id))) setText(grown ?? '');
    } catch (error) {
      // The server sends a sentence; any other error comes from the connection.
      setProblem(typeof error === 'string' ? error : 'The server could not be reached.');
    }
    setWriting(false);
  }

  return (
    <div className="postcard">
      {text !== '' && (
        <blockquote aria-label={`Postcard from ${city}`} aria-busy={writing}>
          {text}
        </blockquote>
      )}
      {problem !== undefined && <Problem>{problem}</Problem>}
      <button type="button" className="plain" aria-disabled={busy} onClick={() => void run(write)}>
        {writing ? 'Writing…' : text === '' ? 'Write a postcard' : 'Write another'}
      </button>
    </div>
  );
}
