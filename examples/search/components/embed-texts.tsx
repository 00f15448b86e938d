'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Progress } from '../lib/embed-texts';
import { readLines } from '../lib/read-lines';
import { Problem } from './problem';

/** Shown while texts have no vectors: starts the embedding and shows its progress. */
export function EmbedTexts(initial: Progress) {
  const [{ stored, total }, setProgress] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const router = useRouter();

  async function start() {
    setBusy(true);
    setProblem(undefined);
    try {
      const response = await fetch('/api/embed', { method: 'POST' });
      if (!response.ok || response.body === null) throw new Error(`The server answered ${response.status}.`);
      for await (const line of readLines<Progress | { problem: string }>(response.body)) {
        if ('problem' in line) throw new Error(line.problem);
        setProgress(line);
      }
      // Once all are stored, the page shows the search.
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }

  return (
    <section className="card embedding" aria-labelledby="embedding-title">
      <h2 id="embedding-title">Before the first search</h2>
      <p>Each text becomes a vector once. The vectors stay in a database on this machine.</p>
      <progress aria-labelledby="embedding-count" value={stored} max={total} />
      <p id="embedding-count" role="status">
        {stored} of {total} texts embedded
      </p>
      {problem !== undefined && <Problem title="The embedding stopped.">{problem}</Problem>}
      {/* Not disabled while busy, which would take the focus away. */}
      <button type="button" onClick={() => busy || void start()} aria-disabled={busy}>
        {busy ? 'Embedding…' : stored > 0 ? 'Embed the rest' : 'Embed the texts'}
      </button>
    </section>
  );
}
