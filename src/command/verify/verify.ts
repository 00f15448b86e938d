import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asOf } from '../../catalogue/prices.js';
import { loadKey } from '../../connection/key.js';
import { regionOf } from '../../connection/regions.js';
import { defineCommand } from '../command.js';
import { endpointsOf } from '../endpoints.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { versionOfPackage } from '../package-version.js';
import type { Terminal } from '../terminal.js';
import type { Service } from './ask.js';
import { patchFor } from './patch.js';
import { maxExpectedPriceOf, maxPriceOf, priceOf, showPrice } from './price.js';
import type { Probe } from './probe.js';
import { planProbes, type Selection } from './probes.js';
import { openProgress } from './progress.js';
import { type Finding, renderReport, type Report, reportAsJSON, summaryOf } from './report.js';
import { runProbes } from './run.js';

/** `npx ai-sdk-qwen verify`: checks the project's picture of the service against the service. */
export const verify = defineCommand({
  summary: 'Checks what this package believes about Model Studio against the service.',
  notes: `It sends small requests, one for each rule, capability and form of answer, and writes a report: what agrees,
what differs, what could not be asked. Without --yes it says what that would cost, and asks nothing. The key comes
from DASHSCOPE_API_KEY. Pictures and videos are asked for with --only media, or with a --budget that allows them. A run
that was stopped goes on where it stopped.`,
  options: {
    'base-url': {
      type: 'string',
      value: 'URL',
      summary: 'base URL of the OpenAI-compatible protocol (default: the region)',
    },
    region: { type: 'string', value: 'REGION', summary: 'region of the key (default singapore)' },
    only: {
      type: 'string',
      value: 'START',
      multiple: true,
      summary: 'only probes whose id begins like this: refusals, capabilities/qwen-plus; may be repeated',
    },
    budget: { type: 'string', value: 'DOLLARS', summary: 'US dollars that the run may cost at most (default 1)' },
    out: { type: 'string', value: 'DIR', summary: 'folder of the report and the recordings (default qwen-verify)' },
    yes: { type: 'boolean', summary: 'asks the service; without it, nothing is sent' },
  },
  exits: { ok: 'nothing differs, or nothing was asked', found: 'something differs' },
  async run({ 'base-url': baseURL, region, only, budget: givenBudget, out = 'qwen-verify', yes }, terminal) {
    const budget = readBudget(givenBudget);
    const { compatible, dashscope } = endpointsOf(baseURL, region);
    if (compatible === undefined || dashscope === undefined) {
      throw new UsageError('--base-url must end in /compatible-mode/v1, so that both protocols are known.');
    }
    const ownRegion = region ?? regionOf(new URL(compatible).host);
    const { probes, leftOut } = planProbes({ only, budget, region: ownRegion });
    if (probes.length === 0) throw new UsageError(`No probe begins with ${only?.join(' or ')}.`);
    const limit = budget ?? defaultBudget;
    terminal.print(announcement({ probes, leftOut }, { baseURL: compatible, region: ownRegion, budget: limit }));
    if (yes !== true) {
      terminal.print('Nothing was asked. Add --yes to ask.');
      return exitCodes.ok;
    }
    const service: Service = {
      baseURLs: { compatible, dashscope },
      key: loadKey({}),
      fetch: (...args) => globalThis.fetch(...args),
      signal: terminal.stopped,
    };
    return run(probes, service, { budget: limit, folder: resolve(out), region: ownRegion }, terminal);
  },
});

/** US dollars. */
const defaultBudget = 1;

function readBudget(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const budget = Number(text);
  if (text.trim() !== '' && budget >= 0 && budget < Infinity) return budget;
  throw new UsageError(`--budget must be a number of US dollars, given "${text}".`);
}

function announcement({ probes, leftOut }: Selection, { baseURL, region, budget }: Place): string {
  const total = (of: readonly Probe[], price = priceOf) => of.reduce((sum, probe) => sum + price(probe, region), 0);
  const plan =
    `${probes.length} probes ask ${new URL(baseURL).host}. By the list prices of ${asOf}, they cost about ` +
    `${showPrice(total(probes))} if the service answers as expected, and ${showPrice(total(probes, maxPriceOf))} if it refuses ` +
    `nothing. The run stops asking at ${showPrice(budget)}.`;
  if (leftOut.length === 0) return plan;
  // No probe is asked without room for its price, should the service answer it by mistake.
  const room = Math.max(...leftOut.map((probe) => maxPriceOf(probe, region)));
  const needed = Math.ceil((total([...probes, ...leftOut], maxExpectedPriceOf) + room) * 10) / 10;
  return (
    `${plan}\nLeft out: ${leftOut.length} probes of pictures, videos and long speech, which cost about ` +
    `${showPrice(total(leftOut))} if the service answers as expected. --only media asks for them, and --budget ${needed} for everything.`
  );
}

interface Place {
  baseURL: string;
  region: string | undefined;
  budget: number;
}

interface Plan {
  budget: number;
  folder: string;
  region: string | undefined;
}

async function run(probes: readonly Probe[], service: Service, plan: Plan, terminal: Terminal): Promise<ExitCode> {
  const { budget, folder, region } = plan;
  const baseURL = service.baseURLs.compatible;
  const progress = openProgress(folder, probes, baseURL, service.key);
  const left = probes.filter(({ id }) => !progress.kept.has(id));
  if (left.length < probes.length) terminal.print(`${probes.length - left.length} results of an earlier run are kept.`);
  const results = await runProbes(left, {
    service,
    region,
    budget,
    ledger: progress.ledger,
    onResult(result) {
      progress.keep(result);
      if (result.outcome === 'differs') terminal.print(`✗ ${result.probe.id}: ${result.reason}`);
    },
  });
  const fresh = new Map<string, Finding>(results.map((result) => [result.probe.id, result]));
  const findings = probes.map((probe): Finding => {
    const { outcome, reason, spent } = fresh.get(probe.id) ?? progress.kept.get(probe.id)!;
    return { probe, outcome, reason, spent, made: progress.ledger.of(probe.id) };
  });
  write(
    folder,
    { date: new Date().toISOString().slice(0, 10), baseURL, version: versionOfPackage(), findings },
    region,
  );
  terminal.print(`${summaryOf(findings)}\nThe report is ${join(folder, 'report.md')}.`);
  return findings.some(({ outcome }) => outcome === 'differs') ? exitCodes.found : exitCodes.ok;
}

function write(folder: string, report: Report, region: string | undefined): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.md'), renderReport(report));
  writeFileSync(join(folder, 'report.json'), reportAsJSON(report));
  const source = `recorded ${report.date}${region === undefined ? '' : `, ${region}`}, npx ai-sdk-qwen verify`;
  const patch = patchFor(report.findings, source, process.cwd());
  if (patch !== undefined && patch !== '') writeFileSync(join(folder, 'project.patch'), patch);
}
