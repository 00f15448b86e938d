import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { generateText, type CoreMessage, type FilePart, type ImagePart, type TextPart } from 'ai';
import { describe, expect, test } from 'vitest';
import { failureOf, recordedQwen } from '../../support/recorder.js';

type Part = TextPart | ImagePart | FilePart;

async function send(content: Part[], model = 'qwen3-vl-plus') {
  const { qwen, calls } = recordedQwen();
  const messages: CoreMessage[] = [{ role: 'user', content }];
  const { warnings } = await generateText({ model: qwen(model), messages });
  const call = calls[0] as (typeof calls)[number];
  return { content: call.body.messages[0].content, headers: call.headers, warnings: warnings ?? [] };
}

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngBase64 = 'iVBORw0KGgo=';
const image = (url: string, qwen?: object): ImagePart => ({
  type: 'image',
  image: new URL(url),
  ...(qwen && { providerOptions: { qwen: qwen as never } }),
});
const text: TextPart = { type: 'text', text: 'What is this?' };
const resolve = 'x-dashscope-ossresourceresolve';

describe('images', () => {
  test('images by URL are passed on, not downloaded', async () => {
    const { content, headers } = await send([text, image('https://example.com/cat.png')]);
    expect(content).toEqual([
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } },
    ]);
    expect(headers).not.toHaveProperty(resolve);
  });

  test('images by URL as a string are passed on', async () => {
    const { content } = await send([{ type: 'image', image: 'https://example.com/cat.png' }]);
    expect(content[0].image_url.url).toBe('https://example.com/cat.png');
  });

  test.each([new URL('oss://dashscope/cat.png'), 'oss://dashscope/cat.png'])(
    'images in the temporary store are passed on with the header that resolves them',
    async (source) => {
      const { content, headers } = await send([{ type: 'image', image: source }]);
      expect(content[0].image_url.url).toBe('oss://dashscope/cat.png');
      expect(headers[resolve]).toBe('enable');
    },
  );

  test.each<[string, ImagePart | FilePart]>([
    ['bytes', { type: 'image', image: png }],
    ['a buffer', { type: 'image', image: png.buffer }],
    ['base64', { type: 'image', image: pngBase64 }],
    ['a data URL', { type: 'image', image: `data:image/png;base64,${pngBase64}` }],
    ['bytes of a stated type', { type: 'image', image: png, mimeType: 'image/png' }],
    ['a file of bytes', { type: 'file', data: png, mimeType: 'image/png' }],
    ['a file of any image type', { type: 'file', data: pngBase64, mimeType: 'image/*' }],
  ])('images as %s become a data URL with their type', async (_name, part) => {
    const { content } = await send([part]);
    expect(content).toEqual([{ type: 'image_url', image_url: { url: `data:image/png;base64,${pngBase64}` } }]);
  });

  test('images may be several, in their order among the texts', async () => {
    const { content } = await send([
      image('https://example.com/1.png'),
      text,
      { type: 'image', image: png },
      image('https://example.com/2.png'),
    ]);
    expect(content.map(({ type }: { type: string }) => type)).toEqual(['image_url', 'text', 'image_url', 'image_url']);
    expect(content[3].image_url.url).toBe('https://example.com/2.png');
  });

  test('images carry their pixel limits beside the URL', async () => {
    const { content, warnings } = await send([
      image('https://example.com/1.png', { minPixels: 3136, maxPixels: 90_000 }),
    ]);
    expect(content).toEqual([
      {
        type: 'image_url',
        image_url: { url: 'https://example.com/1.png' },
        min_pixels: 3136,
        max_pixels: 90_000,
      },
    ]);
    expect(warnings).toEqual([]);
  });
});

