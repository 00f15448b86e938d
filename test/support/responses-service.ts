/** Frames events as the Responses endpoint does: no blank after the colons, and no [DONE]. */
export function toResponseStream(events: readonly object[]): string {
  return events
    .map((event, place) => {
      const { type } = event as { type?: string };
      return `id:${place + 1}\nevent:${type ?? 'message'}\n:HTTP_STATUS/200\ndata:${JSON.stringify(event)}\n\n`;
    })
    .join('');
}

export const id = 'resp_801bc2c4-93d9-910f-b35d-5274f5a737c1';

const usage = {
  input_tokens: 45,
  output_tokens: 63,
  total_tokens: 108,
  input_tokens_details: { cached_tokens: 5 },
  output_tokens_details: { reasoning_tokens: 7 },
};

/** A whole answer. */
export function answerOf(output: object[], more: object = {}): Record<string, unknown> {
  const head = { id, object: 'response', created_at: 1_778_676_418, model: 'qwen3.7-plus', status: 'completed' };
  return { ...head, output, usage, ...more };
}

export const message = (text: string) => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
});

export const thinking = (text: string, itemId = 'msg_0') => ({
  type: 'reasoning',
  id: itemId,
  summary: [{ type: 'summary_text', text }],
});

export const call = (callId: string, city: string, itemId = `msg_${callId}`) => ({
  type: 'function_call',
  id: itemId,
  call_id: callId,
  name: 'weather',
  arguments: JSON.stringify({ city }),
  status: 'completed',
});

/** A stream of these events between those that begin and end every stream. */
export function streamOf(
  events: object[],
  end: object = { type: 'response.completed', response: answerOf([]) },
): string {
  const begun = { id, object: 'response', created_at: 1_778_676_418, model: '', output: [], error: null, usage: null };
  return toResponseStream([
    { type: 'response.created', sequence_number: 0, response: { ...begun, status: 'queued' } },
    { type: 'response.in_progress', sequence_number: 1, response: { ...begun, status: 'in_progress' } },
    ...events,
    end,
  ]);
}

export const delta = (type: string, itemId: string, text: string, more: object = {}) => ({
  type: `response.${type}.delta`,
  item_id: itemId,
  output_index: 0,
  delta: text,
  ...more,
});

export const added = (item: object, index = 0) => ({ type: 'response.output_item.added', output_index: index, item });
export const done = (item: object, index = 0) => ({ type: 'response.output_item.done', output_index: index, item });
