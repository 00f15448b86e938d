import { describe, expect, test, vi } from 'vitest';
import { canary, expectNoSecret, spellings } from '../../support/canary.js';
import { encodings } from '../../support/encodings.js';
import { ask, BASE, chat, send } from '../../support/emulator-requests.js';
import { recordAnswers, recordService, replayOf } from '../../support/recorded-service.js';

const key = 'sk-0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** A stream of these pieces, which breaks at its end if asked to. */
function streamOf(pieces: string[], { breaks = false } = {}): Response {
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
      else if (breaks) controller.error(new TypeError('terminated'));
      else controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

describe('secrets in a recording', () => {
  test.each(Object.entries(spellings))(
    'a key that an answer repeats is in no recording, spelled as %s',
    async (_name, spell) => {
      const echo = spell(canary);
      const { recorder, written } = recordAnswers(async () =>
        Response.json({ error: { message: `Wrong key: ${echo}` }, [echo]: 1 }, { status: 401 }),
      );
      await (await send(recorder, chat(), { key: canary })).text();
      expect(written()).toContain('Wrong key: ');
      expectNoSecret(written());
    },
  );

  const twice = (text: string) => encodeURIComponent(encodeURIComponent(text));

  // Keys come under any name: of Vercel's and Cloudflare's gateways, in cookies, with a scheme, and decoded.
  test.each(Object.entries({ ...encodings, 'percent, twice': twice }))(
    'the values of headers that may be secret are in no recording, spelled as %s',
    async (_name, spell) => {
      const headers = {
        'x-vercel-protection-bypass': 'bypass/+"&9876543210=',
        'cf-access-client-id': 'client-id.access-9876',
        'x-team': 'JWT team-words-9876543',
        'proxy-auth': `Basic ${btoa('service:password-9876')}`,
      };
      const secrets = [
        headers['x-vercel-protection-bypass'],
        headers['cf-access-client-id'],
        'team-words-9876543',
        'password-9876',
      ];
      const { recorder, written } = recordAnswers(
        async () => new Response(secrets.map((one) => `<${spell(one)}>`).join(' ')),
      );
      await (await send(recorder, { ...chat(), note: secrets[0] }, { headers })).text();
      expect(written()).toContain('removed');
      for (const secret of secrets) for (const text of [secret, spell(secret)]) expect(written()).not.toContain(text);
    },
  );

  test('a key that begins like another, has a space or is one of several fields is in no recording, not even in part', async () => {
    const headers = { 'x-first': 'gateway-98765', 'x-second': 'gateway-98765-and-more', 'x-third': 'correct horse' };
    const keys = [...Object.values(headers), 'field-98765'];
    const { recorder, written } = recordAnswers(async () => new Response(`<${keys.join('> <')}>`));
    await (await send(recorder, chat(), { headers: { ...headers, 'x-pair': 'id=7; pass=field-98765' } })).text();
    expect(written()).toContain('<removed> <removed> <removed> <removed>');
  });

  test('a key is in no recording, wherever the caller and the service put it', async () => {
    const { recorder, written, exchanges } = recordAnswers(async () =>
      Response.json(
        { echoed: key, [key]: 'name', nested: [{ api_key: 'tiny' }] },
        { headers: { 'x-request-id': key, 'set-cookie': key } },
      ),
    );
    const headers = { 'x-api-key': key, cookie: `session=${key}`, 'x-dashscope-session-cache': key };
    const body = { ...chat(), user: key, [key]: { authorization: 'Bearer hidden-words', password: 'tiny' } };
    const path = `/chat/${key}?api_key=${key}&b=${key}&token=tiny`;
    await (await send(recorder, body, { key, headers, path })).text();
    expect(exchanges).toHaveLength(1);
    expect(written()).not.toMatch(/0f1e2d|hidden-words|"tiny|=tiny/);
    const replayed = await send(replayOf(exchanges), body, { key, headers, path });
    expect(replayed.status).toBe(200);
  });

  test('a key that lies in several chunks is in no recording', async () => {
    const { recorder, written, exchanges } = recordAnswers(async () =>
      streamOf([`data: {"a":"${key.slice(0, 9)}`, key.slice(9, 20), `${key.slice(20)}"}\n\ndata: [DONE]\n\n`]),
    );
    const sent = await (await send(recorder, chat({ stream: true }), { key })).text();
    expect(sent).toBe(`data: {"a":"${key}"}\n\ndata: [DONE]\n\n`);
    const parts = [0, 9, 20].map((place) => key.slice(place, place + 8));
    for (const part of parts) expect(written()).not.toContain(part);
    const replayed = await (await send(replayOf(exchanges), chat({ stream: true }))).text();
    expect(replayed).toBe('data: {"a":"removed"}\n\ndata: [DONE]\n\n');
  });

  test('signatures, accounts and request ids are taken out, and numbers of an answer stay', async () => {
    const id = '6f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    const { recorder, written, exchanges } = recordAnswers(async () =>
      Response.json({
        request_id: id,
        embedding: [0.1234567890123456, 1234567890123456],
        text: 'The number is 1234567890123456.',
        account_id: 1987654321098765,
        data: {
          policy: 'eyJl',
          signature: 'abc=',
          oss_access_key_id: 'LTAI5t',
          upload_dir: 'dashscope-instant/0a1b/2026',
        },
        url: 'https://other.example/a.png?Expires=1&OSSAccessKeyId=LTAI5t&Signature=abc%3D',
      }),
    );
    await (await send(recorder, chat())).text();
    const { body } = exchanges[0]!.response as { body: Record<string, unknown> };
    expect(body).toEqual({
      request_id: expect.stringMatching(/^[\da-f-]{36}$/),
      embedding: [0.1234567890123456, 1234567890123456],
      text: 'The number is 1234567890123456.',
      account_id: 1000000000000000,
      data: {
        policy: 'removed',
        signature: 'removed',
        oss_access_key_id: 'removed',
        upload_dir: 'dashscope-instant/account/2026',
      },
      url: 'https://other.example/a.png?Expires=removed&OSSAccessKeyId=removed&Signature=removed',
    });
    expect(written()).not.toContain(id);
  });

  test('a key in a text that comes as a file is in no recording', async () => {
    const line = (secret: string) => `{"custom_id":"1","text":"${secret}"}\n`;
    const { recorder, exchanges, written } = recordAnswers(
      async () => new Response(line(key), { headers: { 'content-type': 'application/octet-stream' } }),
    );
    expect(await (await send(recorder, chat(), { key })).text()).toBe(line(key));
    expect(exchanges[0]!.response.base64).toBeUndefined();
    expect(written()).not.toContain(key);
    expect(await (await send(replayOf(exchanges), chat(), { key })).text()).toBe(line('removed'));
  });

  test('a key within a picture or a sound is written over, and the length stays', async () => {
    const bytes = new Uint8Array([137, 80, 0, 255, ...new TextEncoder().encode(`tEXt ${key}`), 0, 200]);
    const { recorder, exchanges, written } = recordAnswers(
      async () => new Response(bytes, { headers: { 'content-type': 'image/png' } }),
    );
    const sent = await (await send(recorder, chat(), { key })).arrayBuffer();
    expect(new Uint8Array(sent)).toEqual(bytes);
    const kept = Buffer.from(exchanges[0]!.response.base64!, 'base64');
    expect(kept.length).toBe(bytes.length);
    expect(kept.toString('latin1')).toBe(`\u0089P\0\u00fftEXt ${'*'.repeat(key.length)}\0\u00c8`);
    expect(written()).not.toContain(key);
  });

  // https://help.aliyun.com/knowledge_detail/108790.html shows such an error.
  test('the signature that an error of a bucket repeats is taken out', async () => {
    const xml =
      '<Error><Code>SignatureDoesNotMatch</Code><OSSAccessKeyId>LTAI5tQ</OSSAccessKeyId>' +
      '<SignatureProvided>abc=</SignatureProvided><StringToSign>GET\n\n/b/a.png</StringToSign></Error>';
    const { recorder, exchanges } = recordAnswers(
      async () => new Response(xml, { status: 403, headers: { 'content-type': 'application/xml' } }),
    );
    await (await send(recorder, chat())).text();
    expect(exchanges[0]!.response.text).toBe(
      '<Error><Code>SignatureDoesNotMatch</Code><OSSAccessKeyId>removed</OSSAccessKeyId>' +
        '<SignatureProvided>removed</SignatureProvided><StringToSign>removed</StringToSign></Error>',
    );
  });

  test('an account number in the words of an error is taken out', async () => {
    const { recorder, written } = recordAnswers(async () =>
      Response.json({ message: 'Account 1987654321098765 has an unpaid bill.' }, { status: 400 }),
    );
    await (await send(recorder, chat())).text();
    expect(written()).toContain('Account 1000000000000000 has');
  });
});

describe('a recording', () => {
  test('a recording of the same calls has the same requests, turns and request ids', async () => {
    const record = async () => {
      const { recorder, exchanges } = recordService();
      for (let call = 0; call < 2; call += 1) await (await send(recorder, chat())).text();
      return exchanges.map(({ request, turn, response }) => [request, turn, response.headers]);
    };
    expect(await record()).toEqual(await record());
  });

  // Links to results hold dates and ids, which would be new lines in every diff.
  test('results have the same links in every recording, and are found by them', async () => {
    const sample = 'https://samples.oss-cn-beijing.aliyuncs.com/a.wav?Signature=mine';
    const record = async (day: string, polls: number) => {
      const bucket = `https://dashscope-result-${day}.oss-cn-beijing.aliyuncs.com/${day}`;
      const signature = `Expires=${day}&OSSAccessKeyId=LTAI${day}&Signature=${day}%3D`;
      let left = polls;
      const { recorder, exchanges } = recordAnswers(async (url) => {
        if (url.hostname.includes('.oss-')) {
          return new Response(new Uint8Array([255, 0]), { headers: { 'content-type': 'image/png' } });
        }
        const results = [1, 2].map((number) => ({ file_url: sample, url: `${bucket}/${number}.png?${signature}` }));
        return Response.json({ output: { results: left-- > 0 ? [] : results } });
      });
      await (await send(recorder, chat({ file: sample }))).text();
      let links: string[] = [];
      while (links.length === 0) {
        const { json } = await ask(recorder, chat());
        links = json.output.results.map((result: { url: string }) => result.url);
      }
      for (const link of links) await (await recorder.fetch(link)).arrayBuffer();
      return exchanges;
    };
    const [one, other] = [await record('20261128', 1), await record('20261129', 3)];
    const untimed = (exchanges: typeof one) =>
      exchanges.map(({ request, response }) => [request, { ...response, ms: 0 }]);
    expect(untimed(one.slice(-3))).toEqual(untimed(other.slice(-3)));
    const text = JSON.stringify(one);
    expect(text).not.toMatch(/20261128|dashscope-result/);
    expect(text.match(/\/forwarded\/results\/[\da-f-]{36}\.png/g)).toHaveLength(4);
    // A file of the caller's keeps its name.
    expect(text).toContain('/forwarded/samples.oss-cn-beijing.aliyuncs.com/a.wav');
    const replay = replayOf(one);
    await ask(replay, chat());
    const { output } = (await ask(replay, chat())).json;
    expect(new Uint8Array(await (await replay.fetch(output.results[1].url)).arrayBuffer())).toEqual(
      new Uint8Array([255, 0]),
    );
  });

  test.each([
    [
      'https://dashscope-intl.aliyuncs.com/api/v1/other?api_key=tiny',
      `${new URL(BASE).origin}/api/v1/other?api_key=removed`,
    ],
    ['/api/v1/other', '/api/v1/other'],
    ['https://example.com/', 'https://example.com/'],
    [
      'https://results.oss-cn-beijing.aliyuncs.com/a.png',
      `${new URL(BASE).origin}/forwarded/results.oss-cn-beijing.aliyuncs.com/a.png`,
    ],
  ])('a redirect to %s is recorded with its address', async (location, expected) => {
    const { recorder, exchanges, written } = recordAnswers(
      async () => new Response(null, { status: 307, headers: { location } }),
    );
    const sent = await send(recorder, chat());
    expect(sent.headers.get('location')).toBe(expected.replace('removed', 'tiny'));
    const replayed = await send(replayOf(exchanges), chat());
    expect([replayed.status, replayed.headers.get('location')]).toEqual([307, expected]);
    expect(written()).not.toContain('tiny');
  });

  test('long media in a request are kept as their hash', async () => {
    const { recorder, exchanges, written } = recordService();
    const url = `data:image/png;base64,${'iVBORw0K'.repeat(200)}`;
    const content = [{ type: 'image_url', image_url: { url } }];
    const body = chat({ model: 'qwen-vl-max', messages: [{ role: 'user', content }] });
    await (await send(recorder, body)).text();
    expect(written()).toMatch(/data:image\/png;base64,1600 characters with the SHA-256 [\da-f]{64}/);
    const other = JSON.parse(JSON.stringify(body).replace('iVBORw0K', 'jVBORw0K'));
    expect((await send(replayOf(exchanges), body)).status).toBe(exchanges[0]!.response.status);
    expect((await send(replayOf(exchanges), other)).status).toBe(404);
  });

  test('a stream that breaks is recorded as broken, and breaks again', async () => {
    const { recorder, exchanges } = recordAnswers(async () =>
      streamOf(['data: {"a":1}\n\n', 'data: {"b'], { breaks: true }),
    );
    const response = await send(recorder, chat({ stream: true }));
    await expect(response.text()).rejects.toThrow('terminated');
    await recorder.close();
    expect(exchanges[0]!.response).toMatchObject({ status: 200, ends: 'broken' });
    expect(exchanges[0]!.response.chunks?.map(({ data, text }) => data ?? text)).toEqual([{ a: 1 }, 'data: {"b']);
    const replayed = await send(replayOf(exchanges), chat({ stream: true }));
    await expect(replayed.text()).rejects.toThrow('terminated');
  });

  test('a stream that the client leaves is recorded as aborted, and the service is left too', async () => {
    const { service, recorder, exchanges } = recordService({
      answer: () => ({ deltas: ['One', 'Two'], deltaDelay: 60_000 }),
    });
    const leave = async (emulator: typeof recorder) => {
      const gone = new AbortController();
      const response = await send(emulator, chat({ stream: true }), { signal: gone.signal });
      const reader = response.body!.getReader();
      let text = '';
      while (!text.includes('One')) text += new TextDecoder().decode((await reader.read()).value);
      const rest = reader.read();
      gone.abort(new Error('enough'));
      await expect(rest).rejects.toThrow('enough');
    };
    await leave(recorder);
    await recorder.close();
    expect(exchanges[0]!.response).toMatchObject({ status: 200, ends: 'aborted' });
    expect(service.calls[0]!.aborted).toBe(true);
    await leave(replayOf(exchanges));
  });

  test('the service is left where the client only stops to read', async () => {
    const { service, recorder, exchanges } = recordService({
      answer: () => ({ deltas: ['One', 'Two'], deltaDelay: 60_000 }),
    });
    const reader = (await send(recorder, chat({ stream: true }))).body!.getReader();
    let text = '';
    while (!text.includes('One')) text += new TextDecoder().decode((await reader.read()).value);
    const rest = reader.read();
    await reader.cancel();
    expect(await rest).toEqual({ done: true, value: undefined });
    await vi.waitFor(() => expect(exchanges[0]?.response.ends).toBe('aborted'), { timeout: 10_000 });
    expect(service.calls[0]!.aborted).toBe(true);
    expect(recorder.calls[0]!.aborted).toBe(true);
  });

  test('a call that the client leaves before the answer is recorded without one', async () => {
    const { recorder, exchanges } = recordService({ firstTokenDelay: Infinity });
    const leave = async (emulator: typeof recorder) => {
      const gone = new AbortController();
      const response = send(emulator, chat(), { signal: gone.signal });
      setTimeout(() => gone.abort(new Error('enough')), 50);
      await expect(response).rejects.toThrow('enough');
    };
    await leave(recorder);
    await recorder.close();
    expect(exchanges[0]!.response).toEqual({ ms: expect.any(Number), ends: 'aborted' });
    await leave(replayOf(exchanges));
  });

  test('a service that cannot be reached is told, and nothing is recorded', async () => {
    const { recorder, exchanges } = recordAnswers(async () => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
    });
    const { status, json } = await ask(recorder, chat());
    expect(status).toBe(502);
    expect(json.message).toBe('https://dashscope-intl.aliyuncs.com could not be reached: getaddrinfo ENOTFOUND');
    expect(exchanges).toEqual([]);
  });

  test('a recording that cannot be kept breaks the answer, which would be missing later', async () => {
    const { service } = recordService();
    const { createEmulator } = await import('ai-sdk-qwen/emulator');
    const recorder = createEmulator({
      forward: {
        to: 'http://localhost:1',
        fetch: (input, init) => service.fetch(input, init),
        record: async () => {
          throw new Error('disk full');
        },
      },
    });
    const response = await send(recorder, chat());
    await expect(response.text()).rejects.toThrow('disk full');
  });
});

