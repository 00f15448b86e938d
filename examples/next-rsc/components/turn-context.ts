'use client';

import { createContext, useContext } from 'react';

interface Turn {
  /** True while an action runs, here or in another turn. */
  busy: boolean;
  /** Runs an action, unless one runs already. The id is for stopping it. */
  run: (work: (id: string) => Promise<void>) => Promise<void>;
  /** Asks this turn's question again. */
  askAgain: () => void;
}

/** Actions that the parts of an answer can take, wherever the server has rendered them. */
export const TurnContext = createContext<Turn | null>(null);

export function useTurn(): Turn {
  const turn = useContext(TurnContext);
  if (turn === null) throw new Error('useTurn must be called within an answer.');
  return turn;
}
