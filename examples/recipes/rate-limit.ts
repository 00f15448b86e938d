import { APICallError, generateText } from 'ai';
import PQueue from 'p-queue';
import { qwen } from 'ai-sdk-qwen';

/** Stays under the limits of the account: calls at once, and calls started in any minute. */
export const queue = new PQueue({ concurrency: 8, intervalCap: 600, interval: 60_000, strict: true });

const attempts = 5;

/** Answers the questions in their order. A question that can't be answered has the reason instead. */
export async function answerAll(questions: readonly string[]): Promise<PromiseSettledResult<string>[]> {
  return Promise.allSettled(questions.map((question) => withinLimits(() => answer(question))));
}

async function answer(question: string): Promise<string> {
  const { text } = await generateText({
    model: qwen('qwen-plus'),
    prompt: question,
    // The AI SDK would wait inside the queue and block a place for another call.
    maxRetries: 0,
    // Seconds that the service lets a burst wait before it refuses it.
    providerOptions: { qwen: { waitTimeout: 10 } },
  });
  return text;
}

async function withinLimits<Result>(call: () => Promise<Result>, attempt = 1): Promise<Result> {
  const isLast = attempt === attempts;
  try {
    return await queue.add(async () => {
      try {
        return await call();
      } catch (error) {
        // Hold back while this call still has its place: the next one starts as soon as it is free.
        if (mayTryAgain(error) && !isLast) holdBack(waitOf(error) ?? 1000 * 2 ** (attempt - 1));
        throw error;
      }
    });
  } catch (error) {
    if (!mayTryAgain(error) || isLast) throw error;
    return withinLimits(call, attempt + 1);
  }
}

function mayTryAgain(error: unknown): error is APICallError {
  return APICallError.isInstance(error) && error.isRetryable;
}

/** Milliseconds that a response asks to wait. Model Studio does not say; a gateway may. */
function waitOf({ responseHeaders }: APICallError): number | undefined {
  const seconds = Number(responseHeaders?.['retry-after']);
  return seconds > 0 ? seconds * 1000 : undefined;
}

let heldUntil = 0;
let release: ReturnType<typeof setTimeout> | undefined;

/** Pauses the queue, because the next call would be refused as well. */
function holdBack(milliseconds: number): void {
  const until = Date.now() + milliseconds;
  if (until <= heldUntil) return;
  heldUntil = until;
  queue.pause();
  clearTimeout(release);
  release = setTimeout(() => queue.start(), milliseconds);
}
