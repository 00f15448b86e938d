import type { CoreMessage } from 'ai';
import { createAI } from 'ai/rsc';
import type { ReactNode } from 'react';
import { ask, writePostcard } from './actions';

/** What the model is told of: it goes to the browser and back with every action. */
export type AIState = CoreMessage[];

/** What the page shows of a question. */
export interface Turn {
  id: number;
  question: string;
  answer: ReactNode;
}

/** The provider of both states. To keep conversations, add `onSetAIState`, which is told of every change. */
export const AI = createAI<AIState, Turn[], { ask: typeof ask; writePostcard: typeof writePostcard }>({
  actions: { ask, writePostcard },
  initialAIState: [],
  initialUIState: [],
});
