import { streamText } from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';

export interface Answer {
  text: string;
  /** Reason why the text is not complete. */
  stopped?: 'by the reader' | 'by the clock';
}

export async function answer(question: string, stop: AbortSignal, milliseconds = 60_000): Promise<Answer> {
  const { stream } = streamText({
    model: qwen('qwen-plus'),
    prompt: question,
    abortSignal: stop,
    timeout: milliseconds,
  });
  let text = '';
  for await (const part of stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') text += part.text;
    if (part.type === 'abort') return { text, stopped: stop.aborted ? 'by the reader' : 'by the clock' };
  }
  return { text };
}
