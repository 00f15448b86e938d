import type { QwenBatchJournal } from 'ai-sdk-qwen/ai7';

/** A journal in memory that outlives its job, as a file outlives a process. */
export function keptJournal(entries: string[] = []): QwenBatchJournal & { entries: string[] } {
  return {
    entries,
    load: () => [...entries],
    append: (entry) => void entries.push(entry),
  };
}

/** All results of a job. */
export async function collect<Result>(job: AsyncIterable<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for await (const result of job) results.push(result);
  return results;
}