describe('videos', () => {
  test('videos by URL carry their options', async () => {
    const { content, warnings } = await send([
      text,
      {
        type: 'file',
        data: new URL('https://example.com/film.mp4'),
        mimeType: 'video/mp4',
        providerOptions: { qwen: { fps: 0.5, minPixels: 1, maxPixels: 2, totalPixels: 3 } },
      },
    ]);
    expect(content[1]).toEqual({
      type: 'video_url',
      video_url: { url: 'https://example.com/film.mp4' },
      fps: 0.5,
      min_pixels: 1,
      max_pixels: 2,
      total_pixels: 3,
    });
    expect(warnings).toEqual([]);
  });

  test('videos in the temporary store bring the header along', async () => {
    const { content, headers } = await send([
      { type: 'file', data: new URL('oss://dashscope/film.mp4'), mimeType: 'video/mp4' },
    ]);
    expect(content[0].video_url.url).toBe('oss://dashscope/film.mp4');
    expect(headers[resolve]).toBe('enable');
  });

  test('videos as bytes become a data URL', async () => {
    const { content } = await send([{ type: 'file', data: Uint8Array.of(0, 1), mimeType: 'video/webm' }]);
    expect(content).toEqual([{ type: 'video_url', video_url: { url: 'data:video/webm;base64,AAE=' } }]);
  });
});

describe('audio', () => {
  test.each([
    ['audio/wav', 'wav'],
    ['audio/x-wav', 'wav'],
    ['audio/wave', 'wav'],
    ['audio/vnd.wave', 'wav'],
    ['audio/mpeg', 'mp3'],
    ['audio/mp3', 'mp3'],
    ['audio/aac', 'aac'],
    ['audio/ogg; codecs=opus', 'ogg'],
  ])('audio of type %s becomes a data URL with the format %s', async (mimeType, format) => {
    const { content } = await send([{ type: 'file', data: 'AAE=', mimeType }], 'qwen3-omni-flash');
    expect(content).toEqual([{ type: 'input_audio', input_audio: { data: `data:${mimeType};base64,AAE=`, format } }]);
  });

  test('audio of a type that says nothing has no format', async () => {
    const { content } = await send([{ type: 'file', data: 'AAE=', mimeType: 'audio/*' }], 'qwen3-omni-flash');
    expect(content).toEqual([{ type: 'input_audio', input_audio: { data: 'data:audio/wav;base64,AAE=' } }]);
  });

  test('audio may state its format, and may be a URL', async () => {
    const { content } = await send(
      [
        {
          type: 'file',
          data: new URL('https://example.com/speech'),
          mimeType: 'audio/mpeg',
          providerOptions: { qwen: { format: 'amr' } },
        },
      ],
      'qwen3-asr-flash',
    );
    expect(content).toEqual([
      { type: 'input_audio', input_audio: { data: 'https://example.com/speech', format: 'amr' } },
    ]);
  });
});

