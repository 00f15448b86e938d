import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { APICallError, type LanguageModelV1CallOptions } from '@ai-sdk/provider';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { describe, expect, test } from 'vitest';
import { chunk, done, frame, stopChunk, textChunk } from '../../support/test-chat.js';
import { failureOf } from '../../support/recorder.js';
import { policy } from '../../support/upload-service.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';

/**
 * Every place that reads a body has a limit and hears an abort, also where `fetch` hears none: wrappers, mocks and
 * caches pass no signal on.
 */

const call: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};
const withImage: LanguageModelV1CallOptions = {
  ...call,
  prompt: [{ role: 'user', content: [{ type: 'image', image: new Uint8Array(8_000_000), mimeType: 'image/png' }] }],
};

type Fetch = typeof globalThis.fetch;

interface Place {
  /** Makes the call that reads the body. */
  run(qwen: QwenProvider, abortSignal: AbortSignal | undefined, fetch: Fetch): PromiseLike<unknown>;
  /** The requests that are answered well before. */
  before?: Record<string, unknown>[];
}

const upload = (qwen: QwenProvider, abortSignal?: AbortSignal) =>
  qwen('qwen-vl-plus', { upload: 'auto' }).doGenerate({ ...withImage, abortSignal });
const speak = (qwen: QwenProvider, text: string, abortSignal?: AbortSignal) =>
  qwen.speech('qwen3-tts-flash').doGenerate({ text, abortSignal });
const hear = (qwen: QwenProvider, id: string, abortSignal?: AbortSignal) =>
  qwen
    .transcription(id)
    .doGenerate({ audio: new Uint8Array([0x49, 0x44, 0x33]), mediaType: 'audio/mpeg', abortSignal });
const file = { id: 'file-fe-1', filename: 'a.txt', status: 'processing' };

const places: Record<string, Place> = {
  'a whole answer': { run: (qwen, abortSignal) => qwen('qwen-plus').doGenerate({ ...call, abortSignal }) },
  'a whole answer over the DashScope protocol': {
    run: (qwen, abortSignal) => qwen.dashscope('qwen-plus').doGenerate({ ...call, abortSignal }),
  },
  'a completion': {
    run: (qwen, abortSignal) => qwen.completion('qwen-coder-turbo').doGenerate({ ...call, abortSignal }),
  },
  'a folded answer': { run: (qwen, abortSignal) => qwen('qwq-plus').doGenerate({ ...call, abortSignal }) },
  'a folded answer over the DashScope protocol': {
    run: (qwen, abortSignal) => qwen.dashscope('qwq-plus').doGenerate({ ...call, abortSignal }),
  },
  'a streamed answer': { run: (qwen, abortSignal) => drain(qwen('qwen-plus').doStream({ ...call, abortSignal })) },
  'a streamed answer over the DashScope protocol': {
    run: (qwen, abortSignal) => drain(qwen.dashscope('qwen-plus').doStream({ ...call, abortSignal })),
  },
  embeddings: {
    run: (qwen, abortSignal) => qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'], abortSignal }),
  },
  'embeddings over the DashScope protocol': {
    run: (qwen, abortSignal) =>
      qwen.dashscope.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'], abortSignal }),
  },
  'a ranking': {
    run: (_qwen, abortSignal, fetch) =>
      createQwen6({ apiKey: 'sk-test', fetch })
        .reranking('qwen3-rerank')
        .doRerank({ documents: { type: 'text', values: ['a'] }, query: 'a', abortSignal }),
  },
  'a file': { run: (qwen, abortSignal) => qwen.files.get('file-fe-1', { abortSignal }) },
  'a list of files': { run: (qwen, abortSignal) => qwen.files.list({ abortSignal }) },
  'the end of a file': { run: (qwen, abortSignal) => qwen.files.delete('file-fe-1', { abortSignal }) },
  'an uploaded file': {
    run: (qwen, abortSignal) => qwen.files.upload(new Uint8Array(3), { filename: 'a.txt', abortSignal }),
  },
  'the state of an uploaded file': {
    before: [file],
    run: (qwen, abortSignal) =>
      qwen.files.upload(new Uint8Array(3), { filename: 'a.txt', pollInterval: 1, abortSignal }),
  },
  'a document of a prompt': {
    run: (qwen, abortSignal) =>
      qwen('qwen-long').doGenerate({
        ...call,
        prompt: [{ role: 'user', content: [{ type: 'file', data: 'YQ==', mimeType: 'application/pdf' }] }],
        abortSignal,
      }),
  },
  'speech, whole': { run: (qwen, abortSignal) => speak(qwen, 'Hello.', abortSignal) },
  'streamed speech': { run: (qwen, abortSignal) => speak(qwen, 'The tide comes in. '.repeat(30), abortSignal) },
  'a transcript': { run: (qwen, abortSignal) => hear(qwen, 'qwen3-asr-flash', abortSignal) },
  'a streamed transcript': { run: (qwen, abortSignal) => hear(qwen, 'fun-asr-flash-2026-06-15', abortSignal) },
  'an answer over the Responses protocol': {
    run: (qwen, abortSignal) => qwen.responses('qwen3.7-plus').doGenerate({ ...call, abortSignal }),
  },
  'a streamed answer over the Responses protocol': {
    run: (qwen, abortSignal) => drain(qwen.responses('qwen3.7-plus').doStream({ ...call, abortSignal })),
  },
  'the policy of an upload': { run: (qwen, abortSignal) => upload(qwen, abortSignal) },
};

