import { describe, expect, test } from 'vitest';
import { majors } from '../../support/majors/index.js';
import { added, answerOf, call, delta, done, message, streamOf, thinking } from '../../support/responses-service.js';

interface Sent {
  url: string;
  body: Record<string, any>; // oxlint-disable-line typescript/no-explicit-any
}

const calling = [thinking('Ask.'), call('a', 'Rome')];

/** Calls a tool first, and answers when its result has come. Also answers chat calls for JSON. */
function service() {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    const body = JSON.parse(String(init?.body));
    sent.push({ url, body });
    if (url.endsWith('/chat/completions')) {
      const content = '{"name":"Ada","age":36}';
      return Response.json({ id: 'c', choices: [{ index: 0, message: { content }, finish_reason: 'stop' }] });
    }
    const finished = body.input.some(({ type }: { type: string }) => type === 'function_call_output');
    if (body.stream !== true) return Response.json(answerOf(finished ? [message('Clear.')] : calling));
    const events = finished
      ? [delta('output_text', 'msg_1', 'Cle'), delta('output_text', 'msg_1', 'ar.'), done(message('Clear.'))]
      : [
          delta('reasoning_text', 'msg_0', 'Ask.'),
          done(calling[0]!, 0),
          added({ ...calling[1], arguments: '' }, 1),
          delta('function_call_arguments', 'msg_a', '{"city":"Rome"}'),
          done(calling[1]!, 1),
        ];
    return new Response(streamOf(events), { headers: { 'content-type': 'text/event-stream;charset=UTF-8' } });
  };
  return { fetch, sent };
}

describe.each(majors)('$name', ({ name, connect }) => {
  const ask = { modelId: 'qwen3.7-plus', prompt: 'How is the sky in Rome?', tools: ['weather' as const], steps: 2 };
  const steps = [
    { reasoning: 'Ask.', calls: [{ id: 'a', name: 'weather', input: { city: 'Rome' } }], finishReason: 'tool-calls' },
    { text: 'Clear.', finishReason: 'stop' },
  ];

  test('a tool is called and its result answered, and the history goes back as items', async () => {
    const { fetch, sent } = service();
    const qwen = connect({ apiKey: 'sk-test', fetch }, 'responses');
    const whole = await qwen.whole(ask);
    expect(whole.steps).toMatchObject(steps);
    expect(whole.usage).toEqual({ input: 90, output: 126, total: 216 });
    expect(new URL(sent[0]!.url).pathname).toBe('/compatible-mode/v1/responses');
    expect(sent[0]!.body.tools).toMatchObject([{ type: 'function', name: 'weather', parameters: { type: 'object' } }]);
    const result = { city: 'Rome', sky: 'clear', celsius: 21 };
    // AI SDK 4 has no place for the ids of items.
    const ids = name === 'ai 4' ? { thought: 'msg_1' } : { thought: 'msg_0', call: { id: 'msg_a' } };
    expect(sent[1]!.body.input).toEqual([
      { type: 'message', role: 'user', content: 'How is the sky in Rome?' },
      { type: 'reasoning', id: ids.thought, summary: [{ type: 'summary_text', text: 'Ask.' }] },
      { type: 'function_call', ...ids.call, call_id: 'a', name: 'weather', arguments: '{"city":"Rome"}' },
      { type: 'function_call_output', call_id: 'a', output: JSON.stringify(result) },
    ]);
  });

  test('a stream gives what a whole answer gives', async () => {
    const { fetch, sent } = service();
    const { result, inputs, errors } = await connect({ apiKey: 'sk-test', fetch }, 'responses').stream(ask);
    expect(errors).toEqual([]);
    expect(result?.steps).toMatchObject(steps);
    expect(result?.usage).toEqual({ input: 90, output: 126, total: 216 });
    expect(sent.map(({ body }) => body.stream)).toEqual([true, true]);
    // AI SDK 4 has no pieces of arguments unless they are asked for.
    expect(Object.values(inputs).every((text) => text === '{"city":"Rome"}')).toBe(true);
  });

  test('an object is asked for over the OpenAI-compatible protocol', async () => {
    const { fetch, sent } = service();
    const qwen = connect({ apiKey: 'sk-test', fetch }, 'responses');
    expect(await qwen.object({ modelId: 'qwen3.7-plus', prompt: 'Who?' })).toEqual({ name: 'Ada', age: 36 });
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/compatible-mode/v1/chat/completions']);
  });
});
