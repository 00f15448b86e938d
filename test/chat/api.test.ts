import { createQwen } from 'ai-sdk-qwen/ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import { generateText, jsonSchema, Output, streamText } from 'ai7';
import * as sdk4 from 'ai';
import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import { describe, expect, test } from 'vitest';
import { answerOf, message, streamOf, delta } from '../support/responses-service.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

type Settings = Parameters<typeof createQwen>[0];

/** A provider whose service answers at both endpoints, and the requests that it has got. */
function recorded(text = 'Hi', settings: Settings = {}) {
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  const fetch = async (input: unknown, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
    const path = new URL(String(input)).pathname.replace('/compatible-mode/v1', '');
    sent.push({ path, body });
    const headers = { 'content-type': 'text/event-stream' };
    if (path.endsWith('/responses')) {
      if (body.stream !== true) return Response.json(answerOf([message(text)]));
      return new Response(streamOf([delta('output_text', 'msg_1', text)]), { headers });
    }
    const choice = { index: 0, message: { content: text }, delta: { content: text }, finish_reason: 'stop' };
    const answer = { id: 'c', model: 'm', choices: [choice], output: { choices: [choice] } };
    if (body.stream !== true) return Response.json(answer);
    return new Response(`data: ${JSON.stringify(answer)}\n\ndata: [DONE]\n\n`, { headers });
  };
  return { sent, settings: { apiKey: 'sk-test', fetch, ...settings } };
}

const schema = jsonSchema<{ name: string }>({ type: 'object', properties: { name: { type: 'string' } } });
const detailsOf = (warnings: readonly object[] | undefined) =>
  (warnings ?? []).map((warning) => ('details' in warning ? warning.details : 'message' in warning && warning.message));

describe('a call of qwen(id)', () => {
  test('a tool of the service sends it to the Responses API, and no tool to chat completions', async () => {
    const { sent, settings } = recorded();
    const qwen = createQwen(settings);
    const model = qwen('qwen3.7-plus');
    const tools = { find: qwen.tools.webSearch() };
    const { warnings } = await generateText({ model, tools, prompt: 'Hi' });
    const stream = streamText({ model, tools, prompt: 'Hi' });
    expect(await stream.text).toBe('Hi');
    await generateText({ model, prompt: 'Hi' });
    expect(sent.map(({ path }) => path)).toEqual(['/responses', '/responses', '/chat/completions']);
    expect(warnings).toEqual([]);
  });

  test('the same holds in AI SDK 4, 5 and 6', async () => {
    const { sent, settings } = recorded();
    const prompt = 'Hi';
    const four = qwen4.createQwen(settings);
    await sdk4.generateText({ model: four('qwen3.7-plus'), tools: { find: four.tools.webSearch() }, prompt });
    const five = qwen5.createQwen(settings);
    await sdk5.generateText({ model: five('qwen3.7-plus'), tools: { find: five.tools.webSearch() }, prompt });
    const six = qwen6.createQwen(settings);
    await sdk6.generateText({ model: six('qwen3.7-plus'), tools: { find: six.tools.webSearch() }, prompt });
    expect(sent.map(({ path, body }) => [path, body.tools])).toEqual(
      Array.from({ length: 3 }, () => ['/responses', [{ type: 'web_search' }]]),
    );
  });

  test('the option api decides, on the model or on the call', async () => {
    const { sent, settings } = recorded();
    const qwen = createQwen(settings);
    await generateText({ model: qwen('qwen3.7-plus', { api: 'responses' }), prompt: 'Hi' });
    const options = { qwen: { api: 'responses', previousResponseId: 'resp_1' } };
    const { warnings } = await generateText({ model: qwen('qwen3.7-plus'), prompt: 'Hi', providerOptions: options });
    await generateText({ model: qwen.responses('qwen3.7-plus', { api: 'chat' }), prompt: 'Hi' });
    expect(sent.map(({ path }) => path)).toEqual(['/responses', '/responses', '/chat/completions']);
    expect(sent[1]?.body.previous_response_id).toBe('resp_1');
    expect(sent.every(({ body }) => !('api' in body))).toBe(true);
    expect(warnings).toEqual([]);
  });

  test('a wrong value of api is an error', async () => {
    const { settings } = recorded();
    const asked = generateText({
      model: createQwen(settings)('qwen3.7-plus'),
      prompt: 'Hi',
      providerOptions: { qwen: { api: 'completions' } },
    });
    await expect(asked).rejects.toThrow("providerOptions.qwen.api is \"completions\"; expected 'chat' or 'responses'.");
  });

  test('options of the Responses API are warned of where the call does not go there', async () => {
    const { sent, settings } = recorded();
    const qwen = createQwen(settings);
    for (const model of [qwen('qwen3.7-plus'), qwen.responses('qwen3.7-plus', { api: 'chat' })]) {
      const providerOptions = { qwen: { store: false } };
      const { warnings } = await generateText({ model, prompt: 'Hi', providerOptions });
      expect(warnings).toMatchObject([{ feature: 'store' }]);
    }
    const { warnings } = await generateText({
      model: qwen.dashscope('qwen3.7-plus'),
      prompt: 'Hi',
      providerOptions: { qwen: { store: false, api: 'responses' } },
    });
    expect(warnings).toMatchObject([{ feature: 'store' }, { feature: 'api' }]);
    expect(sent.some(({ body }) => 'store' in body)).toBe(false);
  });

  test('an answer that continues another one cannot go to chat completions', async () => {
    const model = createQwen(recorded().settings).responses('qwen3.7-plus', { api: 'chat', previousResponseId: 'a' });
    await expect(generateText({ model, prompt: 'Hi' })).rejects.toThrow('can continue a stored answer');
  });
});

