import { createQwen } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { expect, test } from 'vitest';
import { imageCall, videoCall } from '../support/media-calls.js';

const qwen = createQwen({ apiKey: 'sk-test', fetch: createEmulator().fetch });
const providerOptions = { Qwen: { upload: 'auto' }, openai: { user: 'u' } };
const url = 'https://example.com/a.wav';
const pdf = { type: 'data', data: new Uint8Array([1]) } as const;

/** A call of each kind of model besides chats. */
const kinds: Record<string, () => PromiseLike<{ warnings?: readonly object[] }>> = {
  embedding: () => qwen.embeddingModel('text-embedding-v4').doEmbed({ values: ['Hi'], providerOptions }),
  reranking: () =>
    qwen
      .rerankingModel('qwen3-rerank')
      .doRerank({ query: 'a', documents: { type: 'text', values: ['a', 'b'] }, providerOptions }),
  image: () => qwen.image('qwen-image-plus').doGenerate({ ...imageCall, providerOptions }),
  video: () => qwen.video('wan2.5-t2v-preview').doStart({ ...videoCall, providerOptions }),
  speech: () => qwen.speech('qwen3-tts-flash').doGenerate({ text: 'Hi', providerOptions }),
  transcription: () =>
    qwen
      .transcription('qwen3-asr-flash', { url })
      .doGenerate({ audio: new Uint8Array(), mediaType: 'audio/wav', providerOptions }),
  files: () => qwen.files().uploadFile({ data: pdf, mediaType: 'application/pdf', providerOptions }),
};

test.each(Object.entries(kinds))('%s warns of options under a name in the wrong case', async (_kind, ask) => {
  const feature = 'providerOptions.Qwen';
  const details = 'It was not read. Write providerOptions.qwen.';
  expect((await ask()).warnings).toContainEqual({ type: 'unsupported', feature, details });
  expect(JSON.stringify((await ask()).warnings)).not.toContain('openai');
});

test('a provider with another name asks for that name, and says nothing about the options of other providers', async () => {
  const own = createQwen({ apiKey: 'sk-test', name: 'my-qwen', fetch: createEmulator().fetch });
  const ask = async (name: string) => {
    const model = own.embeddingModel('text-embedding-v4');
    const { warnings } = await model.doEmbed({ values: ['Hi'], providerOptions: { [name]: { dimensions: 64 } } });
    return warnings;
  };
  for (const name of ['my-qwen', 'myQwen', 'qwen', 'qwenCloud', 'their-qwen']) expect(await ask(name)).toEqual([]);
  expect(await ask('My_Qwen')).toMatchObject([{ details: 'It was not read. Write providerOptions.my-qwen.' }]);
});
