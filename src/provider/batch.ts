import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Job } from '../batch/job.js';
import type {
  QwenBatchAnswer,
  QwenBatchEmbedding,
  QwenBatchJob,
  QwenBatchObject,
  QwenBatchOptions,
  QwenBatchPromptOptions,
  QwenBatchTextOptions,
} from '../batch/options.js';
import { lazy } from '../util/lazy.js';
import { doors } from './doors.js';
import type { Shared } from './shared.js';

/** The jobs of a provider: `qwen.batch('reviews', { model, prompts })`. */
export interface BatchFactory {
  /**
   * A job of very many prompts or texts, on the service's Batch engine at half the price, or live. `run` names it. Nothing
   * is read or sent before the job is iterated. With the same `run`, options and `journal`, a job goes on after a crash:
   * nothing that was paid for is lost or paid for again.
   *
   * @see https://help.aliyun.com/zh/model-studio/batch-inference
   */
  <Schema = undefined>(
    run: string,
    options: QwenBatchPromptOptions<Schema>,
  ): QwenBatchJob<QwenBatchAnswer<QwenBatchObject<Schema>>>;
  (run: string, options: QwenBatchTextOptions): QwenBatchJob<QwenBatchEmbedding>;
  /**
   * Sends the lines of the first 100 prompts to the service's free model for rehearsals, whose answer is always the same:
   * upload, validation and results are those of a real job. No journal is used, and no schema is checked.
   */
  rehearse(run: string, options: QwenBatchPromptOptions<unknown>): QwenBatchJob<QwenBatchAnswer>;
}

/** Makes the jobs of a provider. */
export function createBatchFactory(connection: Shared): BatchFactory {
  const make = (run: string, options: QwenBatchOptions, rehearses: boolean) =>
    jobOf(lazy(async () => (await doors.batch.load()).loadJob(connection, run, options, rehearses)));
  const batch = (run: string, options: QwenBatchOptions) => make(run, options, false);
  return Object.assign(batch, {
    rehearse: (run: string, options: QwenBatchOptions) => make(run, options, true),
  }) as BatchFactory;
}

function jobOf(job: { load(): Promise<Job> }): QwenBatchJob<never> {
  let isStarted = false;
  return {
    [Symbol.asyncIterator]() {
      if (isStarted) {
        const message = 'A job can be iterated once. Call qwen.batch() again, with the same journal, to go on with it.';
        throw new InvalidArgumentError({ argument: 'job', message });
      }
      isStarted = true;
      let results: ReturnType<Job['results']> | undefined;
      const start = async () => {
        const loaded = await job.load();
        results ??= loaded.results();
        return await results.next();
      };
      const iterator = {
        // A promise more for each result would cost as much as reading it.
        next: () => results?.next() ?? start(),
        return: async () => results?.return() ?? { done: true as const, value: undefined },
      };
      return iterator as AsyncIterator<never>;
    },
    estimate: async () => (await job.load()).estimate(),
    submit: async () => (await job.load()).submit(),
    status: async () => (await job.load()).status(),
    cancel: async () => (await job.load()).cancel(),
  };
}
