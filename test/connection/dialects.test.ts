import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen, type QwenChatOptions, type QwenProviderSettings } from 'ai-sdk-qwen/ai7';
import { generateText as generateText4 } from 'ai';
import { embed, generateObject, generateText, rerank, stepCountIs, streamText, tool } from 'ai7';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { servers } from '../../src/connection/servers.js';
import { failureOf } from '../support/recorder.js';
import { manners, type Manners } from '../support/server-manners.js';
import { serve, type OtherServer, type Script } from '../support/other-server.js';

(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

const rows = Object.entries(manners);
/** Servers that chat. */
const chatting = rows.filter(([name]) => name !== 'tei');
const where = (has: (row: Manners) => unknown) => chatting.filter(([, row]) => has(row));

async function connect(row: Manners, script?: Script) {
  const server = await serve(row, script);
  return { ...server, qwen: createQwen(server.settings as QwenProviderSettings) };
}

/** The first body that a server got. */
const bodyOf = ({ requests }: OtherServer) => requests[0]!.body;

/** The texts of warnings, by their settings. */
function told(warnings: { type: string; feature?: string; details?: string; message?: string }[] | undefined) {
  return Object.fromEntries(
    (warnings ?? []).map(({ type, feature, details, message }) => [feature ?? type, details ?? message ?? '']),
  );
}

function ask(qwen: ReturnType<typeof createQwen>, options: QwenChatOptions, call: object = {}) {
  return generateText({
    model: qwen('Qwen/Qwen3-8B'),
    prompt: 'Is 91 prime?',
    providerOptions: { qwen: options as Record<string, never> },
    maxRetries: 0,
    ...call,
  });
}

test('every server that has a dialect has a row here', () => {
  expect([...Object.keys(manners), 'model-studio'].sort()).toEqual([...servers].sort());
});

// RFC 1034, 3.1: a name may end in the dot of the root.
test('a host that is written with the dot of the root is the same server', async () => {
  const bodies: Record<string, unknown>[] = [];
  const qwen = createQwen({
    apiKey: 'sk-test',
    baseURL: 'https://openrouter.ai./api/v1',
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      return Response.json({ choices: [{ index: 0, message: { content: 'Yes' }, finish_reason: 'stop' }] });
    },
  });
  await ask(qwen, { enableThinking: false });
  expect(bodies).toMatchObject([{ reasoning: { enabled: false } }]);
});

test('system messages that become one leave no blank lines for those without a text', async () => {
  const server = await connect(manners.vllm!);
  await server.qwen('Qwen/Qwen3-8B').doGenerate({
    prompt: [
      { role: 'system', content: 'One.' },
      { role: 'system', content: '' },
      { role: 'system', content: 'Two.' },
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
    ],
  });
  expect(bodyOf(server)).toMatchObject({ messages: [{ role: 'system', content: 'One.\n\nTwo.' }, { role: 'user' }] });
});