/** Places whose body matters only when it is an error's. */
const errorPlaces: Record<string, Place> = {
  ...places,
  'the answer of the store': {
    before: [{ data: policy }],
    run: (qwen, abortSignal) => upload(qwen, abortSignal),
  },
};

async function drain(streaming: PromiseLike<{ stream: ReadableStream<unknown> }>): Promise<void> {
  const { stream } = await streaming;
  for await (const part of stream as unknown as AsyncIterable<{ type: string; error?: unknown }>) {
    if (part.type === 'error') throw part.error;
  }
}

/** A body that gives pieces for as long as it is asked; then, if it has an end, it stays silent. */
class Endless {
  cancelled = false;
  bytes = 0;
  readonly stream: ReadableStream<Uint8Array>;

  constructor(begin: string, piece: Uint8Array, pieces = Number.POSITIVE_INFINITY) {
    let left = pieces;
    const rest = [new TextEncoder().encode(begin)];
    this.stream = new ReadableStream(
      {
        pull: (controller) => {
          const next = rest.shift() ?? (left > 0 ? piece : undefined);
          left -= 1;
          if (next === undefined) return new Promise<void>(() => {});
          this.bytes += next.length;
          controller.enqueue(next);
        },
        cancel: () => {
          this.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
  }
}

const mebibyte = new Uint8Array(1024 * 1024).fill('x'.charCodeAt(0));
const none = new Uint8Array(1);

/** A provider whose `fetch` hears no signal and answers with a body that doesn't end. */
function serve(place: Place, makeBody: () => Endless, status = 200) {
  const bodies: Endless[] = [];
  const answers = [...(place.before ?? [])];
  const fetch: Fetch = async () => {
    const answer = answers.shift();
    if (answer !== undefined) return Response.json(answer);
    const body = makeBody();
    bodies.push(body);
    return new Response(body.stream, { status });
  };
  return { qwen: createQwen({ apiKey: 'sk-test', fetch }), fetch, bodies };
}

const opened = () => new Promise((resolve) => setTimeout(resolve, 5));

guardAgainstTheUncaught();

describe.each(Object.entries(places))('the body of %s', (_name, place) => {
  test('an endless body is an error at the limit of whole answers, and is closed', async () => {
    const { qwen, fetch, bodies } = serve(place, () => new Endless('{"choices":"', mebibyte));
    const error = await failureOf(place.run(qwen, undefined, fetch));
    expect(APICallError.isInstance(error) && error.message).toBeTruthy();
    expect(bodies.map(({ cancelled }) => cancelled)).toEqual(bodies.map(() => true));
    expect(bodies[0]!.bytes).toBeLessThan(66 * 1024 * 1024);
  });

  test('an abort ends the reading of a body before it begins, and in the middle', async () => {
    for (const begin of ['', ' {"id":', `${frame(textChunk('a'))}`]) {
      const { qwen, fetch, bodies } = serve(place, () => new Endless(begin, none, 0));
      const controller = new AbortController();
      const failing = failureOf(place.run(qwen, controller.signal, fetch));
      while (bodies.length === 0) await opened();
      await opened();
      const reason = new Error('the user has left');
      controller.abort(reason);
      expect(await failing).toBe(reason);
      await opened();
      expect(bodies[0]!.cancelled).toBe(true);
    }
  });
});

describe.each(Object.entries(errorPlaces))('the body of an error in place of %s', (_name, place) => {
  test('the body of an error is read to a limit and closed', async () => {
    const { qwen, fetch, bodies } = serve(place, () => new Endless('{"error":"', mebibyte), 400);
    expect(await failureOf(place.run(qwen, undefined, fetch))).toMatchObject({ statusCode: 400 });
    expect(bodies[0]!.cancelled).toBe(true);
    expect(bodies[0]!.bytes).toBeLessThan(3 * 1024 * 1024);
  });

  test('an abort ends the reading of the body of an error', async () => {
    const { qwen, fetch, bodies } = serve(place, () => new Endless('{"error":', none, 0), 500);
    const controller = new AbortController();
    const failing = failureOf(place.run(qwen, controller.signal, fetch));
    while (bodies.length === 0) await opened();
    await opened();
    controller.abort('left');
    expect(await failing).toBe('left');
    await opened();
    expect(bodies[0]!.cancelled).toBe(true);
  });
});

describe('a stream without an end', () => {
  const endless = {
    text: textChunk('and so on '),
    thoughts: chunk({ reasoning_content: 'hm ' }),
    nothing: chunk({}),
    'arguments of a tool': chunk({
      tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: 'x'.repeat(300) } }],
    }),
    speech: chunk({ audio: { data: 'AAAA'.repeat(200) } }),
  };
  const body = (value: object) => {
    const bytes = new TextEncoder().encode(frame(value).repeat(500));
    return () => new Endless('', bytes);
  };

  test.each(Object.entries(endless))(
    'an endless stream of %s is an error at the limit where the answer is folded',
    async (_what, value) => {
      const { qwen, bodies } = serve({ run: () => Promise.resolve() }, body(value));
      const error = await failureOf(qwen('qwq-plus').doGenerate(call));
      expect(error).toMatchObject({ message: 'The answer is longer than 67108864 bytes.', isRetryable: false });
      expect(bodies[0]!.cancelled).toBe(true);
    },
  );

  test.each(['nothing', 'arguments of a tool', 'speech'] as const)(
    'an endless stream of %s is an error at the limit where it is streamed',
    async (what) => {
      const { qwen, bodies } = serve({ run: () => Promise.resolve() }, body(endless[what]));
      const error = await failureOf(drain(qwen('qwen-plus').doStream(call)));
      expect(error).toMatchObject({ message: 'The answer is longer than 67108864 bytes.' });
      expect(bodies[0]!.cancelled).toBe(true);
    },
  );

  test('an endless stream of text goes on for as long as it is read, and is closed with its reader', async () => {
    const { qwen, bodies } = serve({ run: () => Promise.resolve() }, body(endless.text));
    const { stream } = await qwen('qwen-plus').doStream(call);
    const reader = stream.getReader();
    while (bodies[0]!.bytes < 70 * 1024 * 1024) await reader.read();
    await reader.cancel();
    expect(bodies[0]!.cancelled).toBe(true);
  });
});