describe('frames', () => {
  const frame = (index: number, options: unknown = true) =>
    image(`https://example.com/${index}.png`, { frame: options });
  const url = (index: number) => `https://example.com/${index}.png`;

  test('frames in a row become one list of frames', async () => {
    const { content, warnings } = await send([frame(1, { fps: 2 }), frame(2), frame(3, { fps: 2 }), frame(4), text]);
    expect(content).toEqual([
      { type: 'video', video: [url(1), url(2), url(3), url(4)], fps: 2 },
      { type: 'text', text: 'What is this?' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('frames take their rate from any of them, or have none', async () => {
    expect((await send([frame(1), frame(2), frame(3, { fps: 4 }), frame(4)])).content[0].fps).toBe(4);
    const { content } = await send([frame(1), frame(2), frame(3), frame(4, {})]);
    expect(content).toEqual([{ type: 'video', video: [url(1), url(2), url(3), url(4)] }]);
  });

  test('frames with another rate, or after another part, are another video', async () => {
    const fast = [1, 2, 3, 4].map((index) => frame(index, { fps: 5 }));
    const slow = [5, 6, 7, 8].map((index) => frame(index, { fps: 1 }));
    expect((await send([...fast, ...slow])).content).toEqual([
      { type: 'video', video: [1, 2, 3, 4].map(url), fps: 5 },
      { type: 'video', video: [5, 6, 7, 8].map(url), fps: 1 },
    ]);
    expect((await send([...fast, image('https://example.com/x.png'), ...fast])).content).toEqual([
      { type: 'video', video: [1, 2, 3, 4].map(url), fps: 5 },
      { type: 'image_url', image_url: { url: 'https://example.com/x.png' } },
      { type: 'video', video: [1, 2, 3, 4].map(url), fps: 5 },
    ]);
  });

  test('frames carry limits and a cache mark, whichever of them has it', async () => {
    const { content, warnings } = await send([
      image(url(1), { frame: true, fps: 3, maxPixels: 500 }),
      frame(2),
      frame(3),
      image(url(4), { frame: true, totalPixels: 900, cacheControl: { type: 'ephemeral' } }),
    ]);
    expect(content).toEqual([
      {
        type: 'video',
        video: [1, 2, 3, 4].map(url),
        fps: 3,
        max_pixels: 500,
        total_pixels: 900,
        cache_control: { type: 'ephemeral' },
      },
    ]);
    expect(warnings).toEqual([]);
  });
});

describe('options in the wrong place', () => {
  test.each<[string, Part]>([
    [
      'maxFrames',
      {
        type: 'file',
        data: new URL('https://example.com/a.mp4'),
        mimeType: 'video/mp4',
        providerOptions: { qwen: { maxFrames: 9 } },
      },
    ],
    ['enableRotate', image('https://example.com/1.png', { enableRotate: true })],
  ])('the option %s, which only the native protocol has, is a warning', async (setting, part) => {
    const { content, warnings } = await send([part]);
    expect(JSON.stringify(content)).not.toMatch(/frames|rotate/);
    expect(warnings).toEqual([
      {
        type: 'unsupported-setting',
        setting,
        details: expect.stringMatching(/^The OpenAI-compatible protocol has no such parameter; only the DashScope /),
      },
    ]);
  });

  test.each<[string, string, Part]>([
    ['minPixels', 'text', { ...text, providerOptions: { qwen: { minPixels: 5 } } }],
    ['fps', 'image', image('https://example.com/1.png', { fps: 2 })],
    ['format', 'image', image('https://example.com/1.png', { format: 'png' })],
    [
      'frame',
      'video',
      {
        type: 'file',
        data: new URL('https://example.com/a.mp4'),
        mimeType: 'video/mp4',
        providerOptions: { qwen: { frame: true } },
      },
    ],
  ])('the option %s on a part of the kind %s is a warning', async (setting, kind, part) => {
    const { warnings } = await send([part]);
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting, details: `It has no effect on a part of the kind ${kind}.` },
    ]);
  });

  test('further parameters on assistant text are a warning, once for many', async () => {
    const { qwen } = recordedQwen();
    const turn = (role: 'user' | 'assistant'): CoreMessage => ({
      role,
      content: [{ type: 'text', text: 'Hi', providerOptions: { qwen: { new_key: 1 } } }],
    });
    const messages = [turn('user'), turn('assistant'), turn('user'), turn('assistant'), turn('user')];
    const { warnings } = await generateText({ model: qwen('qwen-plus'), messages });
    expect(warnings).toEqual([
      {
        type: 'unsupported-setting',
        setting: 'new_key',
        details: 'It has no effect on a part of the kind assistant text.',
      },
    ]);
  });
});

describe('what a message cannot carry', () => {
  test.each(['application/pdf', 'text/plain'])(
    'a file of type %s is an error that says what to do',
    async (mimeType) => {
      const error = await failureOf(send([{ type: 'file', data: 'AAE=', mimeType }], 'qwen-plus'));
      expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
      expect((error as Error).message).toContain(mimeType);
      expect((error as Error).message).toMatch(/or put the text of the document into the prompt\.$/);
    },
  );

  /** Past `ai`, which takes seconds to look through files of this size. */
  const sendBase64 = async (...lengths: number[]) => {
    const { qwen, calls } = recordedQwen();
    const content = lengths.map((length) => ({
      type: 'file' as const,
      data: 'A'.repeat(length),
      mimeType: 'image/png',
    }));
    await qwen('qwen3-vl-plus').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content }],
    });
    return calls[0]?.body.messages[0].content;
  };
  const limit = 10_485_760;
  const head = 'data:image/png;base64,'.length;

  test('a data URL above the limit of the service is an error that says so', async () => {
    expect((await sendBase64(limit - head))[0].image_url.url).toHaveLength(limit);
    await expect(sendBase64(limit - head + 1)).rejects.toThrow(
      `A file of type image/png is too large for the request: its data URL has ${limit + 1} bytes ` +
        `and the service accepts ${limit} (a file of about 7 MB).`,
    );
  });

  test('the size limit holds for each item, not for their sum', async () => {
    expect(await sendBase64(6_000_000, 6_000_000)).toHaveLength(2);
  });
});