describe('thinking', () => {
  test.each(chatting)('%s is told about thinking only if the caller asks for it', async (_name, row) => {
    const server = await connect(row);
    const { reasoningText } = await ask(server.qwen, {});
    expect(reasoningText).toBe('Hm.');
    expect(Object.keys(bodyOf(server)).filter((name) => /think|reason|template/.test(name))).toEqual([]);
  });

  // CherryHQ/cherry-studio#14981: the switch of Model Studio was sent to all, and passed over.
  test.each(where(({ hasSwitch }) => hasSwitch))('thinking is switched off in the form of %s', async (_name, row) => {
    const server = await connect(row);
    const { reasoningText, warnings } = await ask(server.qwen, { enableThinking: false });
    expect(reasoningText).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test.each(where(({ hasSwitch }) => hasSwitch))(
    "thinking of ai 7 is switched off in the form of %s: 'none'",
    async (_name, row) => {
      const server = await connect(row);
      const { reasoningText, warnings } = await ask(server.qwen, {}, { reasoning: 'none' });
      expect(reasoningText).toBeUndefined();
      expect(warnings).toEqual([]);
    },
  );

  test.each(where(({ hasSwitch }) => hasSwitch))('thinking is switched on in the form of %s', async (_name, row) => {
    const server = await connect(row);
    const { reasoningText, warnings } = await ask(server.qwen, { enableThinking: true });
    expect(reasoningText).toBe('Hm.');
    expect(warnings).toEqual([]);
  });

  test.each(where(({ hasSwitch }) => !hasSwitch))(
    'thinking cannot be switched off on %s, which is a warning',
    async (_name, row) => {
      const server = await connect(row);
      const { warnings } = await ask(server.qwen, { enableThinking: false });
      expect(told(warnings).enableThinking).toContain(row.name);
      const none = await ask(server.qwen, {}, { reasoning: 'none' });
      expect(told(none.warnings).reasoning).toContain(row.name);
      expect(Object.keys(server.requests[1]!.body)).toEqual(Object.keys(bodyOf(server)));
    },
  );

  test('the warning for a server that is not known says how to name it', async () => {
    const server = await connect(manners['openai-compatible']);
    const { warnings } = await ask(server.qwen, { enableThinking: false });
    expect(told(warnings)).toEqual({
      enableThinking:
        'No parameter of the server at gateway.example:4000 is known for it, so it was not sent. Name the server, ' +
        "such as createQwen({ server: 'vllm' }), or 'model-studio' for a gateway to it; or pass the parameter in the " +
        "server's spelling.",
    });
  });

  test.each(where(({ budget }) => budget))('thinking is limited in the form of %s', async (_name, row) => {
    const server = await connect(row);
    const { warnings } = await ask(server.qwen, { enableThinking: true, thinkingBudget: 1000 });
    expect(row.budget?.(bodyOf(server))).toBe(1000);
    expect(warnings).toEqual([]);
  });

  test.each(where(({ budget }) => !budget))('thinking has no limit on %s, which is a warning', async (_name, row) => {
    const server = await connect(row);
    const { warnings } = await ask(server.qwen, { thinkingBudget: 1000 });
    expect(JSON.stringify(bodyOf(server))).not.toContain('1000');
    expect(told(warnings).thinkingBudget).toContain(row.name);
  });

  test.each([
    ['vllm', { chat_template_kwargs: { enable_thinking: true }, reasoning_effort: 'high' }],
    ['openrouter', { reasoning: { enabled: true, effort: 'high' } }],
    ['deepinfra', { reasoning_effort: 'high' }],
    ['together', { reasoning: { enabled: true }, reasoning_effort: 'high' }],
    ['cerebras', { reasoning_effort: 'high', reasoning_format: 'parsed' }],
    ['openai-compatible', { reasoning_effort: 'high' }],
  ] as const)('a degree of ai 7 reaches %s', async (name, fields) => {
    const server = await connect(manners[name]);
    const { warnings } = await ask(server.qwen, {}, { reasoning: 'high' });
    expect(bodyOf(server)).toMatchObject(fields);
    expect(warnings).toEqual([]);
  });

  test('a degree that a server does not have becomes the nearest', async () => {
    const server = await connect(manners.together);
    await ask(server.qwen, {}, { reasoning: 'xhigh' });
    expect(bodyOf(server).reasoning_effort).toBe('high');
  });

  // Ollama refuses degrees for all models but gpt-oss up to 0.13; Groq's qwen3 knows `none` and `default`.
  test.each([
    ['ollama', {}],
    ['groq', { reasoning_effort: 'default', reasoning_format: 'parsed' }],
    ['siliconflow', { enable_thinking: true }],
  ] as const)('thinking on %s: a degree means that the model thinks, which is a warning', async (name, fields) => {
    const server = await connect(manners[name]);
    const { warnings } = await ask(server.qwen, {}, { reasoning: 'high' });
    expect(told(warnings).reasoning).toMatch(/no efforts for Qwen models; thinking is on/);
    const sent = Object.entries(bodyOf(server)).filter(([field]) => /think|reason/.test(field));
    expect(Object.fromEntries(sent)).toEqual(fields);
    await ask(server.qwen, { reasoningEffort: 'high' });
    expect(server.requests[1]!.body.reasoning_effort).toBe('high');
  });

  test("parameters in the server's own spelling win, beside what else is in their object", async () => {
    const server = await connect(manners.vllm);
    await ask(server.qwen, { enableThinking: true, chat_template_kwargs: { enable_thinking: false, style: 'dry' } });
    expect(bodyOf(server).chat_template_kwargs).toEqual({ enable_thinking: false, style: 'dry' });
  });

  test('a budget and a degree do not go together', async () => {
    const server = await connect(manners.openrouter);
    const { warnings } = await ask(server.qwen, { thinkingBudget: 1000, reasoningEffort: 'high' });
    expect(bodyOf(server).reasoning).toEqual({ enabled: true, max_tokens: 1000 });
    expect(told(warnings)).toEqual({ reasoningEffort: 'It was left out in favour of thinkingBudget.' });
    await ask(server.qwen, { enableThinking: false, thinkingBudget: 1000 });
    expect(server.requests[1]!.body.reasoning).toEqual({ enabled: false });
  });
});

describe('thoughts', () => {
  const tools = { clock: tool({ inputSchema: z.object({}), execute: () => 'noon' }) };
  const loop = { tools, stopWhen: stepCountIs(2) };

  test.each(chatting)('thoughts go back to %s in the field that they came in', async (_name, row) => {
    const server = await connect(row);
    const { text } = await ask(server.qwen, {}, loop);
    expect(text).toBe('{"ok":true}');
    expect(server.requests[1]!.body.messages[1]).toMatchObject({ role: 'assistant', [row.thoughts]: 'Hm.' });
  });

  test.each(chatting)('thoughts go back to %s in that field when they were streamed', async (_name, row) => {
    const server = await connect(row);
    const result = streamText({ model: server.qwen('qwen3'), prompt: 'What time is it?', maxRetries: 0, ...loop });
    expect(await result.text).toBe('{"ok":true}');
    expect(server.requests[1]!.body.messages[1]).toMatchObject({ role: 'assistant', [row.thoughts]: 'Hm.' });
  });

  // vLLM up to 0.11 says reasoning_content, and some gateways say reasoning.
  test.each([
    ['vllm', 'reasoning_content'],
    ['openai-compatible', 'reasoning'],
  ] as const)('thoughts of %s that came as %s go back as that', async (name, thoughts) => {
    const server = await connect(manners[name], { thoughts });
    expect((await ask(server.qwen, {}, loop)).text).toBe('{"ok":true}');
    expect(server.requests[1]!.body.messages[1]).toHaveProperty(thoughts, 'Hm.');
  });

  // console.groq.com/docs: the usage of a stream is in x_groq.
  test('the usage of a stream is found where Groq has it', async () => {
    const chunk = {
      choices: [{ delta: { content: 'Yes' }, finish_reason: 'stop' }],
      x_groq: { usage: { prompt_tokens: 3, completion_tokens: 2 } },
    };
    const fetch = async () =>
      new Response(`data: ${JSON.stringify(chunk)}\n\n`, { headers: { 'content-type': 'text/event-stream' } });
    const qwen = createQwen({ apiKey: 'sk-other', baseURL: manners.groq.baseURL, fetch });
    const { usage } = streamText({ model: qwen('qwen/qwen3-32b'), prompt: 'Hi' });
    expect(await usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
  });

  // musistudio/claude-code-router#948
  test('thoughts of ModelScope are streamed inside and folded', async () => {
    const server = await connect(manners.modelscope);
    expect(await ask(server.qwen, {})).toMatchObject({ text: '{"ok":true}', reasoningText: 'Hm.' });
    expect(bodyOf(server).stream).toBe(true);
  });
});

describe('media', () => {
  const bytes = new Uint8Array([82, 73, 70, 70, 1, 2, 3, 4]);
  const base64 = Buffer.from(bytes).toString('base64');
  const send = (qwen: ReturnType<typeof createQwen>, data: Uint8Array | URL | string, mediaType: string) =>
    ask(qwen, {}, { prompt: [{ role: 'user', content: [{ type: 'file', data, mediaType }] }] });
  const part = (server: OtherServer) => bodyOf(server).messages[0].content[0];

  // QwenLM/Qwen-MM-Plugins#8: Model Studio only takes data URLs, vLLM refuses them ("Incorrect padding").
  test.each(chatting)('the bytes of a recording reach %s in its form', async (_name, row) => {
    const server = await connect(row);
    await send(server.qwen, bytes, 'audio/wav');
    const forms = {
      input_audio: { type: 'input_audio', input_audio: { data: base64, format: 'wav' } },
      audio_url: { type: 'audio_url', audio_url: { url: `data:audio/wav;base64,${base64}` } },
    };
    expect(part(server)).toEqual(forms[row.audio]);
  });

  test.each(chatting)(
    'the URL of a recording reaches %s in its form, or is refused with a way out',
    async (_name, row) => {
      const server = await connect(row);
      const url = 'https://example.com/welcome.wav';
      const sending = send(server.qwen, new URL(url), 'audio/wav');
      if (row.audioURL === undefined) {
        await expect(sending).rejects.toThrow(
          'takes only the bytes of a recording. Download it, and pass its bytes as data',
        );
        expect(server.requests).toEqual([]);
      } else {
        await sending;
        expect(part(server)).toEqual({ type: row.audioURL, [row.audioURL]: { url } });
      }
    },
  );

  test.each(chatting)('a video reaches %s in its form, or is refused with a way out', async (_name, row) => {
    const server = await connect(row);
    const sending = send(server.qwen, bytes, 'video/mp4');
    if (row.video === undefined) {
      await expect(sending).rejects.toThrow(/documents no part for a video\. Send some of its frames as images\./);
      expect(server.requests).toEqual([]);
    } else {
      await sending;
      const url = `data:video/mp4;base64,${base64}`;
      expect(part(server)[row.video]).toEqual(row.video === 'video_url' ? { url } : { data: base64 });
    }
  });

  test('the URL of a video reaches llama.cpp in its form', async () => {
    const server = await connect(manners['llama-cpp']);
    await send(server.qwen, new URL('https://example.com/v.mp4'), 'video/mp4');
    expect(part(server)).toEqual({ type: 'input_video', input_video: { url: 'https://example.com/v.mp4' } });
  });

  test("Model Studio's limit for data URLs is not that of others", async () => {
    const server = await connect(manners.vllm);
    await send(server.qwen, new Uint8Array(8_000_000), 'image/png');
    expect(part(server).image_url.url).toHaveLength(10_666_690);
  });

  test('frames of a video go as images, which is a warning', async () => {
    const server = await connect(manners.vllm);
    const frame = { type: 'image', image: bytes, providerOptions: { qwen: { frame: { fps: 2 } } } };
    const { warnings } = await ask(server.qwen, {}, { prompt: [{ role: 'user', content: [frame, frame] }] });
    expect(bodyOf(server).messages[0].content.map(({ type }: { type: string }) => type)).toEqual([
      'image_url',
      'image_url',
    ]);
    expect(told(warnings).frame).toContain('vLLM documents no parameter for it');
  });

  test('a document is refused in the words of the server', async () => {
    const server = await connect(manners.vllm);
    await expect(send(server.qwen, bytes, 'application/pdf')).rejects.toThrow(
      "Files of type application/pdf can't be put into a message to vLLM. Send their text, or their pages as images.",
    );
  });
});

describe('system messages', () => {
  // Noineri/vibe_tavern#44: "System message must be at the beginning."
  test.each(chatting)('system messages reach %s as one', async (_name, row) => {
    const server = await connect(row);
    const { warnings } = await generateText4({
      model: createQwen4(server.settings as QwenProviderSettings)('qwen3.5-9b'),
      system: 'Be brief.',
      messages: [
        { role: 'system', content: 'Answer in French.' },
        { role: 'user', content: 'Hi' },
      ],
      maxRetries: 0,
    });
    expect(bodyOf(server).messages).toEqual([
      { role: 'system', content: 'Be brief.\n\nAnswer in French.' },
      { role: 'user', content: 'Hi' },
    ]);
    expect(warnings).toEqual([]);
  });

  const late = [
    { role: 'user', content: 'Hi' },
    { role: 'system', content: 'Answer in French.' },
  ];

  test('system messages amid the turns stay where they are, with a warning', async () => {
    const server = await connect(manners.vllm, { takesLateSystem: true });
    const { warnings } = await ask(server.qwen, {}, { messages: late, prompt: undefined, allowSystemInMessages: true });
    expect(bodyOf(server).messages).toEqual(late);
    expect(told(warnings).other).toContain('A system message is between the turns');
  });

  test('system messages amid the turns are refused by a template with a hint', async () => {
    const server = await connect(manners.vllm);
    const error = await failureOf(
      ask(server.qwen, {}, { messages: late, prompt: undefined, allowSystemInMessages: true }),
    );
    expect((error as Error).message).toMatch(
      /^System message must be at the beginning\. Put all system messages first/,
    );
  });
});

describe('JSON', () => {
  const schema = z.object({ ok: z.boolean() });

  test.each(chatting)('JSON without a schema is asked for in the form of %s', async (_name, row) => {
    const server = await connect(row);
    const { object } = await generateObject({
      model: server.qwen('qwen3'),
      output: 'no-schema',
      prompt: 'Fine?',
      maxRetries: 0,
    });
    expect(object).toEqual({ ok: true });
    expect(bodyOf(server).response_format?.type).toBe(row.formats[0]);
  });

  test.each(chatting)('JSON with a schema is asked for in the form of %s', async (_name, row) => {
    const server = await connect(row);
    const { object } = await generateObject({ model: server.qwen('qwen3'), schema, prompt: 'Fine?', maxRetries: 0 });
    expect(object).toEqual({ ok: true });
    const { response_format: format, messages } = bodyOf(server);
    expect(format?.type).toBe(row.formats.includes('json_schema') ? 'json_schema' : row.formats[0]);
    // Where the wire carries no schema, the prompt does.
    expect(JSON.stringify(messages).includes('boolean')).toBe(!row.formats.includes('json_schema'));
  });

  // lmstudio-bug-tracker#189: "'response_format.type' must be 'json_schema' or 'text'".
  test('JSON of any shape is an object by schema for LM Studio', async () => {
    const server = await connect(manners['lm-studio']);
    await generateObject({ model: server.qwen('qwen3'), output: 'no-schema', prompt: 'Fine?' });
    expect(bodyOf(server).response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'response', schema: { type: 'object' }, strict: true },
    });
  });
});

describe('options', () => {
  const all = {
    topK: 20,
    repetitionPenalty: 1.1,
    stopTokenIds: [7],
    n: 1,
    logprobs: true,
    topLogprobs: 2,
    parallelToolCalls: true,
    maxCompletionTokens: 100,
    preserveThinking: true,
    clearThinking: true,
    user: 'u-1',
    metadata: { run: '1' },
    modalities: ['text', 'audio'],
    audio: { voice: 'Cherry' },
    enableSearch: true,
    searchOptions: { forcedSearch: true },
    enableCodeInterpreter: true,
    vlHighResolutionImages: true,
    translationOptions: { sourceLang: 'auto', targetLang: 'German' },
    toolStream: true,
    dataInspection: true,
    waitTimeout: 30,
  } satisfies QwenChatOptions;
  const marked = { cacheControl: { type: 'ephemeral' }, minPixels: 100 };
  const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi', providerOptions: { qwen: marked } }] }];
  const tools = { clock: tool({ inputSchema: z.object({}) }) };
  const at = (body: object, path: string) =>
    path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);

  test.each(chatting)(
    'options of this package go to %s as documented, and a warning names the others',
    async (_name, row) => {
      const server = await connect(row);
      const { warnings } = await ask(server.qwen, all, { prompt, tools });
      const { body, headers } = server.requests[0]!;
      for (const [option, path] of Object.entries(row.carries)) {
        if (option === 'cacheControl') expect(body.messages[0].content[0].cache_control).toEqual(marked.cacheControl);
        else if (option === 'audio') expect(body.audio).toEqual({ voice: 'Cherry', format: 'wav' });
        else expect(at(body, path), option).toEqual(all[option as keyof typeof all]);
      }
      // Earlier thinking is in the history because of it, so it is never without effect.
      const unsent = Object.keys({ ...all, ...marked }).filter(
        (option) => !(option in row.carries) && option !== 'preserveThinking',
      );
      expect(Object.keys(told(warnings)).sort()).toEqual(unsent.sort());
      for (const details of Object.values(told(warnings))) expect(details).toContain(row.name);
      expect(Object.keys(headers).filter((name) => name.includes('dashscope'))).toEqual([]);
    },
  );

  test.each([
    ['vllm', { continue_final_message: true, add_generation_prompt: false }],
    ['sglang', { continue_final_message: true }],
    ['llama-cpp', {}],
    ['openrouter', {}],
  ] as const)('a prefix is continued on %s', async (name, fields) => {
    const server = await connect(manners[name]);
    const { warnings } = await ask(server.qwen, {}, { prompt: prefixed });
    expect(bodyOf(server)).toMatchObject({ ...fields, messages: [{}, { role: 'assistant', content: 'It is' }] });
    expect(warnings).toEqual([]);
  });

  test('a prefix elsewhere is the last message, with a warning', async () => {
    const server = await connect(manners.groq);
    const { warnings } = await ask(server.qwen, {}, { prompt: prefixed });
    expect(told(warnings).partial).toContain('Groq');
  });

  const prefixed = [
    { role: 'user', content: 'Is it fine?' },
    { role: 'assistant', content: 'It is', providerOptions: { qwen: { partial: true } } },
  ];

  test('options of tools that Model Studio caches are left out elsewhere, with a warning', async () => {
    const server = await connect(manners.groq);
    const cached = { clock: tool({ inputSchema: z.object({}), providerOptions: { qwen: marked } }) };
    const { warnings } = await ask(server.qwen, {}, { tools: cached });
    expect(bodyOf(server).tools[0]).not.toHaveProperty('cache_control');
    expect(told(warnings)).toHaveProperty('cacheControl');
  });

  // Models that choose among several tools; DeepInfra and LM Studio take no named tool.
  test('a forced tool call is sent as it was asked for', async () => {
    const server = await connect(manners['lm-studio']);
    await ask(server.qwen, {}, { tools, toolChoice: 'required' });
    expect(bodyOf(server).tool_choice).toBe('required');
  });
});

