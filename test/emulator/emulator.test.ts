import { describe, expect, test, vi } from 'vitest';
import { collectGarbage } from '../support/collect-garbage.js';
import { ask, BASE, chat, dataLines, send } from '../support/emulator-requests.js';
import { strictEmulator } from '../support/strict-emulator.js';

async function chunksOf(response: Response): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return chunks;
}

describe('scripted answers', () => {
  test('scripted answers are used one after the other, then the emulator speaks for itself', async () => {
    const emulator = strictEmulator();
    emulator.answerNext(
      { text: 'first', usage: { promptTokens: 100, cachedTokens: 64 } },
      { text: 'second', finishReason: 'length' },
    );
    const answers = [await ask(emulator, chat()), await ask(emulator, chat()), await ask(emulator, chat())];
    expect(answers.map(({ json }) => json.choices[0].message.content.slice(0, 7))).toEqual([
      'first',
      'second',
      'This is',
    ]);
    expect(answers[0]!.json.usage).toMatchObject({
      prompt_tokens: 100,
      total_tokens: 101,
      prompt_tokens_details: { cached_tokens: 64 },
    });
    expect(answers[1]!.json.choices[0].finish_reason).toBe('length');
  });

  test('scripted answers can be a function of the call, which knows the text, the results and the request', async () => {
    const seen: unknown[] = [];
    const emulator = strictEmulator({
      answer: async ({ path, model, text, toolResults, index, body }) => {
        seen.push([path, model, text, toolResults, index, body['seed']]);
        return index === 0 ? { text: 'scripted' } : undefined;
      },
    });
    expect((await ask(emulator, chat({ seed: 7 }))).json.choices[0].message.content).toBe('scripted');
    expect((await ask(emulator, chat())).json.choices[0].message.content).toContain('You said: Hello there');
    expect(seen).toEqual([
      ['/compatible-mode/v1/chat/completions', 'qwen-plus', 'Hello there', [], 0, 7],
      ['/compatible-mode/v1/chat/completions', 'qwen-plus', 'Hello there', [], 1, undefined],
    ]);
  });

  test('scripted answers are sent as they are, whatever max_tokens and stop say', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ text: 'one two three' });
    const { json } = await ask(emulator, chat({ max_tokens: 1, stop: 'two' }));
    expect(json.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: 'one two three' } });
  });

  test('scripted answers give tool arguments as the exact text when they are text', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ toolCalls: [{ name: 'now', arguments: '{"broken' }] });
    expect((await ask(emulator, chat())).json.choices[0].message.tool_calls[0].function.arguments).toBe('{"broken');
  });

  test('scripted answers can be your own response, chunk for chunk', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({
      raw: {
        status: 203,
        headers: { 'content-type': 'text/plain', 'x-own': '1' },
        body: ['ab', new Uint8Array([99])],
      },
    });
    const response = await send(emulator, chat());
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-own')]).toEqual([
      203,
      'text/plain',
      '1',
    ]);
    expect((await chunksOf(response)).map((chunk) => new TextDecoder().decode(chunk))).toEqual(['ab', 'c']);
  });
});

const streamedIn = async (chunkSize?: number) => {
  const emulator = strictEmulator({ ...(chunkSize && { chunkSize }) });
  emulator.answerNext({ deltas: ['née', ' 你好'] });
  const chunks = await chunksOf(await send(emulator, chat({ stream: true })));
  const text = await new Blob(chunks as BlobPart[]).text();
  return {
    sizes: chunks.map((chunk) => chunk.length),
    contents: dataLines(text).map((one) => one.choices?.[0].delta),
  };
};

describe('chunks and delays', () => {
  test('chunks cut a body at a size, wherever that is in an event or a character', async () => {
    const whole = await streamedIn();
    for (const size of [1, 7, 1_000]) {
      const cut = await streamedIn(size);
      expect(cut.contents).toEqual(whole.contents);
      expect(new Set(cut.sizes.slice(0, -1))).toEqual(new Set([size]));
    }
    expect(whole.sizes).toHaveLength(5);
    expect(() => strictEmulator({ chunkSize: 0 })).toThrow(
      'chunkSize must be a positive whole number of bytes, given 0',
    );
  });

  test('delays come before the first byte and between deltas', async () => {
    vi.useFakeTimers();
    try {
      const emulator = strictEmulator({ firstTokenDelay: 500, deltaDelay: 30 });
      emulator.answerNext({ deltas: ['a', 'b', 'c'] });
      let response: Response | undefined;
      let text: string | undefined;
      void send(emulator, chat({ stream: true })).then((opened) => {
        response = opened;
        void opened.text().then((read) => {
          text = read;
        });
      });
      await vi.advanceTimersByTimeAsync(499);
      expect(response).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(response?.status).toBe(200);
      await vi.advanceTimersByTimeAsync(59);
      expect(text).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(text).toContain('data: [DONE]');
    } finally {
      vi.useRealTimers();
    }
  });

  test('a delayed body produces nothing for a client that does not read', async () => {
    const emulator = strictEmulator({ deltaDelay: 1 });
    const response = await send(emulator, chat({ stream: true }));
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(emulator.calls[0]!.aborted).toBe(true);
  });
});

