import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import type { Asked, Json } from '../../support/emulator-requests.js';
import { askResponses, responsesBody, streamResponses, weather } from '../../support/responses-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const SELF = 'This is the ai-sdk-qwen emulator, not a model.';
const week = 7 * 24 * 3_600_000;
const message = (text: string) => ({
  id: expect.stringMatching(/^msg_/),
  type: 'message',
  role: 'user',
  status: 'completed',
  content: [{ type: 'input_text', text }],
});

const look = (emulator: Emulator, path: string, asked: Asked = {}) =>
  askResponses({}, emulator, { method: 'GET', path: `/responses/${path}`, ...asked });

const remembered = async (emulator: Emulator, more: Record<string, unknown> = {}) =>
  (await askResponses(responsesBody(more), emulator)).json;

// Shapes: the pages of the Responses API of Model Studio to get, delete and list (September 2026).
describe('stored answers of the Responses API', () => {
  test('a stored answer is got as it was given', async () => {
    const emulator = strictEmulator();
    const answer = await remembered(emulator, { instructions: 'Be kind.' });
    const { status, json } = await look(emulator, answer.id);
    expect(status).toBe(200);
    expect(json).toEqual({ ...answer, metadata: {} });
  });

  test('a streamed answer is stored as well', async () => {
    const emulator = strictEmulator();
    const { events } = await streamResponses(responsesBody(), emulator);
    expect((await look(emulator, events.at(-1).response.id)).json.output).toEqual(events.at(-1).response.output);
  });

  test('an answer is forgotten after seven days on the clock of the emulator', async () => {
    const emulator = strictEmulator();
    const { id } = await remembered(emulator);
    emulator.advance(week - 60_000);
    expect((await look(emulator, id)).status).toBe(200);
    emulator.advance(120_000);
    expect((await look(emulator, id)).json).toEqual({
      error: { message: `Response with id '${id}' not found.`, type: 'InvalidParameter' },
    });
    const next = await askResponses(responsesBody({ previous_response_id: id }), emulator);
    expect(next.json.message).toBe(`Not found previous_response_id: ${id}`);
  });

  test('an answer with store: false and a forgotten one are not found', async () => {
    const emulator = strictEmulator();
    const unstored = await remembered(emulator, { store: false });
    expect(unstored.store).toBe(false);
    expect((await look(emulator, unstored.id)).status).toBe(400);
    const stored = await remembered(emulator);
    emulator.reset();
    expect((await look(emulator, stored.id)).status).toBe(400);
  });

  test('a deleted answer is gone', async () => {
    const emulator = strictEmulator();
    const { id } = await remembered(emulator);
    expect((await look(emulator, id, { method: 'DELETE' })).json).toEqual({ deleted: true, id });
    expect((await look(emulator, id, { method: 'DELETE' })).json.error.message).toBe(
      `Response with id '${id}' not found.`,
    );
  });

  test('the items of an input are listed by pages, the newest first', async () => {
    const emulator = strictEmulator();
    const input = ['one', 'two', 'three'].map((content) => ({ role: 'user', content }));
    const { id } = await remembered(emulator, { input });
    const first = (await look(emulator, `${id}/input_items?limit=2`)).json;
    expect(first).toEqual({
      data: [message('three'), message('two')],
      first_id: first.data[0].id,
      last_id: first.data[1].id,
      has_more: true,
      id,
      model: 'qwen3.7-plus',
      created_at: expect.any(Number),
    });
    const rest = (await look(emulator, `${id}/input_items?limit=2&after=${first.last_id}`)).json;
    expect([rest.data, rest.has_more]).toEqual([[message('one')], false]);
    const ascending = (await look(emulator, `${id}/input_items?order=asc`)).json;
    expect(ascending.data).toEqual(['one', 'two', 'three'].map((text) => message(text)));
  });

  test('items are refused with a flat error, for an unknown id and for a limit out of range', async () => {
    const emulator = strictEmulator();
    const { id } = await remembered(emulator);
    expect((await look(emulator, 'resp_1/input_items')).json).toMatchObject({
      code: 'InvalidParameter',
      message: "Response with id 'resp_1' not found.",
    });
    expect((await look(emulator, `${id}/input_items?limit=101`)).json.message).toBe(
      "Invalid 'limit': 101. Expected 1 to 100.",
    );
  });

  test('other methods and paths are refused', async () => {
    const emulator = strictEmulator();
    const { id } = await remembered(emulator);
    expect((await look(emulator, id, { method: 'POST' })).status).toBe(405);
    expect((await look(emulator, `${id}/input_items`, { method: 'DELETE' })).status).toBe(405);
    expect((await look(emulator, `${id}/cancel`, { method: 'POST' })).json).toEqual({
      code: 'Not Found',
      message: 'Not support',
    });
    expect((await look(emulator, id, { key: null })).status).toBe(401);
  });
});

