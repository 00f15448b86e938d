import { streamText } from 'ai';
import { qwen } from 'ai-sdk-qwen';

export interface Answer {
  text: string;
  /** Reason why the text is not complete. */
  stopped?: 'by the reader' | 'by the clock';
}

export async function answer(question: string, stop: AbortSignal, milliseconds = 60_000): Promise<Answer> {
  const clock = AbortSignal.timeout(milliseconds);
  const { fullStream } = streamText({
    model: qwen('qwen-plus'),
    prompt: question,
    abortSignal: AbortSignal.any([stop, clock]),
  });
  let text = '';
  try {
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') text += part.textDelta;
    }
  } catch (error) {
    if (stop.aborted) return { text, stopped: 'by the reader' };
    if (clock.aborted) return { text, stopped: 'by the clock' };
    throw error;
  }
  return { text };
}
