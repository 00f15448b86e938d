import { expect, test } from 'vitest';
import { collectGarbage } from '../support/collect-garbage.js';
import { Body, call, collect, createTestChat, frame, textChunk } from '../support/test-chat.js';

/** Opens a stream and lets go of all the rest of its result. */
async function open(body: Body) {
  const { events, requestBody } = await createTestChat(new Response(body.stream)).stream(call, {});
  return { events, requestValues: new WeakRef(requestBody as object) };
}

// Dead conversations filled the heap of a process that had many streams open: V8 made all messages old from then on.
test('an open stream lets go of the objects of its request, and its error still shows them', async () => {
  const { events, requestValues } = await open(new Body([frame(textChunk('Hello'))], new Error('reset')));
  await new Promise((resolve) => setTimeout(resolve, 5));
  collectGarbage();
  expect(requestValues.deref()).toBeUndefined();
  expect(await collect(events)).toContainEqual({
    type: 'error',
    error: expect.objectContaining({ requestBodyValues: { model: 'qwen-plus', stream: true } }),
  });
});
