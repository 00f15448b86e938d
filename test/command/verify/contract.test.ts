import { createEmulator, failures, type Region } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import type { Service } from '../../../src/command/verify/ask.js';
import type { Probe } from '../../../src/command/verify/probe.js';
import type { Ledger } from '../../../src/command/verify/ledger.js';
import { selectProbes } from '../../../src/command/verify/probes.js';
import { unaskedRules } from '../../../src/command/verify/refusals/unasked.js';
import { type Result, runProbes } from '../../../src/command/verify/run.js';
import { rules } from '../../../src/emulator/rules/rules.js';

const hosts: Partial<Record<Region, string>> = {
  singapore: 'https://dashscope-intl.aliyuncs.com',
  beijing: 'https://dashscope.aliyuncs.com',
  virginia: 'https://dashscope-us.aliyuncs.com',
};

/** Asks an emulator of a region, whose answers `change` may change on their way. */
async function asked(
  probes: Probe[],
  region: Region = 'singapore',
  change: (probe: Probe | undefined, response: Response) => Promise<Response> = async (_, response) => response,
): Promise<Result[]> {
  const host = hosts[region];
  const byRequest = new Map(probes.map((probe) => [keyOf(probe.request), probe]));
  const service: Service = {
    baseURLs: { compatible: `${host}/compatible-mode/v1`, dashscope: `${host}/api/v1` },
    key: 'sk-test',
    async fetch(url, init) {
      const path = String(url).replace(/^.*?\/(?:compatible-mode|api)\/v1/, '');
      const probe = byRequest.get([init?.method, path, init?.body ?? ''].join(' '));
      // The state of one probe is not that of another.
      return change(probe, await createEmulator({ region, unknownParameters: 'refuse' }).fetch(url as string, init));
    },
    signal: new AbortController().signal,
  };
  // Single requests note nothing.
  const ledger: Ledger = { of: () => [], note() {} };
  return runProbes(probes, { service, region, budget: 1_000, onResult() {}, retryDelay: 1, ledger });
}

function keyOf({ path, body, method = 'POST' }: Probe['request']): string {
  return [method, path, typeof body === 'string' ? body : (JSON.stringify(body) ?? '')].join(' ');
}

const idsOf = (results: Result[], outcome: Result['outcome']) =>
  results.filter((result) => result.outcome === outcome).map(({ probe }) => probe.id);

