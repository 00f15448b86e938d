import { capabilitiesOf } from '../../../src/catalogue/models.js';
import { takers } from '../../../src/chat/rules/inputs.js';
import { generateText, type CoreMessage, type FilePart, type ImagePart } from 'ai';
import { describe, expect, test } from 'vitest';
import { recordedQwen } from '../../support/recorder.js';

const image: ImagePart = { type: 'image', image: new URL('https://example.com/1.png') };
const frame: ImagePart = { ...image, providerOptions: { qwen: { frame: true } } };
const video: FilePart = { type: 'file', data: new URL('https://example.com/1.mp4'), mimeType: 'video/mp4' };
const audio: FilePart = { type: 'file', data: new URL('https://example.com/1.wav'), mimeType: 'audio/wav' };

async function send(model: string, ...content: (ImagePart | FilePart | { type: 'text'; text: string })[]) {
  const { qwen, calls } = recordedQwen();
  const messages: CoreMessage[] = [{ role: 'user', content }];
  await generateText({ model: qwen(model), messages }).catch((error: unknown) => {
    expect(calls).toEqual([]);
    throw error;
  });
  return calls[0]?.body.messages;
}

describe('what the row of a model rules out is an error before the request', () => {
  test.each<[string, string, ImagePart | FilePart, string]>([
    ['qwen-plus', 'image', image, 'text'],
    ['qwen-max', 'video', video, 'text'],
    ['qwen3-coder-plus', 'audio', audio, 'text'],
    ['qwen3-vl-plus', 'audio', audio, 'text, image, video'],
    ['qwen-vl-ocr', 'video', video, 'text, image'],
    ['qwen-vl-ocr', 'video', frame, 'text, image'],
    ['qwen3-asr-flash', 'image', image, 'text, audio'],
    ['deepseek-v3.2', 'image', image, 'text'],
  ])('%s takes no %s, which is an error before the request', async (model, input, part, taken) => {
    await expect(send(model, part)).rejects.toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      functionality: `${input} input`,
      message: `${model} does not accept ${input}. It accepts ${taken}. For ${input} use ${takers[input as 'image']}.`,
    });
  });

  test('the models that an error names take what it is about', () => {
    for (const [input, names] of Object.entries(takers)) {
      for (const name of names.split(' or ')) expect(capabilitiesOf(name).inputs ?? ['text'], name).toContain(input);
    }
  });

  test.each(['qwen3-vl-plus', 'brand-new-model'])('%s is given no uploaded file as a picture', async (model) => {
    await expect(send(model, { type: 'image', image: new URL('fileid://file-fe-1') })).rejects.toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      functionality: 'uploaded files as image input',
      message: expect.stringContaining(`${model} does not accept an uploaded file (fileid://…) as image.`) as string,
    });
  });

  test('a server of another kind knows no uploaded files', async () => {
    const { qwen, calls } = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
    const file: FilePart = { ...video, data: new URL('fileid://file-fe-1') };
    const call = generateText({ model: qwen('qwen3.5'), messages: [{ role: 'user', content: [file] }] });
    await expect(call).rejects.toThrow('qwen3.5 does not accept an uploaded file (fileid://…) as video.');
    expect(calls).toEqual([]);
  });

  test('a picture that was uploaded is a document for a model that reads documents', async () => {
    const messages = await send('qwen-long', { type: 'image', image: new URL('fileid://file-fe-1') });
    expect(messages).toMatchObject([{ role: 'system', content: 'fileid://file-fe-1' }, { role: 'user' }]);
  });

  test('a picture in the temporary store is sent', async () => {
    const url = 'oss://dashscope-instant/1.png';
    const messages = await send('qwen3-vl-plus', { type: 'image', image: new URL(url) });
    expect(messages).toMatchObject([{ content: [{ type: 'image_url', image_url: { url } }] }]);
  });

  test('a model that only listens takes no text, of any role', async () => {
    expect(await send('qwen3-omni-30b-a3b-captioner', audio)).toHaveLength(1);
    await expect(send('qwen3-omni-30b-a3b-captioner', audio, { type: 'text', text: 'Hi' })).rejects.toThrow(
      'qwen3-omni-30b-a3b-captioner does not accept text. It accepts audio.',
    );
    const { qwen } = recordedQwen();
    const call = generateText({
      model: qwen('qwen3-omni-30b-a3b-captioner'),
      system: 'Be short.',
      messages: [{ role: 'user', content: [audio] }],
    });
    await expect(call).rejects.toThrow('does not accept text.');
  });

  test.each<[string, ImagePart | FilePart]>([
    ['qwen3.6-plus', image],
    ['qwen-vl-max', image],
    ['qwen3-vl-flash', video],
    ['qvq-max', video],
    ['qwen3.5-omni-plus', audio],
    ['qwen3.5-omni-plus', video],
    ['qwen-vl-ocr', image],
    ['brand-new-model', audio],
    ['qwen-plus-2099-01-01', image],
  ])('%s takes the inputs of its row, or any if they are unknown', async (model, part) => {
    expect(await send(model, part)).toHaveLength(1);
  });

  test('models of other servers may be given any input', async () => {
    const { qwen, calls } = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
    await generateText({ model: qwen('qwen-plus'), messages: [{ role: 'user', content: [image] }] });
    expect(calls).toHaveLength(1);
  });
});

describe('frames of one video', () => {
  const frames = (count: number) => Array.from({ length: count }, () => frame);

  test.each([1, 3, 513])('%i frames are refused where the model takes 4 to 512', async (count) => {
    await expect(send('qwen3-vl-plus', ...frames(count))).rejects.toThrow(
      `A video has ${count} frames; qwen3-vl-plus accepts 4 to 512.`,
    );
  });

  test.each([4, 512])('%i frames are taken where the model takes 4 to 512', async (count) => {
    expect((await send('qwen3-vl-plus', ...frames(count)))[0].content[0].video).toHaveLength(count);
  });

  test('the frames of each video count by themselves', async () => {
    await expect(send('qwen3-vl-plus', ...frames(2), image, ...frames(2))).rejects.toThrow('A video has 2 frames;');
    const videos = await send('qwen3-vl-plus', ...frames(300), image, ...frames(300));
    expect(videos[0].content).toHaveLength(3);
  });

  test('models without a documented number take any number of frames', async () => {
    expect(await send('qwen3.6-plus', frame)).toHaveLength(1);
  });
});
