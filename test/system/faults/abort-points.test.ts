import { describe, expect, test } from 'vitest';
import { done, frame } from '../../support/test-chat.js';
import { modelOf, plainCall, type Part, type Version, type Way } from '../../support/stream-parts.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { head, listen, type Wire } from '../../support/wire-server.js';

const versions: Version[] = ['v1', 'v2', 'v3', 'v4'];
const ways: Way[] = ['compatible', 'native', 'responses', 'application'];

/** A `fetch` that hears of no abort, as one that an application wraps may be. */
const deaf: typeof globalThis.fetch = (input, { signal: _signal, ...init } = {}) => fetch(input, init);

const reason = { code: 7 };

/** Events of every protocol at once: thinking, text, a call in two pieces, and the end. */
const said = [
  { reasoning_content: 'Hm' },
  { content: '甲' },
  { content: '乙' },
  { tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{"a":' } }] },
  { tool_calls: [{ index: 0, function: { arguments: '1}' } }] },
];

/** The same in the Responses protocol. */
const items = [
  { type: 'response.reasoning_text.delta', item_id: 'r', delta: 'Hm' },
  { type: 'response.output_text.delta', item_id: 'm', delta: '甲' },
  { type: 'response.output_text.delta', item_id: 'm', delta: '乙' },
  { type: 'response.output_item.added', item: { type: 'function_call', id: 'i', call_id: 'a', name: 'f' } },
  { type: 'response.function_call_arguments.done', item_id: 'i', arguments: '{"a":1}' },
  { type: 'response.completed', response: { status: 'completed' } },
];

/** The fields of an application, which calls no tools. */
const applied = ({ content, reasoning_content: thought }: { content?: string; reasoning_content?: string }) => ({
  text: content ?? '',
  thoughts: thought === undefined ? null : [{ action_type: 'reasoning', thought }],
});

const events = [...said, {}].map((delta, index) => {
  const finish_reason = index === said.length ? 'tool_calls' : null;
  const word = finish_reason ?? 'null';
  return frame({
    id: 'chatcmpl-1',
    request_id: '1',
    choices: [{ index: 0, delta, finish_reason }],
    output: { choices: [{ message: delta, finish_reason: word }], ...applied(delta), finish_reason: word },
    ...items[index],
  });
});

async function serve(version: Version, way: Way, script: (wire: Wire) => unknown, fetchFunction = fetch) {
  const server = await listen((wire) => void script(wire));
  const settings = { fetch: fetchFunction, baseURL: `${server.url}/compatible-mode/v1` };
  return { server, model: modelOf(version, way, settings) };
}

guardAgainstTheUncaught();

describe.each(versions.flatMap((version) => ways.map((way) => ({ version, way }))))(
  '$version, $way: an abort',
  ({ version, way }) => {
    test('an abort before anything is sent rejects with its reason, and nothing is sent', async () => {
      const { server, model } = await serve(version, way, () => {});
      for (const method of ['doGenerate', 'doStream'] as const) {
        await expect(model[method]({ ...plainCall, abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      }
      expect(server.wires).toEqual([]);
    });

    test.each([
      ['before the headers', ''],
      ['after the headers', `${head()}: waiting\n\n`],
      ['within the body of an error', `${head(500, { 'content-length': '99' })}{"error":`],
      ['within a whole answer', `${head(200, { 'content-length': '99' })}{"choices":`],
    ])('an abort %s ends the call with the reason and closes the connection', async (_point, bytes) => {
      for (const method of ['doGenerate', 'doStream'] as const) {
        const { server, model } = await serve(version, way, (wire) => wire.write(bytes));
        const controller = new AbortController();
        const waiting = model[method]({ ...plainCall, abortSignal: controller.signal });
        const wire = await server.received(1);
        // By then the client has what was sent, or is about to read it.
        await new Promise((resolve) => setTimeout(resolve, 2));
        controller.abort(reason);
        await expect(waiting).rejects.toBe(reason);
        await wire.closed;
      }
    });

    test('an abort after any part is the very next thing that is read, though more is there, and closes the connection', async () => {
      const all = await partsBefore(version, way, Infinity, events.join('') + done);
      expect(all.map(({ type }) => type).filter((type) => /text-delta|tool-call$|finish/.test(type))).toEqual(
        expect.arrayContaining(['text-delta', ...(way === 'application' ? [] : ['tool-call']), 'finish']),
      );
      // The last two parts come with the end, which the others have not.
      for (let places = 0; places < all.length - 2; places += 1)
        await partsBefore(version, way, places, events.join(''));
    });

    test('an abort between any two events ends the pending read, with the reason, and closes the connection', async () => {
      for (let sent = 1; sent < events.length; sent += 1) {
        const { server, model } = await serve(version, way, (wire) =>
          wire.write(head() + events.slice(0, sent).join('')),
        );
        const controller = new AbortController();
        const { stream } = await model.doStream({ ...plainCall, abortSignal: controller.signal });
        const reader = stream.getReader();
        // What is there is read at once; the read behind that waits.
        let waits = false;
        let waiting: Promise<unknown> | undefined;
        while (!waits) {
          waiting = reader.read();
          waits = await Promise.race([
            waiting.then(() => false),
            new Promise<boolean>((resolve) => setTimeout(resolve, 10, true)),
          ]);
        }
        controller.abort(reason);
        await expect(waiting).rejects.toBe(reason);
        await server.wires[0]?.closed;
      }
    });

    test('an abort ends the call at every point and closes the connection, even if fetch ignores it', async () => {
      for (const bytes of [
        `${head(500, { 'content-length': '99' })}{"error":`,
        `${head(200, { 'content-length': '99' })}{"choices":`,
      ]) {
        const { server, model } = await serve(version, way, (wire) => wire.write(bytes), deaf);
        for (const method of ['doGenerate', 'doStream'] as const) {
          const controller = new AbortController();
          const waiting = model[method]({ ...plainCall, abortSignal: controller.signal });
          const wire = await server.received(server.wires.length + 1);
          await new Promise((resolve) => setTimeout(resolve, 20));
          controller.abort(reason);
          await expect(waiting).rejects.toBe(reason);
          await wire.closed;
        }
      }
      for (const places of [0, 1, 3]) await partsBefore(version, way, places, events.join(''), deaf);
    });
  },
);

/**
 * Reads so many parts of a stream that does not end behind its bytes, and aborts: the next read must be the reason, and
 * the connection closed. Returns what was read; all there is, without an abort, if that is fewer.
 */
async function partsBefore(
  version: Version,
  way: Way,
  places: number,
  bytes: string,
  fetchFunction = fetch,
): Promise<Part[]> {
  const { server, model } = await serve(version, way, (wire) => wire.write(head() + bytes), fetchFunction);
  const controller = new AbortController();
  const { stream } = await model.doStream({ ...plainCall, abortSignal: controller.signal });
  const reader = stream.getReader();
  const parts: Part[] = [];
  while (parts.length < places) {
    const { value } = await reader.read();
    if (value === undefined) return parts;
    parts.push(value);
  }
  controller.abort(reason);
  await expect(reader.read()).rejects.toBe(reason);
  await server.wires[0]?.closed;
  return parts;
}

test.each(['v1', 'v4'] as const)(
  '%s: a reader that cancels a stream after any part closes the connection',
  async (version) => {
    for (const way of ways) {
      // The others have fewer parts before the end.
      const most = way === 'compatible' || way === 'native' ? 6 : 4;
      for (let places = 0; places < most; places += 1) {
        const { server, model } = await serve(version, way, (wire) => wire.write(head() + events.join('')));
        const reader = (await model.doStream(plainCall)).stream.getReader();
        for (let place = 0; place < places; place += 1) await reader.read();
        await reader.cancel('enough');
        await server.wires[0]?.closed;
      }
    }
  },
);
