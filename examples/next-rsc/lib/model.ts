import { wrapLanguageModel, type LanguageModelV1, type LanguageModelV1StreamPart } from 'ai';
import { qwen } from 'ai-sdk-qwen';

// streamUI renders one tool call an answer.
export const model = qwen('qwen-plus', { parallelToolCalls: false });

/**
 * The model for one call of streamUI, and the error that broke off its answer, if any. streamUI would throw that in the
 * browser, where React hides the messages of the server's errors. An answer that the reader stops just ends.
 */
export function watchedModel(signal: AbortSignal): { model: LanguageModelV1; failure: () => unknown } {
  let failure: unknown;
  const watch = () =>
    new TransformStream<LanguageModelV1StreamPart, LanguageModelV1StreamPart>({
      transform(part, controller) {
        if (part.type === 'error') failure = part.error;
        // After the first piece of a tool call, streamUI waits for the whole call, which a broken answer never has.
        else if (part.type !== 'tool-call-delta') controller.enqueue(part);
      },
    });
  const watched = wrapLanguageModel({
    model,
    middleware: {
      async wrapStream({ doStream }) {
        const { stream, ...result } = await doStream();
        return { ...result, stream: untilStopped(stream, signal).pipeThrough(watch()) };
      },
    },
  });
  return { model: watched, failure: () => failure };
}

function untilStopped<Part>(stream: ReadableStream<Part>, signal: AbortSignal): ReadableStream<Part> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (!signal.aborted) throw error;
        controller.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
