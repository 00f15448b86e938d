import { createQwen } from 'ai-sdk-qwen';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { policy } from '../../support/upload-service.js';
import { longFiles } from './long-files.js';
import { newerInputs } from './newer-inputs.js';
import { bodyOf, frame, many, settle, times, type LongInput } from './streams.js';

const delta = (fields: object) => frame({ id: 'chatcmpl-1', choices: [{ index: 0, delta: fields }] });
const stop = frame({ id: 'chatcmpl-1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
const packet = (message: object, reason = 'null') =>
  frame({ request_id: '1', output: { choices: [{ message, finish_reason: reason }] } });

const serving = (body: () => BodyInit, init?: ResponseInit) =>
  createQwen({ apiKey: 'sk-0123456789', fetch: async () => new Response(body(), init) });

type Qwen = ReturnType<typeof createQwen>;
type Call = Parameters<ReturnType<Qwen>['doStream']>[0];

const call: Call = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};
const translation = { translationOptions: { sourceLang: 'auto', targetLang: 'English' } };
const jsonCall: Call = { ...call, mode: { type: 'object-json' } };

async function drain(model: ReturnType<Qwen>, options = call): Promise<void> {
  const { stream } = await model.doStream(options);
  for await (const part of stream as unknown as AsyncIterable<unknown>) void part;
}

/** Reads an answer in both ways, over both protocols. */
async function both(qwen: Qwen, options = call): Promise<void> {
  for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus'), qwen('qwq-plus')]) {
    await settle(() => drain(model, options));
    await settle(() => model.doGenerate(options));
  }
}

const pages: LongInput[] = ['<title', '<title>', '<', '"', ' ', '\n', ':', ':\n', 'data:', '{', '</'].flatMap(
  (text) => [
    {
      name: `an error page of ${JSON.stringify(text)}`,
      read: () => both(serving(() => `<html>${text.repeat(1_000_000 / text.length)}`, { status: 502 })),
    },
    {
      name: `a page of ${JSON.stringify(text)} in place of a stream`,
      read: () => both(serving(() => `<html>${text.repeat(4_000_000 / text.length)}`)),
    },
  ],
);

const words = [
  'download ',
  'tool_choice ',
  'model "',
  'model `',
  'tool_calls',
  '<400> ',
  'InternalError.Algo: ',
  '  ',
  'throttling',
];

const messages: LongInput[] = words.map((text) => ({
  name: `an error event that says ${JSON.stringify(text)} again and again`,
  async read() {
    const message = text.repeat(500_000 / text.length);
    const error = `event: error\n${frame({ code: 'InvalidParameter', message, request_id: '1' })}`;
    await both(serving(() => error));
    await both(serving(() => frame({ error: { message, type: 'invalid_request_error' } })));
    await both(serving(() => JSON.stringify({ error: { message } }).slice(0, 900_000), { status: 400 }));
  },
}));

const openings = { before: '', opening: '```', inside: '```json\n{' };

const fences: LongInput[] = Object.entries(openings).flatMap(([place, opening]) =>
  [' ', '\n', 'x', '\\', '"'].map((content) => ({
    name: `an object asked for, and ${JSON.stringify(content)} ${place} its fence`,
    async read() {
      const texts = () => bodyOf(times(many, (index) => delta({ content: index === 0 ? opening : content }), stop));
      await drain(serving(texts)('qwen-plus'), jsonCall);
    },
  })),
);

const toolCall = (fields: object, args: string) => ({
  tool_calls: [{ ...fields, type: 'function', function: { name: 'f', arguments: args } }],
});

const calls: LongInput[] = [
  {
    name: 'arguments of a tool in single characters',
    async read() {
      const text = (index: number) => (index === 0 ? '{"a":"' : index === many - 1 ? '"}' : 'x');
      const chunks = () =>
        bodyOf(times(many, (index) => delta(toolCall({ index: 0, id: 'call_1' }, text(index))), stop));
      await drain(serving(chunks)('qwen-plus'));
      const packets = () =>
        bodyOf(times(many, (index) => packet({ content: '', ...toolCall({ index: 0, id: 'call_1' }, text(index)) })));
      await drain(serving(packets).dashscope('qwen-plus'));
      await drain(serving(chunks)('qwen-mt-plus', translation));
    },
  },
  ...Object.entries({
    'that say the same object again and again': (index: number) => [
      { index: 0, id: 'a' },
      index === 0 ? '{"x":1}' : '{',
    ],
    'whose objects all differ at one index': (index: number) => [{ index: 0 }, `{"x":${index}}`],
    'of one tool, all with ids of their own': (index: number) => [{ id: `call_${index}` }, '{"x":'],
    'that wait for a value while others come': (index: number) => [
      { id: index % 2 === 0 ? 'a' : `b${index}` },
      '{"x":',
    ],
    'in fragments without a name behind whole ones': (index: number) => [
      { index, id: index % 2 === 0 ? 'a' : 'b' },
      '{}',
    ],
  } satisfies Record<string, (index: number) => [object, string]>).map(([name, fragment]) => ({
    name: `calls ${name}`,
    async read() {
      const chunks = times(many, (index) => delta(toolCall(...(fragment(index) as [object, string]))), stop);
      await settle(() => drain(serving(() => bodyOf(chunks))('qwen-plus')));
    },
  })),
  {
    name: 'fragments that belong to no call',
    async read() {
      const stray = (index: number) => delta({ tool_calls: [{ index: 0, function: { arguments: `${index % 2}{` } }] });
      const whole = times(1_000, (index) => delta(toolCall({ index, id: `call_${index}` }, '{}')));
      const body = () => bodyOf([...whole, ...times(many, stray), stop]);
      await settle(() => drain(serving(body)('qwen-plus')));
    },
  },
  {
    name: 'very many tool calls, and each of them once more',
    async read() {
      const one = (index: number) => delta(toolCall({ index, id: `call_${index % many}` }, '{}'));
      await drain(serving(() => bodyOf(times(2 * many, one, stop)))('qwen-plus'));
    },
  },
];