// Hundreds of requests, on a machine that may be busy.
describe('the contract with the service', { timeout: 180_000 }, () => {
  // Calls that belong together are in stories.test.ts.
  const all = selectProbes(undefined);
  const single = ({ before }: Probe) => before === undefined;
  const probes = all.filter(single);
  const asksFor = (rule: string) => all.some(({ id }) => id.startsWith('refusals/') && id.split('/')[2] === rule);

  test('ids are unique, and every rule of the OpenAI-compatible protocol that the service has is asked', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(Object.keys(rules).filter((name) => !asksFor(name))).toEqual(['unknown-field']);
  });

  // A new rule has a probe, or a reason in src/command/verify/refusals/unasked.ts.
  test('every rule of the emulator has a probe or one reason why it has none', () => {
    const reasons = unaskedRules.flatMap((row) => row.rules.map((rule) => rule));
    const without = failures.map(({ name }) => name).filter((name) => !asksFor(name));
    expect(reasons.toSorted()).toEqual(without.toSorted());
  });

  test('a failure is unprovoked if no check of the emulator has it, wherever it stands in the list', () => {
    const named = failures.filter(({ unprovoked }) => unprovoked).map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining(['arrears', 'rate-limit', 'model-unavailable']));
    expect(named.filter((name) => asksFor(name) || name in rules)).toEqual([]);
  });

  test('the emulator of Singapore agrees with every probe that this region can be asked', async () => {
    const results = await asked(probes);
    expect(
      results.filter(({ outcome }) => outcome === 'differs').map(({ probe, reason }) => [probe.id, reason]),
    ).toEqual([]);
    expect(idsOf(results, 'open').sort()).toEqual([
      'capabilities/kimi-k3/json',
      'capabilities/kimi-k3/tools',
      'capabilities/qwen3.8-2.4t-a95b/json',
      'capabilities/qwen3.8-omni-flash/json',
    ]);
    const elsewhere = idsOf(results, 'not-asked').filter((id) => !/qwen-plus-us|stepfun/.test(id));
    expect(elsewhere.every((id) => probes.find((probe) => probe.id === id)?.request.region === 'beijing')).toBe(true);
    expect(idsOf(results, 'agrees').length).toBeGreaterThan(580);
  });

  test.each(['beijing', 'virginia'] as const)('the emulator of %s differs in nothing', async (region) => {
    const results = await asked(selectProbes(['refusals', 'shapes']).filter(single), region);
    expect(idsOf(results, 'differs')).toEqual([]);
  });

  test('an emulator with seeded differences is red in the rows of those, and in no other', async () => {
    // Probes with a key of their own repeat a request that others make.
    const others = probes.filter(({ request }) => request.key !== undefined);
    const isAlone = ({ request }: Probe) => !others.some((other) => sameRequest(other.request, request));
    const chosen = seeded(probes.filter((probe) => probe.open === undefined && isAlone(probe)));
    const changes = new Map(chosen.map((probe, index) => [probe.id, changeFor(probe, index)]));
    const results = await asked(probes, 'singapore', async (probe, response) => {
      const change = probe && changes.get(probe.id);
      return change === undefined ? response : change(response, await response.text());
    });
    const expected = probes.filter((probe) => chosen.some(({ request }) => sameRequest(request, probe.request)));
    expect(idsOf(results, 'differs').sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(expected.length).toBeGreaterThanOrEqual(26);
  });

  test('what the account or the rate keeps from being asked counts as not asked', async () => {
    const [probe] = selectProbes(['shapes/chat']);
    for (const [status, reason] of [
      [401, 'the key is refused: invalid_api_key'],
      [403, 'the account has no access: invalid_api_key'],
      [429, 'the rate limit: invalid_api_key'],
      [503, 'a fault of the service: invalid_api_key'],
    ] as const) {
      const error = { message: 'no', code: 'invalid_api_key' };
      const results = await asked([probe!], 'singapore', async () => Response.json({ error }, { status }));
      expect(results).toMatchObject([{ outcome: 'not-asked', reason }]);
    }
  });

  test('a refusal by the rate limit is asked again until it lets the probe through', async () => {
    const [probe] = selectProbes(['shapes/chat']);
    let refusals = 3;
    const results = await asked([probe!], 'singapore', async (_, response) => {
      return refusals-- > 0 ? Response.json({ error: { message: 'slow', code: 'limit' } }, { status: 429 }) : response;
    });
    expect(results).toMatchObject([{ outcome: 'agrees' }]);
  });

  test('a connection that breaks counts as not asked, and its price as spent', async () => {
    const [probe] = selectProbes(['shapes/chat']);
    const results = await asked([probe!], 'singapore', () => Promise.reject(new TypeError('fetch failed')));
    expect(results).toMatchObject([{ outcome: 'not-asked', reason: expect.stringContaining('fetch failed') }]);
    expect(results[0]!.spent).toBeGreaterThan(0);
  });
});

const endpointKinds = ['reranking', 'multimodal-embedding', 'files', 'uploads', 'batch', 'tasks', 'transcription'];

/** A probe of each of these kinds, and twenty that are not chosen by hand: the same ones in each run. */
function seeded(from: Probe[]): Probe[] {
  let state = 7;
  const chosen = new Set(endpointKinds.map((kind) => from.find(({ id }) => id.startsWith(`refusals/${kind}/`))!));
  const size = chosen.size + 20;
  while (chosen.size < size) {
    state = (state * 48_271) % 2_147_483_647;
    const probe = from[state % from.length]!;
    const known = [...chosen].some(({ request }) => sameRequest(request, probe.request));
    if (!known && !/qwen-plus-us|stepfun/.test(probe.id) && probe.request.region === undefined) chosen.add(probe);
  }
  return [...chosen];
}

/** A probe that expects any refusal does not tell one rule from another. */
function changeFor({ expected }: Probe, index: number): Change {
  const takesAny = expected.kind === 'refusal' && expected.message === undefined && expected.numbers === undefined;
  return kinds[index % (takesAny ? kinds.length - 1 : kinds.length)]!;
}

function sameRequest(one: Probe['request'], other: Probe['request']): boolean {
  return one.path === other.path && keyOf(one) === keyOf(other);
}

type Change = (response: Response, text: string) => Response;

const again = (response: Response, text: string, status = response.status) =>
  new Response(text, { status, headers: { 'content-type': response.headers.get('content-type') ?? '' } });

/** Ways in which a service may differ. Each one turns a refusal into something else, and an answer as well. */
const kinds: Change[] = [
  // Other words, and another name of a field.
  (response, text) => again(response, text.replace(/"(?:message|choices|data|output)":/g, '"renamed":')),
  // Another code, and a refusal in place of an answer.
  (response) =>
    Response.json({ error: { message: 'Not today.', code: 'changed' } }, { status: response.ok ? 400 : 422 }),
  // An answer in place of a refusal, and an empty one in place of an answer.
  () => new Response('{}'),
  // A refusal by another rule.
  () => Response.json({ code: 'InvalidParameter', message: 'Something else.', request_id: 'x' }, { status: 400 }),
];
