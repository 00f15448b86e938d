import { checkFields } from '../checks/fields.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { stateOf } from '../stores/batch-times.js';
import type { Batch } from '../stores/batches.js';
import { momentOf } from '../util/beijing-time.js';
import { describeBatch } from './describe.js';

const maxLimit = 100;
const maxIds = 20;

type Query = Record<string, string>;

/** A page of the batches, the newest first. Without any, `data` is null (recorded Apr 2026). */
export async function listBatches(context: RequestContext): Promise<object> {
  const { url, batches, now, policy } = context;
  const known = 'after limit ds_name input_file_ids status create_after create_before';
  const query = checkFields(Object.fromEntries(url.searchParams), known, policy) as Query;
  const max = readLimit(query);
  const fits = filterOf(query, now);
  const all = batches.list(now);
  const { after } = query;
  const start = after === undefined ? 0 : all.findIndex((batch) => batch.id === after) + 1;
  if (after !== undefined && start === 0) refuse('batch-unknown', { id: after });
  const fitting = all.slice(start).filter(fits);
  const page = fitting.slice(0, max);
  const data: object[] = [];
  // One after the other: a batch that is found at its end runs its lines now.
  for (const batch of page) data.push(await describeBatch(context, batch));
  return {
    object: 'list',
    data: data.length === 0 ? null : data,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: fitting.length > max,
  };
}

function readLimit({ limit = '20' }: Query): number {
  const max = /^\d+$/.test(limit) ? Number(limit) : 0;
  if (max < 1 || max > maxLimit) refuse('batch-query', { field: 'limit', accepted: `in [1, ${maxLimit}]` });
  return max;
}

function filterOf(query: Query, now: number): (batch: Batch) => boolean {
  const { ds_name: name, input_file_ids: ids, status } = query;
  const wantedIds = ids?.split(',');
  if (wantedIds !== undefined && wantedIds.length > maxIds) {
    refuse('batch-query', { field: 'input_file_ids', accepted: `at most ${maxIds} ids` });
  }
  const wantedStates = status?.split(',');
  const since = readTime(query, 'create_after') ?? -Infinity;
  const until = readTime(query, 'create_before') ?? Infinity;
  return (batch) =>
    (name === undefined || String(batch.metadata?.ds_name ?? '').includes(name)) &&
    (wantedIds === undefined || wantedIds.includes(batch.inputId)) &&
    (wantedStates === undefined || wantedStates.includes(stateOf(batch, now).status)) &&
    batch.created >= since &&
    batch.created < until;
}

function readTime(query: Query, field: string): number | undefined {
  const text = query[field];
  if (text === undefined) return undefined;
  const moment = momentOf(text);
  if (Number.isNaN(moment)) refuse('batch-query', { field, accepted: 'a time such as 20250101123000' });
  return moment;
}
