import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { type Asked, dataLines, type Json, send } from '../../support/emulator-requests.js';
import { describeRecorded, listRecordings, readRecording } from '../../support/recordings.js';
import { applicationRules } from '../../../src/emulator/rules/applications.js';
import { strictEmulator } from '../../support/strict-emulator.js';

// Shapes: the API reference of agent and workflow applications of Model Studio (May 2026), and exchanges recorded in
// Beijing in March 2025 (cnblogs/dashscope-sdk).
const base = 'https://dashscope.aliyuncs.com/api/v1';
const self = 'This is the ai-sdk-qwen emulator, not a model.';

const call = (emulator: Emulator, body: unknown, { path = '/apps/a01/completion', ...asked }: Asked = {}) =>
  send(emulator, body, { base, path, ...asked });

async function ask(body: unknown, emulator = strictEmulator(), asked?: Asked): Promise<{ status: number; json: Json }> {
  const response = await call(emulator, body, asked);
  return { status: response.status, json: await response.json() };
}

async function stream(body: object, asked: Asked = {}, emulator = strictEmulator()): Promise<Json[]> {
  const response = await call(emulator, body, { headers: { 'x-dashscope-sse': 'enable' }, ...asked });
  return dataLines(await response.text());
}

const hello = { input: { prompt: 'Hello' }, parameters: {}, debug: {} };
const workflow = { path: '/apps/workflow-1/completion' };

