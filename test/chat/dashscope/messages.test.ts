import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { generateText, type CoreMessage, type FilePart, type ImagePart, type TextPart } from 'ai';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../support/recorder.js';
import { nativeQwen } from '../../support/native-service.js';

type Part = TextPart | ImagePart | FilePart;

const textModel = 'qwen-plus';
const visionModel = 'qwen3-vl-plus';

async function send(messages: CoreMessage[], model: string) {
  const { qwen, calls } = nativeQwen();
  const { warnings } = await generateText({ model: qwen.dashscope(model), messages });
  const call = calls[0] as (typeof calls)[number];
  return { messages: call.body.input.messages, headers: call.headers, url: call.url, warnings: warnings ?? [] };
}

async function sendUser(content: Part[], model = visionModel) {
  const { messages, ...rest } = await send([{ role: 'user', content }], model);
  return { content: messages[0].content, ...rest };
}

const ephemeral = { type: 'ephemeral' } as const;
const marked = { qwen: { cacheControl: ephemeral } };
const options = (qwen: object) => ({ providerOptions: { qwen: qwen as never } });
const url = (name: string | number) => `https://example.com/${name}`;
const image = (name: string | number, qwen?: object): ImagePart => ({
  type: 'image',
  image: new URL(url(name)),
  ...(qwen && options(qwen)),
});
const file = (name: string, mimeType: string, qwen?: object): FilePart => ({
  type: 'file',
  data: new URL(url(name)),
  mimeType,
  ...(qwen && options(qwen)),
});
const question: TextPart = { type: 'text', text: 'What is this?' };

const conversation: CoreMessage[] = [
  { role: 'system', content: 'Be short.' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'One' },
      { type: 'text', text: 'Two' },
    ],
  },
  {
    role: 'assistant',
    content: [
      { type: 'text', text: 'A moment.' },
      { type: 'tool-call', toolCallId: 'c1', toolName: 'weather', args: { city: 'Rome' } },
      { type: 'tool-call', toolCallId: 'c2', toolName: 'time', args: {} },
    ],
  },
  {
    role: 'tool',
    content: [
      { type: 'tool-result', toolCallId: 'c1', toolName: 'weather', result: 'sunny' },
      { type: 'tool-result', toolCallId: 'c2', toolName: 'time', result: '' },
    ],
  },
  { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c3', toolName: 'time', args: {} }] },
  { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c3', toolName: 'time', result: { hour: 9 } }] },
];

const call = (id: string, index: number, name: string, args: string) => ({
  id,
  index,
  type: 'function',
  function: { name, arguments: args },
});
const calls = [call('c1', 0, 'weather', '{"city":"Rome"}'), call('c2', 1, 'time', '{}')];

describe('a conversation', () => {
  test('a conversation is plain text on the text service; an assistant turn that only has calls has an empty string', async () => {
    expect((await send(conversation, textModel)).messages).toEqual([
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: 'One\nTwo' },
      { role: 'assistant', content: 'A moment.', tool_calls: calls },
      { role: 'tool', content: 'sunny', tool_call_id: 'c1' },
      { role: 'tool', content: '', tool_call_id: 'c2' },
      { role: 'assistant', content: '', tool_calls: [call('c3', 0, 'time', '{}')] },
      { role: 'tool', content: '{"hour":9}', tool_call_id: 'c3' },
    ]);
  });

  test('a conversation is lists of parts on the multimodal service; there a turn that only has calls has an empty list', async () => {
    expect((await send(conversation, visionModel)).messages).toEqual([
      { role: 'system', content: [{ text: 'Be short.' }] },
      { role: 'user', content: [{ text: 'One' }, { text: 'Two' }] },
      { role: 'assistant', content: [{ text: 'A moment.' }], tool_calls: calls },
      { role: 'tool', content: [{ text: 'sunny' }], tool_call_id: 'c1' },
      { role: 'tool', content: [{ text: '' }], tool_call_id: 'c2' },
      { role: 'assistant', content: [], tool_calls: [call('c3', 0, 'time', '{}')] },
      { role: 'tool', content: [{ text: '{"hour":9}' }], tool_call_id: 'c3' },
    ]);
  });

  test.each([textModel, visionModel])('a conversation with %s drops turns that say nothing', async (model) => {
    const { messages } = await send(
      [
        { role: 'user', content: 'A' },
        { role: 'assistant', content: '' },
        { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm.' }] },
        { role: 'user', content: 'B' },
      ],
      model,
    );
    expect(messages.map(({ role }: { role: string }) => role)).toEqual(['user', 'user']);
  });

  test('a conversation gives thoughts back beside the content', async () => {
    const turn: CoreMessage[] = [
      { role: 'user', content: 'Hi' },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'I look ' },
          { type: 'reasoning', text: 'twice.' },
          { type: 'tool-call', toolCallId: 'c', toolName: 'time', args: {} },
        ],
      },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'time', result: 9 }] },
    ];
    expect((await send(turn, 'qwen3.6-plus')).messages[1]).toEqual({
      role: 'assistant',
      content: [],
      reasoning_content: 'I look twice.',
      tool_calls: [call('c', 0, 'time', '{}')],
    });
  });

  test.each<[string, unknown]>([
    [textModel, 'Spring has'],
    [visionModel, [{ text: 'Spring has' }]],
  ])('a conversation with %s ends in a prefix to continue', async (model, content) => {
    const { messages, warnings } = await send(
      [
        { role: 'user', content: 'A poem' },
        { role: 'assistant', content: 'Spring has', ...options({ partial: true }) },
      ],
      model,
    );
    expect(messages[1]).toEqual({ role: 'assistant', content, partial: true });
    expect(warnings).toEqual([]);
  });
});

