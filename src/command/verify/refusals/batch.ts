import { regionsOfBatches } from '../requests.js';
import type { EndpointCase } from './endpoint-case.js';

const code = 'invalid_request_error';

/** A job of a file that does not exist: if the service overlooks the fault, it still has nothing to run. */
function create(rule: EndpointCase['rule'], more: object, message: string): EndpointCase {
  const job = { input_file_id: 'file-batch-none', endpoint: '/v1/chat/completions', completion_window: '24h' };
  return { rule, request: { protocol: 'compatible', path: '/batches', body: { ...job, ...more } }, code, message };
}

const field = (name: string, more: object, accepted: string) =>
  create('batch-field', more, `'${name}' must be ${accepted}.`);
const windows = 'from 24h to 336h, or from 1d to 14d';

/** Regions without batches refuse for that first. */
function whereBatchesAre(one: EndpointCase): EndpointCase {
  return { ...one, request: { ...one.request, region: regionsOfBatches } };
}

function look(rule: EndpointCase['rule'], rest: string, message: string, status = 400): EndpointCase {
  return { rule, request: { protocol: 'compatible', path: `/batches${rest}`, method: 'GET' }, status, code, message };
}

const query = (name: string, text: string, accepted: string) =>
  look('batch-query', `?${text}`, `'${name}' must be ${accepted}.`);
const unknown = "No batch found with id 'batch_none'.";

/** A request for each rule of batches that can be shown without a file. */
export const batchCases: EndpointCase[] = [
  ...['input_file_id', 'endpoint', 'completion_window'].map((name) =>
    create('batch-missing', { [name]: undefined }, `Missing required parameter: '${name}'.`),
  ),
  field('completion_window', { completion_window: '23h' }, windows),
  field('completion_window', { completion_window: '15d' }, windows),
  field('completion_window', { completion_window: 24 }, 'a string'),
  field('metadata', { metadata: 'job' }, 'an object'),
  field('metadata.ds_name', { metadata: { ds_name: 'x'.repeat(101) } }, 'a text of at most 100 characters'),
  create(
    'batch-endpoint',
    { endpoint: '/v1/responses' },
    "The provided endpoint '/v1/responses' is not supported by the Batch API.",
  ),
  whereBatchesAre(create('batch-file-unknown', {}, 'No such File object: file-batch-none')),
  look('batch-unknown', '/batch_none', unknown, 404),
  look('batch-unknown', '?after=batch_none', unknown, 404),
  {
    rule: 'batch-unknown',
    request: { protocol: 'compatible', path: '/batches/batch_none/cancel' },
    status: 404,
    code,
    message: unknown,
  },
  query('limit', 'limit=101', 'in [1, 100]'),
  query('input_file_ids', `input_file_ids=${'x,'.repeat(20)}x`, 'at most 20 ids'),
  query('create_after', 'create_after=20250101', 'a time such as 20250101123000'),
];