describe('applications', () => {
  test('an agent answers a prompt, and counts the tokens of its model', async () => {
    const { status, json } = await ask(hello);
    expect(status).toBe(200);
    expect(json).toEqual({
      output: {
        text: `${self} You said: Hello`,
        finish_reason: 'stop',
        session_id: expect.stringMatching(/^[\da-f]{32}$/),
      },
      usage: {
        models: [{ model_id: 'qwen-plus', input_tokens: expect.any(Number), output_tokens: expect.any(Number) }],
      },
      request_id: expect.any(String),
    });
  });

  test('messages win over a prompt', async () => {
    const messages = [
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: 'Goodbye' },
    ];
    const { json } = await ask({ input: { prompt: 'Hello', messages } });
    expect(json.output.text).toContain('You said: Goodbye');
  });

  test('a stream repeats its text, unless it is asked for what is new', async () => {
    const whole = await stream(hello);
    const texts = whole.map(({ output }) => output.text);
    expect(texts.at(-1)).toBe(`${self} You said: Hello`);
    for (const [place, text] of texts.slice(1).entries()) expect(text.startsWith(texts[place])).toBe(true);
    const deltas = await stream({ ...hello, parameters: { incremental_output: true } });
    expect(deltas.map(({ output }) => output.text).join('')).toBe(texts.at(-1));
    expect(deltas.map(({ output }) => output.finish_reason)).toEqual([...deltas.slice(1).map(() => 'null'), 'stop']);
  });

  test('a session goes on for an hour after its last request', async () => {
    const emulator = strictEmulator();
    const first = (await ask({ input: { prompt: 'My name is Ada.' } }, emulator)).json;
    const { session_id } = first.output;
    const next = async () => (await ask({ input: { prompt: 'And yours?', session_id } }, emulator)).json;
    const second = await next();
    expect(second.output.session_id).toBe(session_id);
    expect(second.usage.models[0].input_tokens).toBeGreaterThan(first.usage.models[0].input_tokens);
    emulator.advance(50 * 60_000);
    const third = await next();
    expect(third.usage.models[0].input_tokens).toBeGreaterThan(second.usage.models[0].input_tokens);
    emulator.advance(61 * 60_000);
    expect((await next()).usage.models[0].input_tokens).toBeLessThan(second.usage.models[0].input_tokens);
    expect(emulator.calls.at(-1)!.warnings).toEqual([
      `The session ${session_id} is unknown or over an hour old; it starts over.`,
    ]);
  });

  test('thinking is told only with has_thoughts', async () => {
    const thinking = { ...hello, parameters: { enable_thinking: true } };
    expect((await ask(thinking)).json.output).not.toHaveProperty('thoughts');
    const parameters = { enable_thinking: true, has_thoughts: true, incremental_output: true };
    const { output } = (await ask({ ...hello, parameters })).json;
    expect(output.thoughts).toEqual([
      expect.objectContaining({ action_type: 'reasoning', thought: expect.stringContaining('does not think') }),
    ]);
    const packets = await stream({ ...hello, parameters });
    const pieces = packets.flatMap(({ output: { thoughts } }) => thoughts?.map(({ thought }: Json) => thought) ?? []);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(output.thoughts[0].thought);
  });

  test('a knowledge base gives references, and the search is a thought', async () => {
    const parameters = { has_thoughts: true, rag_options: { pipeline_ids: ['emulated-store'] } };
    const { output } = (await ask({ input: { prompt: 'Which boats stay outside the harbour?' }, parameters })).json;
    expect(output.doc_references[0]).toMatchObject({ index_id: '1', doc_name: 'Rules of the harbour', doc_url: null });
    expect(output.text).toContain('<ref>[1]</ref>');
    expect(output.thoughts[0]).toMatchObject({ action_type: 'agentRag', action: 'rag' });
    const other = { ...parameters, rag_options: { pipeline_ids: ['other'] } };
    expect((await ask({ input: { prompt: 'Which boats?' }, parameters: other })).json.output).not.toHaveProperty(
      'doc_references',
    );
  });

  test('a workflow is told its variables, counts no tokens, and streams the messages of its end', async () => {
    const body = { input: { prompt: 'Hello', biz_params: { city: 'Oslo' } }, parameters: {} };
    const { json } = await ask(body, strictEmulator(), workflow);
    expect(json.output.text).toContain('It was given {"city":"Oslo"}.');
    expect(json.usage).toEqual({});
    const parameters = { flow_stream_mode: 'message_format' };
    const packets = await stream({ ...body, parameters }, workflow);
    const nodes = packets.flatMap(({ output }) => output.workflow_message ?? []);
    expect(nodes.map(({ message }: Json) => message.content).join('')).toBe(json.output.text);
    expect(nodes.at(-1)).toMatchObject({ node_type: 'End', node_status: 'success', node_is_completed: true });
    expect(packets.at(-1)!.output).toEqual({
      text: json.output.text,
      finish_reason: 'stop',
      session_id: expect.any(String),
    });
  });

  test('a scripted answer and a scripted failure are as they are asked for', async () => {
    const emulator = createEmulator();
    emulator.answerNext({ text: 'Yes.', sources: [{ title: 'A', url: 'https://a.example/' }] });
    expect((await ask(hello, emulator)).json.output).toMatchObject({
      text: 'Yes.',
      doc_references: [{ title: 'A', doc_url: 'https://a.example/' }],
    });
    emulator.failNext('rate-limit');
    expect((await ask(hello, emulator)).status).toBe(429);
  });
});

