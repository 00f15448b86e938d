'use client';

import { useTurn } from './turn-context';

export function AskAgain() {
  const { askAgain, busy } = useTurn();
  return (
    <button type="button" className="plain" onClick={askAgain} aria-disabled={busy}>
      Try again
    </button>
  );
}