describe('completions', () => {
  test('completions of LM Studio name the penalty as it does, and a warning names what it lacks', async () => {
    const bodies: Record<string, unknown>[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      return Response.json({ choices: [{ text: 'b', finish_reason: 'stop' }] });
    };
    const qwen = createQwen({ apiKey: 'none', baseURL: manners['lm-studio'].baseURL, fetch });
    const { warnings } = await generateText({
      model: qwen.completion('qwen2.5-coder'),
      prompt: 'a',
      topK: 5,
      providerOptions: { qwen: { repetitionPenalty: 1.1, user: 'u-1' } },
    });
    expect(bodies).toEqual([{ model: 'qwen2.5-coder', prompt: 'a', top_k: 5, repeat_penalty: 1.1 }]);
    expect(told(warnings)).toEqual({ user: 'LM Studio documents no parameter for it, so it was not sent.' });
  });
});

describe('embeddings', () => {
  test.each(rows)('embeddings of %s are asked for with the fields that it documents', async (_name, row) => {
    const server = await connect(row);
    const { embedding } = await embed({
      model: server.qwen.embeddingModel('qwen3-embedding'),
      value: 'Hi',
      maxRetries: 0,
    });
    expect(embedding).toEqual([0, 1]);
    expect('encoding_format' in bodyOf(server)).toBe(row.embedding.includes('encoding_format'));
  });

  test.each(rows)('embeddings of %s have the length that was asked for, or it is an error', async (_name, row) => {
    const server = await connect(row);
    const model = server.qwen.embeddingModel('qwen3-embedding', { dimensions: 512 });
    const embedding = embed({ model, value: 'Hi', maxRetries: 0 });
    if (row.embedding.includes('dimensions')) {
      await embedding;
      expect(bodyOf(server).dimensions).toBe(512);
    } else {
      await expect(embedding).rejects.toThrow(`dimensions: ${row.name} documents no parameter for it.`);
      expect(server.requests).toEqual([]);
    }
  });
});

