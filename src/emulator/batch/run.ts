import { createPolicy } from '../checks/policy.js';
import type { RequestContext } from '../server/context.js';
import type { BatchState } from '../stores/batch-times.js';
import { type Batch, batchLifetime, type BatchOutcome } from '../stores/batches.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { answerLine, type LineAnswer } from './answer-line.js';
import { linesOf, parseLine } from './lines.js';
import { hasPrivateMedia } from './private-media.js';
import { rest } from './rest.js';
import { ResultWriter } from './result-writer.js';

/** The outcome of a batch that has ended. Its lines run at the first call, one after the other. */
export function outcomeOf(context: RequestContext, batch: Batch, state: BatchState): Promise<BatchOutcome> {
  batch.outcome ??= run(context, batch, state).catch((error: unknown) => {
    // The scenario threw. The next look runs the lines again.
    delete batch.outcome;
    throw error;
  });
  return batch.outcome;
}

async function run(context: RequestContext, batch: Batch, { status, ran }: BatchState): Promise<BatchOutcome> {
  const { batches } = context;
  const policy = createPolicy(context.refusesUnknown ? 'refuse' : 'warn', batch.warnings);
  const inOutput = batches.options.failures === 'output-file';
  const listsUnrun = batches.options.unrun !== 'missing';
  const outputs = new ResultWriter();
  const errors = new ResultWriter();
  const spent = { billed: 0, promptTokens: 0, completionTokens: 0 };
  let completed = 0;
  let failed = 0;
  let seen = 0;
  for (const line of linesOf(batch.input ?? new Uint8Array(0))) {
    const request = parseLine(line)!;
    const { custom_id: customId } = request;
    const runs = seen < ran && !(batch.runnable < batch.total && hasPrivateMedia(request.body as JsonObject));
    if (!runs) {
      failed += 1;
      if (listsUnrun) errors.add(unrun(context.newId(), customId, status));
      continue;
    }
    seen += 1;
    const answer = await answerLine(context, batch, request, policy);
    const ok = answer.error === undefined;
    if (ok) addUsage(spent, answer.body.usage);
    (ok || inOutput ? outputs : errors).add(render(customId, answer, !inOutput));
    if (ok || inOutput) completed += 1;
    else failed += 1;
    if (seen % 500 === 0) await rest();
  }
  // The emulator was reset meanwhile.
  if (batches.get(batch.id, context.now) === undefined) return { completed, failed, outputId: null, errorId: null };
  for (const [name, number] of Object.entries(spent)) batches.counts[name as keyof typeof spent] += number;
  batch.input = undefined;
  const ended = batch.ended ?? batch.cancellation?.at ?? context.now;
  return {
    completed,
    failed,
    outputId: keep(context, batch, outputs, 'success', ended),
    errorId: keep(context, batch, errors, 'error', ended),
  };
}

function addUsage(spent: { billed: number; promptTokens: number; completionTokens: number }, usage: unknown): void {
  const { prompt_tokens: prompt = 0, completion_tokens: completion = 0 } = isObject(usage) ? usage : {};
  spent.billed += 1;
  spent.promptTokens += Number(prompt);
  spent.completionTokens += Number(completion);
}

function render(customId: unknown, { id, status, body, error }: LineAnswer, tellsError: boolean): string {
  const response = { status_code: status, request_id: id, body };
  return JSON.stringify({ id, custom_id: customId, response, error: (tellsError && error) || null });
}

/** A line that was not run. How the service writes it is not known; the codes are those of OpenAI. */
function unrun(id: string, customId: unknown, status: BatchState['status']): string {
  const error =
    status === 'expired'
      ? { code: 'batch_expired', message: 'This request could not be executed before the completion window expired.' }
      : { code: 'batch_cancelled', message: 'This request was not executed because the batch was cancelled.' };
  return JSON.stringify({ id, custom_id: customId, response: null, error });
}

/** Keeps a file of results, and returns its id; null where nothing was written. */
function keep(
  { files, newId }: RequestContext,
  batch: Batch,
  writer: ResultWriter,
  name: 'success' | 'error',
  ended: number,
): string | null {
  const pieces = writer.end();
  if (pieces.length === 0) return null;
  // Both kinds of files have ids of this form (recorded Apr 2026).
  const id = `file-batch_output-${newId().replaceAll('-', '').slice(0, 24)}`;
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const file = { id, name: `${batch.id}_${name}.jsonl`, purpose: 'batch_output', type: '', pieces, bytes };
  files.add({ ...file, created: ended, expires: ended + batchLifetime });
  return id;
}
