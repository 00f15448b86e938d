import type { RequestContext } from '../server/context.js';
import { type BatchState, stateOf } from '../stores/batch-times.js';
import type { Batch } from '../stores/batches.js';
import { outcomeOf } from './run.js';

/** A batch as the service shows it. Its lines run where it is found at its end. */
export async function describeBatch(context: RequestContext, batch: Batch): Promise<object> {
  const state = stateOf(batch, context.now);
  const isOver = state.ended !== undefined && state.status !== 'failed';
  const outcome = isOver ? await outcomeOf(context, batch, state) : undefined;
  const counts = outcome ?? { completed: state.ran, failed: 0 };
  return render(batch, state, {
    output_file_id: outcome?.outputId ?? null,
    error_file_id: outcome?.errorId ?? null,
    request_counts: {
      total: state.status === 'validating' ? 0 : batch.total,
      completed: counts.completed,
      failed: counts.failed,
    },
  });
}

/** A batch as it was created. */
export function describeNew(batch: Batch): object {
  const counts = { total: 0, completed: 0, failed: 0 };
  const results = { output_file_id: null, error_file_id: null, request_counts: counts };
  return render(batch, { status: 'validating', ran: 0 }, results);
}

/** A batch whose cancellation was just asked for: it has no times of that yet (recorded Apr 2026). */
export function describeCancelling(batch: Batch, { ran }: BatchState): object {
  const counts = { total: batch.total, completed: ran, failed: 0 };
  const results = { output_file_id: null, error_file_id: null, request_counts: counts };
  return render(batch, { status: 'cancelling', ran }, results);
}

interface Results {
  output_file_id: string | null;
  error_file_id: string | null;
  request_counts: { total: number; completed: number; failed: number };
}

function render(batch: Batch, { status, ended }: BatchState, results: Results): object {
  const at = (...states: BatchState['status'][]) => (states.includes(status) ? seconds(ended!) : null);
  const begun = status !== 'validating' && status !== 'failed';
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    errors: status === 'failed' ? { object: 'list', data: batch.errors } : null,
    input_file_id: batch.inputId,
    completion_window: batch.completionWindow,
    status,
    output_file_id: results.output_file_id,
    error_file_id: results.error_file_id,
    created_at: seconds(batch.created),
    in_progress_at: begun ? seconds(startOf(batch)) : null,
    expires_at: null,
    finalizing_at: at('completed'),
    completed_at: at('completed'),
    failed_at: at('failed'),
    expired_at: at('expired'),
    cancelling_at: at('cancelled'),
    cancelled_at: at('cancelled'),
    request_counts: results.request_counts,
    metadata: batch.metadata,
  };
}

function startOf({ created, delay }: Batch): number {
  return created + ('milliseconds' in delay ? (delay.validating ?? 0) : 0);
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
