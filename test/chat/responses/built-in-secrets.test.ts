import * as sdk4 from 'ai';
import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { canary, expectNoSecret } from '../../support/canary.js';
import { answerOf, delta, done, message, streamOf } from '../../support/responses-service.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

/** Secrets of an MCP server, in the places where a server may have one. */
const planted = {
  bearer: 'mcp-bearer-0123456789',
  header: 'mcp-header-0123456789',
  user: 'mcp-user-0123456789',
  password: 'mcp-password-0123456789',
  query: 'mcp-query-0123456789',
};
const secrets = [...Object.values(planted), canary];

const options = {
  serverLabel: 'docs',
  serverUrl: `https://${planted.user}:${planted.password}@mcp.example.com/sse?key=${planted.query}`,
  headers: { Authorization: `Bearer ${planted.bearer}`, 'X-Tenant': planted.header, 'X-Odd': canary, 'X-Pin': '1234' },
};

const remote = {
  type: 'mcp_call',
  id: 'msg_m',
  status: 'completed',
  name: 'lookup',
  server_label: 'docs',
  arguments: '{}',
};

/** The ways in which the service may answer with what it was sent. */
const answers = {
  'an answer that echoes its tools': ({ tools, stream }: Sent) => {
    const echoed = JSON.stringify(tools);
    const items = [{ ...remote, output: echoed }, message('Hi')];
    const more = { tools, metadata: { tools: echoed } };
    if (!stream) return Response.json(answerOf(items, more));
    const end = { type: 'response.completed', response: answerOf([], more) };
    return asStream(streamOf([done(items[0]!), delta('output_text', 'msg_1', 'Hi')], end));
  },
  'a flat refusal': ({ tools }: Sent) =>
    Response.json({ code: 'InvalidParameter', message: `Bad tools: ${JSON.stringify(tools)}`, tools }, { status: 400 }),
  'a nested refusal': ({ tools }: Sent) =>
    Response.json(
      { error: { code: 'InvalidParameter', message: `Bad tools: ${JSON.stringify(tools)}` } },
      { status: 400 },
    ),
  'a failed answer': ({ tools, stream }: Sent) => {
    const error = { code: 'server_error', message: `The MCP server refused ${JSON.stringify(tools)}` };
    const response = answerOf([], { status: 'failed', error, tools });
    if (!stream) return Response.json(response);
    return asStream(streamOf([delta('output_text', 'msg_1', 'Hi')], { type: 'response.failed', response }));
  },
  'a frame that is no JSON': ({ tools }: Sent) => asStream(`data:<html>${JSON.stringify(tools)}</html>\n\n`),
  'a network error': ({ tools }: Sent) => {
    throw new TypeError(`fetch failed: ${JSON.stringify(tools)}`);
  },
};

interface Sent {
  tools: object[];
  stream?: boolean;
}

