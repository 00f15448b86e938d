import { costOf } from 'ai-sdk-qwen/models';
import { describe, expect, test } from 'vitest';
import { chatPrices } from '../../../src/catalogue/chat-prices.js';
import { specialPrices } from '../../../src/catalogue/special-prices.js';
import { thirdPartyPrices } from '../../../src/catalogue/third-party-prices.js';
import { imageRows, recordingRows, speechRows, tokenRows } from '../../../src/emulator/catalogue/prices.js';
import { billsInput, videoRows } from '../../../src/emulator/catalogue/video-prices.js';
import { findVideoModel } from '../../../src/emulator/catalogue/video-models.js';
import { findModel } from '../../../src/emulator/catalogue/models.js';
import { costOf as emulatorCostOf } from '../../../src/emulator/inspector/cost.js';
import { chat } from '../../support/emulator-requests.js';
import { inspect } from '../../support/inspected-emulator.js';

const native = '/api/v1/services/aigc/multimodal-generation/generation';
const counts = {
  promptTokens: 10_000,
  completionTokens: 1_000,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
};

// https://help.aliyun.com/zh/model-studio/model-pricing (October 2026)
describe('the list price of a call', () => {
  test.each([
    ['a call', {}, 0.029_36 + 0.008_807],
    ['a call with thinking', { reasoningTokens: 5 }, 0.029_36 + 0.029_357],
    ['a call of a higher tier', { promptTokens: 300_000 }, 2.6421 + 0.026_421],
    ['a call with cached tokens', { cachedTokens: 5_000 }, 0.029_36 * 0.6 + 0.008_807],
    ['a call with an explicit cache', { cachedTokens: 5_000, cacheWriteTokens: 4_000 }, 6_500 * 2.936e-6 + 0.008_807],
  ])('%s costs what the page says for Singapore', async (_, usage, amount) => {
    const { emulator, ask, calls, detail } = await inspect();
    emulator.answerNext({ usage: { ...counts, ...usage } });
    await ask(chat({ model: 'qwen-plus' }));
    const cost = { amount: expect.closeTo(amount, 9), currency: 'CNY', region: 'singapore' };
    expect(await calls()).toMatchObject([{ cost }]);
    expect(await detail(1)).toMatchObject({ cost });
  });

  test('a stream that counts its tokens costs the same', async () => {
    const { emulator, ask, calls } = await inspect({ region: 'beijing' });
    emulator.answerNext({ usage: counts }, { usage: counts });
    await ask(chat({ model: 'qwen-plus', stream: true, stream_options: { include_usage: true } }));
    await ask(chat({ model: 'qwen-plus', stream: true }));
    const [counted, uncounted] = await calls();
    expect(counted).toMatchObject({ cost: { amount: expect.closeTo(0.01, 9), region: 'beijing' } });
    expect(uncounted).not.toHaveProperty('cost');
  });

  test('a call that is passed on costs what the region of the service asks, whatever `region` says', async () => {
    const fetch = async () => Response.json({ usage: { prompt_tokens: 10_000, completion_tokens: 1_000 } });
    const forward = { to: 'https://dashscope.aliyuncs.com', fetch };
    const { ask, calls } = await inspect({ region: 'singapore', forward });
    await ask(chat({ model: 'qwen-plus' }));
    expect(await calls()).toMatchObject([{ cost: { amount: expect.closeTo(0.01, 9), region: 'beijing' } }]);
  });

  test('pictures cost by their number, and speech by its characters', async () => {
    const { ask, calls } = await inspect({ region: 'beijing' });
    const messages = [{ role: 'user', content: [{ text: 'A cat' }] }];
    await ask({ model: 'qwen-image-2.0', input: { messages }, parameters: { n: 2 } }, { path: native });
    await ask({ model: 'qwen3-tts-flash', input: { text: 'Hello', voice: 'Cherry' } }, { path: native });
    await ask({ model: 'qwen-image-2.1-turbo', input: { messages } }, { path: native });
    const [picture, speech, newer] = await calls();
    expect(picture).toMatchObject({ cost: { amount: expect.closeTo(0.4, 9) } });
    expect(newer).toMatchObject({ cost: { amount: expect.closeTo(0.1, 9) } });
    expect(speech).toMatchObject({ cost: { amount: expect.closeTo(0.0004, 9) } });
  });

  const made = { prompt: 'A cat' };
  const [images, videos] = ['text2image/image-synthesis', 'video-generation/video-synthesis'];

  test.each([
    ['wan2.2-t2i-flash', images, { input: made, parameters: { n: 3 } }, 3 * 0.14],
    ['wan2.7-t2v', videos, { input: made, parameters: { resolution: '720P', duration: 4 } }, 4 * 0.6],
    ['wan2.5-t2v-preview', videos, { input: made, parameters: { size: '832*480', duration: 10 } }, 10 * 0.3],
    ['wanx2.1-t2v-turbo', videos, { input: made }, 5 * 0.24],
  ])('a task of %s costs the call that created it what its poll tells', async (model, path, body, amount) => {
    const { ask, calls, follow, poll } = await inspectTasks();
    const headers = { 'x-dashscope-async': 'enable' };
    const asked = { path: `/api/v1/services/aigc/${path}`, headers };
    const { output } = (await (await ask({ model, ...body }, asked)).json()) as { output: { task_id: string } };
    expect((await calls())[0]).not.toHaveProperty('cost');
    const page = await follow();
    expect(await poll(output.task_id)).toBe('SUCCEEDED');
    const cost = { amount: expect.closeTo(amount, 9), currency: 'CNY', region: 'beijing' };
    await page.next((event) => event.calls.some(({ id, cost: told }) => id === 1 && told !== undefined));
    await poll(output.task_id);
    const [creation, ...polls] = await calls();
    expect(creation).toMatchObject({ model, cost });
    expect(polls.length).toBeGreaterThan(1);
    for (const one of polls) expect(one).not.toHaveProperty('cost');
  });

  test('a task that fails costs nothing', async () => {
    const { emulator, ask, calls, poll } = await inspectTasks();
    emulator.answerNext({ task: { status: 'FAILED' } });
    const asked = { path: `/api/v1/services/aigc/${videos}`, headers: { 'x-dashscope-async': 'enable' } };
    const answer = await ask({ model: 'wan2.7-t2v', input: made }, asked);
    const { output } = (await answer.json()) as { output: { task_id: string } };
    expect(await poll(output.task_id)).toBe('FAILED');
    for (const call of await calls()) expect(call).not.toHaveProperty('cost');
  });

  test.each([
    ['a failed call', { region: 'beijing' }, 'qwen-plus', true],
    ['a region without a list', { region: 'tokyo' }, 'qwen-plus', false],
    ['a model without a price in the region', {}, 'qwen-plus-2024-12-20', false],
  ] as const)('%s shows no price', async (_, options, model, fails) => {
    const { emulator, ask, calls } = await inspect(options);
    if (fails) emulator.failNext('rate-limit');
    await ask(chat({ model }));
    const [call] = await calls();
    expect(call).toMatchObject({ model });
    expect(call).not.toHaveProperty('cost');
  });
});

