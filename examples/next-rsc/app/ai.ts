import type { CoreMessage } from 'ai';
import { createAI } from 'ai/rsc';
import type { ReactNode } from 'react';
import { ask, writePostcard } from './actions';

/** The messages for the model: they go to the browser and back with every action. */
export type AIState = CoreMessage[];

/** A question as the page shows it. */
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