describe('aborts', () => {
  test("an aborted signal rejects the emulator's fetch at once, and records nothing", async () => {
    const emulator = strictEmulator();
    const reason = new Error('changed my mind');
    await expect(send(emulator, chat(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(emulator.calls).toEqual([]);
  });

  test('an abort while the answer is awaited rejects with its reason', async () => {
    const controller = new AbortController();
    const emulator = strictEmulator({ firstTokenDelay: 60_000 });
    const call = send(emulator, chat(), { signal: controller.signal });
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 5);
    await expect(call).rejects.toBe(reason);
    expect(emulator.calls[0]).toMatchObject({ aborted: true, status: 0 });
  });

  test('an abort while the request is read rejects', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const body = new ReadableStream({
      pull(stream) {
        stream.enqueue(new TextEncoder().encode(JSON.stringify(chat())));
        controller.abort(reason);
        stream.close();
      },
    });
    const emulator = strictEmulator({ firstTokenDelay: 60_000 });
    const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half', signal: controller.signal };
    await expect(emulator.fetch(`${BASE}/chat/completions`, init)).rejects.toBe(reason);
    expect(emulator.calls).toMatchObject([{ aborted: true, status: 0 }]);
  });

  test('an abort breaks the body of a stream with the reason', async () => {
    const controller = new AbortController();
    const emulator = strictEmulator({ deltaDelay: 60_000 });
    const response = await send(emulator, chat({ stream: true }), { signal: controller.signal });
    const reader = response.body!.getReader();
    await reader.read();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 5);
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toBe(reason);
    expect(emulator.calls[0]).toMatchObject({ aborted: true, status: 200 });
  });

  // https://github.com/nodejs/node/issues/55428
  test('an abort breaks the body of a stream after a garbage collection', async () => {
    const controller = new AbortController();
    const emulator = strictEmulator({ deltaDelay: 60_000 });
    const response = await send(emulator, chat({ stream: true }), { signal: controller.signal });
    const text = response.text();
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(text).rejects.toBe(reason);
    expect(emulator.calls[0]!.aborted).toBe(true);
  });

  test('an abort after the end does not count', async () => {
    const controller = new AbortController();
    const emulator = strictEmulator();
    await (await send(emulator, chat({ stream: true }), { signal: controller.signal })).text();
    controller.abort();
    expect(emulator.calls[0]!.aborted).toBe(false);
  });
});

describe('what is recorded', () => {
  test('every request is recorded with its body and status, the key masked', async () => {
    const emulator = strictEmulator();
    await ask(emulator, chat({ seed: 1 }), { key: 'sk-secret', headers: { 'X-Own': 'yes' } });
    await ask(emulator, chat({ temperature: 9 }));
    await send(emulator, '{"broken');
    expect(emulator.calls.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['POST', '/compatible-mode/v1/chat/completions', 200],
      ['POST', '/compatible-mode/v1/chat/completions', 400],
      ['POST', '/compatible-mode/v1/chat/completions', 400],
    ]);
    expect(emulator.calls[0]).toMatchObject({
      body: chat({ seed: 1 }),
      aborted: false,
      headers: { authorization: 'Bearer ***', 'x-own': 'yes' },
    });
    expect(emulator.calls[2]!.body).toBe('{"broken');
    expect(JSON.stringify(emulator.calls)).not.toContain('sk-secret');
    emulator.reset();
    expect(emulator.calls).toEqual([]);
  });
});

