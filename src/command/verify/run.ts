import { setTimeout as wait } from 'node:timers/promises';
import { ask, type Service } from './ask.js';
import { judge, type Verdict } from './judge.js';
import { maxPriceOf, spentOn } from './price.js';
import type { Ledger } from './ledger.js';
import type { Probe, ProbeRequest } from './probe.js';
import type { Reply } from './reply.js';
import { type Ending, tellStory } from './story.js';

/** A probe, its verdict and the answer that led to it. */
export interface Result extends Verdict {
  probe: Probe;
  /** Undefined if nothing was asked, or no answer came. */
  reply?: Reply | undefined;
  /** US dollars at most. */
  spent: number;
}

export interface RunOptions {
  service: Service;
  /** The region that answers; undefined if it is not known. */
  region: string | undefined;
  /** US dollars. No probe is asked that might exceed it. */
  budget: number;
  /** Called in the order of the answers. */
  onResult: (result: Result) => void;
  /** Milliseconds to wait after the first refusal by the rate limit; doubled each time. Default 2,000. */
  retryDelay?: number;
  /** Milliseconds between two looks at a task or a job. Default 5,000. */
  pollDelay?: number;
  /** The things that probes make. */
  ledger: Ledger;
}

/** Probes under way at once: few, so that a new account's rate limit lets them through. */
const concurrency = 4;
const maxAttempts = 5;

/** Asks all probes within the budget. Rejects only if the command is stopped; the results so far have been told. */
export async function runProbes(probes: readonly Probe[], options: RunOptions): Promise<Result[]> {
  const left = probes.values();
  const account = { spent: 0, reserved: 0 };
  const results: Result[] = [];
  const work = async () => {
    for (const probe of left) {
      const result = await runProbe(probe, options, account);
      results.push(result);
      options.onResult(result);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

async function runProbe(
  probe: Probe,
  options: RunOptions,
  account: { spent: number; reserved: number },
): Promise<Result> {
  const regions: readonly string[] = [probe.request.region ?? []].flat();
  if (regions.length > 0 && !regions.includes(options.region ?? ''))
    return notAsked(probe, `only the region ${regions.join(' or ')} can be asked`);
  const price = maxPriceOf(probe, options.region);
  if (account.spent + account.reserved + price > options.budget) return notAsked(probe, 'the budget would be exceeded');
  account.reserved += price;
  try {
    const ending = await findOut(probe, options);
    const spent = spentIn(probe, ending, options);
    account.spent += spent;
    return { probe, reply: ending.reply, spent, ...ending.verdict };
  } catch (error) {
    options.service.signal.throwIfAborted();
    // The service may have answered, so the price counts as spent.
    account.spent += price;
    return { ...notAsked(probe, (error as Error).message), spent: price };
  } finally {
    account.reserved -= price;
  }
}

function notAsked(probe: Probe, reason: string): Result {
  return { probe, spent: 0, outcome: 'not-asked', reason };
}

async function findOut(probe: Probe, options: RunOptions): Promise<Ending> {
  const { ledger, pollDelay, service } = options;
  const patiently = (request: ProbeRequest) => askPatiently(request, options);
  if (probe.before !== undefined) {
    return tellStory(probe, { ask: patiently, ledger, pollDelay, signal: service.signal });
  }
  const reply = await patiently(probe.request);
  return { reply, verdict: judge(probe, reply) };
}

/** A thing that was made is paid, whatever came afterwards. */
function spentIn(probe: Probe, { reply, verdict: { outcome } }: Ending, { region, ledger }: RunOptions): number {
  const isMade = ledger.of(probe.id).some(({ state }) => state !== 'refused');
  const isBilled = probe.expected.kind === 'refusal' || !probe.expected.isFree || outcome !== 'agrees';
  if (probe.paid !== undefined && isMade) return isBilled ? maxPriceOf(probe, region) : 0;
  return reply === undefined ? 0 : spentOn(probe, reply, region);
}

/** Waits and asks again after a refusal by the rate limit, which costs nothing. */
async function askPatiently(request: ProbeRequest, { service, retryDelay = 2_000 }: RunOptions): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await ask(request, service);
    if (reply.status !== 429 || attempt === maxAttempts) return reply;
    await wait(retryDelay * 2 ** (attempt - 1), undefined, { signal: service.signal });
  }
}
