import { simulateReadableStream, wrapLanguageModel, type LanguageModelV1Middleware } from 'ai';
import { parse, stringify } from 'devalue';
import { qwen } from 'ai-sdk-qwen';
import { collect, keep, keyOf, type AnswerStore } from './answer-cache';

// Answers that failed, were cut off at maxTokens or were filtered are not stored.
const whole = ['stop', 'tool-calls'];
const rawCall = { rawPrompt: null, rawSettings: {} };

export function cacheAnswers(store: AnswerStore, scope?: unknown): LanguageModelV1Middleware {
  return {
    async wrapGenerate({ doGenerate, params, model }) {
      const key = await keyOf({ kind: 'generate', model, params, scope });
      const kept = await store.get(key);
      // JSON has no dates and bytes; devalue writes and reads both.
      if (kept) return parse(kept);
      const result = await doGenerate();
      // The request holds the whole prompt and the response its headers; neither is part of the answer.
      const answer = { ...result, request: undefined, rawResponse: undefined, rawCall };
      if (whole.includes(answer.finishReason)) await keep(store, key, stringify(answer));
      return result;
    },
    async wrapStream({ doStream, params, model }) {
      const key = await keyOf({ kind: 'stream', model, params, scope });
      const kept = await store.get(key);
      if (kept) {
        const { parts, warnings } = parse(kept);
        return { stream: simulateReadableStream({ chunks: parts, chunkDelayInMs: null }), warnings, rawCall };
      }
      const result = await doStream();
      const stream = collect(result.stream, async (parts) => {
        const end = parts.at(-1);
        if (end?.type !== 'finish' || !whole.includes(end.finishReason)) return;
        await keep(store, key, stringify({ parts, warnings: result.warnings }));
      });
      return { ...result, stream };
    },
  };
}

const settings = { enableThinking: true };
export const model = wrapLanguageModel({
  model: qwen('qwen-plus', settings),
  middleware: cacheAnswers(new Map(), settings),
});
