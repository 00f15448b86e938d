import { constants, createGzip } from 'node:zlib';
import type { LanguageModelV1CallOptions } from '@ai-sdk/provider';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { done, frame, stopChunk, textChunk } from '../../support/test-chat.js';
import { modelOf, plainCall } from '../../support/stream-parts.js';
import { policy } from '../../support/upload-service.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { answer, head, listen, type Wire, type WireServer } from '../../support/wire-server.js';

const call = (abortSignal?: AbortSignal): LanguageModelV1CallOptions => ({
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  abortSignal,
});

async function serve(
  script: (wire: Wire) => void | Promise<void>,
): Promise<{ server: WireServer; qwen: QwenProvider }> {
  const server = await listen(script);
  return { server, qwen: createQwen({ apiKey: 'sk-test', baseURL: `${server.url}/compatible-mode/v1` }) };
}

/** Reasons that a caller may give; none of them is changed on its way. */
const reasons = (): unknown[] => [new Error('user left'), 'changed my mind', { code: 7 }];

const texts = (...all: string[]) => all.map((text) => frame(textChunk(text))).join('');

guardAgainstTheUncaught();

describe('an abort', () => {
  test('an abort before the call sends nothing', async () => {
    const { server, qwen } = await serve(() => {});
    for (const reason of reasons()) {
      const signal = AbortSignal.abort(reason);
      await expect(qwen('qwen-plus').doStream(call(signal))).rejects.toBe(reason);
      await expect(qwen('qwen-plus').doGenerate(call(signal))).rejects.toBe(reason);
      await expect(
        qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'], abortSignal: signal }),
      ).rejects.toBe(reason);
      await expect(qwen.files.get('file-fe-1', { abortSignal: signal })).rejects.toBe(reason);
    }
    expect(server.wires).toHaveLength(0);
  });

  test('an abort while the headers are awaited ends the call and closes the connection', async () => {
    for (const reason of reasons()) {
      const { server, qwen } = await serve(() => {});
      for (const method of ['doStream', 'doGenerate'] as const) {
        const controller = new AbortController();
        const waiting = qwen('qwen-plus')[method](call(controller.signal));
        const wire = await server.received(server.wires.length + 1);
        controller.abort(reason);
        await expect(waiting).rejects.toBe(reason);
        await wire.closed;
      }
    }
  });

  test('an abort between the headers and the first event, and within a whole answer, ends the call', async () => {
    for (const [method, bytes] of [
      ['doStream', `${head()}: waiting\n\n`],
      ['doGenerate', `${head(200, { 'content-length': '99' })}{"choices":`],
      ['doGenerate', `${head(500, { 'content-length': '99' })}{"error":`],
    ] as const) {
      const { server, qwen } = await serve((wire) => wire.write(bytes));
      const controller = new AbortController();
      const waiting = qwen('qwen-plus')[method](call(controller.signal));
      const wire = await server.received(1);
      // The client has the beginning by then or not: both are points of an abort.
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort('user left');
      await expect(waiting).rejects.toBe('user left');
      await wire.closed;
    }
  });

  test('an abort within a compressed answer gives its own reason, and not the error of decompression', async () => {
    for (const method of ['doStream', 'doGenerate'] as const) {
      for (const reason of reasons()) {
        const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
        const { server, qwen } = await serve((wire) => {
          gzip.on('data', (bytes: Uint8Array) => void wire.write(bytes));
          gzip.write(method === 'doStream' ? texts('a') : '{"choices":');
          return wire.write(head(200, { 'content-encoding': 'gzip' }));
        });
        const controller = new AbortController();
        const answered = qwen('qwen-plus')[method](call(controller.signal));
        const wire = await server.received(1);
        const read = answered.then(async (result) => {
          if (!('stream' in result)) return;
          for await (const part of result.stream as unknown as AsyncIterable<{ type: string }>) {
            if (part.type === 'text-delta') controller.abort(reason);
          }
        });
        if (method === 'doGenerate') setTimeout(() => controller.abort(reason), 20);
        await expect(read).rejects.toBe(reason);
        await wire.closed;
      }
    }
  });

  test('an abort between events ends the pending read, with the reason', async () => {
    for (const reason of reasons()) {
      const { server, qwen } = await serve((wire) => wire.write(head() + texts('a')));
      const controller = new AbortController();
      const { stream } = await qwen('qwen-plus').doStream(call(controller.signal));
      const reader = stream.getReader();
      expect((await reader.read()).value?.type).toBe('response-metadata');
      expect((await reader.read()).value?.type).toBe('text-delta');
      const waiting = reader.read();
      controller.abort(reason);
      await expect(waiting).rejects.toBe(reason);
      await server.wires[0]?.closed;
    }
  });

  test('an abort within the events of one buffer ends the very next read, though the whole answer is there', async () => {
    const { qwen } = await serve((wire) => wire.write(answer(texts('a', 'b', 'c') + frame(stopChunk) + done)));
    const controller = new AbortController();
    const { stream } = await qwen('qwen-plus').doStream(call(controller.signal));
    const reader = stream.getReader();
    await reader.read();
    expect(await reader.read()).toMatchObject({ value: { textDelta: 'a' } });
    controller.abort('enough');
    await expect(reader.read()).rejects.toBe('enough');
  });

  test('an abort of one stream leaves its neighbours alive', async () => {
    const { server, qwen } = await serve((wire) => wire.write(head() + texts('a')));
    const controllers = [new AbortController(), new AbortController()];
    const readers = await Promise.all(
      controllers.map(async ({ signal }) => (await qwen('qwen-plus').doStream(call(signal))).stream.getReader()),
    );
    for (const reader of readers) await reader.read();
    controllers[0]?.abort('one');
    await expect(readers[0]?.closed).rejects.toBe('one');
    const other = server.wires.find(({ socket }) => !socket.destroyed && socket.writable);
    expect((await readers[1]?.read())?.value?.type).toBe('text-delta');
    expect(other).toBeDefined();
    controllers[1]?.abort('two');
    await Promise.all(server.wires.map(({ closed }) => closed));
    expect(server.wires.every(({ socket }) => socket.destroyed)).toBe(true);
  });

  test('an abort while a document is uploaded, and while it is polled, ends the call', async () => {
    const { server, qwen } = await serve((wire) => {
      if (wire.request.startsWith('GET ')) return undefined;
      if (!/^POST \S+\/files/.test(wire.request)) return undefined;
      return polled
        ? wire.write(
            answer('{"id":"file-fe-1","status":"uploaded","filename":"a.txt","object":"file"}', 200, {
              'content-type': 'application/json',
            }),
          )
        : undefined;
    });
    let polled = false;
    const bytes = new TextEncoder().encode('document');
    for (const reason of reasons()) {
      const uploading = new AbortController();
      const before = server.wires.length;
      const first = qwen.files.upload(bytes, { filename: 'a.txt', abortSignal: uploading.signal });
      const wire = await server.received(before + 1);
      uploading.abort(reason);
      await expect(first).rejects.toBe(reason);
      await wire.closed;
    }
    polled = true;
    const polling = new AbortController();
    const before = server.wires.length;
    const second = qwen.files.upload(bytes, { filename: 'a.txt', abortSignal: polling.signal, pollInterval: 1 });
    const question = await server.received(before + 2);
    expect(question.request).toMatch(/^GET \S+\/files\/file-fe-1 /);
    polling.abort('later');
    await expect(second).rejects.toBe('later');
    await question.closed;
    const pausing = new AbortController();
    const third = qwen.files.upload(bytes, {
      filename: 'a.txt',
      abortSignal: pausing.signal,
      pollInterval: 60_000,
      onProgress: () => queueMicrotask(() => pausing.abort('now')),
    });
    await expect(third).rejects.toBe('now');
  });

  test('an abort while a prompt has an upload ends the call at each request, and the chat is never asked', async () => {
    const json = { 'content-type': 'application/json' };
    const large = { type: 'image' as const, image: new Uint8Array(8 * 1024 * 1024), mimeType: 'image/png' };
    const document = { type: 'file' as const, data: 'dGV4dA==', mimeType: 'text/plain', filename: 'a.txt' };
    const uploads = [
      {
        send: (qwen: QwenProvider, options: LanguageModelV1CallOptions) =>
          qwen('qwen-vl-plus', { upload: 'auto' }).doStream(options),
        part: large,
        requests: [/^GET \/api\/v1\/uploads\?/, /^POST \/store /],
      },
      {
        send: (qwen: QwenProvider, options: LanguageModelV1CallOptions) =>
          qwen.dashscope('qwen-long').doGenerate(options),
        part: document,
        requests: [/^POST \S+\/files /, /^GET \S+\/files\/file-fe-1 /],
      },
    ];
    for (const { send, part, requests } of uploads) {
      for (const last of [1, 2]) {
        const { server, qwen } = await serve((wire) => {
          if (server.wires.length === last) return undefined;
          if (part === document) return wire.write(answer('{"id":"file-fe-1","status":"processing"}', 200, json));
          return wire.write(
            answer(JSON.stringify({ data: { ...policy, upload_host: `${server.url}/store` } }), 200, json),
          );
        });
        const controller = new AbortController();
        const waiting = send(qwen, { ...call(controller.signal), prompt: [{ role: 'user', content: [part] }] });
        const wire = await server.received(last);
        const reason = reasons()[last];
        controller.abort(reason);
        await expect(waiting).rejects.toBe(reason);
        await wire.closed;
        expect(server.wires.map(({ request }) => requests.findIndex((line) => line.test(request)))).toEqual(
          [0, 1].slice(0, last),
        );
      }
    }
  });

  test('an abort of embeddings closes all requests in flight, and waiting ones are never sent', async () => {
    const { server, qwen } = await serve(() => {});
    const model = qwen.textEmbeddingModel('text-embedding-v4', { concurrency: 2 });
    const controller = new AbortController();
    const values = Array.from({ length: 20 }, (_, index) => String(index));
    const waiting = model.doEmbed({ values, abortSignal: controller.signal });
    const queued = model.doEmbed({ values, abortSignal: controller.signal });
    await server.received(2);
    controller.abort('user left');
    await expect(waiting).rejects.toBe('user left');
    await expect(queued).rejects.toBe('user left');
    await Promise.all(server.wires.map(({ closed }) => closed));
    expect(server.wires).toHaveLength(2);
  });
});

