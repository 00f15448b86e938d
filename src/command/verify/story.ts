import { setTimeout as wait } from 'node:timers/promises';
import { judge, type Verdict } from './judge.js';
import type { Ledger } from './ledger.js';
import type { Probe, ProbeRequest, Step } from './probe.js';
import { type Reply, valuesOf } from './reply.js';
import { valueAt } from './shape.js';

/** The means by which a story is told. */
export interface Teller {
  ask: (request: ProbeRequest) => Promise<Reply>;
  ledger: Ledger;
  signal: AbortSignal;
  /** Milliseconds between two looks at something that has not ended. Default 5,000. */
  pollDelay?: number | undefined;
}

/** The end of a story. */
export interface Ending {
  verdict: Verdict;
  /** Undefined if the request of the probe was not asked. */
  reply?: Reply;
}

/** Looks at a thing before it counts as one that does not end: about ten minutes. */
const maxLooks = 120;

/** Asks a probe whose request needs other requests around it. What it makes is made once, and removed at the end. */
export async function tellStory(probe: Probe, teller: Teller): Promise<Ending> {
  const { before = [], request, until } = probe;
  for (const step of before) {
    if (step.makes !== undefined && idOf(probe, step.makes.name, teller) !== undefined) continue;
    const ending = await take({ ...probe, expected: expectedOf(step), open: undefined }, step, teller);
    if (ending === undefined) return unfinished(step);
    const { outcome, reason } = ending.verdict;
    if (outcome === 'agrees') continue;
    await cleanUp(probe, teller);
    return { verdict: { outcome, reason: `${step.name}: ${reason}` } };
  }
  const last: Step = { name: 'answer', request, until };
  const ending = await take(probe, last, teller);
  if (ending === undefined) return unfinished(last);
  await cleanUp(probe, teller);
  return ending;
}

/** A thing that has not ended stays: the next run looks at it again. */
function unfinished({ name }: Step): Ending {
  return { verdict: { outcome: 'not-asked', reason: `${name}: it has not ended yet. Run again to look at it.` } };
}

/** The answer that a step before the request of the probe must have. */
function expectedOf({ makes, shape }: Step): Probe['expected'] {
  return { kind: 'answer', shape: { ...(makes && { [makes.path]: 'text' as const }), ...shape } };
}

/** Takes one step, and notes what it makes. Undefined: it waits for an end that does not come. */
async function take(probe: Probe, step: Step, teller: Teller): Promise<Ending | undefined> {
  const { makes, until } = step;
  const { ledger } = teller;
  // A look makes nothing: it may be repeated.
  if (makes !== undefined && step.request.method !== 'GET') {
    const known = ledger.of(probe.id).find(({ name }) => name === makes.name);
    if (known?.state === 'begun') {
      const reason =
        'an earlier run asked for it and got no answer, so it may exist. Look in the console, then delete its line in ' +
        'created.jsonl to ask again.';
      return { verdict: { outcome: 'not-asked', reason } };
    }
    ledger.note({ probe: probe.id, name: makes.name, state: 'begun' });
  }
  const request = filled(step.request, namesOf(probe, teller));
  let reply = await teller.ask(request);
  for (let looks = 1; isWaiting(reply, until); looks += 1) {
    if (looks === maxLooks) return undefined;
    await wait(teller.pollDelay ?? 5_000, undefined, { signal: teller.signal });
    reply = await teller.ask(request);
  }
  const id = makes && valueAt(valuesOf(reply)[0], makes.path);
  if (makes !== undefined) {
    const made = typeof id === 'string' && id !== '';
    ledger.note({ probe: probe.id, name: makes.name, ...(made ? { state: 'made', id } : { state: 'refused' }) });
  }
  return { reply, verdict: judge({ ...probe, request }, reply) };
}

function isWaiting(reply: Reply, until: Step['until']): boolean {
  if (until === undefined || reply.status !== 200) return false;
  return !until.values.includes(String(valueAt(valuesOf(reply)[0], until.path)));
}

/** Removes what was made, the last thing first. What cannot be removed is left, and the report names it. */
async function cleanUp(probe: Probe, teller: Teller): Promise<void> {
  for (const { removes, request } of probe.after ?? []) {
    const id = idOf(probe, removes, teller);
    if (id === undefined) continue;
    const reply = await teller.ask(filled(request, namesOf(probe, teller))).catch(() => undefined);
    teller.signal.throwIfAborted();
    const isGone = reply !== undefined && (reply.status < 400 || reply.status === 404);
    if (isGone) teller.ledger.note({ probe: probe.id, name: removes, state: 'gone', id });
  }
}

function namesOf({ id }: Probe, { ledger }: Teller): ReadonlyMap<string, string> {
  return new Map(ledger.of(id).flatMap((thing) => (thing.id === undefined ? [] : [[thing.name, thing.id] as const])));
}

function idOf(probe: Probe, name: string, { ledger }: Teller): string | undefined {
  return ledger.of(probe.id).find((thing) => thing.name === name && thing.state === 'made')?.id;
}

/** The request with the ids of things in place of their names in braces. */
function filled({ path, body, ...rest }: ProbeRequest, names: ReadonlyMap<string, string>): ProbeRequest {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (braces, name: string) => names.get(name) ?? braces);
  const text = body === undefined ? undefined : fill(JSON.stringify(body));
  return { ...rest, path: fill(path), ...(text !== undefined && { body: JSON.parse(text) as unknown }) };
}
