import { existsSync, rmSync } from 'node:fs';
import type { QwenBatchEstimate, QwenBatchSubmission } from '../../ai7.js';
import { loadKey } from '../../connection/key.js';
import { defineCommand } from '../command.js';
import { count } from '../count.js';
import { exitCodes, UsageError } from '../exit-codes.js';
import { readPositive } from '../read-arguments.js';
import type { Terminal } from '../terminal.js';
import { openJob, whenStopped, type OpenJob } from './open-job.js';
import { operand } from './operand.js';
import { withoutTimes } from './part.js';
import { pathsOf, type JobPaths } from './paths.js';
import { RepeatedIds } from './repeated-ids.js';
import { refusal, scan } from './scan.js';
import { checkUnchanged, readSettings, type JobSettings } from './settings.js';
import { checkSame, inOptionWords, newSettings, readPrice, type Price } from './submit-options.js';
import { bytes, commandLine, money, usageExit } from './words.js';

/** `npx ai-sdk-qwen batch submit`: sends the lines of a file. */
export const submit = defineCommand({
  summary: 'Sends the lines of a file as a batch job, after it has shown what it would send.',
  notes: `Each line is a call of the AI SDK as JSON, {"id": "1", "prompt": "…"} or {"id": "1", "messages": [ … ]} with system,
tools, providerOptions and settings such as temperature; or a text to embed, {"id": "1", "text": "…"}. Without --yes, a
terminal is asked, and otherwise nothing is sent. The key comes from DASHSCOPE_API_KEY. What the job has done is kept in a
journal beside the file: after a crash, the same command goes on, and nothing is sent twice.`,
  options: {
    file: operand,
    model: { type: 'string', value: 'ID', summary: 'the model, such as qwen-plus or text-embedding-v4' },
    region: { type: 'string', value: 'REGION', summary: 'region of the key (default singapore)' },
    'base-url': {
      type: 'string',
      value: 'URL',
      summary: 'base URL of the OpenAI-compatible protocol (default: the region)',
    },
    schema: { type: 'string', value: 'FILE', summary: 'JSON Schema of the answers, which then are objects' },
    'model-options': {
      type: 'string',
      value: 'JSON',
      summary: 'options of the model, such as {"dimensions":512}',
    },
    hours: { type: 'string', value: 'HOURS', summary: 'hours that a batch may take, 24 to 336 (default 24)' },
    'max-lines': { type: 'string', value: 'NUMBER', summary: 'lines of a batch, 1 to 50000 (default 10000)' },
    'max-attempts': { type: 'string', value: 'NUMBER', summary: 'tries of a line that fails, 1 to 10 (default 3)' },
    'keep-files': {
      type: 'boolean',
      summary: 'keeps the files at the service (default: deletes those that were read)',
    },
    out: { type: 'string', value: 'FILE', summary: 'file of the results (default FILE.results.jsonl)' },
    'price-input': {
      type: 'string',
      value: 'PRICE',
      summary: 'live price of a million input tokens (default: the list price)',
    },
    'price-output': { type: 'string', value: 'PRICE', summary: 'live price of a million output tokens' },
    'max-cost': { type: 'string', value: 'COST', summary: 'sends nothing if the estimated cost is above this' },
    yes: { type: 'boolean', summary: 'sends without a question' },
    json: { type: 'boolean', summary: 'prints the estimate and the batches as JSON, and asks no question' },
  },
  exits: {
    ok: 'the job was sent, or only estimated',
    found: 'a line cannot be sent, the job costs too much',
    usage: usageExit,
  },
  async run({ file, yes = false, json = false, ...values }, terminal) {
    const maxCost = readPositive('max-cost', values['max-cost']);
    const paths = pathsOf(file);
    const earlier = await readSettings(paths);
    if (earlier !== undefined) {
      checkSame(values, earlier, paths);
      await checkUnchanged(paths, earlier);
    }
    const ids = new RepeatedIds();
    const settings = earlier ?? newSettings(values, await scan(file, ids), paths);
    const price = readPrice(values, settings);
    if (maxCost !== undefined && price === undefined) {
      throw new UsageError('--max-cost needs --price-input: the list has no price of this model at this host.');
    }
    // A question makes no sense without a key, and an estimate needs none.
    const confirm = json ? undefined : terminal.confirm;
    const canSend = yes || confirm !== undefined;
    if (canSend) loadKey({});
    const { job } = await openJob(paths, settings, { signal: terminal.stopped, price });
    const estimate = await estimateOf(job);
    checkEstimate(file, estimate, maxCost);
    tellRepeated(file, await ids.describe(file), terminal);
    const isCancelled = existsSync(paths.cancelled);
    if (isCancelled && canSend) await checkCancelled(job, file);
    if (!json) terminal.print(describeEstimate(file, settings, estimate, price));
    if (!json && earlier !== undefined) terminal.print(describeEarlier(isCancelled));
    const isAgreed = yes || (await confirm?.('Send?')) === true;
    const submission = isAgreed ? await send(job, paths, terminal) : undefined;
    terminal.print(json ? asJSON(estimate, submission) : describeSubmission(file, submission));
    return exitCodes.ok;
  },
});

