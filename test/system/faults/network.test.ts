import { brotliCompressSync, constants, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { APICallError } from '@ai-sdk/provider';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { canary, expectNoSecret } from '../../support/canary.js';
import { chunk, done, frame, stopChunk, textChunk, usageChunk } from '../../support/test-chat.js';
import { modelOf, plainCall } from '../../support/stream-parts.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { answer, head, listen, type Wire } from '../../support/wire-server.js';

const call = {
  inputFormat: 'prompt' as const,
  mode: { type: 'regular' as const },
  prompt: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }],
};

const nativePacket = (content: string, reason = 'null') => ({
  request_id: '5f8ec9c3',
  output: { choices: [{ message: { role: 'assistant', content }, finish_reason: reason }] },
});

const applicationPacket = (text: string, reason = 'null') => ({
  request_id: '5f8ec9c3',
  output: { text, finish_reason: reason },
});

/** The events of an answer, and the same whole, in each protocol. */
const protocols = {
  compatible: {
    models: (qwen: QwenProvider) => qwen,
    events: [
      ...['甲 Hello', ' there', '🙂'].map((text) => frame(textChunk(text))),
      frame(stopChunk),
      frame(usageChunk),
    ],
    whole: { choices: [{ message: { content: '甲 Hello there🙂' }, finish_reason: 'stop' }] },
  },
  native: {
    models: (qwen: QwenProvider) => qwen.dashscope,
    events: [...['甲 Hello', ' there', '🙂'].map((text) => frame(nativePacket(text))), frame(nativePacket('', 'stop'))],
    whole: nativePacket('甲 Hello there🙂', 'stop'),
  },
  responses: {
    models: ({ responses, textEmbeddingModel }: QwenProvider) =>
      Object.assign((id: string) => responses(id), { textEmbeddingModel }),
    events: [
      ...['甲 Hello', ' there', '🙂'].map((delta) =>
        frame({ type: 'response.output_text.delta', item_id: 'm', delta }),
      ),
      frame({ type: 'response.completed', response: { status: 'completed' } }),
    ],
    whole: { status: 'completed', output: [{ type: 'message', content: [{ text: '甲 Hello there🙂' }] }] },
  },
  application: {
    models: ({ application, textEmbeddingModel }: QwenProvider) =>
      Object.assign((id: string) => application(id), { textEmbeddingModel }),
    events: [
      ...['甲 Hello', ' there', '🙂'].map((text) => frame(applicationPacket(text))),
      frame(applicationPacket('', 'stop')),
    ],
    whole: applicationPacket('甲 Hello there🙂', 'stop'),
  },
};

const names = ['compatible', 'native', 'responses', 'application'] as const;
type Name = (typeof names)[number];
const text = '甲 Hello there🙂';

async function serve(name: Name, script: (wire: Wire) => void | Promise<void>) {
  const server = await listen(script);
  const models = protocols[name].models(createQwen({ apiKey: canary, baseURL: `${server.url}/compatible-mode/v1` }));
  return { server, model: models('qwen-plus'), embedding: models.textEmbeddingModel('text-embedding-v4') };
}

interface Read {
  text: string;
  kinds: string[];
  error?: unknown;
  reason?: string;
}

/** Reads a stream to its end; a rejection of the call counts as its error. */
async function read(model: ReturnType<QwenProvider>): Promise<Read> {
  const result: Read = { text: '', kinds: [] };
  try {
    const { stream } = await model.doStream(call);
    for await (const part of stream as unknown as AsyncIterable<Record<string, unknown>>) {
      result.kinds.push(String(part.type));
      if (part.type === 'text-delta') result.text += String(part.textDelta);
      if (part.type === 'error') result.error = part.error;
      if (part.type === 'finish') result.reason = String(part.finishReason);
    }
  } catch (error) {
    result.error = error;
  }
  return result;
}

async function whole(model: ReturnType<QwenProvider>): Promise<Read> {
  try {
    const { text: said = '', finishReason } = await model.doGenerate(call);
    return { text: said, kinds: [], reason: finishReason };
  } catch (error) {
    return { text: '', kinds: [], error };
  }
}