describe('paths', () => {
  test('the emulator lists its models', async () => {
    const { json } = await ask(strictEmulator(), undefined, { path: '/models', method: 'GET' });
    expect(json.object).toBe('list');
    const ids = json.data.map((model: { id: string }) => model.id);
    expect(ids).toEqual(expect.arrayContaining(['qwen-plus', 'qwen3-vl-235b-a22b-thinking', 'text-embedding-v4']));
    expect(ids).not.toContain('qwen-deep-research');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the emulator knows every id of the documentation's older provider page", async () => {
    const ids = (
      'qwen-max qwen-max-latest qwen-max-2025-01-25 qwen-plus qwen-plus-latest qwen-plus-2025-01-25 ' +
      'qwen-turbo qwen-turbo-latest qwen-turbo-2024-11-01 qwen-vl-max qwen-vl-plus qwen2.5-vl-72b-instruct ' +
      'qwen2.5-vl-7b-instruct qwen2.5-vl-3b-instruct qwen2.5-72b-instruct qwen2.5-32b-instruct ' +
      'qwen2.5-14b-instruct qwen2.5-7b-instruct qwen2.5-7b-instruct-1m qwen2.5-14b-instruct-1m ' +
      'qwen2-72b-instruct qwen2-57b-a14b-instruct qwen2-7b-instruct qwen1.5-110b-chat qwen1.5-72b-chat ' +
      'qwen1.5-32b-chat qwen1.5-14b-chat qwen1.5-7b-chat'
    ).split(' ');
    const emulator = strictEmulator();
    for (const model of ids) {
      const response = await send(emulator, chat({ model, stream: true }));
      expect([model, response.status]).toEqual([model, 200]);
    }
  });

  test('the emulator refuses unknown paths in the shape of the protocol', async () => {
    const emulator = strictEmulator();
    const unserved = await ask(emulator, {}, { path: '/moderations' });
    expect(unserved).toMatchObject({
      status: 404,
      json: {
        error: {
          message: expect.stringMatching(
            /^The emulator does not serve POST \/compatible-mode\/v1\/moderations\. It serves POST \/compatible-mode\/v1\/chat\/completions, /,
          ),
          code: 'not_found',
        },
      },
    });
    const origin = 'https://dashscope-intl.aliyuncs.com';
    const service = { base: `${origin}/api/v1`, path: '/services/audio/tts/customization' };
    const { status, json } = await ask(emulator, {}, service);
    expect([status, json]).toEqual([
      404,
      {
        code: 'NotFound',
        request_id: expect.any(String),
        message:
          'The emulator does not serve POST /api/v1/services/audio/tts/customization. It serves ' +
          'POST /api/v1/services/aigc/text-generation/generation, ' +
          'POST /api/v1/services/aigc/multimodal-generation/generation, ' +
          'POST /api/v1/services/embeddings/text-embedding/text-embedding, ' +
          'POST /api/v1/services/embeddings/multimodal-embedding/multimodal-embedding, ' +
          'POST /api/v1/services/rerank/text-rerank/text-rerank, ' +
          'POST /api/v1/services/audio/tts/SpeechSynthesizer, ' +
          'POST /api/v1/services/audio/asr/transcription, ' +
          'POST /api/v1/services/aigc/image-generation/generation, ' +
          'POST /api/v1/services/aigc/text2image/image-synthesis, ' +
          'POST /api/v1/services/aigc/image2image/image-synthesis, ' +
          'POST /api/v1/services/aigc/background-generation/generation, ' +
          'POST /api/v1/services/aigc/video-generation/video-synthesis, ' +
          'POST /api/v1/services/aigc/image2video/video-synthesis, ' +
          'GET /api/v1/tasks/{task_id}, GET /api/v1/tasks/, POST /api/v1/tasks/{task_id}/cancel, GET /api/v1/uploads.',
      },
    ]);
  });

  test('the emulator answers 404 without a body to an OpenAI client on the native base URL, and says why in a header', async () => {
    const response = await send(strictEmulator(), chat(), { base: new URL('/api/v1', BASE).href });
    expect([response.status, await response.text()]).toEqual([404, '']);
    expect(response.headers.get('x-emulator-warnings')).toBe(
      'The base URL of OpenAI clients ends with /compatible-mode/v1.',
    );
  });

  test('the emulator says on paths of no protocol which address was meant', async () => {
    for (const [base, path, meant] of [
      ['/v1', '/chat/completions', 'POST /compatible-mode/v1/chat/completions'],
      ['', '/v1/models', 'GET /compatible-mode/v1/models'],
      ['/v1', '/embeddings', 'POST /compatible-mode/v1/embeddings'],
    ] as const) {
      const { status, json } = await ask(strictEmulator(), chat(), { base: new URL(base, BASE).origin + base, path });
      expect(status).toBe(404);
      expect(json.error.message).toContain(`Did you mean ${meant}?`);
      expect(json.message).toBe(json.error.message);
    }
  });

  test("the emulator's fetch throws what a scenario throws", async () => {
    const emulator = strictEmulator({
      answer: () => {
        throw new Error('in the scenario');
      },
    });
    await expect(send(emulator, chat())).rejects.toThrow('in the scenario');
  });
});