describe('who stops reading early', () => {
  const endless = async (wire: Wire) => {
    await wire.write(head());
    while (!wire.socket.destroyed) await wire.write(texts('more'));
  };

  test('a reader that cancels closes the connection, with and without a pending read', async () => {
    for (const reads of [0, 1, 5]) {
      const { server, qwen } = await serve(endless);
      const { stream } = await qwen('qwen-plus').doStream(call());
      const reader = stream.getReader();
      for (let count = 0; count < reads; count += 1) await reader.read();
      const waiting = reads === 1 ? reader.read() : undefined;
      await reader.cancel('enough');
      await waiting;
      await server.wires[0]?.closed;
      expect(server.wires.every(({ socket }) => socket.destroyed)).toBe(true);
    }
  });

  test('a reader that leaves the loop closes the connection', async () => {
    const { server, qwen } = await serve(endless);
    const { stream } = await qwen('qwen-plus').doStream(call());
    for await (const part of stream as unknown as AsyncIterable<{ type: string }>) {
      if (part.type === 'text-delta') break;
    }
    await server.wires[0]?.closed;
    expect(server.wires.every(({ socket }) => socket.destroyed)).toBe(true);
  });

  test('an error frame, after which nothing is read, closes the connection', async () => {
    const { server, qwen } = await serve(async (wire) => {
      await wire.write(head() + texts('a') + frame({ error: { message: 'No.', code: 'invalid' } }));
      while (!wire.socket.destroyed) await wire.write(texts('more'));
    });
    const { stream } = await qwen('qwen-plus').doStream(call());
    const kinds: string[] = [];
    for await (const part of stream as unknown as AsyncIterable<{ type: string }>) kinds.push(part.type);
    expect(kinds.slice(-2)).toEqual(['error', 'finish']);
    await server.wires[0]?.closed;
  });
});