/** Checks that something is a readable error, and returns it. */
function readable(error: unknown): APICallError {
  expect(APICallError.isInstance(error) ? '' : error).toBe('');
  expect((error as APICallError).message).toMatch(/\w/);
  return expectNoSecret(error as APICallError);
}

const closing = (wire: Wire, ...bytes: (string | Uint8Array)[]) =>
  bytes
    .reduce((before, one) => before.then(() => wire.write(one)), Promise.resolve())
    .then(() => void wire.socket.end());

const resetting = async (wire: Wire, bytes: string) => {
  await wire.write(bytes);
  wire.socket.resetAndDestroy();
};

const chunked = (body: string) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`;

guardAgainstTheUncaught();

describe.each(names)('over the %s protocol,', (name) => {
  const { events, whole: body } = protocols[name];

  test('a port where nobody listens is a transient error, of streams, answers and embeddings', async () => {
    const models = protocols[name].models(
      createQwen({ apiKey: canary, baseURL: 'http://127.0.0.1:1/compatible-mode/v1' }),
    );
    for (const failing of [read(models('qwen-plus')), whole(models('qwen-plus'))]) {
      const error = readable((await failing).error);
      expect([error.isRetryable, error.statusCode]).toEqual([true, undefined]);
    }
    await expect(models.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] })).rejects.toMatchObject({
      name: 'AI_APICallError',
      isRetryable: true,
    });
  });

  test('a reset before the headers, and within them, is a transient error', async () => {
    for (const bytes of ['', 'HTTP/1.1 200 OK\r\ncontent-ty']) {
      const { server, model, embedding } = await serve(name, (wire) => resetting(wire, bytes));
      for (const failing of [await read(model), await whole(model)]) {
        expect(readable(failing.error)).toMatchObject({ isRetryable: true, statusCode: undefined });
      }
      await expect(embedding.doEmbed({ values: ['a'] })).rejects.toMatchObject({ isRetryable: true });
      expect(server.wires).toHaveLength(3);
    }
  });

  test('a reset after the headers and after every event keeps the text before it', async () => {
    for (let index = 0; index <= events.length; index += 1) {
      let seen: () => void = () => {};
      const read1 = new Promise<void>((resolve) => (seen = resolve));
      const { model } = await serve(name, async (wire) => {
        await wire.write(head(200, { 'transfer-encoding': 'chunked' }));
        if (index > 0) await wire.write(chunked(events.slice(0, index).join('')));
        // What the client has not read of a connection that is reset is lost: it reads first.
        await read1;
        wire.socket.resetAndDestroy();
      });
      const reading = readWith(model, index === 0 ? 0 : Math.min(index, 3), seen);
      const { text: said, error, kinds } = await reading;
      expect(kinds.slice(-2)).toEqual(['error', 'finish']);
      expect(readable(error)).toMatchObject({ isRetryable: true, message: expect.stringContaining('broke off') });
      expect(said).toBe(['', '甲 Hello', '甲 Hello there', text][Math.min(index, 3)]);
    }
  });

  /** Reads a stream and tells when that many pieces of text have come. */
  async function readWith(model: ReturnType<QwenProvider>, pieces: number, seen: () => void): Promise<Read> {
    const result: Read = { text: '', kinds: [] };
    // The native protocol holds a piece back until it is clear that it repeats nothing; the first one comes at once.
    if (pieces === 0) setTimeout(seen, 20);
    const { stream } = await model.doStream(call);
    let count = 0;
    for await (const part of stream as unknown as AsyncIterable<Record<string, unknown>>) {
      result.kinds.push(String(part.type));
      if (part.type === 'text-delta') {
        result.text += String(part.textDelta);
        if ((count += 1) === pieces) seen();
      }
      if (part.type === 'error') result.error = part.error;
    }
    return result;
  }

  test('a body a byte at a time is the same answer, streamed and whole', async () => {
    const { model } = await serve(name, async (wire) => {
      const streams = /"stream":true|x-dashscope-sse: enable/i.test(wire.request);
      wire.socket.setNoDelay(true);
      for (const byte of Buffer.from(head() + (streams ? events.join('') + done : JSON.stringify(body)))) {
        await wire.write(Uint8Array.of(byte));
      }
      wire.socket.end();
    });
    expect(await read(model)).toMatchObject({ text, reason: 'stop' });
    expect(await whole(model)).toMatchObject({ text, reason: 'stop' });
  });

  test('a body that is cut off at any byte is an error, and no text before that is lost or made up', async () => {
    const bytes = Buffer.from(events.join(''));
    const end = bytes.indexOf(name === 'responses' ? 'response.completed' : '"stop"');
    // An event is whole without the blank line after it.
    const ends = events.map((_event, index) => Buffer.byteLength(events.slice(0, index + 1).join('')) - 2);
    let cut = 0;
    const { model } = await serve(name, (wire) => closing(wire, head(), bytes.subarray(0, cut)));
    for (; cut < end; cut += 7) {
      const { text: said, error, kinds } = await read(model);
      readable(error);
      expect(kinds.slice(-2)).toEqual(['error', 'finish']);
      const sent = ends.filter((place) => place <= cut).length;
      expect(said).toBe(['', '甲 Hello', '甲 Hello there', text][sent]);
    }
    const answered = Buffer.from(JSON.stringify(body));
    const half = await serve(name, (wire) => closing(wire, head(), answered.subarray(0, cut)));
    for (cut = 0; cut < answered.length; cut += 11) readable((await whole(half.model)).error);
  });

  test.each([
    ['application/json', /^The answer is longer than 67108864 bytes\.$/],
    ['text/event-stream', /^The server answered HTTP 200 Words: \{"choices":"xxx/],
  ])(
    'a whole answer of %s that does not end is an error after a bounded part of it, and the connection is closed',
    async (type, message) => {
      let sent = 0;
      const { server, model } = await serve(name, async (wire) => {
        await wire.write(`${head(200, { 'content-type': type })}{"choices":"`);
        const piece = Buffer.alloc(1024 * 1024, 'x');
        while (sent < 200 && !wire.socket.destroyed) {
          await wire.write(piece);
          sent += 1;
        }
      });
      const error = readable((await whole(model)).error);
      expect(error).toMatchObject({ message: expect.stringMatching(message), isRetryable: false });
      await server.wires[0]?.closed;
      expect(sent).toBeLessThan(100);
    },
  );

  test('compressed bodies are unpacked, whole and as they come', async () => {
    const packers: [string, (input: string) => Uint8Array][] = [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ];
    for (const [encoding, pack] of packers) {
      const { model } = await serve(name, (wire) => {
        const streams = /"stream":true|x-dashscope-sse: enable/i.test(wire.request);
        const packed = pack(streams ? events.join('') + done : JSON.stringify(body));
        return closing(wire, answer(packed, 200, { 'content-encoding': encoding, connection: 'close' }));
      });
      expect(await read(model)).toMatchObject({ text, reason: 'stop' });
      expect(await whole(model)).toMatchObject({ text, reason: 'stop' });
    }
    // Each event is packed and sent at once, and read before the next one is sent.
    let next: () => void = () => {};
    const { model } = await serve(name, async (wire) => {
      await wire.write(head(200, { 'content-encoding': 'gzip' }));
      const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
      gzip.on('data', (bytes: Uint8Array) => wire.socket.write(bytes));
      gzip.on('end', () => wire.socket.end());
      gzip.write(events[0]);
      await new Promise<void>((resolve) => (next = resolve));
      gzip.end(events.slice(1).join('') + done);
    });
    expect(await readWith(model, 1, () => next())).toMatchObject({ text });
  });

  test('a body that only claims to be compressed, or breaks off, is a readable error', async () => {
    const packed = gzipSync(events.join('') + done);
    for (const bytes of [Buffer.from(events.join('')), packed.subarray(0, packed.length / 2)]) {
      const { model } = await serve(name, (wire) =>
        closing(wire, answer(bytes, 200, { 'content-encoding': 'gzip', connection: 'close' })),
      );
      readable((await read(model)).error);
      readable((await whole(model)).error);
    }
  });

  test('informational answers before the answer are passed over', async () => {
    const { model } = await serve(name, (wire) => {
      const streams = /"stream":true|x-dashscope-sse: enable/i.test(wire.request);
      const said = streams ? events.join('') + done : JSON.stringify(body);
      return closing(
        wire,
        'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
        'HTTP/1.1 102 Processing\r\n\r\n',
        head(),
        said,
      );
    });
    expect(await read(model)).toMatchObject({ text, reason: 'stop' });
    expect(await whole(model)).toMatchObject({ text, reason: 'stop' });
  });

  test('a redirection that keeps the method is followed; one that leads nowhere is an error', async () => {
    const { server, model } = await serve(name, (wire) =>
      wire.request.startsWith('POST /there')
        ? closing(wire, head(200, { connection: 'close' }), events.join('') + done)
        : closing(wire, answer('', 307, { location: '/there', connection: 'close' })),
    );
    expect(await read(model)).toMatchObject({ text, reason: 'stop' });
    // The id of an application is in the path only.
    if (name !== 'application') expect(server.wires[1]?.request).toContain('qwen-plus');
    for (const location of ['/again', 'ftp://example.com/', 'http://[', undefined]) {
      const lost = await serve(name, (wire) =>
        closing(wire, answer('', 308, { connection: 'close', ...(location !== undefined && { location }) })),
      );
      readable((await read(lost.model)).error);
      readable((await whole(lost.model)).error);
    }
  });

  test('pages, texts and empty bodies are readable errors at any status', async () => {
    const page = '<!doctype html><html><title>Bad &amp; broken</title></html>';
    for (const status of [200, 201, 204, 206, 300, 304, 400, 401, 404, 418, 429, 500, 502, 503, 504]) {
      for (const [sent, type] of [
        [page, 'text/html'],
        ['', 'text/event-stream'],
        ['busy', 'text/plain'],
        ['{', 'application/json'],
      ] as const) {
        const empty = status === 204 || status === 304;
        const { model } = await serve(name, (wire) =>
          closing(
            wire,
            empty
              ? head(status, { connection: 'close' })
              : answer(sent, status, { 'content-type': type, connection: 'close' }),
          ),
        );
        const error = readable((await read(model)).error);
        expect(error.message).toMatch(empty || sent === '' ? /empty body/ : sent === page ? /HTML page/ : /HTTP \d/);
        readable((await whole(model)).error);
      }
    }
  });

  test('a wrong content type changes nothing', async () => {
    for (const type of ['text/html', 'application/octet-stream', 'nonsense', 'text/event-stream; charset=gbk']) {
      const { model } = await serve(name, (wire) => {
        const streams = /"stream":true|x-dashscope-sse: enable/i.test(wire.request);
        return closing(
          wire,
          answer(streams ? events.join('') + done : JSON.stringify(body), 200, { 'content-type': type }),
        );
      });
      expect(await read(model)).toMatchObject({ text, reason: 'stop' });
      expect(await whole(model)).toMatchObject({ text, reason: 'stop' });
    }
  });

  test('a body that breaks its own framing is an error, and no text is lost', async () => {
    const first = events.slice(0, 1).join('');
    const broken: [string, string][] = [
      ['a chunk that is cut', head(200, { 'transfer-encoding': 'chunked' }) + chunked(first) + 'ff\r\ndata:'],
      ['no last chunk', head(200, { 'transfer-encoding': 'chunked' }) + chunked(first)],
      ['a length of no number', head(200, { 'transfer-encoding': 'chunked' }) + chunked(first) + 'zz\r\n'],
      ['a length that is too long', head(200, { 'content-length': '99999' }) + first],
    ];
    for (const [title, bytes] of broken) {
      const { model } = await serve(name, (wire) => closing(wire, bytes));
      const { error, text: said, kinds } = await read(model);
      readable(error);
      expect([title, said, kinds.at(-1)]).toEqual([title, '甲 Hello', 'finish']);
      readable((await whole(model)).error);
    }
  });

  test('one event of 50 MB is an error after a bounded part of it, and the connection is closed', async () => {
    let sent = 0;
    const { server, model } = await serve(name, async (wire) => {
      await wire.write(head() + events[0] + 'data: "');
      const piece = Buffer.alloc(1024 * 1024, 'x');
      while (sent < 50 && !wire.socket.destroyed) {
        await wire.write(piece);
        sent += 1;
      }
    });
    const before = process.memoryUsage().heapUsed;
    const { error, text: said, kinds } = await read(model);
    expect(readable(error).message).toBe('An event of the stream is longer than 33554432 characters.');
    expect([said, kinds.at(-1)]).toEqual(['甲 Hello', 'finish']);
    await server.wires[0]?.closed;
    expect(sent).toBeLessThan(50);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
  });

  test('the body of an error is read to a limit', async () => {
    let sent = 0;
    const { server, model } = await serve(name, async (wire) => {
      await wire.write(head(500));
      const piece = Buffer.alloc(1024 * 1024, 'x');
      while (sent < 50 && !wire.socket.destroyed) {
        await wire.write(piece);
        sent += 1;
      }
    });
    const error = readable((await whole(model)).error);
    expect(error).toMatchObject({ statusCode: 500, isRetryable: true });
    await server.wires[0]?.closed;
    expect(sent).toBeLessThan(50);
  });
});