describe('images', () => {
  test('native images carry their limits beside the URL', async () => {
    const { content, headers, warnings } = await sendUser([
      image('1.png', { minPixels: 3136, maxPixels: 90_000 }),
      question,
    ]);
    expect(content).toEqual([{ image: url('1.png'), min_pixels: 3136, max_pixels: 90_000 }, { text: 'What is this?' }]);
    expect(headers).not.toHaveProperty('x-dashscope-ossresourceresolve');
    expect(warnings).toEqual([]);
  });

  test('native images may be turned upright before they are read', async () => {
    const { content, warnings } = await sendUser([image('1.png', { enableRotate: true })], 'qwen-vl-ocr');
    expect(content).toEqual([{ image: url('1.png'), enable_rotate: true }]);
    expect(warnings).toEqual([]);
  });

  test('native images as bytes become data URLs', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { content } = await sendUser([{ type: 'image', image: png }]);
    expect(content).toEqual([{ image: 'data:image/png;base64,iVBORw0KGgo=' }]);
  });

  test('native images in the temporary store bring the header that resolves them', async () => {
    const { content, headers } = await sendUser([{ type: 'image', image: new URL('oss://dashscope/1.png') }]);
    expect(content).toEqual([{ image: 'oss://dashscope/1.png' }]);
    expect(headers['x-dashscope-ossresourceresolve']).toBe('enable');
  });

  test('native images to a model that sees none are an error', async () => {
    const error = await failureOf(sendUser([image('1.png')], textModel));
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
  });
});

