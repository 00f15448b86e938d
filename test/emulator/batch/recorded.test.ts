import { expect, test } from 'vitest';
import { batchCaller, chatLine } from '../../support/batch-requests.js';
import type { Json } from '../../support/emulator-requests.js';
import { readBody } from '../../support/native-recordings.js';
import { describeRecorded } from '../../support/recordings.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const recorded = (name: string): Json =>
  JSON.parse(readBody(`dashscope-native/${name}-compatible-nosse.response.body.txt`));

/** The keys of a value and of what is in it, in their order, with the types of the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.entries(value).map(([key, item]) => [key, shapeOf(item)]);
}

const metadata = { ds_name: 'Job', ds_description: 'Two', ds_batch_finish_callback: 'https://example.com' };
// The service returns the entries of metadata in another order than it got them.
const withMetadata = (batch: Json) => ({ ...batch, metadata: {} });
const startBatch = (caller: ReturnType<typeof batchCaller>, lines: Json[] = [chatLine('1'), chatLine('2')]) =>
  caller.start(lines, undefined, { metadata });

describeRecorded('recorded batches', () => {
  // Beijing, April 2026. A cancelled batch had run none of its lines.
  test('batches in every recorded state have the fields of the service, in their order', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const created = await startBatch(caller);
    const begun = await caller.look(created.id);
    const completed = await caller.look(created.id);
    const other = await startBatch(caller);
    await caller.look(other.id);
    const { json: cancelling } = await caller.cancel(other.id);
    const cancelled = await caller.look(other.id);
    const { id } = await startBatch(caller, [{ ...chatLine('1'), url: '/v1/chat/completion' }]);
    const invalid = await caller.look(id);
    for (const [name, batch] of Object.entries({
      'create-batch': created,
      'get-inprogress-batch': begun,
      'get-completed-batch': completed,
      'cancel-batch': cancelling,
      'get-cancelled-batch': cancelled,
      'get-invalid-batch': invalid,
    })) {
      const sample = recorded(name);
      expect([name, shapeOf(withMetadata(batch))]).toEqual([name, shapeOf(withMetadata(sample))]);
      const told = ({ status, request_counts, metadata: own }: Json) => [
        status,
        request_counts,
        Object.keys(own).sort(),
      ];
      expect([name, told(batch)]).toEqual([name, told(sample)]);
    }
    expect(invalid.errors).toEqual(recorded('get-invalid-batch').errors);
  });

  test('lists of batches have the fields of the service, and an empty one is the recorded one', async () => {
    const caller = batchCaller(strictEmulator());
    expect(await caller.list('?limit=2&input_file_ids=hello')).toEqual(recorded('list-batches-empty'));
    const { id } = await startBatch(caller);
    await caller.finish(id);
    const sample = recorded('list-batches-filter-by-input-file-id');
    const plain = (list: Json) => ({ ...list, data: list.data.map(withMetadata) });
    expect(shapeOf(plain(await caller.list()))).toEqual(shapeOf(plain(sample)));
  });

  test('a line of the results has the fields of the service, in their order', async () => {
    const caller = batchCaller(strictEmulator());
    const { id } = await startBatch(caller);
    const results = await caller.results((await caller.finish(id)).output_file_id);
    const [sample] = readBody('dashscope-native/get-file-content-compatible-nosse.response.body.txt').split('\n');
    expect(shapeOf(results['1'])).toEqual(shapeOf(JSON.parse(sample!)));
  });
});
