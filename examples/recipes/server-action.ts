'use server';

import { streamText } from 'ai';
import { createStreamableValue, type StreamableValue } from 'ai/rsc';
import { qwen } from 'ai-sdk-qwen';
import { readableError } from './readable-error';

export interface AnswerDelta {
  kind: 'thinking' | 'text' | 'error';
  text: string;
}

/** Characters of a question. Next.js itself takes no more than 1 MB. */
const maxLength = 10_000;

// app/actions.ts
export async function ask(question: string): Promise<StreamableValue<AnswerDelta>> {
  const answer = createStreamableValue<AnswerDelta>();
  // Not awaited: the page gets the value at once and reads it while it grows.
  void send(question, (kind, text) => answer.update({ kind, text })).finally(() => answer.done());
  return answer.value;
}

async function send(question: unknown, update: (kind: AnswerDelta['kind'], text: string) => void): Promise<void> {
  // Anyone can call an action, with any arguments.
  if (typeof question !== 'string') return update('error', 'The question must be a text.');
  if (question.length > maxLength) return update('error', 'The question is too long.');
  try {
    const { fullStream } = streamText({
      model: qwen('qwen-plus'),
      prompt: question,
      providerOptions: { qwen: { enableThinking: true } },
      // An action does not notice that the reader leaves.
      abortSignal: AbortSignal.timeout(120_000),
    });
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'reasoning') update('thinking', part.textDelta);
      if (part.type === 'text-delta') update('text', part.textDelta);
    }
  } catch (error) {
    console.error(error);
    update('error', readableError(error));
  }
}
