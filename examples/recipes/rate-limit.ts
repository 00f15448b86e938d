import { APICallError, generateText } from 'ai';
import PQueue from 'p-queue';
import { qwen } from 'ai-sdk-qwen';

/** Under the limits of the account: so many calls at once, and so many begun in any minute. */
export const queue = new PQueue({ concurrency: 8, intervalCap: 600, interval: 60_000, strict: true });

const attempts = 5;

/** Answers every question it can, in their order; what can't be answered has its reason. */
export async function answerAll(questions: readonly string[]): Promise<PromiseSettledResult<string>[]> {
  return Promise.allSettled(questions.map((question) => withinLimits(() => answer(question))));
}

async function answer(question: string): Promise<string> {
  const { text } = await generateText({
    model: qwen('qwen-plus'),
    prompt: question,
    // The AI SDK would wait in a place of the queue, where the next call could be made.
    maxRetries: 0,
    // The service lets a burst wait for so many seconds before it refuses it.
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
        // Now, while the call still has its place: as soon as that is free, the next one begins.
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

/** Milliseconds that a response asks to wait for. Model Studio does not say; a gateway in front of it may. */
function waitOf({ responseHeaders }: APICallError): number | undefined {
  const seconds = Number(responseHeaders?.['retry-after']);
  return seconds > 0 ? seconds * 1000 : undefined;
}

let heldUntil = 0;
let release: ReturnType<typeof setTimeout> | undefined;

/** Nobody calls before then: what was refused to one would be refused to the next. */
function holdBack(milliseconds: number): void {
  const until = Date.now() + milliseconds;
  if (until <= heldUntil) return;
  heldUntil = until;
  queue.pause();
  clearTimeout(release);
  release = setTimeout(() => queue.start(), milliseconds);
}