describe('previous_response_id', () => {
  test('a question goes on from an earlier answer, whose input counts again', async () => {
    const emulator = strictEmulator();
    const first = await remembered(emulator, { input: 'My name is Ada.' });
    const second = await remembered(emulator, { input: 'And yours?', previous_response_id: first.id });
    expect(second.previous_response_id).toBe(first.id);
    expect(second.output[0].content[0].text).toBe(`${SELF} You said: And yours?`);
    expect(second.usage.input_tokens).toBeGreaterThan(first.usage.total_tokens);
    const third = await remembered(emulator, { input: 'Well?', previous_response_id: second.id });
    expect(third.usage.input_tokens).toBeGreaterThan(second.usage.total_tokens);
    const { json } = await look(emulator, `${third.id}/input_items?order=asc`);
    expect(json).toMatchObject({
      data: [
        message('My name is Ada.'),
        { role: 'assistant', content: [{ type: 'output_text' }] },
        message('And yours?'),
        { role: 'assistant' },
        message('Well?'),
      ],
      previous_response_id: second.id,
    });
  });

  test('the output of a function answers the call of an earlier answer', async () => {
    const emulator = strictEmulator();
    const first = await remembered(emulator, { input: 'The weather in Paris?', tools: [weather] });
    const input = [{ type: 'function_call_output', call_id: first.output[0].call_id, output: 'sunny' }];
    const second = await remembered(emulator, { input, tools: [weather], previous_response_id: first.id });
    expect(second.output[0].content[0].text).toBe(`${SELF} The tool get_weather answered: sunny`);
  });

  test('instructions are not carried over', async () => {
    const emulator = strictEmulator();
    const long = 'Answer in the manner of a very old and very patient keeper of a lighthouse, please.';
    const first = await remembered(emulator, { instructions: long });
    const bare = await remembered(emulator);
    const afterInstructions = await remembered(emulator, { previous_response_id: first.id });
    const afterBare = await remembered(emulator, { previous_response_id: bare.id });
    expect(afterInstructions.usage.input_tokens).toBe(afterBare.usage.input_tokens);
    expect(afterInstructions).not.toHaveProperty('instructions');
  });

  test('two questions can go on from one answer', async () => {
    const emulator = createEmulator();
    const first = await remembered(emulator);
    const [one, other] = await Promise.all(
      ['left', 'right'].map((input) => remembered(emulator, { input, previous_response_id: first.id })),
    );
    expect(one.output[0].content[0].text).toContain('left');
    expect(other.output[0].content[0].text).toContain('right');
  });
});

// Session cache: the context cache page of Model Studio (September 2026).
describe('the session cache', () => {
  const enable = { 'x-dashscope-session-cache': 'enable' };
  const long = 'lighthouse '.repeat(1_500);
  const detailsOf = (answer: Json) => answer.usage.x_details[0].prompt_tokens_details;
  const ask = async (emulator: Emulator, more: Record<string, unknown>, headers: Record<string, string> = enable) =>
    (await askResponses(responsesBody(more), emulator, { headers })).json;

  test('a turn of 1,024 tokens and more is written, and read by the turn that continues it', async () => {
    const emulator = strictEmulator();
    const first = await ask(emulator, { input: long });
    const written = first.usage.input_tokens;
    expect(detailsOf(first)).toEqual({
      cached_tokens: 0,
      cache_creation_input_tokens: written,
      cache_creation: { ephemeral_5m_input_tokens: written },
      cache_type: 'ephemeral',
    });
    const second = await ask(emulator, { input: 'Go on', previous_response_id: first.id });
    expect(second.usage.input_tokens_details.cached_tokens).toBe(written);
    expect(detailsOf(second).cache_creation_input_tokens).toBe(second.usage.input_tokens - written);
  });

  test('a hit lasts five minutes more, and a miss writes the turns anew', async () => {
    const emulator = strictEmulator();
    const first = await ask(emulator, { input: long });
    const next = () => ask(emulator, { input: 'Go on', previous_response_id: first.id });
    for (let turn = 0; turn < 3; turn += 1) {
      emulator.advance(4 * 60_000);
      expect(detailsOf(await next()).cached_tokens).toBe(first.usage.input_tokens);
    }
    emulator.advance(6 * 60_000);
    expect(detailsOf(await next()).cached_tokens).toBe(0);
  });

  test('nothing is cached of a short turn, nor without the header', async () => {
    const emulator = strictEmulator();
    const short = await ask(emulator, { input: 'Hello' });
    expect(detailsOf(short)).toEqual({ cached_tokens: 0 });
    const bare = await ask(emulator, { input: long }, {});
    expect(detailsOf(bare)).toEqual({ cached_tokens: 0 });
    const next = await ask(emulator, { input: 'Go on', previous_response_id: bare.id });
    expect(detailsOf(next).cached_tokens).toBe(0);
  });
});