describe('a body that is a stream of Node, as those of node-fetch are,', () => {
  const answering = (pieces: Iterable<string | Buffer>, status = 200) => {
    const body = Readable.from(pieces, { objectMode: false });
    const response = { ok: status < 400, status, statusText: '', headers: new Headers(), body, text: async () => '' };
    const fetch = (async () => response) as unknown as Fetch;
    return { qwen: createQwen({ apiKey: 'sk-test', fetch }), body };
  };
  const whole = '{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}]}';

  test('a body that is a stream of Node, as those of node-fetch are, is read, whole and streamed', async () => {
    expect(
      (
        await answering([whole.slice(0, 20), whole.slice(20)])
          .qwen('qwen-plus')
          .doGenerate(call)
      ).text,
    ).toBe('Hello');
    const { qwen } = answering([frame(textChunk('Hel')), frame(textChunk('lo')) + frame(stopChunk) + done]);
    expect((await qwen('qwq-plus').doGenerate(call)).text).toBe('Hello');
  });

  test('a body that is a stream of Node has the same limit, and is closed at it', async () => {
    const { qwen, body } = answering(
      (function* () {
        for (;;) yield Buffer.from(mebibyte);
      })(),
    );
    expect(await failureOf(qwen('qwen-plus').doGenerate(call))).toMatchObject({
      message: 'The answer is longer than 67108864 bytes.',
    });
    expect(body.destroyed).toBe(true);
  });
});

test.each([
  ['streamed speech', 256],
  ['a streamed transcript', 64],
] as const)('%s of endless events is an error at %i MiB, and is closed', async (name, mebibytes) => {
  const event = new TextEncoder().encode(frame({ output: { text: 'a'.repeat(1024 * 1024) } }));
  const { qwen, fetch, bodies } = serve(places[name]!, () => new Endless('', event));
  expect(await failureOf(places[name]!.run(qwen, undefined, fetch))).toMatchObject({
    message: expect.stringContaining(`The answer is longer than ${mebibytes * 1024 * 1024} bytes.`),
  });
  expect(bodies[0]!.cancelled).toBe(true);
});

test('only the readers of answers, streams and results open a body', () => {
  const root = fileURLToPath(new URL('../../../src', import.meta.url));
  const users = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      path.endsWith('.ts') &&
      !path.startsWith('emulator') &&
      /\.getReader\(|\.(text|json|blob|bytes|formData)\(\)|openBody\(|asyncIterator/.test(
        readFileSync(join(root, path), 'utf8'),
      ),
  );
  expect(users.sort()).toEqual([
    // Those of speech and transcription read the text or the sound that an application gives.
    'ai-sdk/speech-stream.ts',
    // Of batches, only `lines` reads a body; `source` reads the application's prompts.
    'batch/lines.ts',
    'batch/source.ts',
    'chat/answer/stream.ts',
    // The commands read short answers, with limits as calls have.
    'command/send.ts',
    // The stream of an upload, which has a bound and hears an abort as well.
    'files/stream.ts',
    'http/body.ts',
    'http/chunks.ts',
    'http/download.ts',
    'http/transport.ts',
    // The results of a batch, and streams of the package itself.
    'provider/batch.ts',
    'provider/speech-stream.ts',
    'provider/speech.ts',
    'speech/text-feed.ts',
    'transcription/gather.ts',
    'util/stoppable.ts',
    'util/stream-iterator.ts',
  ]);
});