describe('what the service gets', () => {
  test('a redirect is handed on, so that the key goes nowhere else', async () => {
    const asked: RequestInit[] = [];
    const { recorder } = recordAnswers(async (_url, init) => {
      asked.push(init);
      return new Response(null, { status: 307, headers: { location: 'https://example.com/' } });
    });
    const response = await send(recorder, chat());
    expect([response.status, asked[0]!.redirect]).toEqual([307, 'manual']);
  });

  test('links into buckets lead through the emulator, without the key, and only those that an answer has named', async () => {
    const asked: { url: string; key: string | null; body: unknown }[] = [];
    const image = 'https://dashscope-result-bj.oss-cn-beijing.aliyuncs.com/7d/a.png?Expires=17&Signature=abc%3D';
    const { recorder, exchanges, written } = recordAnswers(async (url, { headers, body }) => {
      asked.push({ url: url.href, key: new Headers(headers).get('authorization'), body });
      if (url.hostname.includes('.oss-'))
        return new Response(new Uint8Array([137, 80, 0, 255]), { headers: { 'content-type': 'image/png' } });
      // An address may lie in two chunks.
      const text = JSON.stringify({ output: { url: image }, text: 'http' });
      const type = { 'content-type': 'application/json' };
      return new Response(streamOf([text.slice(0, 25), text.slice(25)]).body, { headers: type });
    });
    const origin = new URL(BASE).origin;
    const load = (emulator: typeof recorder, url: string) =>
      emulator.fetch(url, { headers: { authorization: 'Bearer sk-test' } });
    expect(
      (await load(recorder, `${origin}/forwarded/dashscope-result-bj.oss-cn-beijing.aliyuncs.com/7d/a.png`)).status,
    ).toBe(404);
    const { json } = await ask(recorder, chat());
    expect(json.text).toBe('http');
    expect(json.output.url).toBe(image.replace('https://', `${origin}/forwarded/`));
    const bytes = await (await load(recorder, json.output.url)).arrayBuffer();
    expect(asked.at(-1)).toMatchObject({ url: image, key: null });
    // A link that goes back to the service is the one that it made.
    await (await send(recorder, chat({ image: json.output.url }))).text();
    expect(asked.at(-1)!.body).toContain(image);
    expect(written()).not.toContain('abc%3D');

    const replay = replayOf(exchanges);
    const again = (await ask(replay, chat())).json.output.url;
    expect(await (await replay.fetch(again)).arrayBuffer()).toEqual(bytes);
  });
});