describe('reranking', () => {
  const documents = ['a ferry', 'a ferry to the islands', 'islands'];
  const rank = (qwen: ReturnType<typeof createQwen>, options: Record<string, string> = {}) =>
    rerank({
      model: qwen.reranking('Qwen/Qwen3-Reranker-0.6B'),
      documents,
      query: 'boats',
      topN: 2,
      providerOptions: { qwen: options },
      maxRetries: 0,
    });
  const ranking = rows.filter(([, row]) => row.reranking);

  test.each(ranking)('reranking of %s goes to its endpoint in its form', async (_name, row) => {
    const server = await connect(row);
    const { ranking: best } = await rank(server.qwen);
    expect(best.map(({ originalIndex, score }) => [originalIndex, score])).toEqual([
      [1, 0.22],
      [0, 0.07],
    ]);
    expect(server.requests[0]!.path).toBe(row.reranking?.path);
  });

  test.each(ranking)(
    'reranking with an instruction goes to %s, or a warning says that it has none',
    async (_name, row) => {
      const server = await connect(row);
      const field = row.reranking?.fields.find((name) => name.startsWith('instruct'));
      const { warnings } = await server.qwen.reranking('Qwen/Qwen3-Reranker-0.6B').doRerank({
        documents: { type: 'text', values: documents },
        query: 'boats',
        providerOptions: { qwen: { instruct: 'Find boats.' } },
      });
      if (field === undefined) expect(told(warnings).instruct).toContain(row.name);
      else expect(bodyOf(server)[field]).toBe('Find boats.');
    },
  );

  test.each(rows.filter(([, row]) => !row.reranking))(
    'reranking is an error on %s, which documents none',
    async (_name, row) => {
      const server = await connect(row);
      await expect(rank(server.qwen)).rejects.toThrow(`${row.name} documents no endpoint for reranking.`);
      expect(server.requests).toEqual([]);
    },
  );
});