/** An emulator of Beijing, and a function that asks until a task has ended. */
async function inspectTasks() {
  const inspected = await inspect({ region: 'beijing' });
  return {
    ...inspected,
    async poll(id: string) {
      const headers = { authorization: 'Bearer sk-test' };
      for (;;) {
        const answer = await fetch(`${inspected.url}/api/v1/tasks/${id}`, { headers });
        const { task_status: status } = ((await answer.json()) as { output: { task_status: string } }).output;
        if (!/PENDING|RUNNING/.test(status)) return status;
      }
    },
  };
}

describe('the list of the emulator', () => {
  const idsOf = (rows: readonly (readonly [ids: string, ...unknown[]])[]) => rows.flatMap(([ids]) => ids.split(' '));
  const regions = ['beijing', 'singapore'] as const;

  test('the emulator knows every model of its list, once', () => {
    const ids = [tokenRows, imageRows, speechRows, recordingRows].flatMap(idsOf);
    expect(ids.length).toBeGreaterThan(150);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => findModel(id, undefined) === undefined)).toEqual([]);
    const ofVideos = idsOf(videoRows);
    expect(ofVideos.filter((id, index) => ofVideos.indexOf(id) !== index)).toEqual([]);
    expect(ofVideos.filter((id) => findVideoModel(id, undefined) === undefined)).toEqual([]);
    expect(billsInput.split(' ').filter((id) => !ofVideos.includes(id))).toEqual([]);
  });

  test.each(regions)('both have the same prices of %s for videos', (region) => {
    for (const model of idsOf(videoRows)) {
      for (const resolution of [480, 720, 1080]) {
        const lengths = { seconds: 5, inputSeconds: 3 };
        const mine = emulatorCostOf({ model, region, units: { ...lengths, resolution } });
        const theirs = costOf(model, { ...lengths, resolution: `${resolution}P` }, { region });
        // The two oldest generations name no resolution, and have one price.
        if (theirs === undefined && mine !== undefined) expect(model).toMatch(/^wanx?2\.1-/);
        else
          expect([model, resolution, mine?.amount.toFixed(9)]).toEqual([model, resolution, theirs?.amount.toFixed(9)]);
      }
    }
  });

  test('the emulator prices every model for tokens that it knows and the catalogue prices', () => {
    const priced = [...chatPrices, ...specialPrices, ...thirdPartyPrices].flatMap(({ ids }) => ids);
    const known = priced.filter((id) => findModel(id, undefined) !== undefined);
    expect(known.toSorted()).toEqual(idsOf(tokenRows).toSorted());
  });

  test.each(regions)('the emulator and the catalogue have the same prices of %s for tokens', (region) => {
    for (const model of idsOf(tokenRows)) {
      for (const inputTokens of [1, 32_000, 32_001, 96_001, 128_000, 128_001, 200_001, 256_000, 256_001, 1_000_000]) {
        for (const reasoning of [0, 10]) {
          const mine = emulatorCostOf({ model, region, tokens: { input: inputTokens, output: 1_000, reasoning } });
          const usage = { inputTokens, outputTokens: 1_000, reasoningTokens: reasoning };
          const theirs = costOf(model, usage, { region });
          expect([model, inputTokens, mine?.amount.toFixed(9)]).toEqual([
            model,
            inputTokens,
            theirs?.amount.toFixed(9),
          ]);
        }
      }
    }
  });

  test.each([undefined, 100])('both have the same prices for tokens of the cache (written to it: %j)', (written) => {
    // Its tokens have a price of their own, which the emulator leaves out.
    for (const model of idsOf(tokenRows).filter((id) => id !== 'qwen3.8-omni-flash')) {
      const tokens = { input: 5_000, output: 10, cached: 2_048, ...(written !== undefined && { written }) };
      const mine = emulatorCostOf({ model, region: 'beijing', tokens });
      const usage = {
        inputTokens: 5_000,
        outputTokens: 10,
        inputTokenDetails: { cacheReadTokens: 2_048, cacheWriteTokens: written },
      };
      const theirs = costOf(model, usage, { region: 'beijing' });
      expect([model, mine?.amount.toFixed(9)]).toEqual([model, theirs?.amount.toFixed(9)]);
    }
  });

  test.each(regions)('both have the same prices of %s for pictures, speech and recordings', (region) => {
    for (const [rows, unit] of [
      [imageRows, 'images'],
      [speechRows, 'characters'],
      [recordingRows, 'seconds'],
    ] as const) {
      for (const model of idsOf(rows)) {
        const mine = emulatorCostOf({ model, region, units: { [unit]: 300 } });
        const theirs = costOf(model, { [unit]: 300 }, { region });
        expect([model, mine?.amount.toFixed(9)]).toEqual([model, theirs?.amount.toFixed(9)]);
      }
    }
  });
});