describe('videos', () => {
  test('native videos carry the rate, the most frames and all pixel limits', async () => {
    const limits = { fps: 0.5, maxFrames: 64, minPixels: 1, maxPixels: 2, totalPixels: 3 };
    const { content, warnings } = await sendUser([file('a.mp4', 'video/mp4', limits)]);
    expect(content).toEqual([
      { video: url('a.mp4'), fps: 0.5, max_frames: 64, min_pixels: 1, max_pixels: 2, total_pixels: 3 },
    ]);
    expect(warnings).toEqual([]);
  });

  test('native videos as frames are one list with the rate of any of them', async () => {
    const frames = [1, 2, 3].map((name) => image(name, { frame: true, maxPixels: 9, totalPixels: 99 }));
    const { content, warnings } = await sendUser([...frames, image(4, { frame: { fps: 2 } }), question]);
    expect(content).toEqual([
      { video: [1, 2, 3, 4].map(url), fps: 2, max_pixels: 9, total_pixels: 99 },
      { text: 'What is this?' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('native videos as frames may have no rate', async () => {
    const { content } = await sendUser([1, 2, 3, 4].map((name) => image(name, { frame: true })));
    expect(content).toEqual([{ video: [1, 2, 3, 4].map(url) }]);
  });

  test('native videos as bytes become data URLs', async () => {
    const { content } = await sendUser([{ type: 'file', data: Uint8Array.of(0, 1), mimeType: 'video/webm' }]);
    expect(content).toEqual([{ video: 'data:video/webm;base64,AAE=' }]);
  });
});

describe('audio', () => {
  test('native audio goes by its URL or as a data URL', async () => {
    const content: Part[] = [
      file('a.wav', 'audio/wav'),
      { type: 'file', data: 'AAE=', mimeType: 'audio/mpeg' },
      question,
    ];
    expect((await sendUser(content, 'qwen3-omni-flash')).content).toEqual([
      { audio: url('a.wav') },
      { audio: 'data:audio/mpeg;base64,AAE=' },
      { text: 'What is this?' },
    ]);
  });
});

describe('documents', () => {
  test('documents by URL go to qwen-doc-turbo, those in a row in one part', async () => {
    const { content, warnings } = await sendUser(
      [
        question,
        file('a.pdf', 'application/pdf'),
        file('b.docx', 'application/msword'),
        file('c.pdf', 'application/pdf', { file_parsing_strategy: 'x' }),
      ],
      'qwen-doc-turbo',
    );
    expect(content).toEqual([
      { type: 'text', text: 'What is this?' },
      { type: 'doc_url', doc_url: [url('a.pdf'), url('b.docx')], file_parsing_strategy: 'auto' },
      { type: 'doc_url', doc_url: [url('c.pdf')], file_parsing_strategy: 'x' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('documents by their ids stand in a system message after the others', async () => {
    const { messages } = await send(
      [
        { role: 'system', content: 'Be short.' },
        {
          role: 'user',
          content: [
            { type: 'file', data: new URL('fileid://file-fe-1'), mimeType: 'application/pdf' },
            { type: 'file', data: new URL('fileid://file-fe-2'), mimeType: 'application/pdf' },
            question,
          ],
        },
      ],
      'qwen-long',
    );
    expect(messages).toEqual([
      { role: 'system', content: 'Be short.' },
      { role: 'system', content: 'fileid://file-fe-1,fileid://file-fe-2' },
      { role: 'user', content: 'What is this?' },
    ]);
  });

  test.each([textModel, visionModel, 'some-new-model'])(
    'documents to %s are an error that says what to do',
    async (model) => {
      const error = await failureOf(sendUser([{ type: 'file', data: 'AAE=', mimeType: 'application/pdf' }], model));
      expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
      expect((error as Error).message).toContain('qwen-long');
      expect((error as Error).message).toContain('application/pdf');
    },
  );
});

describe('cache marks', () => {
  const marks: CoreMessage[] = [
    { role: 'system', content: 'S', providerOptions: marked },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'A' },
        { type: 'text', text: 'B' },
      ],
      providerOptions: marked,
    },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'C', providerOptions: { qwen: { cacheControl: { type: 'ephemeral', ttl: '5m' } } } },
        { type: 'tool-call', toolCallId: 'c', toolName: 'time', args: {} },
      ],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'c', toolName: 'time', result: 'D' },
        { type: 'tool-result', toolCallId: 'd', toolName: 'time', result: 'E' },
      ],
      providerOptions: marked,
    },
  ];
  const toolCalls = [call('c', 0, 'time', '{}')];
  const long = { type: 'ephemeral', ttl: '5m' };

  test('cache marks make lists of typed parts on the text service', async () => {
    const { messages, warnings } = await send(marks, textModel);
    expect(messages).toEqual([
      { role: 'system', content: [{ type: 'text', text: 'S', cache_control: ephemeral }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'A' },
          { type: 'text', text: 'B', cache_control: ephemeral },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: 'C', cache_control: long }], tool_calls: toolCalls },
      { role: 'tool', content: 'D', tool_call_id: 'c' },
      { role: 'tool', content: [{ type: 'text', text: 'E', cache_control: ephemeral }], tool_call_id: 'd' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('cache marks stand on the parts of the multimodal service', async () => {
    const { messages, warnings } = await send(marks, visionModel);
    expect(messages).toEqual([
      { role: 'system', content: [{ text: 'S', cache_control: ephemeral }] },
      { role: 'user', content: [{ text: 'A' }, { text: 'B', cache_control: ephemeral }] },
      { role: 'assistant', content: [{ text: 'C', cache_control: long }], tool_calls: toolCalls },
      { role: 'tool', content: [{ text: 'D' }], tool_call_id: 'c' },
      { role: 'tool', content: [{ text: 'E', cache_control: ephemeral }], tool_call_id: 'd' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('cache marks stand on images, videos and documents', async () => {
    const cacheControl = ephemeral;
    expect(
      (await sendUser([image('1.png', { cacheControl }), file('a.mp4', 'video/mp4', { cacheControl })])).content,
    ).toEqual([
      { image: url('1.png'), cache_control: ephemeral },
      { video: url('a.mp4'), cache_control: ephemeral },
    ]);
    const pdf = [question, file('a.pdf', 'application/pdf', { cacheControl })];
    expect((await sendUser(pdf, 'qwen-doc-turbo')).content[1]).toEqual({
      type: 'doc_url',
      doc_url: [url('a.pdf')],
      cache_control: ephemeral,
      file_parsing_strategy: 'auto',
    });
  });

  test('native cache marks without a text to stand on are a warning', async () => {
    const { messages, warnings } = await send(
      [
        { role: 'user', content: 'Hi' },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'time', args: {} }],
          providerOptions: marked,
        },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'time', result: 'D' }] },
      ],
      visionModel,
    );
    expect(JSON.stringify(messages)).not.toContain('cache_control');
    expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'cacheControl' }]);
  });
});

describe('options of parts', () => {
  test('options of parts in the spelling of the service are sent beside the others', async () => {
    const { content, warnings } = await sendUser([
      { ...question, ...options({ new_key: 1 }) },
      image('1.png', { new_key: 2 }),
    ]);
    expect(content).toEqual([
      { text: 'What is this?', new_key: 1 },
      { image: url('1.png'), new_key: 2 },
    ]);
    expect(warnings).toEqual([]);
  });

  test.each<[string, string, Part, string?]>([
    ['minPixels', 'text', { ...question, ...options({ minPixels: 5 }) }],
    ['fps', 'image', image('1.png', { fps: 2 })],
    ['maxFrames', 'image', image('1.png', { maxFrames: 2 })],
    ['totalPixels', 'image', image('1.png', { totalPixels: 2 })],
    ['format', 'image', image('1.png', { format: 'png' })],
    ['enableRotate', 'video', file('a.mp4', 'video/mp4', { enableRotate: true })],
    ['frame', 'video', file('a.mp4', 'video/mp4', { frame: true })],
    ['fps', 'audio', file('a.wav', 'audio/wav', { fps: 1 }), 'qwen3-omni-flash'],
  ])('the option %s on a part of the kind %s is a warning, and is not sent', async (setting, kind, part, model) => {
    const { content, warnings } = await sendUser([part], model);
    expect(Object.keys(content[0])).toHaveLength(1);
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting, details: `It has no effect on a part of the kind ${kind}.` },
    ]);
  });

  test('maxFrames on a list of frames is a warning', async () => {
    const { content, warnings } = await sendUser(
      [1, 2, 3, 4].map((name) => image(name, { frame: true, maxFrames: 9 })),
    );
    expect(content).toEqual([{ video: [1, 2, 3, 4].map(url) }]);
    expect(warnings).toMatchObject([{ setting: 'maxFrames', details: expect.stringContaining('kind frames') }]);
  });

  test('the option format on audio, which only the compatible protocol has, is a warning that names it', async () => {
    const { content, warnings } = await sendUser([file('a', 'audio/wav', { format: 'amr' })], 'qwen3-omni-flash');
    expect(content).toEqual([{ audio: url('a') }]);
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting: 'format', details: expect.stringMatching(/has it: qwen\(\.\.\.\)\.$/) },
    ]);
  });
});
