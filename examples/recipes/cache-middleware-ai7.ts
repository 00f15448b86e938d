import { simulateReadableStream, wrapLanguageModel, type LanguageModel, type LanguageModelMiddleware } from 'ai';
import { parse, stringify } from 'devalue';
import { qwen } from 'ai-sdk-qwen/ai7';
import { collect, keep, keyOf, type AnswerStore } from './answer-cache';

const whole = ['stop', 'tool-calls'];

export function cacheAnswers(store: AnswerStore, scope?: unknown): LanguageModelMiddleware {
  return {
    specificationVersion: 'v4',
    async wrapGenerate({ doGenerate, params, model }) {
      const key = await keyOf({ kind: 'generate', model, params, scope });
      const kept = await store.get(key);
      if (kept) return parse(kept);
      const result = await doGenerate();
      const response = { ...result.response, headers: undefined, body: undefined };
      const answer = { ...result, request: undefined, response };
      if (whole.includes(answer.finishReason.unified)) await keep(store, key, stringify(answer));
      return result;
    },
    async wrapStream({ doStream, params, model }) {
      const key = await keyOf({ kind: 'stream', model, params, scope });
      const kept = await store.get(key);
      if (kept) return { stream: simulateReadableStream({ chunks: parse(kept), chunkDelayInMs: null }) };
      const result = await doStream();
      const stream = collect(result.stream, async (parts) => {
        const end = parts.at(-1);
        if (end?.type === 'finish' && whole.includes(end.finishReason.unified)) {
          await keep(store, key, stringify(parts));
        }
      });
      return { ...result, stream };
    },
  };
}

const settings = { enableThinking: true };
export const model: LanguageModel = wrapLanguageModel({
  model: qwen('qwen-plus', settings),
  middleware: cacheAnswers(new Map(), settings),
});