describe('a tool of the service where there is no Responses API', () => {
  const find = (settings: Settings, model: (qwen: ReturnType<typeof createQwen>) => unknown) => {
    const qwen = createQwen(settings);
    const tools = { find: qwen.tools.webSearch() };
    return generateText({ model: model(qwen) as ReturnType<typeof qwen>, tools, prompt: 'Hi', maxRetries: 0 });
  };

  test.each<[what: string, model: (qwen: ReturnType<typeof createQwen>) => unknown, words: string, server?: Settings]>([
    ['a model without it', (qwen) => qwen('qwen3-vl-plus'), 'Models that do are qwen3.8-max, qwen3.7-max'],
    ['api: chat', (qwen) => qwen('qwen3.7-plus', { api: 'chat' }), 'because of the option api: "chat"'],
    [
      'the native protocol',
      (qwen) => qwen.dashscope('qwen3.7-plus'),
      'Only the Responses API has qwen.tools.webSearch',
    ],
    ['a completion model', (qwen) => qwen.completion('qwen-coder-plus'), 'completion models have no tools'],
    [
      'another server',
      (qwen) => qwen('some-model'),
      'qwen.tools is for Model Studio, and baseURL names another server',
      { baseURL: 'http://localhost:8000/v1' },
    ],
  ])('%s is an error before anything is sent', async (_what, model, words, server) => {
    const { sent, settings } = recorded('Hi', server);
    await expect(find(settings, model)).rejects.toThrow(words);
    expect(sent).toEqual([]);
  });

  test('a model that this package does not know is asked', async () => {
    const { sent, settings } = recorded();
    await find(settings, (qwen) => qwen('qwen9-plus'));
    expect(sent.map(({ path }) => path)).toEqual(['/responses']);
  });
});

describe('JSON output', () => {
  test('a call with a tool of the service stays there, and the prompt has the schema, with a warning', async () => {
    const { sent, settings } = recorded('```json\n{"name":"Ada"}\n```');
    const qwen = createQwen(settings);
    const ask = { tools: { find: qwen.tools.webSearch() }, output: Output.object({ schema }), prompt: 'Who?' };
    for (const model of [qwen('qwen3.7-plus'), qwen.responses('qwen3.7-plus')]) {
      const { output, warnings } = await generateText({ model, ...ask });
      expect(output).toEqual({ name: 'Ada' });
      expect(detailsOf(warnings)).toEqual([
        'qwen3.7-plus has no JSON output beside qwen.tools; the prompt asks for JSON.',
      ]);
    }
    expect(sent.map(({ path }) => path)).toEqual(['/responses', '/responses']);
    expect(sent[0]?.body.instructions).toContain('"name"');
    expect(sent[0]?.body).not.toHaveProperty('text');
  });

  test('a call with api: responses and no such tool goes to chat completions, with one warning', async () => {
    const { sent, settings } = recorded('{"name":"Ada"}');
    const qwen = createQwen(settings);
    const providerOptions = { qwen: { api: 'responses' as const } };
    for (const model of [qwen('qwen3.7-plus'), qwen.responses('qwen3.7-plus')]) {
      const ask = { model, output: Output.object({ schema }), prompt: 'Who?', providerOptions };
      const { output, warnings } = await generateText(ask);
      expect(output).toEqual({ name: 'Ada' });
      const features = (warnings ?? []).flatMap((warning) => ('feature' in warning ? [warning.feature] : []));
      expect(features).toEqual(['responseFormat']);
    }
    expect(sent.map(({ path }) => path)).toEqual(['/chat/completions', '/chat/completions']);
  });
});