test.each([
  ['v1', 'compatible'],
  ['v4', 'native'],
] as const)('%s, %s: a slow reader holds the server back: much less is sent than there is', async (version, way) => {
  const most = 64 * 1024 * 1024;
  let sent = 0;
  let stuck: () => void = () => {};
  const held = new Promise<void>((resolve) => (stuck = resolve));
  const server = await listen(async (wire) => {
    await wire.write(head());
    const padding = 'x'.repeat(15_000);
    while (sent < most && !wire.socket.destroyed) {
      // A chunk of both protocols, which begins with nothing that was said before.
      const said = { content: `${sent} ${padding}` };
      const choices = [{ delta: said, message: said }];
      const piece = frame({ id: '1', request_id: '1', choices, output: { choices } });
      const taken = wire.write(piece);
      sent += piece.length;
      // Nobody takes it for a while: the buffers of both sides are full.
      const late = setTimeout(stuck, 500);
      await taken;
      clearTimeout(late);
    }
    stuck();
  });
  const { stream } = await modelOf(version, way, { baseURL: `${server.url}/compatible-mode/v1` }).doStream(plainCall);
  const reader = stream.getReader();
  while ((await reader.read()).value?.type !== 'response-metadata');
  await held;
  expect(sent).toBeLessThan(most / 4);
  const before = sent;
  // It goes on as soon as more is read.
  for (let count = 0; count < 300; count += 1) await reader.read();
  expect(sent).toBeGreaterThan(before);
  await reader.cancel();
  await server.wires[0]?.closed;
});
