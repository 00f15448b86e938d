import { readStreamableValue, type StreamableValue } from 'ai/rsc';
import type { AnswerDelta } from './server-action';

export type Answer = Record<AnswerDelta['kind'], string>;

/** For a client component: `await showAnswer(await ask(question), setAnswer)`. */
export async function showAnswer(deltas: StreamableValue<AnswerDelta>, show: (answer: Answer) => void): Promise<void> {
  let answer: Answer = { thinking: '', text: '', error: '' };
  for await (const delta of readStreamableValue(deltas)) {
    if (delta === undefined) continue;
    answer = { ...answer, [delta.kind]: answer[delta.kind] + delta.text };
    show(answer);
  }
}
