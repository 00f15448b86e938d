import { APICallError } from '@ai-sdk/provider';
import { pause, throwIfAborted } from '../util/abort.js';
import { countSent } from './budget.js';
import { checkId } from './custom-id.js';
import { refusal } from './errors.js';
import type { JobParts, Result } from './job-parts.js';
import { writeLine } from './write-line.js';

export interface LiveEngineOptions extends Omit<JobParts, 'report'> {
  concurrency: number;
  order: 'input' | 'completion';
  /** The number of calls whose results have not been passed on. */
  calls: { open: number };
  /** Called when the state has changed. */
  changed(): Promise<void>;
}

const firstPause = 1_000;
const maxPause = 60_000;

/**
 * Makes the calls of all items that have no result yet, some at once. In the order of the input, a slow call holds up the
 * others: no more than `concurrency` results are kept.
 */
export async function* runLive(job: LiveEngineOptions): AsyncGenerator<Result[], void, undefined> {
  const { source, ledger, concurrency, order, calls } = job;
  const running = new Map<number, Promise<{ index: number; result: Result }>>();
  let index = -1;
  async function* next(): AsyncGenerator<Result[], void, undefined> {
    const first = running.entries().next().value!;
    const done = await (order === 'input' ? first[1] : Promise.race(running.values()));
    running.delete(done.index);
    calls.open = running.size;
    await job.changed();
    yield [done.result];
  }
  for await (const item of source.open()) {
    throwIfAborted(job.service.context.abortSignal);
    if (job.isCancelled()) break;
    index += 1;
    if (ledger.delivered.has(index)) {
      countSent(job, item, index);
      continue;
    }
    const own = index;
    const calling = callOne(job, item, own).then((result) => ({ index: own, result }));
    // It is awaited later, and must not end the process before.
    calling.catch(() => {});
    running.set(own, calling);
    calls.open = running.size;
    if (running.size >= concurrency) yield* next();
  }
  while (running.size > 0) yield* next();
}

/** Calls one item, several times if the service asks for patience. Rejects only for an abort or a spent budget. */
async function callOne(job: LiveEngineOptions, item: unknown, index: number): Promise<Result> {
  const { codec, limits, budget, service } = job;
  const id = codec.idOf(item);
  try {
    checkId(id, index);
    const line = writeLine(codec, item, { index, attempt: 1 }, Number.POSITIVE_INFINITY);
    budget.add(index, line);
  } catch (error) {
    if (error instanceof Error && (error as { argument?: string }).argument === 'maxCost') throw error;
    return refusal(error, id, index);
  }
  const name = id ?? String(index);
  for (let attempt = 1; ; attempt += 1) {
    const base = { id: name, index, attempt };
    try {
      const { usage, warnings, ...decoded } = await codec.call(item, service.context);
      const used = { ...base, warnings, ...(usage !== undefined && { usage }) };
      if ('fields' in decoded) return { status: 'succeeded', ...used, ...decoded.fields } as Result;
      const { error, text } = decoded;
      return { status: 'failed', ...used, error, ...(text !== undefined && { text }) };
    } catch (error) {
      if (service.context.abortSignal?.aborted === true) throw error;
      if (isOfAllCalls(error)) throw error;
      const mayRepeat = APICallError.isInstance(error) && error.isRetryable && attempt < limits.maxAttempts;
      if (!mayRepeat) {
        return {
          status: 'failed',
          ...base,
          warnings: [],
          error: error instanceof Error ? error : new Error(String(error)),
        };
      }
      await pause(waitFor(error as APICallError, attempt), service.context.abortSignal);
    }
  }
}

/** A missing or wrong key fails every call, so it ends the run. */
function isOfAllCalls(error: unknown): boolean {
  if (APICallError.isInstance(error)) return error.statusCode === 401;
  return error instanceof Error && error.name === 'AI_LoadAPIKeyError';
}

/** The time that the service asks for, or a growing one. */
function waitFor({ responseHeaders }: APICallError, attempt: number): number {
  const seconds = Number(responseHeaders?.['retry-after']);
  if (Number.isFinite(seconds) && seconds > 0) return Math.min(seconds * 1_000, maxPause);
  return Math.min(firstPause * 2 ** (attempt - 1), maxPause);
}