describe('refusals of applications', () => {
  const invalid = (message: string) => ({ status: 400, code: 'InvalidParameter', message });
  const cases: [
    name: string,
    body: unknown,
    refusal: { status: number; code: string; message: string },
    asked?: Asked,
  ][] = [
    ['a wrong key', hello, { status: 401, code: 'InvalidApiKey', message: 'Invalid API-key provided.' }, { key: 'no' }],
    [
      'an application of another workspace',
      hello,
      { status: 403, code: 'App.AccessDenied', message: 'App access denied.' },
      { path: '/apps/denied-1/completion' },
    ],
    [
      'application-region',
      hello,
      { status: 404, code: 'NotFound', message: 'The region virginia has no applications.' },
      { base: 'https://dashscope-us.aliyuncs.com/api/v1' },
    ],
    ['application-prompt', { input: {} }, invalid('Required parameter "prompt" or "messages" missing from input.')],
    [
      'messages without one of the user',
      { input: { messages: [{ role: 'system', content: 'Be short.' }] } },
      invalid('Required parameter "prompt" or "messages" missing from input.'),
    ],
    [
      'application-session',
      { input: { session_id: 's', messages: [{ role: 'user', content: 'Hi' }] } },
      invalid('Required parameter "prompt" missing: a session_id was given.'),
    ],
    [
      'application-field',
      { input: { prompt: 'Hi' }, parameters: { rag_options: { pipeline_ids: ['1', '2', '3', '4', '5', '6'] } } },
      invalid('Invalid \'rag_options.pipeline_ids\': ["1","2","3","4","5","6"]. Expected at most 5 ids.'),
    ],
    [
      'application-field',
      { input: { prompt: 'Hi' }, parameters: { rag_options: { session_file_ids: ['file_1'] } } },
      invalid("Invalid 'rag_options.session_file_ids': file_1. Expected file_session_…."),
    ],
    [
      'application-field',
      { input: { messages: [{ role: 'tool', content: 'x' }] } },
      invalid("Invalid 'input.messages[0].role': tool. Expected system, user or assistant."),
    ],
    [
      'application-field',
      { input: { prompt: 'Hi', image_list: 'x' } },
      invalid("Invalid 'input.image_list': x. Expected a list of URLs."),
    ],
  ];

  test.each(cases)('%s is refused', async (_name, body, refusal, asked) => {
    const { status, json } = await ask(body, strictEmulator(), asked);
    expect({ status, code: json.code, message: json.message }).toEqual({
      ...refusal,
      message: expect.stringContaining(refusal.message),
    });
  });

  test('every rule of applications has a case', () => {
    const covered = new Set(cases.map(([name]) => name));
    expect(Object.keys(applicationRules).filter((rule) => !covered.has(rule))).toEqual([]);
  });

  test('a refused stream is an error frame under HTTP 200', async () => {
    const response = await call(strictEmulator(), { input: {} }, { headers: { 'x-dashscope-sse': 'enable' } });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('event:error\n:HTTP_STATUS/400\n');
  });
});

describeRecorded('recorded answers of applications', () => {
  const folder = 'responses-batch/application';
  const shapeOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
    if (typeof value !== 'object' || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
  };
  const names = listRecordings(folder)
    .filter((name) => name.endsWith('-nosse.request.body.json'))
    .map((name) => name.slice(0, -'.request.body.json'.length));

  test.each(names)('%s is accepted, and the answer has the shape of the recorded one', async (name) => {
    const request: Json = JSON.parse(readRecording(`${folder}/${name}.request.body.json`));
    const recorded: Json = JSON.parse(readRecording(`${folder}/${name}.response.body.txt`));
    const path = name.includes('workflow') ? workflow : {};
    const { status, json } = await ask(request, createEmulator({ unknownParameters: 'refuse' }), path);
    expect(status).toBe(200);
    // Steps and references depend on the knowledge base.
    const { thoughts: _thoughts, doc_references: _references, ...output } = recorded.output;
    expect(shapeOf(json)).toMatchObject(shapeOf({ ...recorded, output }) as object);
  });

  test('the packets of a stream have the lines and the shapes of the recorded ones', async () => {
    const request: Json = JSON.parse(
      readRecording(`${folder}/application-single-generation-text-sse.request.body.json`),
    );
    const blocks = (text: string) => text.trim().split(/\n\n+/);
    const recorded = blocks(readRecording(`${folder}/application-single-generation-text-sse.response.body.txt`));
    const response = await call(strictEmulator(), request, { headers: { accept: 'text/event-stream' } });
    const own = blocks(await response.text());
    const linesOf = (block: string) => block.split('\n').map((line) => line.split(':', 1)[0]);
    const dataOf = (block: string): Json => JSON.parse(block.slice(block.indexOf('data:') + 5));
    expect(linesOf(own[0]!)).toEqual(linesOf(recorded[0]!));
    expect(shapeOf(dataOf(own[0]!))).toEqual(shapeOf(dataOf(recorded[0]!)));
  });
});
