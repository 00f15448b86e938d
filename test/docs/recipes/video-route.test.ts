import { describe, expect, test } from 'vitest';
import { recipe7, serveRecipes } from '../../support/recipe-emulator.js';

const service = serveRecipes({ taskDelay: { polls: 2, pending: 1 } });
const handler = () => recipe7('video-route-ai7');
const address = 'https://example.com/api/videos';

function start(prompt: string): Request {
  return new Request(address, { method: 'POST', body: JSON.stringify({ prompt }) });
}

describe('the route for videos', () => {
  test('the route for videos starts a video once, says how far it is, and ends with a link to it', async () => {
    const { POST, GET } = await handler();
    const started = await POST(start('A lighthouse in a storm'));
    expect(started.status).toBe(202);
    const { id } = (await started.json()) as { id: string };
    const told: { status: string; url?: string }[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      told.push((await (await GET(new Request(`${address}?id=${id}`))).json()) as (typeof told)[number]);
    }
    expect(told).toEqual([
      { status: 'PENDING', submittedAt: expect.any(String) },
      { status: 'RUNNING', submittedAt: expect.any(String), startedAt: expect.any(String) },
      { status: 'SUCCEEDED', url: expect.stringContaining('.mp4?') },
    ]);
    const file = await fetch(told[2]!.url!);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(service.emulator.creations.video).toBe(1);
  });

  test('the route for videos goes on although the visitor leaves while the video is started', async () => {
    const { POST } = await handler();
    const visitor = new AbortController();
    const request = new Request(start('A cat'), { signal: visitor.signal });
    const answer = POST(request);
    visitor.abort();
    expect((await answer).status).toBe(202);
  });

  test('the route for videos tells a visitor that the content filter refused the video, and nothing about the account', async () => {
    const { POST, GET } = await handler();
    service.emulator.answerNext({ task: { failure: 'output-inspection', delay: { polls: 0 } } });
    const { id } = (await (await POST(start('A cat'))).json()) as { id: string };
    const answer = await GET(new Request(`${address}?id=${id}`));
    expect(await answer.json()).toEqual({ status: 'FAILED', error: 'The content filter refused the video.' });
  });

  test('the route for videos tells a visitor about a failure without the words of the service', async () => {
    const { POST, GET } = await handler();
    service.emulator.failNext('arrears', { at: 'creation' });
    const refused = await POST(start('A cat'));
    expect(refused.status).toBe(502);
    expect(await refused.json()).toEqual({ error: expect.stringMatching(/^There is no answer at the moment\./) });
    const unknown = await GET(new Request(`${address}?id=not-a-task`));
    expect(await unknown.json()).toEqual({ status: 'UNKNOWN', error: 'The video could not be made.' });
  });

  // What a stranger can send: CWE-20 (input), CWE-400 (resources).
  test('the route for videos refuses a body without a prompt, and starts nothing', async () => {
    const { POST, GET } = await handler();
    const post = (body: string) => POST(new Request(address, { method: 'POST', body }));
    const bodies = ['', 'Hello', 'null', '5', '[]', '{}', '{"prompt":5}', '{"prompt":" "}', '{"prompt":"'];
    for (const body of bodies) expect([body, (await post(body)).status]).toEqual([body, 400]);
    expect((await post(JSON.stringify({ prompt: 'a'.repeat(1501) }))).status).toBe(400);
    expect((await post(JSON.stringify({ prompt: 'a'.repeat(11_000_000) }))).status).toBe(413);
    expect((await GET(new Request(address))).status).toBe(400);
    expect(service.emulator.creations.video).toBe(0);
  });
});