/** Throws a wrong usage for an option that the job refuses. */
async function estimateOf(job: OpenJob['job']): Promise<QwenBatchEstimate> {
  try {
    return await job.estimate();
  } catch (error) {
    throw inOptionWords(error);
  }
}

/** Equal ids are no error, because each result has the index of its line. */
function tellRepeated(file: string, rows: readonly string[], terminal: Terminal): void {
  if (rows.length === 0) return;
  const rest = rows.map((row) => `  ${row}`).join('\n');
  terminal.complain(
    `${file} has ids that repeat. Tell their results apart by "index", the line counted from 0.\n${rest}`,
  );
}

/** Throws if results of a cancelled job are left, which come before its lines are sent again. */
async function checkCancelled(job: OpenJob['job'], file: string): Promise<void> {
  const { parts } = await job.status();
  if (parts.length === 0) return;
  const next = commandLine('results', file);
  throw new Error(`The job was cancelled. ${next} first writes the results of what was done; then submit it again.`);
}

function describeEarlier(isCancelled: boolean): string {
  if (isCancelled) return 'The job was cancelled: what has no result is sent again.';
  return 'The job was submitted before: only what has no result and no batch is sent.';
}

/** Throws for lines that would be refused, and for a job that would cost too much. */
function checkEstimate(
  file: string,
  { refused, refusals, cost }: QwenBatchEstimate,
  maxCost: number | undefined,
): void {
  if (refused > 0) {
    const faults = refusals.map(({ index, error }) => `line ${index + 1}: ${error.message}`);
    const more = refused - refusals.length;
    throw refusal(file, more > 0 ? [...faults, `and ${count(more, 'more line')}.`] : faults);
  }
  if (cost === undefined || maxCost === undefined || cost.engine <= maxCost) return;
  throw new Error(`The job would cost about ${money(cost.engine)}, more than --max-cost ${maxCost}. Nothing was sent.`);
}

function describeEstimate(
  file: string,
  settings: JobSettings,
  estimate: QwenBatchEstimate,
  price: Price | undefined,
): string {
  const { lines, files, inputTokens, maxOutputTokens, cost } = estimate;
  const host = new URL(settings.baseURL).host;
  const answers =
    maxOutputTokens === undefined
      ? ', and answers of any length'
      : maxOutputTokens > 0
        ? `, and at most ${count(maxOutputTokens, 'token')} of answers`
        : '';
  const rows = [
    `${file}: ${count(lines, 'line')} for ${settings.model} at ${host}.`,
    `  ${count(files, 'batch')}, ${bytes(estimate.bytes)}, about ${count(inputTokens, 'token')} of input${answers}`,
  ];
  if (cost !== undefined) {
    const upTo = maxOutputTokens === undefined ? 'without the answers, ' : '';
    const [yuan, source] = price?.asOf === undefined ? ['', ''] : [' yuan', `, by the list prices of ${price.asOf}`];
    rows.push(`  ${upTo}it costs about ${money(cost.engine)}${yuan}, and ${money(cost.live)}${yuan} live${source}`);
  }
  return rows.join('\n');
}

async function send(job: OpenJob['job'], paths: JobPaths, terminal: Terminal): Promise<QwenBatchSubmission> {
  rmSync(paths.cancelled, { force: true });
  try {
    return await job.submit();
  } catch (error) {
    throw whenStopped(error, paths, terminal);
  }
}

function describeSubmission(file: string, submission: QwenBatchSubmission | undefined): string {
  if (submission === undefined) return 'Nothing was sent. Add --yes to send.';
  const { parts, complete } = submission;
  const ids = parts.flatMap(({ batchId }) => batchId ?? []);
  const rows = [ids.length === 0 ? 'No batch is open.' : `${count(ids.length, 'open batch')}: ${list(ids)}.`];
  const waiting = parts.length - ids.length;
  if (waiting > 0) rows.push(`The service has no room for ${count(waiting, 'batch')} now.`);
  if (!complete) rows.push('At most 100 batches are open at a time, and more lines are left.');
  const sends = waiting > 0 || !complete ? 'sends the rest, and waits' : 'waits';
  return [...rows, `${commandLine('results', file)} ${sends} for the results.`].join('\n');
}

function asJSON(estimate: QwenBatchEstimate, submission: QwenBatchSubmission | undefined): string {
  const { lines, files, bytes: size, inputTokens, maxOutputTokens, cost } = estimate;
  const planned = { lines, files, bytes: size, inputTokens, maxOutputTokens, cost };
  if (submission === undefined) return JSON.stringify({ ...planned, submitted: false });
  const { complete, parts } = submission;
  return JSON.stringify({ ...planned, submitted: true, complete, batches: parts.map(withoutTimes) });
}

const maxListed = 5;

function list(ids: readonly string[]): string {
  const shown = ids.slice(0, maxListed).join(', ');
  return ids.length <= maxListed ? shown : `${shown} and ${ids.length - maxListed} more`;
}