describe.each(['compatible', 'native'] as const)('over the %s protocol,', (name) => {
  const { events } = protocols[name];

  test('an answer may lack [DONE], go on after it, finish twice, and say more when it has finished', async () => {
    const more =
      name === 'native'
        ? frame(nativePacket(' more', 'stop'))
        : frame(chunk({ content: ' more' }, { finish_reason: 'stop' }));
    const bodies: [string, string][] = [
      [events.join(''), text],
      [events.join('') + done + more + done, text],
      [events.join('') + events.at(-1) + done, text],
      [events.join('') + more, `${text} more`],
    ];
    for (const [sent, said] of bodies) {
      const { model } = await serve(name, (wire) => closing(wire, head(), sent));
      const { kinds, ...outcome } = await read(model);
      expect(outcome).toEqual({ text: said, reason: 'stop' });
      expect(kinds.filter((kind) => kind === 'finish')).toHaveLength(1);
    }
  });

  test('ten thousand pieces of arguments are one call, and ten thousand calls are that many', async () => {
    const pieces = Array.from({ length: 10_000 }, (_, index) => (index === 0 ? '{"a":"' : String(index)));
    const args = `${pieces.join('')}"}`;
    const calls = (list: object[], reason: string | null = null) =>
      name === 'native'
        ? frame({ output: { choices: [{ message: { tool_calls: list }, finish_reason: reason ?? 'null' }] } })
        : frame(chunk({ tool_calls: list }, { finish_reason: reason }));
    const named = (index: number, part: string) => ({
      index,
      id: `call_${index}`,
      function: { name: 'f', arguments: part },
    });
    const long = [...pieces, '"}'].map((part, index) =>
      calls([index === 0 ? named(0, part) : { index: 0, function: { arguments: part } }]),
    );
    const many = Array.from({ length: 10_000 }, (_, index) => calls([named(index, '{}')]));
    for (const [stream, expected] of [
      [long, 1],
      [many, 10_000],
    ] as const) {
      const { server, model } = await serve(name, (wire) =>
        closing(wire, head(), stream.join(''), calls([], 'tool_calls'), done),
      );
      const newest = modelOf('v4', name, { baseURL: `${server.url}/compatible-mode/v1` });
      for (const { stream: parts } of [await model.doStream(call), await newest.doStream(plainCall)]) {
        let count = 0;
        let last: unknown;
        for await (const part of parts as unknown as AsyncIterable<Record<string, unknown>>) {
          if (part.type === 'tool-call') {
            count += 1;
            last = part.args ?? part.input;
          }
        }
        expect([count, last]).toEqual([expected, expected === 1 ? args : '{}']);
      }
    }
  });
});

test('a server that does not end is disconnected when the answer is over, silent or not', async () => {
  for (const more of ['', ': and more\n\n']) {
    const { server, model } = await serve('compatible', async (wire) => {
      await wire.write(head() + protocols.compatible.events.join('') + done);
      if (more !== '') while (!wire.socket.destroyed) await wire.write(more);
    });
    expect(await read(model)).toMatchObject({ text, reason: 'stop' });
    await server.wires[0]?.closed;
  }
});