function asStream(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

function settingsFor(answer: (sent: Sent) => Response) {
  const sent: Sent[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    sent.push(JSON.parse(String(init?.body)) as Sent);
    return answer(sent.at(-1)!);
  };
  return { settings: { apiKey: 'sk-test', fetch }, sent };
}

/** A tracer that keeps the attributes of its spans. */
function tracer() {
  const seen: unknown[] = [];
  const span = {
    setAttributes: (attributes: unknown) => void seen.push(attributes),
    setAttribute: (...pair: unknown[]) => void seen.push(pair),
    addEvent: (...event: unknown[]) => void seen.push(event),
    recordException: (error: unknown) => void seen.push(error),
    setStatus: (status: unknown) => void seen.push(status),
    updateName: () => span,
    spanContext: () => ({ traceId: '1', spanId: '1', traceFlags: 0 }),
    isRecording: () => true,
    addLink: () => span,
    addLinks: () => span,
    end: () => {},
  };
  const startActiveSpan = (_name: string, ...rest: unknown[]) => {
    seen.push(rest[0]);
    return (rest.at(-1) as (given: typeof span) => unknown)(span);
  };
  return { seen, tracer: { startSpan: () => span, startActiveSpan } as never };
}

/** An integration of AI SDK 7 that keeps all that it is told. */
function integration(seen: unknown[]) {
  const told = (event: unknown) => void seen.push(event);
  return new Proxy({}, { get: (_target, name) => (String(name).startsWith('on') ? told : undefined) }) as never;
}

interface Major {
  name: string;
  make(settings: Parameters<typeof qwen7.createQwen>[0]): { whole(): Promise<unknown>; stream(): Promise<unknown[]> };
  /** All that the telemetry of the major is told. */
  seen: unknown[];
}

function majorsOf(): Major[] {
  const four = tracer();
  const five = tracer();
  const six = tracer();
  const seven: unknown[] = [];
  const prompt = 'Hi';
  const once = { prompt, maxRetries: 0 };
  return [
    {
      name: 'ai 4',
      seen: four.seen,
      make(settings) {
        const qwen = qwen4.createQwen(settings);
        const tools = { docs: qwen.tools.mcp(options) };
        const experimental_telemetry = { isEnabled: true, tracer: four.tracer };
        const ask = { ...once, model: qwen('qwen3.7-plus'), tools, experimental_telemetry };
        return {
          whole: async () => shownOf(await sdk4.generateText(ask)),
          stream: () => collect(sdk4.streamText({ ...ask, onError: () => {} }).fullStream),
        };
      },
    },
    {
      name: 'ai 5',
      seen: five.seen,
      make(settings) {
        const qwen = qwen5.createQwen(settings);
        const tools = { docs: qwen.tools.mcp(options) };
        const experimental_telemetry = { isEnabled: true, tracer: five.tracer };
        const ask = { ...once, model: qwen('qwen3.7-plus'), tools, experimental_telemetry };
        return {
          whole: async () => shownOf(await sdk5.generateText(ask)),
          stream: () => collect(sdk5.streamText({ ...ask, includeRawChunks: true, onError: () => {} }).fullStream),
        };
      },
    },
    {
      name: 'ai 6',
      seen: six.seen,
      make(settings) {
        const qwen = qwen6.createQwen(settings);
        const tools = { docs: qwen.tools.mcp(options) };
        const experimental_telemetry = { isEnabled: true, tracer: six.tracer };
        const ask = { ...once, model: qwen('qwen3.7-plus'), tools, experimental_telemetry };
        return {
          whole: async () => shownOf(await sdk6.generateText(ask)),
          stream: () => collect(sdk6.streamText({ ...ask, includeRawChunks: true, onError: () => {} }).fullStream),
        };
      },
    },
    {
      name: 'ai 7',
      seen: seven,
      make(settings) {
        const qwen = qwen7.createQwen(settings);
        const tools = { docs: qwen.tools.mcp(options) };
        const telemetry = { isEnabled: true, integrations: [integration(seven)] };
        const ask = { ...once, model: qwen('qwen3.7-plus'), tools, telemetry };
        return {
          whole: async () => shownOf(await sdk7.generateText(ask)),
          stream: () => collect(sdk7.streamText({ ...ask, includeRawChunks: true, onError: () => {} }).fullStream),
        };
      },
    },
  ];
}

/** All that a result tells of its call. */
function shownOf({ steps }: { steps: readonly object[] }): unknown {
  return steps.map((step) => ({
    ...step,
    ...Object.fromEntries(shownFields.map((name) => [name, Reflect.get(step, name)])),
  }));
}

const shownFields = ['content', 'request', 'response', 'providerMetadata', 'warnings', 'sources', 'toolResults'];

async function collect(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

describe.each(majorsOf())('$name', ({ make, seen }) => {
  test.each(Object.entries(answers))('the secrets of an MCP server are not shown by %s', async (_what, answer) => {
    const { settings, sent } = settingsFor(answer);
    const { whole, stream } = make(settings);
    const result = await whole().catch((error: unknown) => error);
    expectNoSecret(result, ...secrets);
    expectNoSecret(await stream().catch((error: unknown) => error), ...secrets);
    expect(sent.map(({ tools }) => tools)).toEqual([
      [expect.objectContaining({ server_url: options.serverUrl, headers: options.headers })],
      [expect.objectContaining({ server_url: options.serverUrl, headers: options.headers })],
    ]);
  });

  test('the spans of telemetry have the tool, without its secrets', () => {
    expect(seen.length).toBeGreaterThan(0);
    expectNoSecret(seen, ...secrets);
  });
});

describe('a tool of an MCP server', () => {
  const made = () => qwen7.qwen.tools.mcp(options);

  test('a tool that is printed, stored or cloned shows names of headers, and the URL without what may be secret', () => {
    expectNoSecret(made(), ...secrets);
    expect(made().args).toEqual({
      serverLabel: 'docs',
      serverUrl: 'https://mcp.example.com/sse?[hidden]',
      headers: ['Authorization', 'X-Tenant', 'X-Odd', 'X-Pin'],
    });
  });

  // A value as short as a PIN is only secret in its place: elsewhere it may be any number.
  test('the request that a result shows has no value of a header, however short', async () => {
    const { settings } = settingsFor(() => Response.json(answerOf([message('Hi')])));
    const qwen = qwen5.createQwen(settings);
    const tools = { docs: qwen.tools.mcp(options) };
    const { request } = await sdk5.generateText({ model: qwen('qwen3.7-plus'), tools, prompt: 'Hi' });
    expect((JSON.parse(String(request.body)) as Sent).tools).toMatchObject([
      { server_url: 'https://mcp.example.com/sse?[hidden]', headers: { 'X-Pin': '[redacted]' } },
    ]);
  });

  test('a copy that has lost its headers is an error, and nothing is sent', async () => {
    const { settings, sent } = settingsFor(answers['an answer that echoes its tools']);
    const qwen = qwen7.createQwen(settings);
    const copy = { ...made(), args: JSON.parse(JSON.stringify(made().args)) as Record<string, unknown> };
    const asked = sdk7.generateText({ model: qwen('qwen3.7-plus'), tools: { docs: copy }, prompt: 'Hi' });
    await expect(asked).rejects.toThrow('The tool docs has lost its headers or the secret part of its URL');
    expect(sent).toEqual([]);
  });

  test('a wrong option is an error that does not quote the others', async () => {
    const wrong = [
      { ...options, headers: { Authorization: [planted.bearer] } },
      { ...options, serverUrl: `ftp://${planted.password}.example` },
      { ...options, header: { Authorization: planted.bearer } },
    ];
    for (const given of wrong) {
      const tools = { docs: qwen7.qwen.tools.mcp(given as unknown as typeof options) };
      const qwen = qwen7.createQwen({ apiKey: 'sk-test' });
      const asked = sdk7.generateText({ model: qwen('qwen3.7-plus'), tools, prompt: 'Hi', maxRetries: 0 });
      const error: unknown = await asked.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: 'AI_InvalidArgumentError' });
      expectNoSecret(error, ...secrets);
    }
  });

  test('a model that a workflow stores has nothing of the tools of its calls', () => {
    const model = qwen7.createQwen({})('qwen3.7-plus');
    const { constructor } = model as unknown as { constructor: Record<symbol, (given: unknown) => unknown> };
    const state = constructor[Symbol.for('workflow-serialize')]!(model);
    expect(JSON.stringify(state)).not.toContain('mcp');
  });
});