describe('which server answers', () => {
  /** The name of the server in the warning for an option that no other server has; undefined for Model Studio. */
  async function nameOf(settings: QwenProviderSettings): Promise<string | undefined> {
    const fetch = async () => Response.json({ choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] });
    const { warnings } = await generateText({
      model: createQwen({ apiKey: 'sk-other', fetch, ...settings })('qwen-max'),
      prompt: 'Hi',
      providerOptions: { qwen: { dataInspection: true } },
    });
    return told(warnings).dataInspection?.replace(/ documents no .*| is known .*|No parameter of /g, '');
  }

  test.each([
    ['https://api.siliconflow.com/v1', 'SiliconFlow'],
    ['https://api-inference.modelscope.ai/v1', 'ModelScope'],
    ['https://api.together.ai/v1', 'Together'],
    ['https://ollama.com/v1', 'Ollama'],
    ['http://192.168.1.7:11434/v1', 'Ollama'],
    ['http://studio.lan:1234/v1', 'LM Studio'],
    // No server has these for itself.
    ['http://localhost:8000/v1', 'the server at localhost:8000'],
    ['http://localhost:8080/v1', 'the server at localhost:8080'],
    ['https://groq.com.example.com/v1', 'the server at groq.com.example.com'],
    ['https://mygroq.com/v1', 'the server at mygroq.com'],
  ])('%s is known by its host or port', async (baseURL, name) => {
    expect(await nameOf({ baseURL })).toBe(name);
  });

  test.each([
    'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    'https://dashscope-us.aliyuncs.com/compatible-mode/v1',
    'https://cn-hongkong.dashscope.aliyuncs.com/compatible-mode/v1',
    'https://ws-1.eu-central-1.maas.aliyuncs.com/compatible-mode/v1',
    'https://coding-intl.dashscope.aliyuncs.com/v1',
    'https://token-plan.cn-beijing.maas.aliyuncs.com/v1',
    'https://1234567890-us-west-1.alicloudapi.com/v1',
    // Gateways with its paths, the emulator among them.
    'https://gateway.example/qwen/compatible-mode/v1',
    'http://localhost:1234/compatible-mode/v1',
  ])('%s is Model Studio', async (baseURL) => {
    expect(await nameOf({ baseURL })).toBeUndefined();
  });

  test('a gateway before Model Studio is called so, and gets its form and its rules', async () => {
    const bodies: Record<string, unknown>[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      return Response.json({ choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] });
    };
    const gateway = {
      apiKey: 'sk-other',
      baseURL: 'https://gateway.example/v1',
      server: 'model-studio',
      fetch,
    } as const;
    await ask(createQwen(gateway), {}, { model: createQwen(gateway)('qwen-plus', { enableThinking: false }) });
    expect(bodies[0]).toMatchObject({ enable_thinking: false });
    await generateText({
      model: createQwen(gateway)('qwen-max'),
      prompt: 'Hi',
      tools: { search: tool({ inputSchema: z.object({}) }) },
    });
    expect(bodies[1]).toMatchObject({ tools: [{ function: { name: 'search_tool' } }] });
  });

  test('the setting counts more than host, port and path', async () => {
    expect(await nameOf({ baseURL: 'http://localhost:11434/v1', server: 'vllm' })).toBe('vLLM');
    expect(await nameOf({ baseURL: 'https://gateway.example/compatible-mode/v1', server: 'sglang' })).toBe('SGLang');
    expect(await nameOf({ baseURL: 'https://gateway.example/api/v1', server: 'openrouter' })).toBe('OpenRouter');
    expect(await nameOf({ baseURL: { compatible: 'https://gateway.example/api/v1' }, server: 'groq' })).toBe('Groq');
  });

  test('a server that is not known is an error that lists those that are', async () => {
    const messageOf = async (server: string) => {
      const error = await failureOf(nameOf({ baseURL: 'http://localhost:8000/v1', server: server as 'vllm' }));
      expect(error).toMatchObject({ argument: 'server' });
      return (error as Error).message;
    };
    expect(await messageOf('vLLM')).toBe('server: "vLLM" is not a known server. Did you mean vllm?');
    expect(await messageOf('text-davinci')).toBe(
      `server: "text-davinci" is not a known server. Expected ${servers.join(', ')}.`,
    );
  });

  test('a server without its address is an error', async () => {
    await expect(nameOf({ server: 'ollama' })).rejects.toThrow("server: 'ollama' needs a baseURL");
    expect(await nameOf({ server: 'model-studio' })).toBeUndefined();
  });
});
