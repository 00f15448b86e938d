'use client';

import { generateId } from 'ai';
import { readStreamableValue, useActions, useUIState } from 'ai/rsc';
import { useRef, useState, type ReactNode } from 'react';
import type { AI } from '../app/ai';
import { AnswerBoundary } from './answer-boundary';
import { Composer } from './composer';
import { Problem } from './problem';
import { TurnContext } from './turn-context';
import { useFollowing } from './use-following';
import { Waiting } from './waiting';

/** The questions and their answers. One action runs at a time, because each starts from the AI state of the last. */
export function Conversation() {
  const [turns, setTurns] = useUIState<typeof AI>();
  const { ask } = useActions<typeof AI>();
  const [busy, setBusy] = useState(false);
  const last = useRef(0);
  const action = useRef('');
  const log = useFollowing<HTMLDivElement>();

  async function run(work: (id: string) => Promise<void>) {
    if (busy) return;
    setBusy(true);
    action.current = generateId();
    try {
      await work(action.current);
    } finally {
      setBusy(false);
    }
  }

  /** Asks in a new turn, which stands in the place of the one that failed. */
  async function answer(question: string, actionId: string, failed?: number) {
    const id = (last.current += 1);
    const show = (node: ReactNode) =>
      setTurns((all) => [
        ...all.filter((turn) => turn.id !== id && turn.id !== failed),
        { id, question, answer: node },
      ]);
    show(<Waiting>Thinking…</Waiting>);
    try {
      const { answer: node, finished } = await ask(question, actionId);
      show(node);
      for await (const done of readStreamableValue(finished)) if (done) break;
    } catch {
      show(<Problem retry>The server could not be reached.</Problem>);
    }
  }

  return (
    <>
      <div ref={log} role="log" aria-label="Conversation" aria-busy={busy} className="log">
        {turns.length === 0 && (
          <p className="empty">Where are you going? Ask for the weather there, then have a postcard written.</p>
        )}
        {turns.map(({ id, question, answer: node }) => (
          <article key={id} aria-label={question}>
            <p className="question">{question}</p>
            <TurnContext value={{ busy, run, askAgain: () => void run((actionId) => answer(question, actionId, id)) }}>
              <div className="answer">
                <AnswerBoundary>{node}</AnswerBoundary>
              </div>
            </TurnContext>
          </article>
        ))}
      </div>
      <Composer
        busy={busy}
        send={(question) => void run((actionId) => answer(question, actionId))}
        stop={() => void fetch(`/api/stop?id=${action.current}`, { method: 'POST' }).catch(() => undefined)}
      />
    </>
  );
}