const streams: LongInput[] = [
  {
    name: 'an event of 18 MB in small pieces',
    async read() {
      const letters = () =>
        bodyOf(
          times(300_000, () => 'x'.repeat(60)),
          60,
        );
      await drain(serving(letters)('qwen-plus'));
      await drain(serving(() => bodyOf(['data: ', ...times(300_000, () => 'x'.repeat(60))], 60))('qwen-plus'));
    },
  },
  {
    name: 'line ends of every kind, and fields that nobody knows',
    async read() {
      for (const line of ['\r', '\r\n', '\n', ':\n', 'data:\n', 'x\n', 'event: error\n', 'id: 1\n', 'retry: 1\r\n']) {
        await drain(serving(() => bodyOf(times(200_000, () => line)))('qwen-plus'));
      }
    },
  },
  {
    name: 'chunks that say nothing before the first that does',
    async read() {
      const body = () => bodyOf(times(many, () => delta({}), delta({ content: 'a' }), stop));
      await drain(serving(body)('qwen-plus'));
      const qwen7 = createQwen7({ apiKey: 'sk-0123456789', fetch: async () => new Response(body()) });
      const { stream } = await qwen7('qwen-plus').doStream({ prompt: [], includeRawChunks: true });
      for await (const part of stream as unknown as AsyncIterable<unknown>) void part;
    },
  },
  {
    name: 'texts that repeat themselves',
    async read() {
      for (const content of ['a', 'ha', '=', ' ']) {
        await drain(serving(() => bodyOf(times(many, () => packet({ content })))).dashscope('qwen-plus'));
        await drain(serving(() => bodyOf(times(many, () => delta({ content }), stop)))('qwen-mt-plus', translation));
      }
    },
  },
];

const slashes = '/'.repeat(4_000_000);

const others: LongInput[] = [
  {
    name: 'a directory of slashes for an upload, and a store whose error never closes',
    async read() {
      for (const store of ['', '<Message>'.repeat(100_000), '<Code>'.repeat(100_000)]) {
        const qwen = createQwen({
          apiKey: 'sk-0123456789',
          fetch: async (url) =>
            /uploads\?/.test(String(url))
              ? new Response(JSON.stringify({ data: { ...policy, upload_dir: `${slashes}x${slashes}x` } }))
              : new Response(store, { status: 400 }),
        });
        const image = new Uint8Array(8_000_000);
        const prompt: Call['prompt'] = [{ role: 'user', content: [{ type: 'image', image, mimeType: 'image/png' }] }];
        const model = qwen('qwen-vl-plus', { upload: 'auto' });
        await settle(() => model.doGenerate({ ...call, prompt }));
      }
    },
  },
  {
    name: 'settings and model ids without an end',
    async read() {
      for (const text of [
        slashes,
        '-1'.repeat(2_000_000),
        '/services/aigc/'.repeat(300_000),
        '-vl-'.repeat(1_000_000),
      ]) {
        for (const baseURL of [`https://example.com/${text}x`, `https://example.com${text}\n`, text]) {
          await settle(async () =>
            createQwen({ apiKey: 'sk-0123456789', baseURL, fetch })('qwen-plus').doGenerate(call),
          );
        }
        await settle(() => serving(() => '{}')(`qwen3${text}`).doGenerate(call));
      }
    },
  },
  {
    name: 'prompts for the emulator',
    async read() {
      const qwen = createQwen({ apiKey: 'sk-0123456789', fetch: createEmulator().fetch });
      for (const text of ['json schema ', 'json schema {', '{', '"', '\\"', '1', '1 ', ' ', '?', '=', '<', '`', '"a']) {
        const prompt: Call['prompt'] = [
          { role: 'user', content: [{ type: 'text', text: text.repeat(200_000 / text.length) }] },
        ];
        for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
          await settle(() => model.doGenerate({ ...jsonCall, prompt }));
        }
        await settle(() => qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: [text.repeat(50_000)] }));
      }
    },
  },
];

export const longInputs: LongInput[] = [
  ...pages,
  ...messages,
  ...fences,
  ...calls,
  ...streams,
  ...others,
  ...newerInputs,
  ...longFiles,
];

if (process.argv[2] === 'read') {
  for (const { name, read } of longInputs) {
    await read();
    process.stdout.write(`${name}\n`);
  }
}
