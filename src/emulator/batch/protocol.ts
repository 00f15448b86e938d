import { checkKey } from '../checks/key.js';
import { errorBody } from '../compatible/errors.js';
import { ApiError, failureOf, refuse } from '../rules/api-error.js';
import type { Protocol, RequestContext } from '../server/context.js';
import { ConnectionReset, meetFault } from '../server/faults.js';
import { jsonType, respondText } from '../server/response.js';
import { stateOf } from '../stores/batch-times.js';
import type { Batch } from '../stores/batches.js';
import { createBatch } from './create.js';
import { describeBatch, describeCancelling, describeNew } from './describe.js';
import { listBatches } from './list.js';

/** The Batch API, below the prefix of the OpenAI-compatible protocol. */
export const batches: Protocol = {
  prefix: '/compatible-mode/v1/batches',
  endpoints: ['POST ', 'GET ', 'GET /{id}', 'POST /{id}/cancel'],
  serve,
  refuse: renderError,
};

const minute = 60_000;
/** Calls in a minute: lists, and others. */
const maxLists = 100;
const maxCalls = 1_000;

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, region, url } = context;
  checkKey(headers.get('authorization'), region, url.hostname);
  const [id = '', verb, more] = path.split('/').slice(1);
  if (more !== undefined || (verb !== undefined && verb !== 'cancel')) refuse('batch-unknown', { id: path.slice(1) });
  if (id === '') {
    if (method === 'POST') return answer(context, 'create', maxCalls, create);
    if (method === 'GET') return answer(context, 'list', maxLists, list);
  } else if (method === (verb === undefined ? 'GET' : 'POST')) {
    const found = findBatch(context, id);
    return answer(context, verb ?? 'look', maxCalls, () => (verb ? cancel(context, found) : look(context, found)));
  }
  refuse('method-wrong', { method });
}

type Answer = (context: RequestContext) => Promise<object>;

async function answer(context: RequestContext, call: string, max: number, make: Answer): Promise<Response> {
  if (!context.batches.admits(call, max, minute, context.now)) throw new ApiError(failureOf('limit-requests'));
  return respondText(context, 200, jsonType, JSON.stringify(await make(context)));
}

function findBatch({ batches: store, now }: RequestContext, id: string): Batch {
  return store.get(id, now) ?? refuse('batch-unknown', { id });
}

async function create(context: RequestContext): Promise<object> {
  return describeNew(await createBatch(context));
}

async function list(context: RequestContext): Promise<object> {
  const lost = await meetFault(context, 'list');
  const page = await listBatches(context);
  if (lost) throw new ConnectionReset();
  return page;
}

async function look(context: RequestContext, batch: Batch): Promise<object> {
  const lost = await meetFault(context, 'poll');
  batch.polls += 1;
  const described = await describeBatch(context, batch);
  if (lost) throw new ConnectionReset();
  return described;
}

async function cancel(context: RequestContext, batch: Batch): Promise<object> {
  const lost = await meetFault(context, 'cancel');
  const state = stateOf(batch, context.now);
  if (state.ended !== undefined || state.status === 'cancelling') refuse('batch-cancel', { status: state.status });
  batch.cancellation = { at: context.now, polls: batch.polls, ran: state.ran };
  if (lost) throw new ConnectionReset();
  return describeCancelling(batch, state);
}

function renderError(context: RequestContext, { failure }: ApiError): Response {
  const { error, request_id } = errorBody(failure, context.id);
  return respondText(context, failure.status, jsonType, JSON.stringify({ error, request_id }));
}
