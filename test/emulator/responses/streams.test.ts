import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../support/emulator-requests.js';
import { responsesBody, sendResponses, streamResponses, weather } from '../../support/responses-requests.js';

const types = (events: Json[]) => events.map(({ type }) => type.replace('response.', ''));

// Shapes: the samples of the Responses API page of Model Studio (September 2026).
describe('streams of the Responses API', () => {
  test('a stream has the framing of the service: ids from 1, no spaces after colons, no [DONE]', async () => {
    const { response, text } = await streamResponses(responsesBody());
    expect(response.headers.get('content-type')).toBe('text/event-stream;charset=UTF-8');
    const blocks = text.trimEnd().split('\n\n');
    for (const [index, block] of blocks.entries()) {
      const [id, event, comment, data] = block.split('\n');
      expect(id).toBe(`id:${index + 1}`);
      expect(comment).toBe(':HTTP_STATUS/200');
      expect(JSON.parse(data!.slice('data:'.length))).toMatchObject({
        type: event!.slice('event:'.length),
        sequence_number: index,
      });
    }
  });

  test('a stream begins without a model and output, and its pieces are the whole answer', async () => {
    const { events } = await streamResponses(responsesBody({ enable_thinking: true }));
    expect(events[0].response).toMatchObject({ status: 'queued', model: '', output: [] });
    expect(events[1].response).toMatchObject({ status: 'in_progress', model: '', output: [] });
    const names = types(events).filter((type, index, all) => type !== all[index - 1]);
    expect(names.join(' ')).toBe(
      'created in_progress output_item.added reasoning_text.delta reasoning_text.done output_item.done ' +
        'output_item.added content_part.added output_text.delta output_text.done content_part.done ' +
        'output_item.done completed',
    );
    const { response } = events.at(-1);
    const said = events.filter(({ type }) => type === 'response.output_text.delta');
    expect(said.map(({ delta }) => delta).join('')).toBe(response.output[1].content[0].text);
    const thought = events.filter(({ type }) => type === 'response.reasoning_text.delta');
    expect(thought.map(({ delta }) => delta).join('')).toBe(response.output[0].summary[0].text);
    expect(new Set(thought.map(({ item_id }) => item_id))).toEqual(new Set([response.output[0].id]));
  });

  test('an item of thoughts is added under one index and done under the next, as the sample of the page has it', async () => {
    const { events } = await streamResponses(responsesBody({ enable_thinking: true }));
    const placed = events
      .filter(({ item }) => item?.type === 'reasoning')
      .map(({ type, output_index }) => [type, output_index]);
    expect(placed).toEqual([
      ['response.output_item.added', 0],
      ['response.output_item.done', 1],
    ]);
  });

  test('thoughts have their older name where the options ask for it', async () => {
    const emulator = createEmulator({ responses: { thoughts: 'reasoning_summary_text' } });
    const { events } = await streamResponses(responsesBody({ enable_thinking: true }), emulator);
    const thought = events.filter(({ type }) => type === 'response.reasoning_summary_text.delta');
    expect(thought.length).toBeGreaterThan(1);
    expect(thought[0]).toMatchObject({ summary_index: 0, output_index: 0 });
    expect(types(events)).not.toContain('reasoning_text.delta');
  });

  test('the arguments of a function come in pieces, and whole in the item that is done', async () => {
    const body = responsesBody({ input: 'The weather in Paris?', tools: [weather] });
    const { events } = await streamResponses(body);
    const pieces = events.filter(({ type }) => type === 'response.function_call_arguments.delta');
    expect(pieces.map(({ delta }) => delta).join('')).toBe('{"city":"Paris"}');
    const done = events.find(({ type }) => type === 'response.output_item.done');
    expect(done.item).toMatchObject({ type: 'function_call', arguments: '{"city":"Paris"}', status: 'completed' });
  });
});

test('a client that leaves is recorded as gone', async () => {
  const emulator = createEmulator({ deltaDelay: 1_000 });
  const gone = new AbortController();
  const response = await sendResponses({ ...responsesBody(), stream: true }, emulator, { signal: gone.signal });
  gone.abort();
  await response.text().catch(() => undefined);
  expect(emulator.calls[0]!.aborted).toBe(true);
});
